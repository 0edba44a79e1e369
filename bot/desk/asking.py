"""Ask another centre, and answer it: what is typed here, and what its bot hands us.

An envelope counts only in the room that we share with its centre, from the account that is
configured for that centre's bot, and from a desk of our own mode. All else is written in the log,
once a day for each sender, and changes nothing.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.meant import meant
from bot.desk.neighbours import request_heard
from bot.desk.sharing import SHARES
from bot.desk.turn import Turn
from bot.domain import errors
from bot.domain.exchange import LONGEST_TEXT, Envelope, Leg, Request, Way, reference
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.mode import Mode, denies_exercise, found_marker, hidden_sign
from bot.domain.partner import Partner, Tlp
from bot.domain.partner_errors import UnfitForPartners, UnknownPartner
from bot.domain.room import Duty, Role, handle
from bot.domain.usage import Usage
from bot.ports import Lane, Post

# Benelux practice is a receipt within five minutes; then people telephone.
RECEIPT_WITHIN = timedelta(minutes=5)
# Nobody may fill our rooms with questions.
MOST_OPEN = 20


async def ask(
    turn: Turn, to: str, text: str, due: datetime | None = None, tlp: Tlp = Tlp.AMBER
) -> Request:
    """Ask a centre. Our rooms are told when no receipt comes in time, and when no answer does."""
    turn.who.must(*SHARES)
    partner = next((p for p in turn.centre.partners if handle(p.name) == handle(to)), None)
    if partner is None:
        known = ", ".join(handle(each.name) for each in turn.centre.partners)
        raise UnknownPartner(name=to, partners=known or "-")
    _must_be_fit(turn, text)
    text, private = await meant(turn, text, Usage(f"/ask {handle(to)} anyway TEXT"))
    said = f"{turn.who.name}\n{turn.now.isoformat()}\n{text}"
    key = hashlib.sha256(said.encode()).hexdigest()[:32]
    new = Request(
        0, Way.OURS, partner.name, partner.room, key, "", text.strip(), tlp, turn.who.name,
        turn.now, due,
    )  # fmt: skip
    kept = await turn.unit.requests.add(new)
    assert kept is not None  # the same person, the same words, the same microsecond
    request = replace(kept, reference=reference(handle(turn.centre.name), kept.number))
    await turn.unit.requests.save(request)
    await _note(turn, "request.asked", request.text, request, **private)
    await _say(turn, request, "ask")
    if partner.account is not None:
        await _tell_us(turn, request, "silent", turn.now + RECEIPT_WITHIN)
    if due is not None:
        await _tell_us(turn, request, "late", due)
    return request


async def reply(turn: Turn, name: str, text: str) -> Request:
    """Answer a request of a partner, or note the answer to ours that reached us otherwise: typed in
    the shared room by the partner's people, or heard on the telephone. A later answer counts."""
    request = await _the_request(turn, name)
    said = request.way is Way.THEIRS and reaches(turn, request)
    if request.way is Way.THEIRS:
        turn.who.must(*SHARES)
        _must_be_fit(turn, text)
    else:
        turn.who.must(Role.OBSERVER, Role.MONITOR, Role.EDITOR, *SHARES)
        _must_say_something(text)
    text, private = await meant(turn, text, Usage(f"/reply {request.reference} anyway TEXT"))
    answered = request.answered(text.strip(), turn.who.name, turn.now)
    await turn.unit.requests.save(answered)
    await _note(turn, "request.answered", answered.answer, answered, **private)
    if said:
        await _say(turn, answered, "answer")
    if request.way is Way.OURS:
        await _tell_us(turn, answered, "answered", turn.now)
        await request_heard(turn, answered)
    return answered


def reaches(turn: Turn, request: Request) -> bool:
    """Whether the room where it was asked is still the one that we share with its partner: what
    was meant for one centre is never said to another that reads there by now."""
    now = (request.partner, request.room)
    return any((partner.name, partner.room) == now for partner in turn.centre.partners)


async def take(turn: Turn, account: str, envelope: Envelope) -> str:
    """Take what a bot handed us; returns why not, in a word for the log, "" when it was taken."""
    assert turn.room is not None  # an envelope always comes in a room
    room = turn.room.name
    partner = next(
        (p for p in turn.centre.partners if p.room == room and p.account == account), None
    )
    if partner is None or not turn.room.with_partners:
        return "no partner of this room"
    if envelope.mode is not turn.centre.mode:
        return f"its mode is {envelope.mode}, ours is {turn.centre.mode}"
    if turn.centre.mode is Mode.LIVE and (word := found_marker(envelope.text)):
        return f"it carries the marker {word}"
    match envelope.leg:
        case Leg.REQUEST:
            return await _requested(turn, partner, envelope)
        case Leg.RECEIPT:
            return await _received(turn, partner, envelope)
        case Leg.ANSWER:
            return await _answered(turn, partner, envelope)


