"""Commands about posts that nobody flagged, offered by chance."""

from bot.chat.commands.session import Session
from bot.chat.views import samples as views
from bot.desk import sampling
from bot.domain.message import Message


async def offer(session: Session) -> Message:
    """Offer five of them."""
    session.arguments.nothing_more()
    return views.offered(await sampling.offer(session.turn), session.say)


async def suspect(session: Session) -> Message:
    """One should have been a flag."""
    return await _labelled(session, True)


async def clean(session: Session) -> Message:
    """One was rightly left alone."""
    return await _labelled(session, False)


async def _labelled(session: Session, suspect: bool) -> Message:
    number = session.arguments.number()
    session.arguments.nothing_more()
    sample = await sampling.label(session.turn, number, suspect)
    tally = await sampling.lately(session.turn.unit, session.turn.said_in, session.turn.now)
    return views.labelled(sample, tally, session.say)
