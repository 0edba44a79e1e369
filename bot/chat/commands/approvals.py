"""Commands for a yes by phone, for a release by one person, and for the look that it owes."""

from bot.chat.arguments import narrow
from bot.chat.commands.session import Session
from bot.chat.views import drafts as views
from bot.chat.views.clock import at
from bot.desk import alone, verbal
from bot.domain.draft import SHORTEST_DIGEST
from bot.domain.message import Message, Paragraph, mark


async def enter(session: Session) -> Message:
    """Enter a yes that was given by phone."""
    number, digest, name = _named(session)
    entered = await verbal.enter(session.turn, number, digest, name, pressed=session.pressed)
    said = entered.steps[-1].by
    head = mark("Entered: {name} said yes by phone to draft {number}. It does not count yet.")
    how = mark("Somebody else, who did not write it, reads the text back to {name} and types: "
               '/readback {number} {digest} "{name}"')  # fmt: skip
    details = {"name": said, "number": number, "digest": entered.digest[:SHORTEST_DIGEST]}
    return Message(session.say(head, **details), (Paragraph(session.say(how, **details)),))


async def read_back(session: Session) -> Message:
    """Confirm, having read it back."""
    number, digest, name = _named(session)
    counted = await verbal.read_back(session.turn, number, digest, name, pressed=session.pressed)
    turn, say = session.turn, session.say
    sentence = mark("Read back: the yes of {name} to draft {number} counts: {state}, {have} of "
                    "{need}.")  # fmt: skip
    named = turn.centre.team.named(name)
    head = say(
        sentence, name=named.name if named else name, number=number,
        state=views.STATES[counted.state], have=len(counted.approvals),
        need=counted.quorum.approvals,
    )  # fmt: skip
    after = views.following(counted, turn.centre, turn.now, say)
    return Message(head, (Paragraph(after),))


async def annul(session: Session) -> Message:
    """Take away what was entered in one's own name."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    annulled = await verbal.annul(session.turn, number)
    sentence = mark("Annulled: nothing that others entered in your name counts for draft {number}: "
                    "{state}, {have} of {need}.")  # fmt: skip
    head = session.say(
        sentence, number=number, state=views.STATES[annulled.state],
        have=len(annulled.approvals), need=annulled.quorum.approvals,
    )  # fmt: skip
    return Message(head)


async def release(session: Session) -> Message:
    """Show all that one person is about to let go, with its code."""
    arguments, turn = session.arguments, session.turn
    number = arguments.number()
    reason = arguments.pairs("reason", whole=True).get("reason", "")
    mode = arguments.word()
    draft, asked = await alone.ask(
        turn, number, mode, arguments.rest(), reason, pressed=session.pressed
    )
    return views.before_release(draft, asked.code, turn.centre, turn.now, session.say)


async def release_now(session: Session) -> Message:
    """Let it go, having read it to its code."""
    number, code = session.arguments.number(), session.arguments.code()
    session.arguments.nothing_more()
    turn, say = session.turn, session.say
    released, due = await alone.confirm(turn, number, code, pressed=session.pressed)
    sentence = mark("Draft {number} goes to its outlets now, released by you alone. Somebody else "
                    "must look at it by {time}.")  # fmt: skip
    time = at(due, turn.centre.timezone, turn.now)
    after = views.following(released, turn.centre, turn.now, say)
    return Message(say(sentence, number=number, time=time), (Paragraph(after),))


async def looked(session: Session) -> Message:
    """Say that one has looked at what another let go alone."""
    number, word = session.arguments.number(), session.arguments.code()
    session.arguments.nothing_more()
    if word.casefold() != "ok":
        raise session.arguments.wrong(mark("the word ok is missing"))
    seen = await alone.looked(session.turn, number)
    return Message(session.say("Noted: you looked at draft {number}, and it stands.",
                               number=seen.number))  # fmt: skip


def _named(session: Session) -> tuple[int, str, str]:
    """A draft's number, the digest of its text, and somebody's name, in quotes or not."""
    arguments = session.arguments
    number, digest = arguments.number(), arguments.needed(mark("the digest is missing"))
    name = arguments.rest().strip(' "“”„«»\u202f\u00a0')
    if not name:
        raise arguments.wrong(mark("the name is missing"))
    if "?" in narrow(name):
        # A name is found whatever signs stand around it; who asks has not heard a yes.
        raise arguments.wrong(name[:60])
    return number, digest, name