async def _requested(turn: Turn, partner: Partner, envelope: Envelope) -> str:
    if envelope.reference.startswith(reference(handle(turn.centre.name), 0)[:-1]):
        return "its reference is one of ours"
    waiting = [r for r in await turn.unit.requests.open() if r.partner == partner.name]
    if sum(r.way is Way.THEIRS for r in waiting) >= MOST_OPEN:
        return "too many of its requests wait"
    new = Request(
        0, Way.THEIRS, partner.name, partner.room, envelope.key, envelope.reference,
        envelope.text.strip(), envelope.tlp, partner.name, envelope.at, envelope.due, turn.now,
    )  # fmt: skip
    request = await turn.unit.requests.add(new)
    if request is None:
        return "it was heard before"
    await _note(turn, "request.received", request.text, request)
    await _say(turn, request, "receipt")
    await _tell_us(turn, request, "arrived", turn.now)
    await request_heard(turn, request)
    if request.due is not None and request.due > turn.now:
        await _tell_us(turn, request, "late", request.due)
    return ""


async def _received(turn: Turn, partner: Partner, envelope: Envelope) -> str:
    request = await turn.unit.requests.keyed(Way.OURS, partner.name, envelope.key)
    if request is None:
        return "it confirms what we never asked"
    if request.received_at is not None:
        return "it was heard before"
    await turn.unit.requests.save(request.received(turn.now))
    await _note(turn, "request.confirmed", "", request)
    return ""


async def _answered(turn: Turn, partner: Partner, envelope: Envelope) -> str:
    request = await turn.unit.requests.keyed(Way.OURS, partner.name, envelope.key)
    if request is None:
        return "it answers what we never asked"
    # Later answers of the partner count, by its own clock; nothing counts twice. A clock that was
    # ahead of ours must not silence what it says once it goes right.
    marked, at = f"answer/{request.number}", envelope.at.isoformat()
    last = await turn.unit.settings.get(marked) or ""
    if at == last or at < last <= turn.now.isoformat():
        return "it was heard before"
    await turn.unit.settings.put(marked, at)
    answered = request.received(turn.now).answered(envelope.text.strip(), partner.name, turn.now)
    await turn.unit.requests.save(answered)
    await _note(turn, "request.answered", answered.answer, answered)
    await _tell_us(turn, answered, "answered", turn.now)
    await request_heard(turn, answered)
    return ""


async def _the_request(turn: Turn, name: str) -> Request:
    """The request by its number, or by its reference as people write it: the newest called so."""
    number = name.lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 10:
        one = await turn.unit.requests.get(int(number))
        found = [one] if one else []
    else:
        _, _, rest = name.partition("-")
        found = list(await turn.unit.requests.called(f"VIG-{rest.casefold()}"))
    if turn.room is not None and turn.room.with_partners:
        # Partners of one room learn nothing of those of another.
        found = [request for request in found if request.room == turn.room.name]
    if not found:
        raise errors.NotFound(what=mark("request"), number=name[:60], list="/requests")
    if len({request.partner for request in found}) > 1:
        # Nobody gets an answer that was meant for another by giving the same name.
        why = mark("several centres call a request so; take its number")
        raise errors.BadArguments(why=why, usage=Usage("/reply N TEXT · /requests"))
    return found[0]


def _must_say_something(text: str) -> None:
    if not text.strip():
        raise UnfitForPartners(why=mark("there are no words in it"))
    if len(text) > LONGEST_TEXT:
        raise UnfitForPartners(why=mark("it is longer than {most} signs"), most=LONGEST_TEXT)


def _must_be_fit(turn: Turn, text: str) -> None:
    """Refuse what must not leave: signs nobody sees, an exercise in a live desk's words or back."""
    _must_say_something(text)
    if hidden_sign(text):
        raise UnfitForPartners(why=mark("it carries a sign that nobody can see"))
    if turn.centre.mode is Mode.LIVE and found_marker(text):
        raise UnfitForPartners(why=mark("it carries an exercise marker, and we are live"))
    if turn.centre.mode is not Mode.LIVE and denies_exercise(text):
        raise UnfitForPartners(why=mark("it says that it is real, and this is an exercise"))


async def _say(turn: Turn, request: Request, part: str) -> None:
    """Say a part of it in the room that we share."""
    subject = f"request/{request.number}/{part}"
    key = f"{subject}/{turn.now.isoformat()}/{request.room}"
    await turn.unit.outbox.add(Post(key, request.room, Lane.APPROVAL, subject=subject), turn.now)


async def _tell_us(turn: Turn, request: Request, part: str, due: datetime) -> None:
    for room in turn.centre.team.rooms_for(Duty.COORDINATION):
        subject = f"request/{request.number}/{part}"
        key = f"{subject}/{due.isoformat()}/{room.name}"
        await turn.unit.outbox.add(Post(key, room.name, Lane.APPROVAL, subject=subject), due)


async def _note(turn: Turn, kind: str, text: str, request: Request, **refs: str) -> None:
    await turn.note(
        kind, text, (await turn.incident()).number, request=request.number,
        reference=request.reference, partner=request.partner, tlp=request.tlp.tag, **refs,
    )  # fmt: skip


async def refuse(turn: Turn, account: str, why: str) -> None:
    """Write in the log what was handed to us and does not count."""
    assert turn.room is not None  # an envelope always comes in a room
    await turn.note("request.refused", why, DAILY_WATCH, room=turn.room.name, account=account)
