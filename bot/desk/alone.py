"""Release by one duty officer alone: the whole text with a code, then the code; and what is owed
after it, a second look by somebody else."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.checking import found, refuse_blocked
from bot.desk.drafting import approvers_of, redraw, the_draft
from bot.desk.publishing import is_typed, queue
from bot.desk.turn import Turn
from bot.domain import alone, errors
from bot.domain.approval_errors import StaleRelease, TypedOnly, TypeItAll
from bot.domain.draft import SHORTEST_DIGEST, Draft
from bot.domain.message import Mention, Message, Paragraph, Phrase, Quote, mark
from bot.domain.room import Duty
from bot.domain.usage import Usage
from bot.ports import Unit

# A text that was read so long ago must be read again.
READ = timedelta(minutes=10)
TOLD = (Duty.APPROVAL, Duty.COORDINATION)
_ASKED, _OWED = "alone/", "look/"
_USAGE = '/release {number} {mode} {area} reason="…"'
RELEASED = mark(
    "ATTENTION. {name} released draft {number} [{digest}], {kind}, ALONE, without the approvals it "
    "needs. {names}: one of you must look at what is out, by {time}, and type /looked {number} ok "
    "or /correct {number} TEXT or /retract {number} REASON"
)
OWED = mark(
    "ATTENTION. Nobody has looked at draft {number} [{digest}], which {name} released ALONE "
    "{minutes} min ago. {names}: look at what is out, then type /looked {number} ok or "
    "/correct {number} TEXT or /retract {number} REASON"
)
LOOKED = mark("{name} has looked at draft {number}, which {by} released alone: it stands.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A release that its own officer must still confirm, with the code below the text."""

    code: str
    by: str
    at: datetime
    digest: str
    reason: str


async def ask(
    turn: Turn, number: int, mode: str, area: str, reason: str, *, pressed: bool
) -> tuple[Draft, Asked]:
    """Ask to release a draft alone: typed in full. Nothing goes out before the code is typed."""
    draft = await the_draft(turn, number)
    typed = _typed(turn, draft)
    if pressed:
        raise TypedOnly(usage=_USAGE.format(**typed))
    alone.release_alone(draft, turn.who, turn.now, reason)
    if not is_typed(draft, turn.centre.mode.upper(), mode, area):
        raise TypeItAll(**typed)
    if not reason.strip():
        raise errors.NoReasonAlone(usage=_USAGE.format(**typed))
    refuse_blocked(draft, await found(turn.unit, turn.centre, draft, turn.now))
    said = (draft.digest, turn.who.name, turn.now.isoformat(), reason)
    code = hashlib.sha256("\n".join(said).encode()).hexdigest()[:6]
    asked = Asked(code, turn.who.name, turn.now, draft.digest, reason.strip())
    kept = {"code": code, "by": asked.by, "at": asked.at.isoformat(), "digest": asked.digest,
            "reason": asked.reason}  # fmt: skip
    await turn.unit.settings.put(f"{_ASKED}{number}", json.dumps(kept))
    await turn.note("draft.alone_asked", reason, draft.incident, draft=number, digest=draft.digest)
    return draft, asked


async def confirm(turn: Turn, number: int, code: str, *, pressed: bool) -> tuple[Draft, datetime]:
    """Let the draft go, having read it to its code; returns when somebody must have looked.

    Its approvers and the leading rooms are told in the loudest words there are.
    """
    if pressed:
        raise TypedOnly(usage=Usage(f"/release now {number} CODE"))
    draft = await the_draft(turn, number)
    asked = await _asked(turn.unit, number)
    same = asked is not None and (asked.by, asked.digest) == (turn.who.name, draft.digest)
    # Returned and laid before them anew since, it is asked about anew, whatever its words.
    same = same and asked is not None and asked.at >= draft.since_laid[0].at
    # The rules first: their refusal says more than that of the code.
    released = alone.release_alone(draft, turn.who, turn.now, asked.reason if asked else "")
    if asked is None or not same or asked.code != code.strip("[]").casefold():
        raise StaleRelease(minutes=_minutes(READ), **_typed(turn, draft))
    if turn.now - asked.at > READ:
        raise StaleRelease(minutes=_minutes(READ), **_typed(turn, draft))
    refuse_blocked(draft, await found(turn.unit, turn.centre, draft, turn.now))
    await turn.unit.settings.put(f"{_ASKED}{number}", "")
    await turn.note(
        "draft.released_alone", asked.reason, draft.incident, draft=number, digest=draft.digest,
        approvals=f"{len(draft.approvals)}/{draft.quorum.approvals}",
    )  # fmt: skip
    await queue(turn, released)
    due = turn.now + turn.centre.look_within
    await turn.unit.settings.put(f"{_OWED}{number}", due.isoformat())
    time = f"{due.astimezone(turn.centre.timezone):%H:%M}"
    await tell(turn, released, "released", RELEASED, time=time)
    await redraw(turn, released)
    return released, due


