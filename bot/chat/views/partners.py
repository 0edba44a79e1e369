"""What partners read: how far it may go first, then the exercise marker, and no name of ours."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.chat.views.clock import at
from bot.chat.words import Say
from bot.domain.blotting import blotted
from bot.domain.centre import Centre
from bot.domain.content import MessageClass
from bot.domain.draft import Draft
from bot.domain.fact import Fact, Release
from bot.domain.flag import site
from bot.domain.given import ENDED, Given
from bot.domain.message import Block, Message, Paragraph, Phrase, Quote, Rows, mark
from bot.domain.mode import marker
from bot.domain.partner import Share, Shareable, Tlp

MOST_SHOWN = 280


def card(given: Given, centre: Centre, language: str, now: datetime, say: Say) -> Message:
    """A thing as partners see it now; only that it is over where it is."""
    over = given.over(now)
    if over is not None:
        return _over(given, over, centre, language, say)
    blocks: tuple[Block, ...] = ()
    if given.case:
        blocks = _case(given, centre, say)
    elif given.fact:
        ends = given.fact.expires
        until = [say("valid until: {until}", until=at(ends, centre.timezone, now))] if ends else []
        blocks = (Quote(given.fact.statement), Rows(tuple(until)))
    elif given.draft and given.draft.content.document:
        blocks = tuple(_document(given, centre, now, say))
    elif given.draft:
        blocks = _message(given.draft, centre, now, say)
    sentence = mark("{what} {number} of {centre}")
    head = say(sentence, what=_name(given), number=given.share.subject, centre=centre.name)
    return framed(head, blocks, given.share.tlp, centre, language)


def gone(given: Given, centre: Centre, language: str, now: datetime, say: Say) -> Message | None:
    """The notice that a thing no longer holds; None while it does."""
    over = given.over(now)
    return None if over is None else _over(given, over, centre, language, say)


def facts(known: Sequence[Fact], centre: Centre, language: str, now: datetime, say: Say) -> Message:
    """The facts that partners may be told."""
    released = [fact for fact in known if fact.is_for_partners(now)]
    public = all(fact.release is Release.PUBLIC for fact in released)
    lines = tuple(f"{fact.number}  {fact.statement}" for fact in released)
    head = say("Facts of {centre} that partners may know: {count}", centre=centre.name,
               count=len(lines))  # fmt: skip
    tlp = Tlp.CLEAR if released and public else Tlp.AMBER
    return framed(head, (Rows(lines),) if lines else (), tlp, centre, language)


def cases(shares: Sequence[Share], centre: Centre, language: str, say: Say) -> Message:
    """The cases that were shared in a room."""
    mine = [share for share in shares if share.what is Shareable.CASE]
    rows = tuple(f"{share.subject}  {share.tlp.tag}" for share in mine)
    head = say("Cases of {centre} that were shared here: {count}", centre=centre.name,
               count=len(rows))  # fmt: skip
    # The strictest of what it names.
    tlp = max((share.tlp for share in mine), key=list(Tlp).index, default=Tlp.AMBER)
    return framed(head, (Rows(rows),) if rows else (), tlp, centre, language)


def framed(
    head: str, blocks: tuple[Block, ...], tlp: Tlp, centre: Centre, language: str
) -> Message:
    """Words for partners: the tag first; of an exercise the marker next, and last."""
    word = marker(centre.mode, language)
    if not word:
        return Message(f"{tlp.tag} {head}", blocks)
    return Message(f"{tlp.tag} {word} – {head}", (*blocks, Paragraph(word)))


_NAMES = {
    Shareable.CASE: mark("Case"),
    Shareable.FACT: mark("Fact"),
    Shareable.DRAFT: mark("Message"),
}
_NAMES_OF_DOCUMENTS = {
    MessageClass.SITREP: mark("Situation report, draft"),
    MessageClass.ANALYSIS: mark("Analysis, draft"),
}


def _name(given: Given) -> Phrase:
    if given.draft and given.draft.content.document:
        return _NAMES_OF_DOCUMENTS[given.draft.content.kind]
    return _NAMES[given.share.what]


def _case(given: Given, centre: Centre, say: Say) -> tuple[Block, ...]:
    case, flags = given.case, given.flags
    assert case is not None  # whoever calls it has looked
    sites = {site(flag.link) or flag.feed for flag in flags}
    languages = ", ".join(sorted({flag.verdict.lang for flag in flags}))
    rows = (
        say("storyline: {name}", name=given.title or mark("a storyline without a name")),
        say("posts: {count}, on {sites} sites", count=case.count, sites=len(sites)),
        say("first seen: {time}", time=at(case.opened_at, centre.timezone)),
        *([say("languages: {languages}", languages=languages)] if languages else []),
    )
    shown = next((blotted(flag.text)[:MOST_SHOWN] for flag in flags if flag.text), "")
    quote = (Quote(shown),) if shown else ()
    return (Paragraph(say("Suspect, check.")), *quote, Rows(rows))


def _document(given: Given, centre: Centre, now: datetime, say: Say) -> Iterator[Block]:
    """What partners may have of a document: not its title either, for what our team calls an
    incident was released to nobody."""
    content = given.draft.content if given.draft else None
    document = content.document if content else None
    if content is None or document is None:
        return
    made_at = at(document.made_at, centre.timezone)
    rows = [say("number {number}, as of {time}", number=document.number, time=made_at)]
    if until := content.until:
        rows.append(say("valid until: {until}", until=at(until, centre.timezone, now)))
    yield Rows(tuple(rows))
    lines = given.lines((member.name for member in centre.team.members), now)
    for title, group in groupby(lines, key=lambda pair: pair[0]):
        yield Paragraph(title)
        yield Rows(tuple(blotted(words) for _, words in group))
    hidden = len(tuple(document.lines)) - len(lines)
    yield Paragraph(say("lines for our team alone: {count}", count=hidden))


def _message(draft: Draft, centre: Centre, now: datetime, say: Say) -> tuple[Block, ...]:
    content = draft.content
    rows = [
        say("class: {kind}", kind=Phrase(content.kind)),
        *([say("area: {area}", area=content.area)] if content.area else []),
        *(
            [say("valid until: {until}", until=at(content.until, centre.timezone, now))]
            if content.until
            else []
        ),
    ]
    return (*_quotes(draft), Rows(tuple(rows)))


def _quotes(draft: Draft) -> tuple[Quote, ...]:
    return tuple(Quote(f"[{lang}] {text}") for lang, text in sorted(draft.content.texts.items()))


def _over(given: Given, over: Phrase, centre: Centre, language: str, say: Say) -> Message:
    sentence = mark("{what} {number} of {centre} is {state}. Do not rely on it any more.")
    head = say(
        sentence, what=_name(given), number=given.share.subject,
        centre=centre.name, state=over,
    )  # fmt: skip
    blocks: tuple[Block, ...] = ()
    if over is not ENDED and given.fact:
        blocks = (Quote(given.fact.statement),)
    # Of a document they have read what was for them; its whole text never goes there.
    if over is not ENDED and given.draft and not given.draft.content.document:
        amends = given.amends[-1:]
        blocks = _quotes(amends[0] if amends else given.draft)
    return framed(head, blocks, given.share.tlp, centre, language)
