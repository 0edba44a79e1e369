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
from bot.domain.mode import Mode
from bot.domain.month import Answering, Band, middle, month_of
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
    for number, decision in enumerate((Decision("Monitor", START + HOUR), None)):
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
        assert (seen.flags, seen.undecided, seen.decisions) == (2, 1, {"confirmed": 1})
        assert seen.right == Share(1, 1)
        assert dict(seen.incidents) == {Mode.LIVE: 1}
        assert seen.answers == (Answering(HOUR, HOUR),)
        empty = await month(unit, START + timedelta(seconds=1), START + 2 * HOUR)
        assert (empty.flags, dict(empty.incidents), empty.answers) == (0, {}, ())
        assert (await month(unit, START - HOUR, START)).flags == 0


def test_copies_are_left_out_and_a_band_has_its_mean() -> None:
    flags = [
        _flag(0.9, None), _flag(0.8, Dismissal.SATIRE), _flag(0.5, Dismissal.DUPLICATE),
        _flag(1.0, None),
    ]  # fmt: skip
    seen = month_of(START, flags, Tally(0, Share(0, 0)), (), ())
    assert seen.right == Share(2, 3)
    assert seen.bands == (Band(0.8, 1.0, pytest.approx(0.9), Share(2, 3)),)


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


def test_the_figures_are_the_same_for_machines(config: Path) -> None:
    figures = json.loads(_report(config, "--format", "json"))
    assert (figures["flags"], figures["situations.exercise"], figures["missed"]) == (2, 1, None)
    assert figures["seconds.to_decision"] == 3600
    assert "precision.confirmed,1" in _report(config, "--format", "csv")
    assert "<html" in _report(config, "--format", "html", "--language", "en")


@pytest.mark.parametrize("wrong", ["2026-13", "2026", "2026-3", "march"])
def test_what_is_no_month_is_refused(config: Path, wrong: str) -> None:
    done = CliRunner().invoke(app, ["report", "month", wrong, "--config", str(config)])
    assert done.exit_code == 1
    assert done.stdout == ""


def _report(config: Path, *more: str) -> str:
    named = f"{START:%Y-%m}"
    done = CliRunner().invoke(app, ["report", "month", named, "--config", str(config), *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def _flag(score: float, dismissal: Dismissal | None) -> Flag:
    verdict = replace(samples.VERDICT, score=score)
    return Flag(1, 1, 1, "f", None, "w", verdict, START, Decision("Monitor", START, dismissal))
