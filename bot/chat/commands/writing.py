"""Commands about the words that a machine proposes, and who has read a draft's words."""

from bot.chat.commands.session import Session
from bot.chat.views import drafts as draft_views
from bot.chat.views import proposals as views
from bot.desk import stating, writing
from bot.domain.machine_errors import NoWriter
from bot.domain.message import Message, mark


async def simplify(session: Session) -> Message:
    """Ask for simpler words in one language."""
    number = session.arguments.number()
    language = session.arguments.word().casefold() or session.turn.language
    return await _ask(session, number, language, language)


async def translate(session: Session) -> Message:
    """Ask for a translation."""
    arguments = session.arguments
    number = arguments.number()
    source = arguments.needed(mark("the language to start from is missing")).casefold()
    language = arguments.needed(mark("the language to translate into is missing")).casefold()
    if source == language:
        raise arguments.wrong(f"{source} {language}")
    return await _ask(session, number, source, language)


async def adopt(session: Session) -> Message:
    """Take a proposal's words into the draft."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    adopted = await writing.adopt(session.turn, number)
    proposal = await session.turn.unit.proposals.get(number)
    assert proposal is not None  # it has just been taken
    turn = session.turn
    return draft_views.brief(adopted, proposal.language, turn.centre, turn.now, session.say)


async def read(session: Session) -> Message:
    """Stand by the words of one language."""
    number = session.arguments.number()
    language = session.arguments.needed(mark("the language is missing")).casefold()
    session.arguments.nothing_more()
    after = await stating.read(session.turn, number, language)
    turn = session.turn
    return draft_views.brief(after, language, turn.centre, turn.now, session.say)


async def _ask(session: Session, number: int, source: str, language: str) -> Message:
    session.arguments.nothing_more()
    if not session.context.writes:
        raise NoWriter(number=number, language=language)
    asked = await writing.ask(session.turn, number, source, language)
    return views.asked(asked, session.say)
