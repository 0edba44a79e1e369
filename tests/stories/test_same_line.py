"""Two people on one document: a line's number means the line that its typist was shown."""

from pathlib import Path

import pytest

from bot.domain.draft import Draft
from bot.domain.mode import Mode
from bot.store.migrate import migrate
from bot.store.unit import Store
from tests.clock import START, ManualClock
from tests.desk import OpenDesk, World
from tests.memory_store import MemoryUnits

MONITOR, EDITOR, SECOND = "Monitor", "Editor", "Second editor"


@pytest.fixture
def desk(clock: ManualClock) -> OpenDesk:
    return World(clock=clock).open(MemoryUnits(Mode.LIVE, START))


async def begun(desk: OpenDesk) -> None:
    """A report is on its way; line 2.1 is a fact, 2.2 and 2.3 are lines of the log."""
    await desk.says("Duty officer", "/incident open Fire")
    await desk.says(EDITOR, "/fact add Nobody is hurt.")
    await desk.says(EDITOR, '/fact confirm 1 source="hospital"')
    await desk.says(MONITOR, "/log Smoke over the quay.")
    await desk.says(MONITOR, "/log The wind turns.")
    await desk.says(EDITOR, "/sitrep")


async def the_draft(desk: OpenDesk) -> Draft:
    async with desk.units() as unit:
        draft = await unit.drafts.get(1)
    assert draft is not None
    return draft


async def lines(desk: OpenDesk) -> dict[str, str]:
    document = (await the_draft(desk)).content.document
    assert document is not None
    return {place: line.words for place, line in document.lines}


async def test_a_number_read_before_the_lines_moved_changes_no_other_line(desk: OpenDesk) -> None:
    await begun(desk)
    assert (await lines(desk))["2.1"].endswith("Nobody is hurt. (hospital)")
    await desk.says(SECOND, "/fact withdraw 1")
    await desk.says(SECOND, "/refresh 1")
    before = await the_draft(desk)
    said = await desk.says(EDITOR, "/revise 1 2.1 Two people are hurt.")
    assert said.startswith("Nothing was changed: Second editor has changed 2.1 of draft 1 since")
    assert "Smoke over the quay." in said
    assert "/show 1" in said
    assert await the_draft(desk) == before


async def test_who_read_it_again_changes_the_line_that_is_there(desk: OpenDesk) -> None:
    await begun(desk)
    await desk.says(SECOND, "/revise 1 2.2 Thick smoke over the quay.")
    await desk.says(EDITOR, "/revise 1 2.2 Black smoke over the quay.")
    assert (await lines(desk))["2.2"] == "Thick smoke over the quay."
    await desk.says(EDITOR, "/show 1")
    await desk.says(EDITOR, "/revise 1 2.2 Black smoke over the quay.")
    assert (await lines(desk))["2.2"] == "Black smoke over the quay."


async def test_a_refusal_is_no_reading_and_the_same_words_are_refused_again(
    desk: OpenDesk,
) -> None:
    await begun(desk)
    await desk.says(SECOND, "/revise 1 2.2 Thick smoke.")
    for _ in range(2):
        assert "Thick smoke." in await desk.says(EDITOR, "/revise 1 2.2 -")
    assert (await lines(desk))["2.2"] == "Thick smoke."


@pytest.mark.parametrize("typed", ["7 The wind will turn.", "7.1 The wind will turn.", "7 -"])
async def test_a_whole_part_is_guarded_like_a_line(desk: OpenDesk, typed: str) -> None:
    await begun(desk)
    await desk.says(SECOND, "/revise 1 7 The school must close.")
    assert "The school must close." in await desk.says(EDITOR, f"/revise 1 {typed}")
    assert (await lines(desk))["7.1"] == "The school must close."


@pytest.mark.parametrize("typed", ["2.3 It turns east.", "7+ It is over.", "6+ Ask the school."])
async def test_work_on_another_line_hinders_nobody(desk: OpenDesk, typed: str) -> None:
    await begun(desk)
    await desk.says(SECOND, "/revise 1 2.2 Thick smoke.")
    await desk.says(SECOND, "/revise 1 7 The school must close.")
    place, words = typed.split(" ", 1)
    await desk.says(EDITOR, f"/revise 1 {typed}")
    assert words in (await lines(desk)).values(), place
    # And who wrote those lines goes on with their own.
    await desk.says(SECOND, "/revise 1 2.2 Less smoke.")
    assert (await lines(desk))["2.2"] == "Less smoke."


async def test_a_line_changed_and_changed_back_is_read_again(desk: OpenDesk) -> None:
    await begun(desk)
    await desk.says(EDITOR, "/revise 1 7 Keep the school open.")
    await desk.says(SECOND, "/show 1")
    await desk.says(EDITOR, "/revise 1 7.1 Close the school.")
    await desk.says(EDITOR, "/revise 1 7.1 Keep the school open.")
    await desk.says(SECOND, "/revise 1 7.1 -")
    assert (await lines(desk))["7.1"] == "Keep the school open."


async def test_who_was_never_shown_it_may_change_what_nobody_changed(desk: OpenDesk) -> None:
    await begun(desk)
    await desk.says(MONITOR, "/revise 1 2.3 It turns east.")
    await desk.says(EDITOR, "/revise 1 2.2 Thick smoke.")
    await desk.says(SECOND, "/revise 1 2.2 Black smoke.")
    assert (await lines(desk))["2.2"] == "Thick smoke."
    await desk.says(SECOND, "/revise 1 2.1 Two people are hurt.")
    assert (await lines(desk))["2.1"] == "Two people are hurt."


async def test_a_private_word_of_the_other_is_not_said_in_a_refusal(desk: OpenDesk) -> None:
    await begun(desk)
    await desk.says(SECOND, "/revise 1 7 Victime : Marie Dupont, 0475 12 34 56.")
    said = await desk.says(EDITOR, "/revise 1 7.1 -")
    assert said.startswith("Nothing was changed")
    async with desk.units() as unit:
        refused = [e.text for e in await unit.log.entries(1) if e.kind == "refused"]
    assert refused
    assert not any("Dupont" in text or "0475" in text for text in [*refused, said])


async def test_nobody_says_that_lines_hold_which_moved_under_them(desk: OpenDesk) -> None:
    await begun(desk)
    await desk.says(EDITOR, "/revise 1 7 The school must close.")
    await desk.says(EDITOR, "/submit 1")
    digest = (await the_draft(desk)).digest[:6]
    await desk.says("Approver", f"/approve 1 {digest}")
    await desk.says(EDITOR, "/sitrep")
    await desk.says(SECOND, "/revise 2 7.1 The school may open.")
    await desk.says(SECOND, "/revise 2 8+ It will be over by noon.")
    said = await desk.says(EDITOR, "/read 2 en")
    assert said.startswith("Nothing was changed: Second editor has changed 7 of draft 2")
    await desk.says(EDITOR, "/show 2")
    assert not (await desk.says(EDITOR, "/read 2 en")).startswith("Nothing was changed")


async def test_what_somebody_was_shown_outlives_the_program(
    tmp_path: Path, clock: ManualClock
) -> None:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    await migrate(url, Mode.LIVE, now=START)
    store = await Store.open(url, Mode.LIVE)
    world = World(clock=clock)
    first = world.open(store.units)
    await begun(first)
    await first.says(SECOND, "/revise 1 2.2 Thick smoke.")
    again = world.open(store.units)
    await again.says(EDITOR, "/revise 1 2.2 Black smoke.")
    assert (await lines(again))["2.2"] == "Thick smoke."
    await store.close()
