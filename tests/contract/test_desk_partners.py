"""Two centres' bots: a request, its receipt, its answer; each once, and nothing from a stranger."""

from dataclasses import replace

import pytest

from bot.domain.exchange import LONGEST_TEXT, Envelope, Leg
from bot.domain.mode import Mode
from bot.domain.partner import Partner, Tlp
from tests.clock import START, ManualClock
from tests.two_centres import GUEST, OTHERS, OneCentre

ASKED = "Which substance, and what did you advise?"


@pytest.fixture
def both(clock: ManualClock) -> tuple[OneCentre, OneCentre]:
    return OneCentre("north", "south", clock), OneCentre("south", "north", clock)


async def test_a_request_is_received_by_itself_and_answered_by_people(
    both: tuple[OneCentre, OneCentre], clock: ManualClock
) -> None:
    north, south = both
    said = await north.says("Duty officer", f"/ask south {ASKED} by=2h")
    head, row = said.splitlines()
    assert head == "Request VIG-north-1 goes to south. Its answer is told here."
    assert row.endswith(f", answer by 11:00, not confirmed: {ASKED}")
    assert "not confirmed" in await north.says("Monitor", "/requests")
    await north.hands(south)
    assert "TLP:AMBER north asks, request VIG-north-1, answer by" in south.reads("desk")
    assert ASKED in south.reads("desk")
    assert south.reads("shared").endswith(", with the duty officer.")
    await south.hands(north)
    assert "not confirmed" not in await north.says("Monitor", "/requests")

    answer = await south.says("Duty officer", "/reply VIG-north-1 Ammonia. Stay inside.")
    assert answer == "Our answer to request VIG-north-1 goes to north."
    await south.hands(north)
    assert "TLP:AMBER south: answer to our request VIG-north-1, noted by south" in (
        north.reads("desk")
    )
    assert "  | Ammonia. Stay inside." in north.reads("desk")
    assert await north.says("Monitor", "/requests") == "No request waits for an answer."
    clock.advance(3 * 3600)
    await north.goes_on()
    assert "its time is over" not in north.reads("desk") + south.reads("desk")
    # What was handed on sets nothing more off.
    assert (await north.hands(south), await south.hands(north)) == (0, 0)


async def test_what_does_not_come_is_told_and_handed_over(
    both: tuple[OneCentre, OneCentre], clock: ManualClock
) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED} by=20m")
    clock.advance(301)
    await north.goes_on()
    assert "south has not confirmed that it has our request VIG-north-1" in north.reads("desk")
    await north.hands(south)
    clock.advance(1200)
    await north.goes_on()
    await south.goes_on()
    assert "Our request VIG-north-1 to south has no answer" in north.reads("desk")
    assert "north waits for our answer to VIG-north-1" in south.reads("desk")
    for centre in both:
        assert "LATE 1  VIG-north-1" in await centre.says("Duty officer", "/status")
        assert "LATE 1  VIG-north-1" in await centre.says("Duty officer", "/handover")


async def test_a_partner_without_a_bot_answers_by_its_people(
    both: tuple[OneCentre, OneCentre],
) -> None:
    north, _ = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    assert "I do not know you" in await north.says("Stranger", "/reply VIG-north-1 x", "shared")
    said = await north.says(GUEST.name, "/reply vig-north-1 Ammonia.", "shared")
    assert said == "The answer to request VIG-north-1 is noted."
    assert "noted by Guest" in north.reads("desk")


async def test_a_guest_never_answers_for_us(both: tuple[OneCentre, OneCentre]) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    await north.hands(south)
    said = await south.says(GUEST.name, "/reply VIG-north-1 All is well.", "shared")
    assert said.startswith("This needs the role")
    assert "All is well" not in south.reads("shared")


def _request(**changes: object) -> Envelope:
    asked = Envelope(Leg.REQUEST, "ab" * 16, "VIG-north-1", Mode.LIVE, ASKED, Tlp.AMBER, START)
    return replace(asked, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("envelope", "account", "room", "why"),
    [
        (_request(), "@stranger:paper", "shared", "no partner of this room"),
        (_request(), "@north:paper", "desk", "no partner of this room"),
        (_request(mode=Mode.EXERCISE), "@north:paper", "shared", "its mode is exercise"),
        (_request(text="EXERCISE – flood"), "@north:paper", "shared", "it carries the marker"),
        (_request(reference="VIG-south-1"), "@north:paper", "shared", "one of ours"),
        (_request(leg=Leg.RECEIPT), "@north:paper", "shared", "what we never asked"),
        (_request(leg=Leg.ANSWER), "@north:paper", "shared", "what we never asked"),
    ],
)
async def test_what_is_forged_or_from_another_mode_is_logged_and_changes_nothing(
    both: tuple[OneCentre, OneCentre], envelope: Envelope, account: str, room: str, why: str
) -> None:
    _, south = both
    for time in range(3):
        await south.hears(envelope, account, f"paper/{time}", room)
    assert south.reads("desk") == south.reads("shared") == ""
    [line] = await south.log()
    assert line.startswith("request.refused: ")
    assert why in line


