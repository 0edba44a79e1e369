"""Where partners read: nothing leaks, whoever types what; what was shared is kept as it is now."""

import pytest

from bot.chat.table import COMMANDS
from bot.domain.mode import Mode
from tests.clock import ManualClock
from tests.two_centres import EVERYTHING, GUEST, OneCentre

# Every row of the table that may be typed there. A new command is for the team alone until
# somebody has decided otherwise, here too.
FOR_PARTNERS = {"help", "language", "cases", "facts", "reply", "noplay"}
ARGUMENTS = {
    "fact confirm": '1 source="x"', "share": "fact 1", "unshare": "fact 1", "ask": "south now?",
    "reply": "1 words", "draft": "words", "log": "", "language": "", "help": "", "noplay": "",
}  # fmt: skip
SECRETS = ("internal words", "Editor", "Duty officer", "Boss Of All", "mayor", "tap-water")
NEVER = "Partners read this room, and this is for the team alone."


@pytest.fixture
def north(clock: ManualClock) -> OneCentre:
    return OneCentre("north", "south", clock)


async def _with_facts(north: OneCentre) -> None:
    await north.says("Duty officer", "/incident open internal words of a title")
    for number, release in enumerate(("internal", "partner", "public"), 1):
        await north.says("Editor", f"/fact add {release} words")
        confirm = f'/fact confirm {number} source="mayor" cleared="Editor" release={release}'
        await north.says("Editor", confirm)


def test_each_command_is_decided_for_partner_rooms() -> None:
    assert {row.words for row in COMMANDS if row.partners} == FOR_PARTNERS


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.EXERCISE])
async def test_no_command_tells_partners_what_is_ours_whatever_roles_its_typist_has(
    mode: Mode, clock: ManualClock
) -> None:
    north = OneCentre("north", "south", clock, mode=mode)
    await _with_facts(north)
    for row in COMMANDS:
        typed = f"/{row.words} {ARGUMENTS.get(row.words, '1')}"
        answer = await north.says(EVERYTHING.name, typed, "shared")
        assert answer.startswith(NEVER) is (row.words not in FOR_PARTNERS), typed
        assert [word for word in SECRETS if word in answer] == [], typed
    assert [word for word in SECRETS if word in north.reads("shared")] == []


async def test_a_stranger_among_the_partners_changes_nothing(north: OneCentre) -> None:
    await _with_facts(north)
    answers = [
        await north.says("Somebody else", f"/{row.words} 1", "shared")
        for row in COMMANDS
        if row.words != "whoami"
    ]
    assert [answer for answer in answers if answer and "I do not know you" not in answer] == []
    assert len([answer for answer in answers if answer]) == 1


async def test_facts_show_partners_what_they_may_know_and_never_by_whom(north: OneCentre) -> None:
    await _with_facts(north)
    assert await north.says(GUEST.name, "/facts", "shared") == (
        "TLP:AMBER Facts of north that partners may know: 2\n"
        "  - 2  partner words\n  - 3  public words"
    )


async def test_help_names_where_partners_read_only_what_works_there(north: OneCentre) -> None:
    answer = await north.says(EVERYTHING.name, "/help", "shared")
    assert "/facts" in answer
    assert "/sitrep" not in answer


async def test_nothing_is_said_unasked_where_partners_read(north: OneCentre) -> None:
    await _with_facts(north)
    await north.says("Editor", "/draft Boil the water.")
    await north.says("Editor", "/submit 1")
    await north.says("Duty officer", "/handover")
    assert north.reads("shared") == ""


@pytest.mark.parametrize(("number", "why"), [(1, "internal"), (4, "reported")])
async def test_a_fact_is_shared_only_when_it_was_released(
    north: OneCentre, number: int, why: str
) -> None:
    await _with_facts(north)
    await north.says("Editor", "/fact add hearsay")
    answer = await north.says("Duty officer", f"/share fact {number}")
    assert answer.startswith(f"Fact {number} is {why}, so partners may not be told.")
    assert north.reads("shared") == ""


async def test_only_who_approves_or_is_on_duty_shares(north: OneCentre) -> None:
    await _with_facts(north)
    assert "needs the role" in await north.says("Editor", "/share fact 2")
    assert "needs the role" in await north.says("Monitor", "/ask south Which substance?")
    assert north.reads("shared") == ""


async def test_a_shared_fact_lives_and_its_end_is_said_aloud(
    north: OneCentre, clock: ManualClock
) -> None:
    await _with_facts(north)
    await north.says("Editor", "/fact confirm 2 until=1h")
    answer = await north.says("Approver", "/share fact 2 tlp=green")
    assert answer == "fact 2 is shown in shared as TLP:GREEN, and kept up to date there."
    assert north.reads("shared").startswith("TLP:GREEN Fact 2 of north\n  | partner words\n")

    await north.says("Editor", "/fact confirm 2 until=2h")
    clock.advance(3601)
    await north.goes_on()
    assert len(north.said()) == 1
    clock.advance(3600)
    await north.goes_on()
    over = "TLP:GREEN Fact 2 of north is expired. Do not rely on it any more.\n  | partner words"
    assert [message.plain() for message in north.said()] == [over, over]


