"""Commands about drafts, their approval and their publication."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.chat.arguments import Arguments, looks_like_pair, moment
from bot.chat.commands import documents
from bot.chat.commands.session import Session, split_language
from bot.chat.views import drafts as views
from bot.chat.views import facts
from bot.desk import amending, checking, drafting, filling, publishing
from bot.desk.documents import note_shown
from bot.desk.filling import Fill
from bot.desk.promises import overdue_of
from bot.desk.skeleton import next_place
from bot.domain.alert import CHOICES, LEVELS, choice
from bot.domain.checks.sheet import Concern
from bot.domain.content import MessageClass
from bot.domain.draft import Act, Draft
from bot.domain.message import Message, Paragraph, mark
from bot.domain.room import Duty
from bot.domain.template import FORMS, means_template

_OPTIONS = ("class", "area", "until", "next", "follows", "facts", "waive", "language", "form")
SORTED_BY = frozenset({*CHOICES, "audience", "alert"})


async def templates(session: Session) -> Message:
    """List the templates."""
    session.arguments.nothing_more()
    turn = session.turn
    return facts.shelf(turn.centre.templates, turn.answered_in, session.say)


async def draft(session: Session) -> Message:
    """Begin a draft in the room's language, or in the one named first, or from a template."""
    first, *rest = session.arguments.rest().split() or [""]
    shelf = session.turn.centre.templates
    if means_template(first.upper(), shelf) and _only_options(session, rest):
        return await _from_template(session, first.upper(), rest)
    language, text = split_language(session)
    opened = await drafting.open_draft(session.turn, MessageClass.INFORMATION, {language: text})
    return _brief(session, opened, language)


async def show(session: Session) -> Message:
    """Show a draft as it stands."""
    number, form = session.arguments.number(), documents.form_named(session)
    found = await drafting.the_draft(session.turn, number)
    return await (documents.as_file(session, found, form) if form else _shown(session, found))


async def fill(session: Session) -> Message:
    """Set a draft's class, area or end, or what stands in the places of its template."""
    arguments, turn = session.arguments, session.turn
    number = arguments.number()
    pairs = arguments.pairs(*_OPTIONS, *SORTED_BY, others="read", whole=True)
    if pairs:
        arguments.nothing_more()
    elif looks_like_pair(arguments.rest()):
        raise arguments.wrong(arguments.rest()[:60])
    given = Fill(
        kind=_kind(arguments, pairs.pop("class", None)),
        area=pairs.pop("area", None),
        until=_moment(session, "until", pairs.pop("until", None)),
        next_at=_moment(session, "next", pairs.pop("next", None)),
        follows=_draft_number(arguments, pairs.pop("follows", None)),
        facts=_numbers(arguments, pairs.pop("facts", None)),
        waive=_words(pairs.pop("waive", None)),
        languages=_words(pairs.pop("language", None)) or (),
        form=_form(arguments, pairs.pop("form", "")),
        alert=_chosen(session, {name: pairs.pop(name) for name in SORTED_BY & pairs.keys()}),
        slots=pairs,
        answer=arguments.rest(),
    )
    if given == Fill():
        raise arguments.wrong(mark("nothing is named to fill"))
    changed = await filling.fill(turn, number, given)
    if changed.content.filling is None:
        return await _shown(session, changed)
    texts = changed.content.texts
    return _brief(session, changed, turn.language if turn.language in texts else next(iter(texts)))


def _chosen(session: Session, pairs: Mapping[str, str]) -> dict[str, str]:
    """What machines sort the warning by, each in the protocol's own word."""
    chosen = {}
    for name, typed in pairs.items():
        found = choice(name, typed)
        if found is None:
            known = "|".join(LEVELS if name == "alert" else CHOICES.get(name, ("…",)))
            raise session.arguments.wrong(f"{name}={known}")
        chosen[name] = found
    return chosen


async def revise(session: Session) -> Message:
    """Give a draft new words."""
    number = session.arguments.number()
    found = await drafting.the_draft(session.turn, number)
    if found.content.document:
        return await documents.revise(session, found)
    language, text = split_language(session)
    revised = await drafting.revise(session.turn, number, language, text)
    return _brief(session, revised, language)


