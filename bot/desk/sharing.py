"""Give partners a case, a fact or a message that is out, by hand, and take it back."""

from bot.desk.drafting import the_draft
from bot.desk.facts import the_fact
from bot.desk.triage import a_case, the_case
from bot.desk.turn import Turn
from bot.domain import errors, partner_errors
from bot.domain.draft import State
from bot.domain.fact import Fact, Release, Standing
from bot.domain.message import Phrase, mark
from bot.domain.partner import Share, Shareable, Tlp
from bot.domain.room import Role, Room

SHARES = (Role.APPROVER, Role.DUTY_OFFICER)
# Of a draft: it is out, and partners may be shown it.
OUT = (State.PUBLISHED, State.CORRECTED, State.ISSUED)


async def share(turn: Turn, what: Shareable, number: int, tlp: Tlp, to: str) -> Share:
    """Give it to the partners of one room; given again, the mark of how far it may go changes."""
    turn.who.must(*SHARES)
    room = _room(turn, to)
    incident = await _must_be_shareable(turn, what, number)
    kept = await turn.unit.shares.put(
        Share(0, room.name, what, number, tlp, turn.who.name, turn.now)
    )
    await _note(turn, f"{what}.shared", kept, incident)
    return kept


async def unshare(turn: Turn, what: Shareable, number: int, to: str) -> tuple[Share, ...]:
    """Take it back from the partners of one room, or of all when none is named. What they have
    read they have read: the card says that it holds no more."""
    turn.who.must(*SHARES)
    rooms = {_room(turn, to).name} if to else {r.name for r in turn.centre.team.rooms}
    given = [
        each
        for each in await turn.unit.shares.of(what, number)
        if each.ended_at is None and each.room in rooms
    ]
    if not given:
        raise partner_errors.NotShared(what=Phrase(what), number=number)
    incident = await _incident_of(turn, what, number)
    ended = tuple([await turn.unit.shares.put(each.end(turn.now)) for each in given])
    for each in ended:
        await _note(turn, f"{what}.unshared", each, incident)
    return ended


async def _must_be_shareable(turn: Turn, what: Shareable, number: int) -> int:
    """Refuse what partners may not have; returns its incident."""
    match what:
        case Shareable.FACT:
            fact = await the_fact(turn, number)
            if not fact.is_for_partners(turn.now):
                raise partner_errors.NotReleased(number=number, why=_obstacle(turn, fact))
        case Shareable.DRAFT:
            draft = await the_draft(turn, number)
            if (state := draft.state_at(turn.now)) not in OUT:
                raise errors.WrongState(
                    number=number, state=Phrase(state),
                    next=mark("Partners are shown what is out: /status"),
                )  # fmt: skip
        case Shareable.CASE:
            return (await the_case(turn, number)).incident
    return await _incident_of(turn, what, number)


async def _incident_of(turn: Turn, what: Shareable, number: int) -> int:
    match what:
        case Shareable.CASE:
            return (await a_case(turn, number)).incident
        case Shareable.FACT:
            return (await the_fact(turn, number)).incident
        case Shareable.DRAFT:
            return (await the_draft(turn, number)).incident


def _obstacle(turn: Turn, fact: Fact) -> Phrase:
    standing = fact.standing_at(turn.now)
    return Phrase(Release.INTERNAL if standing is Standing.CONFIRMED else standing)


def _room(turn: Turn, to: str) -> Room:
    rooms = [room for room in turn.centre.team.rooms if room.with_partners]
    chosen = [room for room in rooms if room.name == to] if to else rooms
    if len(chosen) != 1:
        raise partner_errors.WhichRoom(rooms=", ".join(room.name for room in rooms) or "-")
    return chosen[0]


async def _note(turn: Turn, kind: str, share: Share, incident: int) -> None:
    # Its number among the refs is what draws the card.
    refs = {share.what.value: share.subject}
    await turn.note(kind, share.tlp.tag, incident, room=share.room, share=share.number, **refs)