async def test_what_is_repeated_counts_once(both: tuple[OneCentre, OneCentre]) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    [asked] = [message.envelope for message in north.said()]
    assert asked is not None
    for number in range(3):
        await south.hears(asked, north.account, f"paper/again/{number}")
    assert len(south.said()) == 1
    await south.says("Duty officer", "/reply 1 Ammonia.")
    receipt, answer = (message.envelope for message in south.said())
    assert receipt is not None
    assert answer is not None
    for number, envelope in enumerate((receipt, answer, receipt, answer)):
        await north.hears(envelope, south.account, f"paper/again/{number}")
    assert north.reads("desk").count("answer to our request") == 1
    kinds = [line.partition(":")[0] for line in await north.log()]
    assert kinds.count("request.answered") == kinds.count("request.confirmed") == 1


async def test_a_later_answer_takes_the_place_of_an_earlier_one(
    both: tuple[OneCentre, OneCentre], clock: ManualClock
) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    await north.hands(south)
    for words in ("Chlorine.", "No: ammonia."):
        clock.advance(60)
        await south.says("Duty officer", f"/reply 1 {words}")
    first, second = (m.envelope for m in south.said() if m.envelope and m.envelope.text)
    assert first is not None
    assert second is not None
    await north.hears(second, south.account, "paper/2")
    await north.hears(first, south.account, "paper/1")
    async with north.units() as unit:
        kept = await unit.requests.get(1)
    assert kept is not None
    assert kept.answer == "No: ammonia."


async def test_an_answer_goes_to_nobody_who_gave_another_centres_name_to_a_request(
    both: tuple[OneCentre, OneCentre],
) -> None:
    north, south = both
    others = Partner("east", OTHERS.name, "@east:paper")
    team = replace(south.centre.team, rooms=(*south.centre.team.rooms, OTHERS))
    south.centre = replace(south.centre, team=team, partners=(*south.centre.partners, others))
    south.reopen()
    await north.says("Duty officer", f"/ask south {ASKED}")
    await south.hears(_request(key="cd" * 16), "@east:paper", "paper/east", OTHERS.name)
    await north.hands(south)
    said = await south.says("Duty officer", "/reply VIG-north-1 Ammonia.")
    assert "several centres call a request so; take its number" in said
    await south.says("Duty officer", "/reply 2 Ammonia.")
    assert "Ammonia" in south.reads("shared")
    assert "Ammonia" not in south.reads("others")


async def test_nobody_fills_our_rooms_with_questions(both: tuple[OneCentre, OneCentre]) -> None:
    _, south = both
    for number in range(1, 31):
        asked = _request(key=f"{number:032x}", reference=f"VIG-north-{number}")
        await south.hears(asked, "@north:paper", f"paper/{number}")
    assert len(south.said("desk")) == 20


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there are no words in it"),
        ("x" * (LONGEST_TEXT + 1), "it is longer than 2000 signs"),
        ("OEFENING – flood", "it carries an exercise marker, and we are live"),
        ("turn\u202eed", "it carries a sign that nobody can see"),
    ],
)
async def test_what_must_not_leave_is_refused(
    both: tuple[OneCentre, OneCentre], text: str, why: str
) -> None:
    north, _ = both
    said = await north.says("Duty officer", f"/ask south {text}")
    assert said.startswith(f"This cannot go to partners: {why}.")
    assert north.reads("shared") == ""


async def test_an_exercise_never_says_that_it_is_real(clock: ManualClock) -> None:
    north = OneCentre("north", "south", clock, mode=Mode.EXERCISE)
    said = await north.says("Duty officer", "/ask south This is not a drill. Help?")
    assert "it says that it is real" in said
    await north.says("Duty officer", f"/ask south {ASKED}")
    [asked] = north.said()
    assert asked.headline.startswith("TLP:AMBER EXERCISE – Request VIG-north-1")
    assert asked.envelope is not None
    assert asked.envelope.mode is Mode.EXERCISE


async def test_an_unknown_centre_and_an_unknown_request_are_named(
    both: tuple[OneCentre, OneCentre],
) -> None:
    north, _ = both
    assert await north.says("Duty officer", "/ask east Now?") == (
        "There is no partner east. Partners: south."
    )
    assert await north.says("Duty officer", "/reply VIG-east-1 Yes.") == (
        "There is no request VIG-east-1. See /requests."
    )


async def test_an_answer_goes_to_nobody_else_when_its_partner_is_gone(
    both: tuple[OneCentre, OneCentre],
) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    await north.hands(south)
    # The room is shared with another centre by now.
    other = Partner("west", "shared", "@west:paper")
    south.centre = replace(south.centre, partners=(other,))
    south.reopen()
    said = await south.says("Duty officer", "/reply VIG-north-1 Ammonia. Stay inside.")
    assert said.startswith("The answer to request VIG-north-1 is noted, and goes nowhere")
    assert "Ammonia" not in south.reads("shared")
    assert await south.says("Monitor", "/requests") == "No request waits for an answer."


async def test_a_partner_whose_clock_was_ahead_is_heard_once_it_goes_right(
    both: tuple[OneCentre, OneCentre],
) -> None:
    north, south = both
    await north.says("Duty officer", f"/ask south {ASKED}")
    [asked] = [message.envelope for message in north.said() if message.envelope]
    ahead = replace(asked, leg=Leg.ANSWER, text="Ammonia.", at=START.replace(year=9999))
    later = replace(ahead, text="Chlorine.", at=START)
    for key, envelope in (("1", ahead), ("2", later)):
        await north.hears(envelope, south.account, key)
    assert "  | Chlorine." in north.reads("desk")
    before = north.reads("desk")
    await north.hears(later, south.account, "3")
    assert north.reads("desk") == before
    assert "request.refused: it was heard before" in await north.log()