async def looked(turn: Turn, number: int) -> Draft:
    """Somebody else has read what is out, and lets it stand."""
    draft = alone.looked(await the_draft(turn, number), turn.who, turn.now)
    await turn.unit.drafts.save(draft)
    await turn.unit.settings.put(f"{_OWED}{number}", "")
    await turn.note("draft.looked", "ok", draft.incident, draft=number, digest=draft.digest)
    await tell(turn, draft, "looked", LOOKED, by=_by(draft))
    await redraw(turn, draft)
    return draft


async def owed(unit: Unit) -> tuple[tuple[Draft, datetime], ...]:
    """What one person let go and nobody else has looked at yet, with when somebody must have."""
    found = []
    for number, due in (await unit.settings.under(_OWED)).items():
        draft = await unit.drafts.get(int(number)) if due else None
        if draft is not None and alone.awaits_look(draft):
            found.append((draft, datetime.fromisoformat(due)))
    return tuple(sorted(found, key=lambda each: each[0].number))


async def remind(turn: Turn, draft: Draft) -> None:
    """Ask again, of everyone, for a look that is overdue."""
    released = alone.lone_release(draft)
    assert released is not None  # only such a draft awaits a look
    again = turn.now + turn.centre.look_within
    await turn.unit.settings.put(f"{_OWED}{draft.number}", again.isoformat())
    await turn.note("draft.look_overdue", "", draft.incident, draft=draft.number)
    minutes = _minutes(turn.now - released.at)
    await tell(turn, draft, f"owed/{again.isoformat()}", OWED, minutes=minutes)


async def tell(turn: Turn, draft: Draft, key: str, sentence: str, **details: object) -> None:
    """Say it in the rooms that approve and lead, with the names of all who may approve; the words
    that are out stand below it."""
    people = [m for m in approvers_of(turn) if m.name not in {_by(draft), *draft.hands}]
    reason = next((step.reason for step in reversed(draft.steps) if step.reason), "")
    for room in turn.centre.team.rooms_for(*TOLD):
        head = turn.words(
            room.language, sentence, number=draft.number, digest=draft.digest[:SHORTEST_DIGEST],
            kind=Phrase(draft.content.kind), names=", ".join(m.name for m in people) or "-",
            **{"name": turn.who.name if sentence is LOOKED else _by(draft), **details},
        )  # fmt: skip
        why = turn.words(room.language, "reason: {reason}", reason=reason)
        texts = dict.fromkeys(draft.content.renderings.values())
        mentions = tuple(Mention(m.name, m.accounts) for m in people)
        words = Message(head, (Paragraph(why), *map(Quote, texts)), mentions=mentions)
        await turn.tell(f"alone/{draft.number}/{key}", room, words)


def _by(draft: Draft) -> str:
    released = alone.lone_release(draft)
    return released.by if released else ""


async def _asked(unit: Unit, number: int) -> Asked | None:
    kept = await unit.settings.get(f"{_ASKED}{number}")
    if not kept:
        return None
    found = json.loads(kept)
    return Asked(**{**found, "at": datetime.fromisoformat(found["at"])})


def _typed(turn: Turn, draft: Draft) -> dict[str, object]:
    mode, area = turn.centre.mode.upper(), draft.content.area
    return {"number": draft.number, "mode": mode, "area": area}


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
