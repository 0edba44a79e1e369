"""Drafts as approvers read them: exactly what will go out, where, until when, and who said yes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.views.approvals import yeses
from bot.chat.views.clock import at
from bot.chat.views.deliveries import delivered
from bot.chat.views.lengths import lengths
from bot.chat.views.promises import overdue
from bot.chat.views.proposals import readers
from bot.chat.views.reports import on_card
from bot.chat.words import Say, spoken
from bot.domain import alone
from bot.domain.advice import Difference
from bot.domain.alert import terms
from bot.domain.centre import Centre
from bot.domain.checks.sheet import Concern
from bot.domain.content import Content, MessageClass
from bot.domain.draft import SHORTEST_DIGEST, Draft, State
from bot.domain.errors import ExpiryPast
from bot.domain.message import Block, Button, Message, Paragraph, Phrase, Quote, Rows, mark, short
from bot.domain.mode import framed
from bot.domain.promise import Promise
from bot.domain.publication import Publication
from bot.domain.template import Slot, question

STATES = {
    State.DRAFT: mark("draft"),
    State.SUBMITTED: mark("submitted"),
    State.RETURNED: mark("returned"),
    State.APPROVED: mark("approved"),
    State.PUBLISHED: mark("published"),
    State.CORRECTED: mark("corrected"),
    State.RETRACTED: mark("retracted"),
    State.REJECTED: mark("rejected"),
    State.WITHDRAWN: mark("withdrawn"),
    State.EXPIRED: mark("expired"),
    State.ISSUED: mark("issued"),
}
MENDABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)


def card(
    draft: Draft, publications: Sequence[Publication], centre: Centre, now: datetime, say: Say,
    found: Sequence[Concern] = (), owed: Promise | None = None,
) -> Message:  # fmt: skip
    """A draft as its living card; what the checks found is shown while it can still be mended, and
    `owed` is its promise that nobody kept in time."""
    rows = _facts(draft, centre, now, say)
    blocks: list[Block] = [
        Rows((overdue(owed, centre.timezone, now, say), *rows) if owed else rows),
        *_words(draft.content, centre, say),
    ]
    if draft.state_at(now) in MENDABLE:
        blocks += concerns(found, say)
    if publications:
        blocks.append(Rows(tuple(delivered(row, say) for row in publications)))
    if reasons := [step.reason for step in draft.steps if step.reason]:
        blocks.append(Paragraph(say("reason: {reason}", reason=reasons[-1])))
    blocks.append(Paragraph(following(draft, centre, now, say)))
    return Message(_headline(draft, now, say), tuple(blocks), _buttons(draft, now, say))


def _words(content: Content, centre: Centre, say: Say) -> Iterator[Block]:
    """Exactly what people say yes to."""
    if content.document:
        yield from on_card(content.document, content.mode, say)
        return
    for outlet in _outlets(content, say):
        yield from outlet
    if counted := lengths(content, centre, say):
        yield Rows(counted)
    if not content.renderings:
        yield from (Quote(f"[{lang}] {text}") for lang, text in content.texts.items())


def brief(draft: Draft, language: str, centre: Centre, now: datetime, say: Say) -> Message:
    """The answer to a change: the new words as they will go out, and what comes next."""
    text = draft.content.texts.get(language, "")
    blocks: list[Block] = [Quote(framed(text, draft.content.mode, language))] if text else []
    if read := readers(draft.content, say):
        blocks.append(Rows(read))
    if missing := centre.missing_languages(draft.content):
        blocks.append(Paragraph(say("not yet in: {languages}", languages=", ".join(missing))))
    if counted := lengths(draft.content, centre, say):
        blocks.append(Rows(counted))
    blocks.append(Paragraph(following(draft, centre, now, say)))
    return Message(_headline(draft, now, say), tuple(blocks))


def concerns(found: Sequence[Concern], say: Say) -> tuple[Block, ...]:
    """What the checks found: what must be mended, and what should be looked at again."""
    blocks: list[Block] = []
    for blocking, head in ((True, say("Must be mended first:")), (False, say("Look again:"))):
        mine = [c.why for c in found if c.blocks is blocking]
        if mine:
            rows = tuple(say(why.sentence, **why.details) for why in mine)
            blocks += [Paragraph(head), Rows(rows)]
    return tuple(blocks)


def asking(brief: Message, draft: Draft, slot: Slot, language: str, room: str, say: Say) -> Message:
    """The answer to a change, ending with the question for the next place of the template."""
    asked = question(slot, room)
    if slot.kind.by_language and language != room:
        asked = f"{asked} ({language})"
    how = say("/fill {number} ANSWER", number=draft.number)
    return replace(brief, blocks=(*brief.blocks[:-1], Paragraph(asked), Paragraph(how)))


def delivery(draft: Draft, publications: Sequence[Publication], now: datetime, say: Say) -> Message:
    """How far each outlet is."""
    if not publications:
        return Message(say("Draft {number} has not gone to any outlet.", number=draft.number))
    rows = tuple(delivered(row, say) for row in publications)
    return Message(_headline(draft, now, say), (Rows(rows),))


def differs(draft: Draft, found: Sequence[Difference], say: Say) -> Message:
    """The notice that others tell people the opposite of a message of ours."""
    head = say(
        "ATTENTION. Others tell people the opposite of our draft {number} [{digest}]. Speak with "
        "them, so that one street hears one advice. If ours must change: {change}",
        number=draft.number, digest=draft.digest[:SHORTEST_DIGEST],
        change=f"/correct {draft.number} TEXT" if draft.state is State.PUBLISHED
        else f"/revise {draft.number} TEXT",
    )  # fmt: skip
    blocks: list[Block] = []
    for each in found:
        blocks += [Paragraph(say("{source} says:", source=each.source)), Quote(each.theirs)]
        blocks += [Paragraph(say("We say:")), Quote(each.ours)]
    return Message(head, tuple(blocks))


def draft_list(drafts: Sequence[Draft], now: datetime, say: Say) -> Message:
    """Drafts on their way."""
    if not drafts:
        return Message(say("No draft is on its way."))
    return Message(say("Drafts on their way:"), (Rows(tuple(_line(d, now, say) for d in drafts)),))


def _line(draft: Draft, now: datetime, say: Say) -> str:
    text = next(iter(draft.content.texts.values()), "")
    kind, state = say(draft.content.kind.value), say(STATES[draft.state_at(now)])
    head = f"{draft.number} [{draft.digest[:SHORTEST_DIGEST]}] {kind}, {state}"
    return spoken(head, short(text, 70), say)


def _headline(draft: Draft, now: datetime, say: Say) -> str:
    return say(
        "Draft {number} [{digest}] {kind}: {state}, {have} of {need} approvals",
        number=draft.number,
        digest=draft.digest[:SHORTEST_DIGEST],
        kind=Phrase(draft.content.kind),
        state=STATES[draft.state_at(now)],
        have=len(draft.approvals),
        need=draft.quorum.approvals,
    )


def _facts(draft: Draft, centre: Centre, now: datetime, say: Say) -> tuple[str, ...]:
    content, zone = draft.content, centre.timezone
    until = at(content.until, zone, now) if content.until else "-"
    minutes = int((now - draft.opened_at).total_seconds() // 60)
    rows = [
        *(() if content.kind.is_internal else (say("area: {area}", area=content.area or "-"),)),
        say("valid until: {until}", until=until),
        say("written by: {names}", names=", ".join(sorted(draft.hands))),
        say("first draft {minutes} min ago", minutes=minutes),
    ]
    rows += yeses(draft, now, say)
    if missing := centre.missing_languages(content):
        rows.append(say("not yet in: {languages}", languages=", ".join(missing)))
    to_machines = any(o.platform == "cap" and o.name in content.renderings for o in centre.outlets)
    if to_machines or (content.kind is MessageClass.WARNING and content.alert):
        sorted_by = terms(content.kind, content.kind, content.alert).plain(content.mode)
        rows.append(say("for machines (CAP): {terms}", terms=sorted_by))
    if content.filling and content.filling.facts:
        rows.append(say("facts: {numbers}", numbers=", ".join(map(str, content.filling.facts))))
    if content.waived:
        rows.append(say("waived: {languages}", languages=", ".join(content.waived)))
    rows += readers(content, say)
    if content.amends:
        rows.append(say("concerns draft {number}", number=content.amends))
    if content.follows:
        rows.append(say("brings draft {number} up to date", number=content.follows))
    if content.next_at:
        rows.append(say("next word promised: {time}", time=at(content.next_at, zone, now)))
    for name, words in content.said.items():
        rows.append(say("shown to say it, {name}: “{words}”", name=name, words=words))
    return tuple(rows)


def before_release(draft: Draft, code: str, centre: Centre, now: datetime, say: Say) -> Message:
    """All that one person is about to let go alone, and below it the code that lets it go."""
    blocks: list[Block] = [
        Rows(_facts(draft, centre, now, say)),
        *(block for outlet in _outlets(draft.content, say) for block in outlet),
        Paragraph(say("Nobody else stops a mistake now. Read it aloud, word by word. If waiting "
                      "would hurt people, type: /release now {number} {code}",
                      number=draft.number, code=code)),
    ]  # fmt: skip
    head = mark("NOT OUT YET. You are about to release draft {number} [{digest}] ALONE, {kind}, "
                "with {have} of {need} approvals")  # fmt: skip
    said = say(head, number=draft.number, digest=draft.digest[:SHORTEST_DIGEST],
               kind=Phrase(draft.content.kind), have=len(draft.approvals),
               need=draft.quorum.approvals)  # fmt: skip
    return Message(said, tuple(blocks))


def _outlets(content: Content, say: Say) -> list[tuple[Block, ...]]:
    """Each exact text once, under the outlets that will carry it."""
    carriers: dict[str, list[str]] = {}
    for outlet, text in content.renderings.items():
        carriers.setdefault(text, []).append(outlet)
    return [
        (
            Paragraph(
                say(
                    "{outlets}, {count} characters:",
                    outlets=", ".join(names),
                    count=len(text),
                )
            ),
            Quote(text),
        )
        for text, names in carriers.items()
    ]


def following(draft: Draft, centre: Centre, now: datetime, say: Say) -> str:
    """What can be typed next about this draft."""
    number, digest = draft.number, draft.digest[:SHORTEST_DIGEST]
    is_out = draft.state in (State.PUBLISHED, State.CORRECTED, State.ISSUED)
    if draft.state_at(now) is State.EXPIRED and draft.content.until and not is_out:
        over = ExpiryPast(number=number, until=at(draft.content.until, centre.timezone, now))
        return say(over.sentence, **over.details)
    match draft.state:
        case State.DRAFT | State.RETURNED if draft.content.kind.is_internal:
            sentence = mark("Next: /revise {number} 2.3 TEXT, /revise {number} 7 TEXT, "
                            "/refresh {number} or /submit {number}")  # fmt: skip
            return say(sentence, number=number)
        case State.ISSUED:
            return say("It went to the rooms. As a file: /show {number} pdf", number=number)
        case State.DRAFT | State.RETURNED:
            return say("Next: /revise {number} TEXT or /submit {number}", number=number)
        case State.SUBMITTED:
            sentence = mark("Next: /approve {number} {digest}")
            if draft.quorum.authority and not any(a.authority for a in draft.approvals):
                sentence = mark("Next: /approve {number} {digest} (one of them an authority)")
            return say(sentence, number=number, digest=digest)
        case State.APPROVED:
            return say(
                "Next, typed: /publish {number} {mode} {area}",
                number=number, mode=centre.mode.upper(), area=draft.content.area,
            )  # fmt: skip
        case State.PUBLISHED if alone.awaits_look(draft):
            sentence = mark("Somebody else looks at what is out: /looked {number} ok, "
                            "/correct {number} TEXT or /retract {number} REASON")  # fmt: skip
            return say(sentence, number=number)
        case State.PUBLISHED | State.CORRECTED:
            return say("If something in it is wrong: /correct {number} TEXT", number=number)
        case _:
            return say("Nothing more can be done with it.")


def _buttons(draft: Draft, now: datetime, say: Say) -> tuple[Button, ...]:
    if draft.state_at(now) is not State.SUBMITTED:
        return ()
    short = draft.digest[:SHORTEST_DIGEST]
    return (Button(say("Approve"), f"/approve {draft.number} {short}"),)
