"""Buttons on two platforms: a press is answered, counts once for a person, says what it shows."""

import pytest

from bot.domain.draft import State
from bot.domain.hearing import Unread
from bot.ports import Buttons, Units
from tests.chats import ChatDesk, Chats
from tests.clock import ManualClock
from tests.desk import SITE

ANSWER = "The well water is clean: whoever says it is poisoned is wrong."


@pytest.fixture
def chats(clock: ManualClock) -> Chats:
    return Chats(clock=clock)


async def submitted(chats: Chats, desk: ChatDesk, kind: str = "rebuttal") -> None:
    """Draft 1 waits for two approvals."""
    for text in (f"/draft {ANSWER}", f"/fill 1 class={kind}", "/submit 1"):
        chats.south.says("south-editor", "desk", text)
    await desk.catches_up()


async def state(units: Units) -> State:
    async with units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    return draft.state


async def test_two_people_on_two_platforms_approve_and_the_third_hears_who_did(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk)
    north, south = chats.north.card("n2", "Draft 1"), chats.south.card("s2", "1")
    first = chats.north.presses("north-approver", "approval", north)
    await desk.catches_up()
    assert await state(units) is State.SUBMITTED
    second = chats.south.presses("south-mayor", "signing", south)
    await desk.catches_up()
    third = chats.north.presses("north-second-editor", "approval", north)
    await desk.catches_up()

    assert await state(units) is State.PUBLISHED
    assert chats.outlet.public(SITE) == [ANSWER]
    assert "1" in chats.north.answers[first]
    assert chats.south.answers[second]
    assert "Approver" in chats.north.answers[third]
    assert "Mayor" in chats.north.answers[third]
    assert len(chats.outlet.calls) == 1


async def test_one_person_on_two_platforms_is_one_vote(chats: Chats, units: Units) -> None:
    desk = chats.open(units)
    await submitted(chats, desk)
    chats.north.presses("north-mayor", "approval", chats.north.card("n2", "Draft 1"))
    again = chats.south.presses("south-mayor", "signing", chats.south.card("s2", "1"))
    await desk.catches_up()

    assert await state(units) is State.SUBMITTED
    assert chats.south.answers[again]
    assert chats.outlet.calls == []


async def test_a_refused_press_is_told_to_the_presser_and_not_to_the_room(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk)
    before = len(chats.north.shown("n2"))
    presses = [
        chats.north.presses(f"north-{who}", "approval", chats.north.card("n2", "Draft 1"))
        for who in ("editor", "monitor", "nobody", "nobody")
    ]
    await desk.catches_up()
    assert len(chats.north.shown("n2")) == before
    assert all(chats.north.answers[press] for press in presses)
    assert await state(units) is State.SUBMITTED


async def test_a_button_that_nobody_knows_does_nothing_and_says_so(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk)
    reference = chats.north.card("n2", "Draft 1")
    strange = chats.north.presses("north-mayor", "approval", "another message")
    beyond = chats.north.presses("north-mayor", "approval", reference, button=9)
    before = chats.north.presses("north-mayor", "approval", reference, button=-1)
    await desk.catches_up()
    for press in (strange, beyond):
        assert "no longer know" in chats.north.answers[press]
    assert "Read it again, then press" in chats.north.answers[before]
    assert await state(units) is State.SUBMITTED


async def test_a_press_while_the_buttons_change_is_asked_for_again(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk)
    reference = chats.north.card("n2", "Draft 1")
    async with units() as unit:
        known = await unit.spoken.get("approval", reference)
        assert known is not None
        changing = Buttons(known.says, ("/return 1 no",))
        await unit.spoken.put("approval", reference, changing, chats.clock.now())
        await unit.commit()
    press = chats.north.presses("north-mayor", "approval", reference)
    await desk.catches_up()
    assert "Read it again, then press" in chats.north.answers[press]
    assert await state(units) is State.SUBMITTED


async def test_a_press_means_what_its_card_showed_when_it_was_heard(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk, "information")
    reference = chats.north.card("n2", "Draft 1")
    chats.north.presses("north-mayor", "approval", reference)
    await desk.ears["north"].take()
    await desk.ears["north"].listen()
    async with units() as unit:
        # The card changes between the hearing and the working off.
        await unit.spoken.put("approval", reference, Buttons(("/return 1 no",)), chats.clock.now())
        await unit.commit()
    await desk.rounds.settle()
    assert await state(units) is State.PUBLISHED


async def test_a_press_on_a_card_of_yesterdays_text_approves_nothing(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    await submitted(chats, desk, "information")
    reference = chats.north.card("n2", "Draft 1")
    chats.south.says("south-editor", "desk", "/revise 1 The water is clean.")
    await desk.catches_up()
    press = chats.north.presses("north-mayor", "approval", reference)
    await desk.catches_up()
    assert chats.north.answers[press]
    assert await state(units) is not State.PUBLISHED
    assert chats.outlet.calls == []


async def test_words_that_could_not_be_read_are_asked_for_again_once_a_day(
    chats: Chats, units: Units
) -> None:
    desk = chats.open(units)
    for number in range(3):
        chats.south.hear(Unread(f"south/{number}/unread", "desk", "south-editor"))
    await desk.catches_up()
    [asked] = chats.south.shown("s1")
    assert "could not read" in asked.headline
    assert "south-editor" in asked.headline
