"""Facts and templates as rooms read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat.views.clock import at
from bot.chat.words import Say, spoken
from bot.domain.centre import Centre
from bot.domain.draft import Draft, State
from bot.domain.fact import Fact, Standing
from bot.domain.message import Message, Paragraph, Quote, Rows
from bot.domain.template import Template


def line(fact: Fact, centre: Centre, now: datetime, say: Say) -> str:
    """One fact: its standing first, for that is what it is worth."""
    rows = [f"{fact.number}  {say(fact.standing_at(now).value)}", say(fact.release.value)]
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
    gone = fact.standing is Standing.WITHDRAWN
    out = [d for d in drafts if gone and d.state_at(now) is State.PUBLISHED]
    drafts = [d for d in drafts if d.state not in (State.PUBLISHED, State.CORRECTED)]
    if fact.is_public(now) or not (drafts or out):
        return None
    said = say(
        "Fact {number} is {standing}, and stands in what is out: {drafts}. If that is wrong now: "
        "/correct {draft} TEXT",
        number=fact.number, standing=say(fact.standing_at(now).value),
        drafts=", ".join(str(draft.number) for draft in out), draft=out[0].number,
    ) if out else ""  # fmt: skip
    if not drafts:
        return Message(said, (Quote(fact.statement),))
    head = say(
        "Fact {number} is {standing}. These drafts rest on it and are blocked: {drafts}.",
        number=fact.number,
        standing=say(fact.standing_at(now).value),
        drafts=", ".join(str(draft.number) for draft in drafts),
    )
    mend = say("Draw others: /fill {number} facts=N,M", number=drafts[0].number)
    tail = (Paragraph(said),) if said else ()
    return Message(head, (Quote(fact.statement), Paragraph(mend), *tail))


def shelf(templates: Mapping[str, Template], language: str, say: Say) -> Message:
    """Every template with its title in the room's language."""
    rows = tuple(
        f"{each.id}  {each.title.get(language) or next(iter(each.title.values()))}"
        f" ({say(each.kind.value)})"
        for each in templates.values()
    )
    how = Paragraph(say("Begin one: /draft T07, or /draft T01 short fr nl"))
    return Message(say("Templates:"), (Rows(rows), how))
