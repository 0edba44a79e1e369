"""Commands about drafts, their approval and their publication."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.arguments import moment
from bot.chat.commands.feeds import split_language
from bot.chat.commands.session import Session
from bot.chat.views import drafts as views
from bot.desk import amending, drafting, publishing
from bot.domain.alert import CHOICES, choice
from bot.domain.draft import Act, Draft, MessageClass
from bot.domain.message import Message, Paragraph, mark


async def draft(session: Session) -> Message:
    """Begin a draft in the room's language, or in the one named first."""
    language, text = split_language(session)
    opened = await drafting.open_draft(session.turn, MessageClass.INFORMATION, {language: text})
    return _brief(session, opened, language)


async def show(session: Session) -> Message:
    """Show a draft as it stands."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    return await _shown(session, await drafting.the_draft(session.turn, number))


async def fill(session: Session) -> Message:
    """Set a draft's class, area or end."""
    arguments, turn = session.arguments, session.turn
    number = arguments.number()
    pairs = arguments.pairs("class", "area", "until", *CHOICES)
    arguments.nothing_more()
    if not pairs:
        raise arguments.wrong(mark("nothing is named to fill"))
    kind = pairs.get("class")
    if kind is not None and kind not in set(MessageClass):
        raise arguments.wrong(f"class={'|'.join(MessageClass)}")
    until = moment(pairs["until"], turn.now, turn.centre.timezone) if "until" in pairs else None
    if "until" in pairs and until is None:
        raise arguments.wrong(mark("until=2h or until=14:30"))
    changed = await drafting.fill(
        turn, number, kind=MessageClass(kind) if kind else None,
        area=pairs.get("area"), until=until, alert=_chosen(session, pairs),
    )  # fmt: skip
    return await _shown(session, changed)


def _chosen(session: Session, pairs: Mapping[str, str]) -> dict[str, str]:
    """What machines sort the warning by, each in the protocol's own word."""
    chosen = {}
    for name in CHOICES.keys() & pairs.keys():
        found = choice(name, pairs[name])
        if found is None:
            raise session.arguments.wrong(f"{name}={'|'.join(CHOICES[name])}")
        chosen[name] = found
    return chosen


async def revise(session: Session) -> Message:
    """Give a draft new words."""
    number = session.arguments.number()
    language, text = split_language(session)
    revised = await drafting.revise(session.turn, number, language, text)
    return _brief(session, revised, language)


async def submit(session: Session) -> Message:
    """Lay a draft before the approvers."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    submitted = await drafting.submit(session.turn, number)
    return _heard(session, submitted, mark("Draft {number} is {state}: the approvers have it."))


async def approve(session: Session) -> Message:
    """Say yes to one exact text."""
    number, digest = session.arguments.number(), session.arguments.word()
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
    withdrawn = await drafting.withdraw(session.turn, session.arguments.number())
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
    amendment = await amending.amend(session.turn, number, kind, session.arguments.rest())
    return await _shown(session, amendment)


async def _shown(session: Session, found: Draft) -> Message:
    turn = session.turn
    rows = await turn.unit.publications.of_draft(found.number)
    return views.card(found, rows, turn.centre, turn.now, session.say)


def _brief(session: Session, found: Draft, language: str) -> Message:
    turn, say = session.turn, session.say
    brief = views.brief(found, language, turn.centre, turn.now, say)
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
