"""Asking a homeserver for JSON as it is: nio leaves out what stands beside an event's content."""

import json

import nio

from bot.platforms.matrix.json import Json


async def asked(client: nio.AsyncClient, path: str) -> Json | nio.ErrorResponse:
    """The JSON at a path below `/_matrix/client/`, or the refusal. Raises what is `LOST`."""
    headers = {"Authorization": f"Bearer {client.access_token}"}
    answer = await client.send("GET", f"/_matrix/client/{path}", headers=headers)
    try:
        found = json.loads(await answer.read())
    except ValueError:
        found = {}
    if answer.status == 200 and isinstance(found, dict):
        return found
    refused = nio.ErrorResponse.from_dict(found if isinstance(found, dict) else {})
    refused.transport_response = answer
    return refused
