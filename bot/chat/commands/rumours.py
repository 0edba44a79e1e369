"""Commands about possible new rumours."""

from bot.chat.commands.session import Session
from bot.chat.views import rumours as views
from bot.desk import rumours
from bot.domain.message import Message


async def show_all(session: Session) -> Message:
    """List what waits for a decision."""
    session.arguments.nothing_more()
    return views.rumour_list(await rumours.lately(session.turn), session.say)


async def show(session: Session) -> Message:
    """Show one rumour's card."""
    rumour = await rumours.the_rumour(session.turn, session.arguments.number())
    session.arguments.nothing_more()
    examples = await rumours.examples(session.turn.unit, rumour)
    return views.card(rumour, examples, session.say, session.turn.centre.timezone)


async def watch(session: Session) -> Message:
    """Make it a narrative with a case."""
    number, title = session.arguments.number(), session.arguments.rest()
    known = session.context.built_in
    return views.watched(*await rumours.watch(session.turn, number, title, known), session.say)


async def dismiss(session: Session) -> Message:
    """Leave it alone."""
    number, reason = session.arguments.number(), session.arguments.rest()
    return views.dismissed(await rumours.dismiss(session.turn, number, reason), session.say)
