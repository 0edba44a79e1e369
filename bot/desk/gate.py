"""Before a notice is said in a room: now, later, or in a digest.

Only what would disturb passes here: a new card, or a line of its own. The edit of a card that is
there disturbs nobody. What must wait is put off in the outbox, so that a crash loses none of it,
and each decision is kept: `/why` tells it. The rule itself is `domain.restraint`.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.digest import MOST_LINES, MOST_WAITING, Entry, digests
from bot.domain.centre import Centre
from bot.domain.flag import Case, Priority
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message
from bot.domain.restraint import HOUR, Hold, Occasion, Telling, Why, hold
from bot.domain.room import Room
from bot.ports import Lane, Queued, StoreError, Unit, Words

# Subjects whose number is that of a case.
OF_CASES = frozenset({"case", "growth", "burst", "contradiction"})
MOST_FOLDED = 1000
log = logging.getLogger(__name__)
Rendered = Callable[[Unit, Room, str], Awaitable[Message | None]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets the notices of rooms through, or holds them back."""

    centre: Centre
    words: Words
    render: Rendered

    async def passes(self, unit: Unit, room: Room, queued: Queued, now: datetime) -> bool:
        """Whether a claimed notice is said now. If not, it was put off or gathered in a digest, in
        this unit. One that passed once passes again: it is the same notice, tried anew."""
        if await _is_there(unit, queued):
            return True
        telling = await _telling(unit, queued, now)
        if telling.told_at is not None:
            return True
        told = await unit.tellings.told(room.name, now - HOUR)
        found = await self._hold(unit, room, queued, now, told)
        if found is not None:
            await _put_off(unit, queued, telling, found)
            return False
        left = max(room.restraint.budget - len(told), 1)
        waiting = await self._waiting(unit, room, queued, now, told)
        # What was held back comes together; so does what no room could read one by one.
        held = [each for each, telling in waiting if telling.hold is not None]
        if len(waiting) > min(left, MOST_WAITING) or (held and len(waiting) > 1):
            await self._gather(unit, room, waiting[: left * MOST_LINES], now)
            return False
        await unit.tellings.put(replace(telling, told_at=now))
        return True

    async def _hold(
        self, unit: Unit, room: Room, queued: Queued, now: datetime, told: Sequence[datetime]
    ) -> Hold | None:
        case = await case_of(unit, queued.post.subject)
        silence = case.silenced_at(now) if case else None
        open_now = await unit.incidents.open()
        return hold(
            room.restraint,
            Occasion(
                now,
                self.centre.timezone,
                case.priority if case else Priority.MEDIUM,
                silence.until if silence else None,
                any(incident.number != DAILY_WATCH for incident in open_now),
                told,
            ),
        )

    async def _waiting(
        self, unit: Unit, room: Room, queued: Queued, now: datetime, told: Sequence[datetime]
    ) -> list[tuple[Queued, Telling]]:
        """What could be told in this room now, the claimed notice included, of urgent cases none:
        they are told one by one. With them, what is held already for another reason is left."""
        case = await case_of(unit, queued.post.subject)
        if case is not None and case.priority is Priority.HIGH:
            return []
        found = []
        for each in await unit.outbox.backlog(room.name, Lane.FLAG, now, MOST_FOLDED):
            if await _is_there(unit, each) or await _is_urgent(unit, each):
                continue
            if await self._hold(unit, room, each, now, told) is None:
                found.append((each, await _telling(unit, each, now)))
        return found

    async def _gather(
        self, unit: Unit, room: Room, waiting: Sequence[tuple[Queued, Telling]], now: datetime
    ) -> None:
        """Put digests in the place of notices: one line for each case, the urgent ones first."""
        entries: dict[str, Entry] = {}
        for each, _ in waiting:
            entry = await self._entry(unit, room, each)
            if entry is not None:
                entries[entry.about] = entry
        first, *_ = waiting
        key = f"digest/{room.name}/{first[0].number}/{first[0].round}"
        lines = sorted(entries.values(), key=lambda entry: list(Priority).index(entry.priority))
        reasons = Counter(telling.hold.why for _, telling in waiting if telling.hold)
        posts = digests(room, lines, key, self.words, _main(reasons))
        for post in posts:
            await unit.outbox.add(post, now)
        for place, (each, telling) in enumerate(waiting):
            digest = posts[min(place // MOST_LINES, len(posts) - 1)].key if posts else key
            await unit.tellings.put(replace(telling, told_at=now, digest=digest))
            await unit.outbox.done(each.number)

    async def _entry(self, unit: Unit, room: Room, queued: Queued) -> Entry | None:
        """The line of a notice. Of all notices on a case the card says the most."""
        subject = queued.post.subject or ""
        case = await case_of(unit, subject)
        about = f"case/{case.number}" if case else subject or queued.post.key
        if case is not None or subject:
            try:
                message = await self.render(unit, room, about)
            except StoreError:
                raise
            except Exception:
                # A bug of ours: the others are told all the same, and this by its bare name.
                log.exception("a notice cannot be made about=%s", about)
                return Entry(about, about, case.priority if case else Priority.MEDIUM)
        else:
            message = queued.post.message
        if message is None:
            return None
        return Entry(about, message.headline, case.priority if case else Priority.MEDIUM)


def _main(reasons: Counter[Why]) -> Why | None:
    return reasons.most_common(1)[0][0] if reasons else None


async def case_of(unit: Unit, subject: str | None) -> Case | None:
    """The case that a notice is about, if it is about one."""
    word, _, number = (subject or "").partition("/")
    if word not in OF_CASES or not number.isdigit():
        return None
    return await unit.cases.get(int(number))


async def _is_urgent(unit: Unit, queued: Queued) -> bool:
    case = await case_of(unit, queued.post.subject)
    return case is not None and case.priority is Priority.HIGH


async def _is_there(unit: Unit, queued: Queued) -> bool:
    """Whether this is the edit of a card that the room has: it disturbs nobody."""
    card = await unit.cards.get(queued.post.room, queued.post.subject or "")
    return card is not None and bool(card.reference)


async def _telling(unit: Unit, queued: Queued, now: datetime) -> Telling:
    known = await unit.tellings.get(queued.number, queued.round)
    subject = queued.post.subject or queued.post.key
    return known or Telling(queued.number, queued.round, queued.post.room, subject, now)


async def _put_off(unit: Unit, queued: Queued, telling: Telling, found: Hold) -> None:
    await unit.tellings.put(replace(telling, hold=found))
    await unit.outbox.later(queued.number, found.until, "", tried=False, blocks=False)