async def test_what_is_taken_back_is_not_said_again(north: OneCentre) -> None:
    await _with_facts(north)
    await north.says("Approver", "/share fact 2")
    assert "taken back in shared" in await north.says("Approver", "/unshare fact 2")
    over = "TLP:AMBER Fact 2 of north is taken back. Do not rely on it any more."
    assert [message.plain() for message in north.said()] == [over, over]
    assert "is not shared" in await north.says("Approver", "/unshare fact 2")
    # Released to the team alone again: the same as taken back.
    await north.says("Approver", "/share fact 3")
    await north.says("Editor", "/fact confirm 3 release=internal")
    assert "public words" not in north.reads("shared")


async def test_a_message_is_shared_when_it_is_out_and_its_correction_follows(
    north: OneCentre,
) -> None:
    await north.says("Editor", "/draft Boil the water.")
    assert "is draft" in await north.says("Approver", "/share draft 1")
    await _publish(north, 1)
    await north.says("Approver", "/share draft 1 tlp=clear")
    assert north.reads("shared").startswith(
        "TLP:CLEAR Message 1 of north\n  | [en] Boil the water.\n"
    )
    await north.says("Duty officer", "/correct 1 For one minute.")
    await _publish(north, 2, "Mayor")
    first, aloud = north.said()
    assert first == aloud
    assert first.headline == (
        "TLP:CLEAR Message 1 of north is corrected. Do not rely on it any more."
    )
    assert "For one minute." in first.plain()


async def test_a_case_goes_to_partners_without_its_people(north: OneCentre) -> None:
    await north.sees("Poison! Ask @anna or anna@mail.example")
    await north.says("Monitor", "/take 1")
    await north.says("Monitor", "/priority 1 high internal words")
    await north.says("Approver", "/share case 1 tlp=amber+strict")
    [card] = north.said()
    assert card.headline == "TLP:AMBER+STRICT Case 1 of north"
    assert "Poison! Ask @… or …@…" in card.plain()
    assert [word for word in ("anna", "Monitor", "internal") if word in card.plain()] == []
    assert "  - 1  TLP:AMBER+STRICT" in await north.says(GUEST.name, "/cases", "shared")
    await north.sees("More poison")
    assert "posts: 2" in north.said()[0].plain()


async def test_an_exercise_says_so_first_and_last_to_partners(clock: ManualClock) -> None:
    north = OneCentre("north", "south", clock, mode=Mode.EXERCISE)
    await _with_facts(north)
    await north.says("Approver", "/share fact 3")
    shown = north.said()[-1].plain()
    assert shown.startswith("TLP:AMBER EXERCISE – Fact 3 of north")
    assert shown.endswith("\nEXERCISE")


async def _publish(north: OneCentre, number: int, who: str = "Approver") -> None:
    async with north.units() as unit:
        draft = await unit.drafts.get(number)
    assert draft is not None
    if not draft.content.amends:
        await north.says("Editor", f"/submit {number}")
    await north.says(who, f"/approve {number} {draft.digest}")


async def test_a_report_tells_partners_a_fact_and_not_by_whom(north: OneCentre) -> None:
    await _with_facts(north)
    await north.says("Editor", "/sitrep")
    await north.says("Editor", "/submit 1")
    async with north.desk.units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    await north.says("Approver", f"/approve 1 {draft.digest[:6]}")
    # Whoever says it now is not who said it when the report was written.
    await north.says("Editor", '/fact confirm 3 source="his deputy" release=public')
    await north.says("Duty officer", "/share draft 1")
    shown = north.reads("shared")
    assert "public words [fact 3]" in shown
    assert "partner words [fact 2]" in shown
    assert "internal words [fact 1]" not in shown
    assert [who for who in ("mayor", "deputy", "Editor") if who in shown] == []


@pytest.mark.parametrize("command", ["sitrep", "analysis"])
async def test_what_our_team_calls_an_incident_never_reaches_partners(
    north: OneCentre, clock: ManualClock, command: str
) -> None:
    await _with_facts(north)
    await north.says("Editor", f"/{command}")
    await north.says("Editor", "/submit 1")
    async with north.desk.units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    await north.says("Approver", f"/approve 1 {draft.digest[:6]}")
    await north.says("Duty officer", "/share draft 1")
    shown = north.reads("shared")
    assert "number 1, as of 2 Mar 09:00" in shown
    clock.advance(5 * 3600)
    await north.goes_on()
    assert "is expired" in north.reads("shared")
    assert "words of a title" not in north.reads("shared")
    assert "words of a title" in north.reads("desk")
