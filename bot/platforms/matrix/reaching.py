"""A look at the homeserver and at each room, in words: what works, what is missing, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import nio

from bot.domain.room import Room
from bot.platforms.matrix.account import Account, Held
from bot.platforms.matrix.failures import LOST, refusal, silent
from bot.platforms.matrix.json import Json, child, text
from bot.platforms.matrix.places import Places
from bot.platforms.matrix.powers import Powers, powers
from bot.ports.rooms import PlatformDown, Remark

_CALM = (
    "Synapse lets an account send one message every five seconds by default; a busy desk needs "
    "more. Exempt this account: docs/matrix.md says how."
)

_IN_USE = "The keys were not tried: another process uses them, the running desk as a rule."


async def look(account: Account, places: Places, rooms: Sequence[Room]) -> Sequence[Remark]:
    """What a look finds. Keys that a running desk holds are left alone."""
    try:
        return await _look(account, places, rooms)
    except Held:
        glance = Account(account.settings, with_keys=False)
        try:
            found = await _look(glance, places, rooms)
        except PlatformDown as down:
            found = [Remark("matrix", False, down.why)]
        finally:
            await glance.close()
        return [Remark("matrix", True, _IN_USE), *found]
    except PlatformDown as down:
        return [Remark("matrix", False, down.why)]


async def _look(account: Account, places: Places, rooms: Sequence[Room]) -> list[Remark]:
    client = await account.ready()
    try:
        found = [*_login(account, client), Remark("matrix", True, _CALM)]
        for room in rooms:
            room_id = await places.id_of(client, room)
            found += [
                replace(remark, place=room.name)
                for remark in await _room(account, client, room, room_id)
            ]
    except LOST as trouble:
        raise silent(trouble) from trouble
    return found


def _login(account: Account, client: nio.AsyncClient) -> list[Remark]:
    said = f"Logged in as {client.user_id}, device {client.device_id}."
    found = [Remark("matrix", True, said)]
    if not account.settings.encryption:
        found.append(Remark("matrix", True, "Encryption is off: encrypted rooms cannot be used."))
    elif client.olm is not None:
        fingerprint = client.olm.account.identity_keys["ed25519"]
        found.append(
            Remark(
                "matrix",
                True,
                f"The keys are in {account.settings.store}; back that folder up. The device is "
                f"verified by comparing its fingerprint: {_in_fours(fingerprint)}",
            )
        )
    return found


async def _room(
    account: Account, client: nio.AsyncClient, room: Room, room_id: str
) -> list[Remark]:
    if not room_id:
        return [_bad(f"There is no room {room.address}. Correct its address.")]
    if room_id in client.invited_rooms:
        return [_invited(account, client.invited_rooms[room_id].inviter or "somebody")]
    if room_id not in client.rooms:
        return [
            _bad(
                f"Not in the room {room.address}. Invite {client.user_id}, as somebody who is "
                "among the members, while Vigie runs."
            )
        ]
    state = await client.room_get_state(room_id)
    if why := refusal(state):
        return [_bad(f"The state of the room cannot be read: {why}.")]
    events: Mapping[str, tuple[str, Json]] = {
        text(event, "type"): (text(event, "sender"), child(event, "content"))
        for event in state.events
        if event.get("state_key") == ""
    }
    return [
        *_powers(powers(events), client.user_id),
        *_encryption(account, client, room_id),
        *_upgrade(events),
    ]


def _invited(account: Account, by: str) -> Remark:
    if by in account.settings.people:
        return Remark("", True, f"Invited by {by}: `vigie run` goes in.")
    return _bad(f"Invited by {by}, who is no member. Let a member of the team invite us.")


def _powers(levels: Powers, user: str) -> list[Remark]:
    if not levels.may_send(user, "m.room.message"):
        return [_bad(f"May not send in this room. Give {user} a higher power level.")]
    missing = [
        what
        for what, may in (
            ("react, so that its buttons are typed", levels.may_send(user, "m.reaction")),
            ("pin messages", levels.may_set(user, "m.room.pinned_events")),
            ("take messages of others away", levels.may_redact(user)),
        )
        if not may
    ]
    lacks = f" It may not: {'; '.join(missing)}." if missing else ""
    return [Remark("", True, f"In the room (version {levels.version}), may send.{lacks}")]


def _encryption(account: Account, client: nio.AsyncClient, room_id: str) -> list[Remark]:
    room = client.rooms[room_id]
    if not room.encrypted:
        return [Remark("", True, "Not encrypted: the homeserver can read what is said there.")]
    if client.olm is None and account.settings.encryption:
        return [Remark("", True, "Encrypted.")]
    if client.olm is None:
        return [_bad("Encrypted, and there are no keys. Set encryption = true under [matrix].")]
    devices = [
        device for user in room.users for device in client.device_store.active_user_devices(user)
    ]
    verified = sum(map(client.olm.is_device_verified, devices))
    said = f"Encrypted: {len(devices)} devices of others get the keys, {verified} verified by us."
    return [Remark("", True, said)]


def _upgrade(state: Mapping[str, tuple[str, Json]]) -> list[Remark]:
    _, tombstone = state.get("m.room.tombstone", ("", {}))
    if replacement := text(tombstone, "replacement_room"):
        return [_bad(f"The room was upgraded. Its address is {replacement} now; write that down.")]
    return []


def _bad(what: str) -> Remark:
    return Remark("", False, what)


def _in_fours(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
