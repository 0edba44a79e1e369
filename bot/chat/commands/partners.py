"""Commands about other centres: what they are given, what they are asked."""

from bot.chat.arguments import Arguments, moment
from bot.chat.commands.session import Session
from bot.chat.views import requests as views
from bot.desk import asking, sharing
from bot.domain.exchange import Way
from bot.domain.message import Message, Phrase, Rows, mark
from bot.domain.partner import Shareable, Tlp


async def share(session: Session) -> Message:
    """Give partners a case, a fact or a message."""
    arguments = session.arguments
    pairs = arguments.pairs("tlp", "to")
    what, number = _thing(arguments)
    tlp = _tlp(arguments, pairs.get("tlp", Tlp.AMBER))
    kept = await sharing.share(session.turn, what, number, tlp, pairs.get("to", ""))
    sentence = mark("{what} {number} is shown in {room} as {tlp}, and kept up to date there.")
    return Message(session.say(sentence, what=Phrase(what), number=number, room=kept.room,
                               tlp=tlp.tag))  # fmt: skip


async def unshare(session: Session) -> Message:
    """Take back what partners were given."""
    pairs = session.arguments.pairs("to")
    what, number = _thing(session.arguments)
    ended = await sharing.unshare(session.turn, what, number, pairs.get("to", ""))
    rooms = ", ".join(each.room for each in ended)
    sentence = mark("{what} {number} is taken back in {rooms}. What was read there was read.")
    return Message(session.say(sentence, what=Phrase(what), number=number, rooms=rooms))


async def ask(session: Session) -> Message:
    """Ask another centre."""
    arguments, turn = session.arguments, session.turn
    pairs = arguments.pairs("by", "tlp")
    to = arguments.needed(mark("the centre is missing"))
    due = moment(pairs["by"], turn.now, turn.centre.timezone) if "by" in pairs else None
    if "by" in pairs and due is None:
        raise arguments.wrong(mark("by=2h or by=14:30"))
    tlp = _tlp(arguments, pairs.get("tlp", Tlp.AMBER))
    request = await asking.ask(turn, to, arguments.rest(), due, tlp)
    sentence = mark("Request {reference} goes to {partner}. Its answer is told here.")
    head = session.say(sentence, reference=request.reference, partner=request.partner)
    return Message(head, (Rows((views.line(request, turn.centre, turn.now, session.say),)),))


async def reply(session: Session) -> Message:
    """Answer a request, or note the answer to ours."""
    name = session.arguments.needed(mark("the request is missing"))
    request = await asking.reply(session.turn, name, session.arguments.rest())
    sentence = mark("Our answer to request {reference} goes to {partner}.")
    if request.way is Way.OURS:
        sentence = mark("The answer to request {reference} is noted.")
    elif not asking.reaches(session.turn, request):
        sentence = mark(
            "The answer to request {reference} is noted, and goes nowhere: we share no room with "
            "{partner} any more. Telephone it."
        )
    return Message(session.say(sentence, reference=request.reference, partner=request.partner))


async def show(session: Session) -> Message:
    """List the requests that wait for an answer."""
    session.arguments.nothing_more()
    turn = session.turn
    waiting = await turn.unit.requests.open()
    return views.register(waiting, turn.centre, turn.now, session.say)


def _thing(arguments: Arguments) -> tuple[Shareable, int]:
    what = arguments.one_of(Shareable)
    if what is None:
        raise arguments.wrong("|".join(arguments.choices(Shareable)))
    number = arguments.number()
    arguments.nothing_more()
    return what, number


def _tlp(arguments: Arguments, word: str) -> Tlp:
    if word.casefold() not in set(Tlp):
        raise arguments.wrong(f"tlp={'|'.join(Tlp)}")
    return Tlp(word.casefold())