async def submit(session: Session) -> Message:
    """Lay a draft before the approvers."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    return await _laid(session, await drafting.submit(session.turn, number))


async def approve(session: Session) -> Message:
    """Say yes to one exact text."""
    number, digest = session.arguments.number(), session.arguments.code()
    session.arguments.nothing_more()
    approved = await drafting.approve(session.turn, number, digest)
    heard = _heard(session, approved, mark("Your approval of draft {number} counts: {state}, "
                                           "{have} of {need}."))  # fmt: skip
    turn = session.turn
    after = views.following(approved, turn.centre, turn.now, session.say)
    return Message(heard.headline, (Paragraph(after),))


async def send_back(session: Session) -> Message:
    """Return a draft for changes, with the reason."""
    return await _sent_back(session, Act.RETURN)


async def reject(session: Session) -> Message:
    """Reject a draft for good, with the reason."""
    return await _sent_back(session, Act.REJECT)


async def withdraw(session: Session) -> Message:
    """Take a draft back."""
    number, reason = session.arguments.number(), session.arguments.rest()
    withdrawn = await drafting.withdraw(session.turn, number, reason)
    return _heard(session, withdrawn, mark("Draft {number} is {state}."))


async def publish(session: Session) -> Message:
    """Let an approved warning go: typed in full."""
    number, mode = session.arguments.number(), session.arguments.word()
    released = await publishing.release(
        session.turn, number, mode, session.arguments.rest(), pressed=session.pressed
    )
    return _heard(session, released, mark("Draft {number} goes to its outlets now."))


async def correct(session: Session) -> Message:
    """Prepare a correction of what is out."""
    return await _amend(session, MessageClass.CORRECTION)


async def retract(session: Session) -> Message:
    """Prepare a retraction of what is out."""
    return await _amend(session, MessageClass.RETRACTION)


async def delivery(session: Session) -> Message:
    """Show how far each outlet is."""
    found = await drafting.the_draft(session.turn, session.arguments.number())
    rows = await session.turn.unit.publications.of_draft(found.number)
    return views.delivery(found, rows, session.turn.now, session.say)


async def posted(session: Session) -> Message:
    """Settle an uncertain publication: it is there."""
    number, outlet = session.arguments.number(), session.arguments.word()
    row = await publishing.posted(session.turn, number, outlet)
    sentence = mark("Noted: draft {number} is out on {outlet}; you saw it.")
    return Message(session.say(sentence, number=number, outlet=row.outlet))


async def resend(session: Session) -> Message:
    """Send an uncertain or failed publication again."""
    number, outlet = session.arguments.number(), session.arguments.word()
    row = await publishing.resend(session.turn, number, outlet)
    sentence = mark("Draft {number} goes to {outlet} again.")
    return Message(session.say(sentence, number=number, outlet=row.outlet))


async def _sent_back(session: Session, act: Act) -> Message:
    number = session.arguments.number()
    back = await drafting.send_back(session.turn, number, act, session.arguments.rest())
    return _heard(session, back, mark("Draft {number} is {state}."))


async def _amend(session: Session, kind: MessageClass) -> Message:
    number = session.arguments.number()
    language, text = split_language(session)
    amendment = await amending.amend(session.turn, number, kind, language, text)
    room = session.turn.room
    # Where the approvers are, its card says the rest.
    if room and Duty.APPROVAL in room.duties:
        return await _laid(session, amendment)
    return await _shown(session, amendment)


async def _laid(session: Session, submitted: Draft) -> Message:
    heard = _heard(session, submitted, mark("Draft {number} is {state}: the approvers have it."))
    doubts = views.concerns(await _concerns(session, submitted), session.say)
    return replace(heard, blocks=doubts)


async def _shown(session: Session, found: Draft) -> Message:
    turn = session.turn
    await note_shown(turn, found)
    rows = await turn.unit.publications.of_draft(found.number)
    doubts = await _concerns(session, found)
    owed = await overdue_of(turn.unit, turn.centre, found, turn.now)
    return views.card(found, rows, turn.centre, turn.now, session.say, doubts, owed)


async def _concerns(session: Session, found: Draft) -> tuple[Concern, ...]:
    turn = session.turn
    return await checking.found(turn.unit, turn.centre, found, turn.now)


async def _from_template(session: Session, id_: str, options: list[str]) -> Message:
    forms = [word for word in options if word in FORMS]
    languages = tuple(dict.fromkeys(word for word in options if word not in FORMS))
    opened = await filling.open_from(session.turn, id_, forms[-1] if forms else FORMS[0], languages)
    texts = opened.content.texts
    language = session.turn.language
    return _brief(session, opened, language if language in texts else next(iter(texts)))


def _only_options(session: Session, words: list[str]) -> bool:
    """Whether a template's id is followed by forms and languages alone, and by no text."""
    return set(words) <= {*FORMS, *session.turn.centre.languages}


def _kind(arguments: Arguments, word: str | None) -> MessageClass | None:
    public = [kind for kind in MessageClass if not kind.is_internal]
    found = arguments.meaning(word, public) if word is not None else None
    if word is not None and found is None:
        raise arguments.option("class", public)
    return found


def _moment(session: Session, name: str, word: str | None) -> datetime | None:
    if word is None:
        return None
    at = moment(word, session.turn.now, session.turn.centre.timezone)
    if at is None:
        how = mark("until=2h or until=14:30") if name == "until" else mark("next=30m or next=14:30")
        raise session.arguments.wrong(how)
    return at


def _draft_number(arguments: Arguments, word: str | None) -> int | None:
    numbers = _numbers(arguments, word)
    if numbers is None:
        return None
    if len(numbers) != 1:
        raise arguments.wrong("follows=N")
    return numbers[0]


def _numbers(arguments: Arguments, words: str | None) -> tuple[int, ...] | None:
    if words is None:
        return None
    given = [word.strip().lstrip("#") for word in words.split(",") if word.strip()]
    if not all(word.isascii() and word.isdigit() and len(word) < 10 for word in given):
        raise arguments.wrong(mark("the number is no number"))
    return tuple(dict.fromkeys(int(word) for word in given))


def _words(listed: str | None) -> tuple[str, ...] | None:
    if listed is None:
        return None
    return tuple(dict.fromkeys(word.strip() for word in listed.split(",") if word.strip()))


def _form(arguments: Arguments, word: str) -> str:
    if word and word not in FORMS:
        raise arguments.wrong(f"form={'|'.join(FORMS)}")
    return word


def _brief(session: Session, found: Draft, language: str) -> Message:
    turn, say = session.turn, session.say
    brief = views.brief(found, language, turn.centre, turn.now, say)
    if (asked := next_place(turn, found)) and found.content.filling:
        slot = turn.centre.templates[found.content.filling.template].slots[asked[1]]
        brief = views.asking(brief, found, slot, asked[0], turn.language, say)
    if language == turn.language:
        return brief
    # "en" and "de" begin many a sentence, and were then not meant as a language.
    named = Paragraph(say("language: {language}", language=language))
    return replace(brief, blocks=(named, *brief.blocks))


def _heard(session: Session, found: Draft, sentence: str) -> Message:
    return Message(
        session.say(
            sentence,
            number=found.number,
            state=views.STATES[found.state],
            have=len(found.approvals),
            need=found.quorum.approvals,
        )
    )
