"""Hearing: one sync after the other, each a batch, the next one only when the last was taken.

A sync tells at most the newest hundred events of a room; what lies between them and the last batch
is fetched before anything is handed on, so a batch is whole. Nothing is acknowledged by hearing it:
the homeserver repeats all that came after the cursor that we ask with.
"""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import nio

from bot.domain.hearing import Heard, RoomLost, RoomMoved, Unread
from bot.platforms.matrix.account import Account
from bot.platforms.matrix.failures import LOST, deaf, refusal, silent
from bot.platforms.matrix.json import Json, text
from bot.platforms.matrix.places import Places
from bot.platforms.matrix.reading import Ear, inviter, key_of, read
from bot.platforms.matrix.sealed import Sealed
from bot.ports.rooms import Batch, Event

log = logging.getLogger(__name__)
POLL_SECONDS = 25.0


@dataclass(frozen=True, slots=True)
class _Happened:
    """An event of a room, as nio read it and as it came."""

    room_id: str
    event: nio.Event
    source: Json


class Ears:
    """What is said in the rooms, from a cursor on."""

    def __init__(self, account: Account, places: Places, sealed: Sealed, poll: float) -> None:
        self._account = account
        self._places = places
        self._sealed = sealed
        self._poll = poll

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """Every batch since the cursor; without one, from now on. Raises `PlatformDown`."""
        since = cursor
        while True:
            client = await self._account.opened()
            await self._places.resolve(client)
            response = await self._account.synced(since, self._poll)
            try:
                events = await self._events(client, response, since)
            except LOST as trouble:
                raise silent(trouble) from trouble
            yield Batch(tuple(events), response.next_batch)
            since = response.next_batch

    async def _events(
        self, client: nio.AsyncClient, response: nio.SyncResponse, since: str | None
    ) -> list[Event]:
        await self._accept(client, response)
        ear = Ear(self._account.user, self._places.names())
        found: list[Event] = []
        for happened in self._opened_later(client, response):
            found += await self._understood(client, happened, ear)
        for room_id, left in response.rooms.leave.items():
            for event in (*left.state, *left.timeline.events):
                if heard := self._of_our_own(event.source, room_id, ear):
                    found.append(_kept(event.source, heard))
        for room_id, joined in response.rooms.join.items():
            for happened in await self._in_room(client, room_id, joined, since):
                found += await self._understood(client, happened, ear)
        return found

    @staticmethod
    def _of_our_own(source: Json, room_id: str, ear: Ear) -> Heard | None:
        heard = read(source, room_id, ear)
        return heard if isinstance(heard, RoomLost) else None

    async def _in_room(
        self, client: nio.AsyncClient, room_id: str, joined: nio.RoomInfo, since: str | None
    ) -> list[_Happened]:
        """All of it in order: an upgrade that stands in the state, the gap, the timeline."""
        state = [e for e in joined.state if text(e.source, "type") == "m.room.tombstone"]
        timeline = joined.timeline
        if since is None:
            # Before our first cursor nothing was said to us.
            events = [e for e in timeline.events if text(e.source, "type") == "m.room.tombstone"]
        elif timeline.limited and timeline.prev_batch:
            gap = await self._gap(client, room_id, timeline.prev_batch, since)
            events = [*gap, *timeline.events]
        else:
            events = list(timeline.events)
        return [_Happened(room_id, event, event.source) for event in (*state, *events)]

    async def _gap(
        self, client: nio.AsyncClient, room_id: str, newest: str, since: str
    ) -> list[nio.Event]:
        """What a sync left out between `since` and its timeline, oldest first."""
        found: list[nio.Event] = []
        start = newest
        while True:
            page = await client.room_messages(
                room_id, start, end=since, direction=nio.MessageDirection.back, limit=100
            )
            if why := refusal(page):
                if why.code != "M_FORBIDDEN":
                    raise deaf(why)
                log.warning("room %s: its past may not be read: %s", room_id, why)
                break
            found += page.chunk
            if not page.chunk or not page.end or page.end == start:
                break
            start = page.end
        return found[::-1]

    def _opened_later(
        self, client: nio.AsyncClient, response: nio.SyncResponse
    ) -> Iterator[_Happened]:
        """What we could not read before and can now, because a key came."""
        keys = (nio.RoomKeyEvent, nio.ForwardedRoomKeyEvent)
        if client.olm is None or not any(isinstance(e, keys) for e in response.to_device_events):
            return
        for room_id, source in self._sealed.all():
            event = nio.MegolmEvent.from_dict(dict(source))
            event.room_id = room_id
            try:
                clear = client.decrypt_event(event)
            except nio.EncryptionError:
                continue
            self._sealed.forget(text(source, "event_id"))
            yield _Happened(room_id, clear, clear.source)

    async def _understood(
        self, client: nio.AsyncClient, happened: _Happened, ear: Ear
    ) -> list[Event]:
        source = happened.source
        heard = read(source, happened.room_id, ear)
        if isinstance(heard, RoomMoved):
            heard = await self._follow(client, heard, text(source, "sender"))
        if isinstance(heard, Unread):
            await self._seal(client, happened)
        if text(source, "sender") == ear.own and heard is None:
            return []
        return [_kept(source, heard)]

    async def _seal(self, client: nio.AsyncClient, happened: _Happened) -> None:
        """Keep what we cannot read, and ask its sender's devices for the key, once a session."""
        self._sealed.keep(happened.room_id, happened.source)
        event = happened.event
        if client.olm is None or not isinstance(event, nio.MegolmEvent):
            return
        if event.session_id in client.outgoing_key_requests:
            return
        if why := refusal(await client.request_room_key(event)):
            log.warning("a key was not asked for: %s", why)

    async def _accept(self, client: nio.AsyncClient, response: nio.SyncResponse) -> None:
        """Go where people of the team invite us, and nowhere else."""
        for room_id, invitation in response.rooms.invite.items():
            by = inviter([e.source for e in invitation.invite_state], self._account.user)
            if by not in self._account.settings.people:
                log.warning("an invitation to %s by %s, who is no member, is ignored", room_id, by)
                continue
            if why := await _join(client, room_id, by):
                log.warning("the invitation to %s by %s led nowhere: %s", room_id, by, why)

    async def _follow(self, client: nio.AsyncClient, moved: RoomMoved, by: str) -> Heard:
        """Go after a room that was upgraded."""
        if why := await _join(client, moved.address, by):
            return RoomLost(moved.key, moved.room, f"upgraded to {moved.address}; {why}")
        self._places.moved(moved.room, moved.address)
        return moved


async def _join(client: nio.AsyncClient, room_id: str, by: str) -> str:
    """Join a room; says why not when that is refused for ever. Raises `PlatformDown` for now.

    The homeserver of whoever showed the way is named: the id of a new room names none.
    """
    via = quote(by.partition(":")[2], safe="")
    path = f"/_matrix/client/v3/join/{quote(room_id, safe='')}?via={via}"
    headers = {
        "Authorization": f"Bearer {client.access_token}",
        "Content-Type": "application/json",
    }
    answer = await client.send("POST", path, json.dumps({}), headers)
    why = refusal(await client.create_matrix_response(nio.JoinResponse, answer))
    if why is not None and (why.is_for_now or why.is_revoked):
        raise deaf(why)
    return str(why) if why else ""


def _kept(source: Json, heard: Heard | None) -> Event:
    key = heard.key if heard is not None else key_of(source)
    return Event(key, json.dumps(source, ensure_ascii=False), heard)
