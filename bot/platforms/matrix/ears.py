"""Hearing: one sync after the other, each a batch, the next one only when the last was taken.

A sync tells at most the newest hundred events of a room; what lies between them and the last batch
is fetched before anything is handed on, so a batch is whole. Nothing is acknowledged by hearing it:
the homeserver repeats all that came after the cursor that we ask with.
"""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import nio

from bot.domain.hearing import Heard, Pressed, RoomLost, RoomMoved, Unread
from bot.platforms.matrix.account import Account
from bot.platforms.matrix.failures import LOST, deaf, refusal, silent
from bot.platforms.matrix.json import Json, text
from bot.platforms.matrix.places import Places
from bot.platforms.matrix.reading import Ear, inviter, key_of, read
from bot.platforms.matrix.recounting import Changes, pressed
from bot.platforms.matrix.sealed import Sealed
from bot.platforms.matrix.unsealing import ask_for_key, unsealed
from bot.ports.rooms import Batch, Event

log = logging.getLogger(__name__)
POLL_SECONDS = 25.0
_FIRST_POLL_SECONDS = 1.0
_MOST_ASKED = 10


@dataclass(frozen=True, slots=True)
class _Happened:
    """An event of a room."""

    room_id: str
    source: Json


class Ears:
    """What is said in the rooms, from a cursor on."""

    def __init__(
        self, account: Account, places: Places, sealed: Sealed, changes: Changes, poll: float
    ) -> None:
        self._account = account
        self._changes = changes
        self._places = places
        self._sealed = sealed
        self._poll = poll
        # Moves that happened without us, by the address that they lead to.
        self._awaited: dict[str, Event] = {}
        # What the batch that is on its way settles, once it is taken.
        self._opened: list[str] = []
        self._reached: list[str] = []
        self._asked = 0
        self._is_new = True

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """Every batch since the cursor; without one, from now on. Raises `PlatformDown`."""
        # The first sync comes soon: it says that the homeserver is there, and what waits goes out.
        since, wait = cursor, min(self._poll, _FIRST_POLL_SECONDS)
        while True:
            client = await self._account.opened()
            await self._places.resolve(client)
            answered = self._changes.answered()
            response = await self._account.synced(since, wait)
            self._changes.heard(answered)
            try:
                events = await self._events(client, response, since)
                self._sealed.write()
            except LOST as trouble:
                raise silent(trouble) from trouble
            yield Batch(tuple(events), response.next_batch, self._gaps(response, since))
            self._taken()
            since, wait = response.next_batch, self._poll

    def _taken(self) -> None:
        """The batch is kept: what it told of need not be told again."""
        for event_id in self._opened:
            self._sealed.forget(event_id)
        self._sealed.write()
        for address in self._reached:
            self._awaited.pop(address, None)
        self._is_new = False

    async def _events(
        self, client: nio.AsyncClient, response: nio.SyncResponse, since: str | None
    ) -> list[Event]:
        self._opened, self._reached, self._asked = [], [], 0
        await self._accept(client, response)
        found = self._arrived(response)
        ear = Ear(self._account.user, self._places.names())
        for happened in self._opened_later(client, response):
            found += await self._understood(client, happened, ear)
        for room_id, left in response.rooms.leave.items():
            for event in (*left.state, *left.timeline.events):
                heard = read(_source(event), room_id, ear)
                if isinstance(heard, RoomLost):
                    found.append(_kept(_source(event), heard))
        for room_id, joined in response.rooms.join.items():
            told = await self._in_room(client, room_id, joined, since)
            sources = [happened.source for happened in told]
            self._changes.heard(self._changes.of(sources, ear.own).values())
            late = self._changes.outdated(sources, ear.own)
            for happened in told:
                events = await self._understood(client, happened, ear)
                found += [_in_time(event, happened, late) for event in events]
        return found

    def _gaps(self, response: nio.SyncResponse, since: str | None) -> tuple[str, ...]:
        """The rooms of which the sync left something out. We fill it as far as we are let, and an
        answer does not say how far that was."""
        names = self._places.names()
        return tuple(
            names[room_id]
            for room_id, joined in response.rooms.join.items()
            if since is not None and joined.timeline.limited and room_id in names
        )

    async def _in_room(
        self, client: nio.AsyncClient, room_id: str, joined: nio.RoomInfo, since: str | None
    ) -> list[_Happened]:
        """All of it in order: an upgrade that stands in the state, the gap, the timeline."""
        state = [e for e in joined.state if _is_upgrade(e)]
        timeline = joined.timeline
        if since is None:
            # Before our first cursor nothing was said to us.
            events = [e for e in timeline.events if _is_upgrade(e)]
        elif timeline.limited and timeline.prev_batch:
            gap = await self._gap(client, room_id, timeline.prev_batch, since)
            events = [*gap, *timeline.events]
        else:
            events = list(timeline.events)
        return [_Happened(room_id, _source(event)) for event in (*state, *events)]

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
        """What we could not read before and can now, because a key came; or came just before we
        died, so that at our beginning everything is tried."""
        keys = (nio.RoomKeyEvent, nio.ForwardedRoomKeyEvent)
        if not self._is_new and not any(isinstance(e, keys) for e in response.to_device_events):
            return
        for room_id, source in self._sealed.all():
            if (clear := unsealed(client, room_id, source)) is not None:
                self._opened.append(text(source, "event_id"))
                yield _Happened(room_id, _source(clear))

    async def _understood(
        self, client: nio.AsyncClient, happened: _Happened, ear: Ear
    ) -> list[Event]:
        source = happened.source
        if not text(source, "event_id"):
            # What nio could decrypt and not understand comes without its name.
            return []
        heard = read(source, happened.room_id, ear)
        if isinstance(heard, Unread):
            clear = unsealed(client, happened.room_id, source)
            if clear is None:
                await self._seal(client, happened)
            else:
                source = _source(clear)
                heard = read(source, happened.room_id, ear)
        if isinstance(heard, RoomMoved):
            heard = await self._follow(client, heard, source)
        if text(source, "sender") == ear.own and heard is None:
            return []
        return [_kept(source, heard)]

    async def _seal(self, client: nio.AsyncClient, happened: _Happened) -> None:
        """Keep what we cannot read, and ask its sender's devices for the key: of a few in each
        batch, since whoever makes sessions up must not keep us from hearing the others."""
        self._sealed.keep(happened.room_id, happened.source)
        self._asked += 1
        if self._asked > _MOST_ASKED:
            return
        if why := refusal(await ask_for_key(client, happened.room_id, happened.source)):
            log.warning("a key was not asked for: %s", why)

    async def _accept(self, client: nio.AsyncClient, response: nio.SyncResponse) -> None:
        """Go where people of the team invite us, and nowhere else."""
        strangers = []
        for room_id, invitation in response.rooms.invite.items():
            by = inviter([*map(_source, invitation.invite_state)], self._account.user)
            if by not in self._account.settings.people:
                strangers.append(by)
                continue
            if why := await _join(client, room_id, by):
                log.warning("the invitation to %s by %s led nowhere: %s", room_id, by, why)
        if strangers:
            # One line, however many: nobody may fill the log.
            log.warning("invitations of strangers are ignored: %d, by %s", len(strangers),
                        ", ".join(strangers[:3]))  # fmt: skip

    async def _follow(
        self, client: nio.AsyncClient, moved: RoomMoved, source: Json
    ) -> RoomMoved | RoomLost:
        """Go after a room that was upgraded; where we are not let in, wait to be invited."""
        if why := await _join(client, moved.address, text(source, "sender")):
            self._awaited[moved.address] = _kept(source, moved)
            way = f"upgraded to {moved.address}, and we were not let in: {why}"
            return RoomLost(f"{moved.key}/lost", moved.room, way)
        self._places.moved(moved.room, moved.address)
        return moved

    def _arrived(self, response: nio.SyncResponse) -> list[Event]:
        """The moves of rooms that we were invited to after their upgrade."""
        self._reached = [room_id for room_id in response.rooms.join if room_id in self._awaited]
        found = [self._awaited[room_id] for room_id in self._reached]
        for event in found:
            assert isinstance(event.heard, RoomMoved)
            self._places.moved(event.heard.room, event.heard.address)
        return found


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


def _source(event: nio.Event) -> Json:
    """An event as it came; nio takes the content out of a membership and keeps it beside.

    What was encrypted is never state, whatever its sender wrote into it: a member could throw us
    out or move us elsewhere with words of their own.
    """
    source: Json = event.source
    if "content" not in source:
        return {**source, "content": event.content}
    if getattr(event, "decrypted", False):
        return {name: value for name, value in source.items() if name != "state_key"}
    return source


def _is_upgrade(event: nio.Event) -> bool:
    return text(event.source, "type") == "m.room.tombstone"


def _in_time(event: Event, happened: _Happened, late: frozenset[str]) -> Event:
    """The event, if a press, as one of the message that its sender saw."""
    if not isinstance(event.heard, Pressed):
        return event
    is_late = text(happened.source, "event_id") in late
    return replace(event, heard=pressed(event.heard, is_late))


def _kept(source: Json, heard: Heard | None) -> Event:
    key = heard.key if heard is not None else key_of(source)
    return Event(key, json.dumps(source, ensure_ascii=False), heard)
