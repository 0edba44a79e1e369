"""What neighbours tell people, held against what we tell them: two centres can advise the opposite
on one street, and neither knows.

Heard of them is what a partner answered or asked, what a confirmed fact gives as a partner's word,
and what official sources warn of in CAP feeds, each for as long as it holds.
"""

from datetime import datetime, timedelta

from bot.desk.turn import Turn
from bot.domain.advice import Advice, Difference, asked, differences
from bot.domain.centre import Centre
from bot.domain.content import MessageClass
from bot.domain.draft import Draft, State
from bot.domain.exchange import Request, Way
from bot.domain.fact import Fact, Standing
from bot.domain.mode import Mode
from bot.domain.room import Duty, handle
from bot.domain.warning import PublicWarning, WarningState
from bot.ports import Lane, Unit
from monitors.feed import SourceRole

# What a partner wrote has no end of its own.
HEEDED = timedelta(hours=24)
# Warnings that are looked at, the newest first: they are mostly over within hours.
MOST_WARNINGS = 100
TOLD = (Duty.DRAFTING, Duty.APPROVAL, Duty.COORDINATION)
_IN_FORCE = (WarningState.IN_FORCE, WarningState.CHANGED)
# A retraction advises nothing, and what it takes back stands in it; a report advises nobody.
_ADVISING = frozenset(
    kind for kind in MessageClass if kind is not MessageClass.RETRACTION and not kind.is_internal
)


async def heard(unit: Unit, centre: Centre, draft: Draft, now: datetime) -> tuple[Advice, ...]:
    """What neighbours advise now. Nothing is looked up for a draft that advises nothing."""
    if draft.content.kind not in _ADVISING or not any(map(asked, draft.content.texts.values())):
        return ()
    warnings = await unit.warnings.newest(MOST_WARNINGS)
    found = [
        *(_of_request(request) for request in await unit.requests.since(now - HEEDED)),
        *(_of_fact(fact, centre, now) for fact in await unit.facts.of_incident(draft.incident)),
        *(_of_warning(warning, centre, now) for warning in warnings),
    ]
    return tuple(advice for advice in found if advice is not None)


async def found(unit: Unit, centre: Centre, draft: Draft, now: datetime) -> tuple[Difference, ...]:
    """Where they advise the opposite of a draft, as far as words show it."""
    others = await heard(unit, centre, draft, now)
    return tuple(differences(draft.content.texts.values(), draft.content.area, others))


async def request_heard(turn: Turn, request: Request) -> None:
    """A partner wrote something: tell where it differs from what we said."""
    advice = _of_request(request)
    await _tell(turn, advice, f"request-{request.number}-{turn.now.isoformat()}")


async def fact_heard(turn: Turn, fact: Fact) -> None:
    """A fact was confirmed; it may be a partner's word."""
    advice = _of_fact(fact, turn.centre, turn.now)
    await _tell(turn, advice, f"fact-{fact.number}-{turn.now.isoformat()}")


async def warning_heard(turn: Turn, number: int, alert: str) -> None:
    """An authority warned, or changed its warning; `alert` is the identifier of its word."""
    warning = await turn.unit.warnings.get(number)
    advice = _of_warning(warning, turn.centre, turn.now) if warning else None
    await _tell(turn, advice, f"warning-{number}-{alert}")


async def _tell(turn: Turn, advice: Advice | None, tag: str) -> None:
    """Show a notice for each message of ours that stands, or waits for approval, and that this
    differs from. The same word is told once."""
    if advice is None or not asked(advice.text):
        return
    for draft in [*await turn.unit.drafts.unfinished(), *await turn.unit.drafts.out()]:
        content = draft.content
        if not stands(draft, turn.now) or content.kind not in _ADVISING:
            continue
        if any(differences(content.texts.values(), content.area, [advice])):
            await turn.show(f"neighbours/{draft.number}", tag, Lane.APPROVAL, *TOLD)
            await turn.show(f"draft/{draft.number}", tag, Lane.APPROVAL, Duty.APPROVAL)


def stands(draft: Draft, now: datetime) -> bool:
    """Whether people act by it, or are about to."""
    state = draft.state_at(now)
    return state in (State.SUBMITTED, State.APPROVED, State.PUBLISHED)


def _of_request(request: Request) -> Advice | None:
    """What the partner wrote of it: its question, or its answer to ours."""
    said = request.text if request.way is Way.THEIRS else request.answer
    return Advice(request.partner, said) if said else None


def _of_fact(fact: Fact, centre: Centre, now: datetime) -> Advice | None:
    """A fact whose source is a partner by name."""
    source = f"-{handle(fact.source)}-"
    named = any(f"-{handle(partner.name)}-" in source for partner in centre.partners)
    confirmed = fact.standing_at(now) is Standing.CONFIRMED
    return Advice(fact.source, fact.statement) if named and confirmed else None


def _of_warning(warning: PublicWarning, centre: Centre, now: datetime) -> Advice | None:
    """What an official source warns of and is in force. A played warning is for an exercise alone,
    and a real one for a live desk alone."""
    told = warning.in_words
    real = warning.newest.alert.status == "Actual"
    if warning.state_at(now) not in _IN_FORCE or real != (centre.mode is Mode.LIVE):
        return None
    if told.role is not SourceRole.OFFICIAL:
        return None
    words = told.alert.words.values() or (told.item.words,)
    return Advice(told.source, "\n".join(words))
