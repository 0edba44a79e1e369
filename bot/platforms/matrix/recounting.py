"""What a reaction can mean: which card its sender saw; and who pressed where we did not hear it.

A reaction bears no word of what its sender read, and a card may have changed since. So only what
the server has after our last change is a press of a button that we know; what is older says that
somebody pressed, and nothing more.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

import nio

from bot.domain.hearing import Pressed
from bot.platforms.matrix.asking import asked
from bot.platforms.matrix.failures import LOST, deaf, refusal, silent
from bot.platforms.matrix.json import Json, child, children, text
from bot.platforms.matrix.reading import Ear, read
from bot.ports import Event

log = logging.getLogger(__name__)
# No button: the desk asks whoever pressed it to read again.
NO_BUTTON = -1


def pressed(heard: Pressed, is_outdated: bool) -> Pressed:
    """The press as it can be understood."""
    return replace(heard, button=NO_BUTTON) if is_outdated else heard


def outdated(events: Sequence[Json], own: str) -> frozenset[str]:
    """The ids of the reactions after which we changed the message under them; `events` are in the
    server's order, oldest first."""
    changed: set[str] = set()
    found: set[str] = set()
    for event in reversed(events):
        relation = child(child(event, "content"), "m.relates_to")
        kind, reference = text(relation, "rel_type"), text(relation, "event_id")
        if kind == "m.replace" and text(event, "sender") == own:
            changed.add(reference)
        elif kind == "m.annotation" and reference in changed:
            found.add(text(event, "event_id"))
    return frozenset(found)


async def presses(
    client: nio.AsyncClient, room_id: str, reference: str, ear: Ear
) -> tuple[Event, ...]:
    """Everybody's reactions under a message of ours, oldest first, under the keys that they have
    when they are heard. Raises `PlatformDown`."""
    related = (await _related(client, room_id, reference))[::-1]
    late, found = outdated(related, ear.own), list[Event]()
    for source in related:
        heard = read(source, room_id, ear)
        if isinstance(heard, Pressed):
            heard = pressed(heard, text(source, "event_id") in late)
            found.append(Event(heard.key, json.dumps(source, ensure_ascii=False), heard))
    return tuple(found)


async def _related(client: nio.AsyncClient, room_id: str, reference: str) -> list[Json]:
    """What relates to a message, newest first, in the server's order."""
    path = f"v1/rooms/{quote(room_id, safe='')}/relations/{quote(reference, safe='')}"
    found: list[Json] = []
    start = ""
    while True:
        since = f"&from={quote(start, safe='')}" if start else ""
        try:
            page = await asked(client, f"{path}?dir=b&limit=100{since}")
        except LOST as trouble:
            raise silent(trouble) from trouble
        if why := refusal(page):
            if why.is_for_now or why.is_revoked:
                raise deaf(why)
            log.info("room %s: no reactions are counted anew: %s", room_id, why)
            return []
        found += children(page, "chunk")
        following = text(page, "next_batch")
        if not following or following == start:
            return found
        start = following
