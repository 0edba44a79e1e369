"""Say in rooms what waits in the outbox: each room in its order, no room behind another.

A post is told under a key that is the same after a crash, so that a platform which can says it
once. A living card is edited in place, and told anew where its message is gone for ever.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.desk import rooms
from bot.desk.bell import Bell
from bot.desk.gate import Gate
from bot.desk.rooms import Whereabouts
from bot.desk.traffic import Traffic
from bot.desk.turn import VIGIE, Turn
from bot.desk.uttering import Draw, Ready, card_of, utter
from bot.domain.centre import Centre
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message
from bot.domain.pacing import Move
from bot.domain.publication import PostFailed, back_off
from bot.domain.room import Room
from bot.ports import (
    Buttons,
    Card,
    Clock,
    Lane,
    Platform,
    Post,
    Queued,
    StoreError,
    Unit,
    Units,
    Words,
)

LEASE = timedelta(seconds=60)
# Shorter than the lease: nobody else may begin before this program has given up.
LONGEST_CALL = 45.0
MOST_AT_ONCE = 64
# Seconds for what is on its way when the program ends: cut off, it might be said twice.
LAST_CALL = 5.0
SHORTEST_REST = 1.0
# About an hour of attempts at what a platform says it will never take.
LAST_ATTEMPT = 20
UNMADE = "a mistake in the program"
# A card that must be told anew, because its message is gone or never was.
NOWHERE = Card("", "")
Render = Callable[[Unit, Room, str], Awaitable[Message | None]]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Posting:
    """Says what waits in the outbox."""

    units: Units
    centre: Centre
    words: Words
    platforms: Mapping[str, Platform]
    render: Render
    clock: Clock
    owner: str
    whereabouts: Whereabouts
    traffic: Traffic
    draw: Draw | None = None
    bell: Bell = field(default_factory=Bell)
    _at_work: set[asyncio.Task[None]] = field(default_factory=set)
    _trouble: list[BaseException] = field(default_factory=list)
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _store: str = ""

    async def some(self) -> bool:
        """Say what can be said now, and wait until it is; False when there was nothing."""
        await self._begin()
        at_work = tuple(self._at_work)
        if at_work:
            await asyncio.wait(at_work)
        self._raise_trouble()
        return bool(at_work)

    async def for_ever(self) -> None:
        """Say what waits, as soon as its room is free. Raises `StoreError`."""
        while True:
            self._raise_trouble()
            await self._begin()
            await self.bell.wait(max(self.traffic.next_free(self.clock.now()), 0.01))

    def answer(self, platform: str, answer_to: str, words: str) -> None:
        """Answer a press. Nothing waits for it: who gets no answer presses again."""
        if platform in self.platforms:
            self._start(self._aside(self.platforms[platform].answer(answer_to, words)), None)

    def whisper(self, place: Room, message: Message, key: str) -> None:
        """Say something once, where no room of ours is."""
        platform = self.platforms[place.platform]
        said = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
        self._start(self._aside(platform.tell(place, message, said)), None)

    async def close(self) -> None:
        """Let what is on its way arrive, and leave off: the rest stays in the outbox."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=LAST_CALL)
        for task in tuple(self._at_work):
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    # --- who is spoken to ---

    async def _begin(self) -> None:
        """Claim a post for every room that is free, and begin to say them."""
        # One at a time: what this program holds and is not busy with, a claim takes as given up.
        async with self._claiming:
            for queued in await self._claim():
                self._start(self._say(queued), queued.post.room)

    async def _claim(self) -> Sequence[Queued]:
        async with self.units() as unit:
            await self.whereabouts.look(unit)
            if not self._store:
                first = await unit.incidents.get(DAILY_WATCH)
                opened = first.opened_at.timestamp() if first else 0
                self._store = f"{int(opened * 1e6):x}"
            now = self.clock.now()
            limit, closed = MOST_AT_ONCE - len(self.traffic.busy), self.traffic.closed(now)
            claimed = await unit.outbox.claim(self.owner, now, now + LEASE, limit, closed=closed)
            if claimed:
                await unit.commit()
            return claimed

    def _start(self, work: Coroutine[None, None, None], room: str | None) -> None:
        task = asyncio.create_task(work)
        self._at_work.add(task)
        if room is not None:
            at = self.whereabouts.team.room(room)
            self.traffic.busy[room] = at.platform if at else ""

        def ended(task: asyncio.Task[None]) -> None:
            self._at_work.discard(task)
            if room is not None:
                self.traffic.busy.pop(room, None)
            if not task.cancelled() and (trouble := task.exception()) is not None:
                self._trouble.append(trouble)
            self.bell.ring()

        task.add_done_callback(ended)

    def _raise_trouble(self) -> None:
        if self._trouble:
            trouble, *_ = self._trouble
            self._trouble.clear()
            raise trouble

    async def _aside(self, work: Coroutine[None, None, object]) -> None:
        try:
            async with asyncio.timeout(LONGEST_CALL):
                await work
        except (PostFailed, TimeoutError) as failure:
            log.warning("an answer was not taken why=%s", failure)

    # --- one post ---

    async def _say(self, queued: Queued) -> None:
        try:
            ready = await self._prepare(queued)
        except StoreError:
            raise
        except Exception:
            # A bug of ours: for it no room may fall silent.
            log.exception("a post cannot be made number=%d", queued.number)
            await self._unmade(queued)
            return
        if ready is None:
            return
        wait = self.traffic.wait(ready.room, ready.move, self.clock.now())
        if wait > 0:
            await self._put_off(queued, wait)
            return
        try:
            async with asyncio.timeout(LONGEST_CALL):
                platform = self.platforms[ready.room.platform]
                reference = await utter(platform, ready, self.words, self.draw)
        except PostFailed as failure:
            await self._failed(ready, failure)
        except TimeoutError:
            await self._failed(ready, PostFailed("It did not answer in time.", uncertain=True))
        else:
            await self._said(ready, reference)
            await self.traffic.arrived(ready.room)

    async def _prepare(self, queued: Queued) -> Ready | None:
        """What to say now; None when there is nothing to say any more, or it was folded."""
        post, living = queued.post, card_of(queued.post)
        async with self.units() as unit:
            room = self.whereabouts.team.room(post.room)
            if room is None or room.platform not in self.platforms:
                message = None
            elif post.lane is Lane.FLAG and not await self._passes(unit, room, queued):
                await unit.commit()
                return None
            else:
                message = await self._rendered(unit, room, post)
            card = await unit.cards.get(post.room, living) if living else None
            if room is None or message is None or (card and card.shown == message.plain()):
                await unit.outbox.done(queued.number)
                await unit.commit()
                return None
            key = f"{self._store}-{queued.number}-{queued.round}"
            ready = Ready(queued, room, message, card, key)
            if card and card.reference:
                changed = await self._announce(unit, ready, card)
                ready = replace(ready, same_buttons=not changed)
            else:
                # It passed the gate, which is kept with the telling.
                changed = post.lane is Lane.FLAG
            if changed:
                await unit.commit()
            return ready

    async def _announce(self, unit: Unit, ready: Ready, card: Card) -> bool:
        """Keep that the buttons are about to change: a press meanwhile must not mean another."""
        known = await unit.spoken.get(ready.room.name, card.reference) or Buttons()
        coming = known.after(ready.says)
        if known.says == coming and known.coming is None:
            return False
        buttons = replace(known, coming=coming)
        await unit.spoken.put(ready.room.name, card.reference, buttons, self.clock.now())
        return True

    async def _rendered(self, unit: Unit, room: Room, post: Post) -> Message | None:
        return await self.render(unit, room, post.subject) if post.subject else post.message

    async def _passes(self, unit: Unit, room: Room, queued: Queued) -> bool:
        """Whether the room is told now; if so that is kept, so that it is counted once."""
        gate = Gate(self.centre, self.words, self.render)
        return await gate.passes(unit, room, queued, self.clock.now())

    # --- what became of it ---

    async def _said(self, ready: Ready, reference: str) -> None:
        queued, living = ready.queued, card_of(ready.queued.post)
        # It may be an older state that the platform knew under this key already: look again.
        again = bool(living) and queued.unsure and ready.move is not Move.EDIT
        async with self.units() as unit:
            if living:
                shown = "" if again else ready.message.plain()
                await unit.cards.save(ready.room.name, living, Card(reference, shown))
            known = await unit.spoken.get(ready.room.name, reference) or Buttons()
            if says := known.after(ready.says):
                await unit.spoken.put(ready.room.name, reference, Buttons(says), self.clock.now())
            if again:
                await unit.outbox.later(queued.number, self.clock.now(), "", tried=False,
                                        blocks=False)  # fmt: skip
            else:
                await unit.outbox.done(queued.number)
            if self.whereabouts.is_lost(ready.room.name):
                await rooms.back(self._turn(unit), ready.room)
            await unit.commit()

    async def _unmade(self, queued: Queued) -> None:
        now, post = self.clock.now(), queued.post
        async with self.units() as unit:
            if queued.attempts < LAST_ATTEMPT:
                due = now + back_off(queued.attempts)
                await unit.outbox.later(queued.number, due, UNMADE, blocks=False)
            else:
                await self._turn(unit).note("post.refused", f"{post.subject or post.key}: {UNMADE}",
                                            DAILY_WATCH, room=post.room)  # fmt: skip
                await unit.outbox.done(queued.number)
            await unit.commit()

    async def _put_off(self, queued: Queued, seconds: float) -> None:
        due = self.clock.now() + timedelta(seconds=seconds)
        async with self.units() as unit:
            await unit.outbox.later(queued.number, due, "", tried=False, blocks=False)
            await unit.commit()

    async def _failed(self, ready: Ready, failure: PostFailed) -> None:
        queued, now = ready.queued, self.clock.now()
        # Who says how long is obeyed; else it is longer each time.
        asked = timedelta(seconds=max(failure.after, SHORTEST_REST))
        due = now + (asked if failure.after else back_off(queued.attempts))
        self.traffic.failed(ready.room, failure, now)
        for_now = failure.retry or failure.uncertain or failure.gone
        log.warning(
            "post late room=%s attempts=%d why=%s", ready.room.name, queued.attempts, failure.why
        )
        async with self.units() as unit:
            turn = self._turn(unit)
            if failure.gone:
                await rooms.lost(turn, ready.room, failure.why)
            if ready.move is Move.EDIT and not for_now:
                await unit.cards.save(ready.room.name, card_of(queued.post), NOWHERE)
                await unit.outbox.later(queued.number, now, failure.why, tried=False, blocks=False)
            elif for_now or queued.attempts < LAST_ATTEMPT:
                await unit.outbox.later(
                    queued.number, due, failure.why, sure=not failure.uncertain, blocks=for_now
                )
            else:
                await turn.note("post.refused", f"{ready.message.headline}: {failure.why}",
                                DAILY_WATCH, room=ready.room.name)  # fmt: skip
                await unit.outbox.done(queued.number)
            await unit.commit()

    def _turn(self, unit: Unit) -> Turn:
        here = replace(self.centre, team=self.whereabouts.team)
        return Turn(unit, here, self.words, VIGIE, self.clock.now())
