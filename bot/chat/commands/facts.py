"""Commands about facts and contacts: what a message to the public may rest on."""

from bot.chat.arguments import moment
from bot.chat.commands.session import Session
from bot.chat.views import facts as views
from bot.chat.views import partners
from bot.chat.views.clock import at
from bot.desk import contacts, facts
from bot.domain.contact import Contact, near
from bot.domain.fact import Release
from bot.domain.message import Block, Message, Paragraph, Quote, Rows, mark


async def show(session: Session) -> Message:
    """List the facts of the incident; where partners read, those that they may know."""
    session.arguments.nothing_more()
    turn = session.turn
    known = await turn.unit.facts.of_incident((await turn.incident()).number)
    if turn.room is not None and turn.room.with_partners:
        return partners.facts(known, turn.centre, turn.language, turn.now, session.say)
    return views.register(known, turn.centre, turn.now, session.say)


async def add(session: Session) -> Message:
    """Keep what was reported."""
    turn, say = session.turn, session.say
    pairs = session.arguments.pairs("source", others="left", whole=True)
    fact = await facts.add(turn, session.arguments.rest(), pairs.get("source", ""))
    sentence = mark(
        "Fact {number} is noted as reported. When its source stands by it: "
        '/fact confirm {number} source="…" release=public'
    )
    head = say(sentence, number=fact.number)
    if not fact.source:
        return Message(head)
    # What was taken for the source is said, for it stands in no message as part of the fact.
    return Message(head, (Rows((views.line(fact, turn.centre, turn.now, say),)),))


async def confirm(session: Session) -> Message:
    """Record that its source stands by it."""
    arguments, turn, say = session.arguments, session.turn, session.say
    number = arguments.number()
    pairs = arguments.pairs("source", "release", "until", "cleared", whole=True)
    arguments.nothing_more()
    release = arguments.meaning(pairs["release"], Release) if "release" in pairs else None
    if "release" in pairs and release is None:
        raise arguments.option("release", Release)
    until = moment(pairs["until"], turn.now, turn.centre.timezone) if "until" in pairs else None
    if "until" in pairs and until is None:
        raise arguments.wrong(mark("until=2h or until=14:30"))
    fact = await facts.confirm(
        turn, number, source=pairs.get("source", ""),
        release=release, expires=until,
        cleared_by=pairs.get("cleared", ""),
    )  # fmt: skip
    blocks: list[Block] = [Rows((views.line(fact, turn.centre, turn.now, say),))]
    if fact.release is not Release.PUBLIC:
        hint = mark("No message to the public draws it: /fact confirm {number} release=public")
        blocks.append(Paragraph(say(hint, number=number)))
    return Message(say("Fact {number} is confirmed.", number=number), tuple(blocks))


async def withdraw(session: Session) -> Message:
    """Take a fact back."""
    number = session.arguments.number()
    session.arguments.nothing_more()
    fact, drafts = await facts.withdraw(session.turn, number)
    say = session.say
    told = views.over(fact, drafts, session.turn.now, say)
    return told or Message(say("Fact {number} is withdrawn.", number=number),
                           (Quote(fact.statement),))  # fmt: skip


async def show_contacts(session: Session) -> Message:
    """List the contacts."""
    session.arguments.nothing_more()
    known = await session.turn.unit.contacts.all()
    if not known:
        return Message(session.say("There are no contacts yet. Add one with /contact add"))
    return Message(session.say("Contacts:"), (Rows(tuple(_contact(session, c) for c in known)),))


async def add_contact(session: Session) -> Message:
    """Keep a contact; name another that is one digit off, for one of the two may be a slip."""
    pairs = session.arguments.pairs("purpose", "owner", whole=True)
    value = session.arguments.rest()
    turn, say = session.turn, session.say
    alike = near(value, await turn.unit.contacts.all())
    kept = await contacts.add(turn, value, pairs.get("purpose", ""), pairs.get("owner", ""))
    sentence = mark("Contact {number} is kept: {value}. Test it, then: /contact tested {number}")
    head = say(sentence, number=kept.number, value=kept.value)
    row = Rows((_contact(session, kept),))
    if alike is None:
        return Message(head, (row,))
    beware = mark(
        "Beware: contact {other}, {value}, is the same but for one sign. If one of them is a "
        "slip: /contact remove {other} or /contact remove {number}"
    )
    said = say(beware, other=alike.number, value=alike.value, number=kept.number)
    return Message(head, (row, Paragraph(said)))


async def contact_tested(session: Session) -> Message:
    """Record a test of a contact."""
    kept = await contacts.tested(session.turn, session.arguments.number())
    sentence = mark("Contact {number}, {value}: tested by {name}.")
    return Message(session.say(sentence, number=kept.number, value=kept.value, name=kept.tested_by))


async def remove_contact(session: Session) -> Message:
    """Take a contact out of use."""
    gone = await contacts.remove(session.turn, session.arguments.number())
    sentence = mark("Contact {number}, {value}, is removed. A draft that names it is blocked.")
    return Message(session.say(sentence, number=gone.number, value=gone.value))


def _contact(session: Session, contact: Contact) -> str:
    say = session.say
    tested = say("not tested")
    if contact.tested_at:
        time = at(contact.tested_at, session.turn.centre.timezone, session.turn.now)
        tested = say("tested {time} by {name}", time=time, name=contact.tested_by)
    return f"{contact.number}  {contact.value}, {contact.purpose} ({contact.owner}), {tested}"
