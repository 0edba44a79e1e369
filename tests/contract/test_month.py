"""A month in figures: gathered from the store, and written through the command line."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.desk.month import month
from bot.domain.draft import Act, Step
from bot.domain.flag import Decision, Dismissal, Flag
from bot.domain.incident import IncidentKind
from bot.domain.mode import Mode
from bot.domain.month import Answering, Band, Outcome, accuracy, middle, month_of
from bot.domain.sample import Tally
from bot.ports import Unit, Units
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.label import Share
from monitors.decide import Novelty
from monitors.feed import Progress
from tests import samples
from tests.clock import START

HOUR = timedelta(hours=1)


async def _fill(unit: Unit, mode: Mode) -> None:
    """Two flags, one confirmed after an hour, and an answer released an hour later."""
    feed = await unit.feeds.add(samples.FEED, Progress(START))
    case = await unit.cases.add(replace(samples.CASE, opened_at=START))
    for number, decision in enumerate((Decision("Monitor", START + HOUR, room="watch"), None)):
        item = samples.item(f"key-{number}", f"words {number}")
        row = await unit.items.keep(feed, item, Novelty.NEW, START)
        flag = Flag(0, case.number, row, "f", None, "w", samples.VERDICT, START, decision)
        await unit.flags.add(flag)
    await unit.incidents.add(replace(samples.INCIDENT, mode=mode, opened_at=START))
    draft = samples.draft(case=case.number)
    released = Step(Act.RELEASE, "Mayor", START + 2 * HOUR, draft.digest)
    await unit.drafts.add(replace(draft, steps=(*draft.steps[:1], released)))


async def test_what_happened_in_a_month_counts_and_what_did_not_does_not(units: Units) -> None:
    async with units() as unit:
        await _fill(unit, Mode.LIVE)
        await unit.commit()
    async with units() as unit:
        seen = await month(unit, START, START + 3 * HOUR)
        assert (seen.flags, seen.undecided, seen.whole.decisions) == (2, 1, {"confirmed": 1})
        assert seen.whole.right == Share(1, 1)
        assert seen.rooms == {"watch": seen.whole}
        assert dict(seen.situations) == {IncidentKind.INCIDENT: 1}
        assert seen.answers == (Answering(HOUR, HOUR),)
        empty = await month(unit, START + timedelta(seconds=1), START + 2 * HOUR)
        assert (empty.flags, dict(empty.situations), empty.answers) == (0, {}, ())
        assert (await month(unit, START - HOUR, START)).flags == 0


def test_copies_are_left_out_and_a_band_has_its_mean() -> None:
    outcomes = [
        _outcome(0.9, None), _outcome(0.8, Dismissal.SATIRE), _outcome(0.5, Dismissal.DUPLICATE),
        _outcome(1.0, None),
    ]  # fmt: skip
    seen = accuracy(outcomes, Tally(0, Share(0, 0)))
    assert seen.right == Share(2, 3)
    assert seen.bands == (Band(0.8, 1.0, pytest.approx(0.9), Share(2, 3)),)


def test_each_room_has_its_own_figures_and_what_has_no_room_comes_last() -> None:
    outcomes = [
        _outcome(0.9, None, "west"), _outcome(0.9, Dismissal.TRUE, "east"), _outcome(0.9, None),
        _outcome(0.9, Dismissal.SATIRE, "west"), Outcome(0.9, None),
    ]  # fmt: skip
    looked = {"west": Share(1, 30), "north": Share(0, 10)}
    seen = month_of(START, outcomes, 300, looked, (), ())
    assert list(seen.rooms) == ["east", "north", "west", ""]
    assert [found.right for found in seen.rooms.values()] == [
        Share(0, 1), Share(0, 0), Share(1, 2), Share(1, 1),
    ]  # fmt: skip
    assert (seen.whole.right, seen.whole.tally) == (Share(2, 4), Tally(300, Share(1, 40)))
    assert seen.rooms["west"].tally.missed is not None
    assert seen.rooms["north"].tally.missed is None
    assert seen.undecided == 1


async def test_the_decision_that_counts_is_the_last_one_and_in_its_room(units: Units) -> None:
    async with units() as unit:
        await _fill(unit, Mode.LIVE)
        flag = await unit.flags.get(1)
        assert flag is not None
        undone = Decision("Monitor 2", START + 2 * HOUR, Dismissal.TRUE, "desk")
        await unit.flags.save(flag.decide(undone))
        await unit.commit()
    async with units() as unit:
        seen = await month(unit, START, START + 3 * HOUR)
        assert {room: found.right for room, found in seen.rooms.items()} == {"desk": Share(0, 1)}
        assert await unit.flags.outcomes(START, START + HOUR, "watch") == []
        [mine] = await unit.flags.outcomes(START, START + HOUR, "desk")
        assert mine == Outcome(pytest.approx(flag.verdict.score), undone)
        assert [d.room for d in await unit.flags.decisions(1)] == ["watch", "desk"]


async def test_an_answer_that_was_retracted_counts_once_and_is_told(units: Units) -> None:
    async with units() as unit:
        await _fill(unit, Mode.LIVE)
        answer = await unit.drafts.get(1)
        assert answer is not None
        await unit.drafts.save(answer.amended(Act.RETRACT, "Mayor", START + 3 * HOUR))
        for later, amends in ((4, 1), (5, None)):
            again = samples.draft(case=answer.case)
            content = replace(again.content, amends=amends)
            at = START + later * HOUR
            steps = (replace(again.steps[0], digest=content.digest),
                     Step(Act.RELEASE, "Mayor", at, content.digest))  # fmt: skip
            await unit.drafts.add(replace(again, versions=(content,), steps=steps))
        await unit.commit()
    async with units() as unit:
        seen = await month(unit, START, START + 6 * HOUR)
        assert seen.answers == (Answering(HOUR, HOUR, taken_back=True),)
        assert (await month(unit, START + 3 * HOUR, START + 6 * HOUR)).answers == ()
        numbers = [d.number for d in await unit.drafts.released(START, START + 5 * HOUR)]
        assert numbers == [1, 2]


def test_half_is_the_median_of_what_is_known() -> None:
    assert middle([HOUR, None, 3 * HOUR]) == 2 * HOUR
    assert middle([None]) is None


@pytest.fixture
async def config(tmp_path: Path) -> Path:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    await migrate(url, Mode.EXERCISE, now=START)
    store = await Store.open(url, Mode.EXERCISE)
    async with store.units() as unit:
        await _fill(unit, Mode.EXERCISE)
        await unit.commit()
    await store.close()
    path = tmp_path / "vigie.toml"
    path.write_text(samples.CONFIG.format(mode="exercise", store=tmp_path / "vigie.db"), "utf-8")
    return path


def test_the_report_is_in_the_language_below_thirty_without_a_share(config: Path) -> None:
    page = _report(config)
    assert page.startswith("**EXERCICE**")
    named = "Rapport du mois\xa0: mars 2026"
    assert named in page
    assert "sur 1 tranchés, confirmés 1" in page
    assert "exercice\xa0: 1" in page.casefold()
    assert "confirmés 1 (" not in page
    assert "### Salle\xa0: watch" in page


def test_the_figures_are_the_same_for_machines(config: Path) -> None:
    figures = json.loads(_report(config, "--format", "json"))
    assert (figures["flags"], figures["situations.exercise"], figures["missed"]) == (2, 1, None)
    assert figures["seconds.to_decision"] == 3600
    assert (figures["room.watch.precision.confirmed"], figures["situations.incident"]) == (1, 0)
    assert "precision.confirmed,1" in _report(config, "--format", "csv")
    assert "<html" in _report(config, "--format", "html", "--language", "en")


@pytest.mark.parametrize("wrong", ["2026-13", "2026", "2026-3", "march"])
def test_what_is_no_month_is_refused(config: Path, wrong: str) -> None:
    done = CliRunner().invoke(app, ["report", "month", wrong, "--config", str(config)])
    assert done.exit_code == 2
    assert done.stdout == ""


def _report(config: Path, *more: str) -> str:
    named = f"{START:%Y-%m}"
    done = CliRunner().invoke(app, ["report", "month", named, "--config", str(config), *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def _outcome(score: float, dismissal: Dismissal | None, room: str = "") -> Outcome:
    return Outcome(score, Decision("Monitor", START, dismissal, room))
