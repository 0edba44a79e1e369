"""Facts and templates as rooms read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat.views.clock import at
from bot.chat.words import Say, spoken
from bot.domain.centre import Centre
from bot.domain.draft import Draft, State
from bot.domain.fact import Fact, Standing
from bot.domain.message import Message, Paragraph, Quote, Rows, mark
from bot.domain.template import Template


def line(fact: Fact, centre: Centre, now: datetime, say: Say) -> str:
    """One fact: its standing first, for that is what it is worth."""
    rows = [f"{fact.number}  {say(fact.standing_at(now).value)}", say(fact.release.value)]
    rows.append(say("noted {time}", time=at(fact.at, centre.timezone, now)))
    if fact.source:
        rows.append(say("source: {source}", source=fact.source))
    if fact.expires:
        rows.append(say("valid until: {until}", until=at(fact.expires, centre.timezone, now)))
    if fact.cleared_by:
        rows.append(say("cleared by: {name}", name=fact.cleared_by))
    return spoken(", ".join(rows), fact.statement, say)


def register(facts: Sequence[Fact], centre: Centre, now: datetime, say: Say) -> Message:
    """The facts of an incident."""
    if not facts:
        return Message(say("There are no facts yet. Write the first: /fact add TEXT"))
    lines = tuple(line(fact, centre, now, say) for fact in facts)
    return Message(say("Facts of this incident:"), (Rows(lines),))


def over(fact: Fact, drafts: Sequence[Draft], now: datetime, say: Say) -> Message | None:
    """The notice that a fact no longer holds, to those whose drafts rest on it."""
    standing = fact.standing_at(now)
    messages = [d for d in drafts if not d.content.kind.is_internal and not fact.is_public(now)]
    gone = fact.standing is Standing.WITHDRAWN
    out = [d for d in messages if gone and d.state_at(now) is State.PUBLISHED]
    blocked = [d for d in messages if d.state not in (State.PUBLISHED, State.CORRECTED)]
    # A document may hold what is not public; it loses its ground when the fact does.
    papers = [d for d in drafts if d.content.kind.is_internal and standing != Standing.CONFIRMED]
    issued = [d for d in papers if d.state_at(now) is State.ISSUED]
    stale = [d for d in papers if d.state is not State.ISSUED]
    said = {"number": fact.number, "standing": say(standing.value)}
    lines = [
        *(_blocked(blocked, said, say) if blocked else ()),
        *([_in_what_is_out(out, said, say)] if out else []),
        *([_stale(stale, said, say)] if stale else []),
        *([_issued(issued, said, say)] if issued else []),
    ]
    if not lines:
        return None
    return Message(lines[0], (Quote(fact.statement), *map(Paragraph, lines[1:])))


def _blocked(drafts: Sequence[Draft], said: Mapping[str, object], say: Say) -> tuple[str, str]:
    sentence = mark(
        "Fact {number} is {standing}. These drafts rest on it and are blocked: {drafts}."
    )
    mend = say("Draw others: /fill {number} facts=N,M", number=drafts[0].number)
    return say(sentence, drafts=_numbers(drafts), **said), mend


def _in_what_is_out(drafts: Sequence[Draft], said: Mapping[str, object], say: Say) -> str:
    sentence = mark("Fact {number} is {standing}, and stands in what is out: {drafts}. If that is "
                    "wrong now: /correct {draft} TEXT")  # fmt: skip
    return say(sentence, drafts=_numbers(drafts), draft=drafts[0].number, **said)


def _stale(drafts: Sequence[Draft], said: Mapping[str, object], say: Say) -> str:
    sentence = mark("Fact {number} is {standing}. Documents on their way rest on it: {drafts}. "
                    "Bring them up to date: /refresh {draft}")  # fmt: skip
    return say(sentence, drafts=_numbers(drafts), draft=drafts[0].number, **said)


def _issued(drafts: Sequence[Draft], said: Mapping[str, object], say: Say) -> str:
    sentence = mark("Fact {number} is {standing}, and stands in documents that the rooms have: "
                    "{drafts}. The next one goes without it: /sitrep")  # fmt: skip
    return say(sentence, drafts=_numbers(drafts), **said)


def _numbers(drafts: Sequence[Draft]) -> str:
    return ", ".join(str(draft.number) for draft in drafts)


def shelf(templates: Mapping[str, Template], language: str, say: Say) -> Message:
    """Every template with its title in the room's language."""
    rows = tuple(
        f"{each.id}  {each.title.get(language) or next(iter(each.title.values()))}"
        f" ({say(each.kind.value)})"
        for each in templates.values()
    )
    how = Paragraph(say("Begin one: /draft T07, or /draft T01 short fr nl"))
    return Message(say("Templates:"), (Rows(rows), how))
