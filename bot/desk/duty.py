"""Hand the duty over: the text of all that runs, and its read-back by whoever takes over.

The duty passes only when another duty officer types the code at the end of the text. Until then it
stays where it was; when what must be known has changed since, the text is read again.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.alone import owed
from bot.desk.health import is_troubled
from bot.desk.issuing import last_issued
from bot.desk.promises import overdue
from bot.desk.situation import situation
from bot.desk.turn import Turn
from bot.domain import errors
from bot.domain.content import MessageClass
from bot.domain.draft import Draft
from bot.domain.exchange import Request, Way
from bot.domain.flag import Priority
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, mark
from bot.domain.promise import Promise
from bot.domain.publication import Publication
from bot.domain.room import Role
from bot.domain.situation import UNSETTLED, Situation, holding
from bot.ports import KeptFeed, Unit

OFFER, ON_DUTY = "handover/offer", "duty/officer"
# A text that nobody read back for so long is no longer what is going on.
READ_BACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A handover that waits to be accepted. Whoever laid it out may not be whose duty it is: that
    is `officer`, empty when nobody ever took it."""

    code: str
    by: str
    at: datetime
    officer: str

    @property
    def giver(self) -> str:
        """Who is relieved by it."""
        return self.officer or self.by


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is on duty, since when, and from whom it was taken over."""

    name: str
    since: datetime
    giver: str


@dataclass(frozen=True, slots=True)
class Running:
    """All that whoever takes over must know. `advice` holds now, the first to end first; `owed`
    was released alone and is to be looked at by then; `issued` are the newest documents that went
    to the rooms, of each kind and open incident, whether they still hold or not."""

    at: datetime
    incidents: tuple[Situation, ...]
    advice: tuple[Draft, ...]
    waiting: tuple[Draft, ...]
    unsettled: tuple[Publication, ...]
    troubled: tuple[KeptFeed, ...]
    owed: tuple[tuple[Draft, datetime], ...] = ()
    overdue: tuple[Promise, ...] = ()
    requests: tuple[Request, ...] = ()
    issued: tuple[Draft, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """What of it may not change between the reading and the acceptance. A growing case is the
        same case: in a crisis its count never stands still."""
        return (
            *(f"incident {each.incident.number}" for each in self.incidents),
            *(f"advice {draft.number} {draft.state}" for draft in self.advice),
            *(f"draft {draft.number} {draft.digest} {draft.state}" for draft in self.waiting),
            *(f"publication {row.number} {row.state}" for row in self.unsettled),
            *(f"look {draft.number}" for draft, _ in self.owed),
            *(f"issued {draft.number} {draft.state_at(self.at)}" for draft in self.issued),
            *(f"request {each.number}" for each in self.requests if each.way is Way.THEIRS),
            *(
                f"case {case.number}"
                for each in self.incidents
                for case in each.cases
                if case.priority is Priority.HIGH
            ),
        )


async def on_duty(unit: Unit) -> OnDuty | None:
    """Who is on duty; None when nobody ever took it over."""
    kept = await unit.settings.get(ON_DUTY)
    if not kept:
        return None
    found = json.loads(kept)
    return OnDuty(found["name"], datetime.fromisoformat(found["since"]), found["giver"])


async def offer_of(unit: Unit) -> Offer | None:
    """The handover that waits to be accepted, if any."""
    kept = await unit.settings.get(OFFER)
    if not kept:
        return None
    found = json.loads(kept)
    at = datetime.fromisoformat(found["at"])
    return Offer(found["code"], found["by"], at, await _officer(unit))


async def running(turn: Turn) -> Running:
    """All that runs, over every open incident."""
    unit = turn.unit
    incidents = tuple([await situation(turn, each) for each in await unit.incidents.open()])
    opened = {each.incident.number for each in incidents}
    advice = [
        draft
        for draft in holding(await unit.drafts.out(), turn.now)
        # What was said without an end holds as long as its incident is open.
        if draft.content.until is not None or draft.incident in opened
    ]
    return Running(
        at=turn.now,
        incidents=incidents,
        advice=tuple(sorted(advice, key=_ends)),
        waiting=tuple(await unit.drafts.unfinished()),
        unsettled=tuple(await unit.publications.in_state(*UNSETTLED)),
        troubled=tuple(feed for feed in await unit.feeds.all() if is_troubled(feed)),
        owed=await owed(unit),
        overdue=await overdue(unit, turn.centre, turn.now),
        requests=tuple(await unit.requests.open()),
        issued=tuple([
            issued
            for number in sorted(opened)
            for kind in MessageClass
            if kind.is_internal and (issued := await last_issued(unit, number, kind))
        ]),
    )  # fmt: skip


async def hand_over(turn: Turn) -> tuple[Running, Offer]:
    """Lay out all that runs for whoever takes over; a new text takes the place of an older one."""
    turn.who.must(Role.DUTY_OFFICER)
    now = await running(turn)
    code = _code(now.keys, turn.who.name, turn.now)
    offer = Offer(code, turn.who.name, turn.now, await _officer(turn.unit))
    kept = {"code": offer.code, "by": offer.by, "at": offer.at.isoformat()}
    await turn.unit.settings.put(OFFER, json.dumps(kept))
    await turn.note("handover.offered", "", DAILY_WATCH, code=offer.code)
    return now, offer


async def accept(turn: Turn, code: str) -> OnDuty:
    """Take the duty over, having read the text to its code."""
    turn.who.must(Role.DUTY_OFFICER)
    offer = await offer_of(turn.unit)
    if offer is None or turn.now - offer.at > READ_BACK:
        raise errors.NoHandover()
    if offer.by == turn.who.name:
        raise errors.OwnHandover()
    if offer.officer in turn.who.names:
        raise errors.OnDutyAlready()
    if code.strip("[]").casefold() != offer.code:
        raise errors.WrongCode()
    if _code((await running(turn)).keys, offer.by, offer.at) != offer.code:
        raise errors.StaleHandover()
    taken = OnDuty(turn.who.name, turn.now, offer.giver)
    kept = {"name": taken.name, "since": taken.since.isoformat(), "giver": taken.giver}
    await turn.unit.settings.put(ON_DUTY, json.dumps(kept))
    await turn.unit.settings.put(OFFER, "")
    for incident in await turn.unit.incidents.open():
        await turn.note("handover.accepted", "", incident.number, giver=taken.giver)
    await _tell(turn, taken)
    return taken


async def _officer(unit: Unit) -> str:
    now_on = await on_duty(unit)
    return now_on.name if now_on else ""


async def _tell(turn: Turn, taken: OnDuty) -> None:
    sentence = mark("{name} is on duty now, after {giver}.")
    for room in turn.centre.team.ours:
        if room != turn.room:
            head = turn.words(room.language, sentence, name=taken.name, giver=taken.giver)
            await turn.tell(f"duty/{taken.since.isoformat()}", room, Message(head))


def _code(keys: Sequence[str], by: str, at: datetime) -> str:
    return hashlib.sha256("\n".join((by, at.isoformat(), *keys)).encode()).hexdigest()[:6]


def _ends(draft: Draft) -> tuple[bool, float, int]:
    until = draft.content.until
    return until is None, until.timestamp() if until else 0.0, draft.number
