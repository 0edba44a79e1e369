"""One case written for partners, through the command line, and read back by the same libraries."""

import asyncio
import json
import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pymisp
import pytest
import stix2
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.domain.flag import Case, Decision, Dismissal, Flag
from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.verdict import Stance, Verdict
from monitors.decide import Novelty
from monitors.feed import Progress, SourceRole
from tests import samples
from tests.clock import START

SAID = "Poison! Ask @anna or anna@mail.example. Élise < & >"
POSTS = (
    ("news", "https://news.example/1", None),
    ("blog", "https://social.example/@anna/2", Dismissal.SATIRE),
    ("blog", None, Dismissal.QUESTION),
    ("wire", "https://news.example/1", Dismissal.DUPLICATE),
)


@pytest.fixture(params=["live", "exercise"])
def config(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A store with one case of three posts."""
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    asyncio.run(_fill(url, Mode(request.param)))
    path = tmp_path / "vigie.toml"
    path.write_text(samples.CONFIG.format(mode=request.param, store=tmp_path / "vigie.db"), "utf-8")
    return path


async def _fill(url: str, mode: Mode) -> None:
    await migrate(url, mode, now=START)
    store = await Store.open(url, mode)
    async with store.units() as unit:
        news = replace(samples.FEED, name="news", role=SourceRole.MEDIA)
        feed = await unit.feeds.add(news, Progress(next_poll=START))
        case = await unit.cases.add(Case(0, 0, "tap-water-poisoned", START))
        for number, (name, link, dismissal) in enumerate(POSTS):
            item = samples.item(f"key-{number}", f"words {number}")
            row = await unit.items.keep(feed, item, Novelty.NEW, START)
            verdict = Verdict("fr", True, 0.9, case.narrative, Stance.SPREADS, ())
            at = START + timedelta(minutes=number)
            decision = Decision("Monitor", at, dismissal) if number else None
            await unit.flags.add(Flag(0, 1, row, name, link, SAID, verdict, at, decision))
        draft = await unit.drafts.add(samples.draft(case=1))
        row = await unit.publications.add(samples.publication(draft.number))
        assert row is not None
        await unit.publications.save(row.settle(Delivery.SENT, START))
        await unit.settings.put("disarm/tap-water-poisoned", "T0023 T0086.003")
        await unit.commit()
    await store.close()


def _export(config: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["export", *words, "--config", str(config)])


def test_a_bundle_is_read_back_by_stix2_and_every_reference_is_in_it(config: Path) -> None:
    done = _export(config, "stix", "1", "--tlp", "amber+strict")
    assert done.exit_code == 0, done.output
    bundle = stix2.parse(done.stdout, allow_custom=False)
    kinds = [each.type for each in bundle.objects]
    assert kinds.count("observed-data") == 3
    assert kinds.count("note") == 6
    assert kinds.count("report") == kinds.count("grouping") == kinds.count("identity") == 1
    assert {"campaign", "threat-actor", "intrusion-set", "user-account"} & set(kinds) == set()
    there = {each.id for each in bundle.objects}
    assert len(there) == len(kinds)
    named = {ref for each in bundle.objects for ref in getattr(each, "object_refs", ())}
    assert named <= there
    [marking] = [each for each in bundle.objects if each.type == "marking-definition"]
    assert marking.name == "TLP:AMBER+STRICT"
    others = [each for each in bundle.objects if each.type != "marking-definition"]
    assert all(each.object_marking_refs == [marking.id] for each in others)

    techniques = {
        (each.external_references[0].external_id, each.name)
        for each in bundle.objects
        if each.type == "attack-pattern"
    }
    assert techniques == {
        ("T0023", "Distort Facts"),
        ("T0086.003", "Deceptively Edit Images (Cheap Fakes)"),
    }


def test_the_profile_of_opencti_has_its_narrative_under_its_own_identifiers(config: Path) -> None:
    done = _export(config, "stix", "1", "--profile", "opencti")
    assert done.exit_code == 0, done.output
    bundle = stix2.parse(done.stdout, allow_custom=True)
    kinds = [each.type for each in bundle.objects]
    assert kinds.count("narrative") == 1
    assert {"grouping", "threat-actor", "intrusion-set", "campaign"} & set(kinds) == set()
    [narrative] = [each for each in bundle.objects if each.type == "narrative"]
    name = json.dumps(narrative.name.lower().strip(), ensure_ascii=False)
    wanted = uuid.uuid5(uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7"), f'{{"name":{name}}}')
    assert narrative.id == f"narrative--{wanted}"
    extension = narrative.extensions["extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba"]
    assert extension.extension_type == "new-sdo"
    patterns = [each for each in bundle.objects if each.type == "attack-pattern"]
    assert {each.x_mitre_id for each in patterns} == {"T0023", "T0086.003"}
    there = {each.id for each in bundle.objects}
    assert {ref for each in bundle.objects for ref in getattr(each, "object_refs", ())} <= there
    [marking] = [each for each in bundle.objects if each.type == "marking-definition"]
    assert marking.x_opencti_definition == "TLP:AMBER"


def test_a_storyline_has_only_the_techniques_that_a_person_named(config: Path) -> None:
    store = config.parent / "vigie.db"
    with closing(sqlite3.connect(store)) as rows, rows:
        rows.execute("DELETE FROM settings WHERE name LIKE 'disarm/%'")
    assert "attack-pattern" not in _export(config, "stix", "1").stdout
    assert "disarm" not in _export(config, "misp", "1").stdout


def test_an_event_is_read_back_by_pymisp_and_passes_the_strict_templates(config: Path) -> None:
    done = _export(config, "misp", "1", "--tlp", "green")
    assert done.exit_code == 0, done.output
    event = pymisp.MISPEvent()
    event.load(done.stdout)
    assert [each.name for each in event.objects] == [
        "narrative", "news-media", *["microblog"] * 3, *["annotation"] * 2,
    ]  # fmt: skip
    tags = {tag.name for tag in event.tags}
    assert {"tlp:green", 'misp-galaxy:disarm-techniques="Distort Facts"'} <= tags
    assert (event.published, event.distribution, event.threat_level_id) == (False, 0, 4)
    for each in event.objects:
        again = pymisp.MISPObject(each.name, strict=True)
        for attribute in each.attributes:
            again.add_attribute(attribute.object_relation, value=attribute.value)
            assert not attribute.to_ids
        assert again.to_dict()["name"] == each.name


@pytest.mark.parametrize("form", ["stix", "misp"])
def test_nobody_is_named_and_an_exercise_says_so(config: Path, form: str) -> None:
    out = _export(config, form, "1").stdout
    assert "anna" not in out
    assert "Monitor" not in out
    assert "satire 1" in out
    assert "ublished by us" in out
    played = "exercise" in config.read_text("utf-8")
    assert ("EXERCICE – Tap water" in json.loads(f'"{_named(out)}"')) is played


def _named(out: str) -> str:
    key = "info" if '"info"' in out else "name"
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, dict):
            found.extend([part[key]] if isinstance(part.get(key), str) else [])
            for each in part.values():
                look(each)
        elif isinstance(part, list):
            for each in part:
                look(each)

    look(json.loads(out))
    return " / ".join(found)


@pytest.mark.parametrize("form", ["stix", "misp"])
def test_a_second_export_names_every_object_as_the_first(config: Path, form: str) -> None:
    first, second = (_names(json.loads(_export(config, form, "1").stdout)) for _ in range(2))
    assert first == second


def _names(part: object) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_names, part)) if part else set()
    if isinstance(part, dict):
        own = {
            str(part[key]) for key in ("id", "uuid") if key in part and part.get("type") != "bundle"
        }
        return own.union(*map(_names, part.values()))
    return set()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stix", "9"), 1),
        (("misp", "9"), 1),
        (("stix", "0"), 2),
        (("stix", "1", "--tlp", "x"), 2),
        (("stix", "1", "--profile", "x"), 2),
    ],
)
def test_what_cannot_be_exported_is_said_with_its_exit_code(
    config: Path, words: tuple[str, ...], code: int
) -> None:
    done = _export(config, *words)
    assert done.exit_code == code
    assert done.stdout == ""


def test_without_a_configuration_it_is_wrong_use(tmp_path: Path) -> None:
    assert _export(tmp_path / "none.toml", "stix", "1").exit_code == 2


@pytest.mark.parametrize("form", ["stix", "misp"])
def test_a_case_whose_posts_were_let_go_of_is_written_without_them(config: Path, form: str) -> None:
    asyncio.run(_fade(config.parent / "vigie.db"))
    done = _export(config, form, "1")
    assert done.exit_code == 0, done.output
    assert "Poison!" not in done.stdout
    assert "none is kept any more" in done.stdout


async def _fade(path: Path) -> None:
    mode = Mode.EXERCISE if "exercise" in (path.parent / "vigie.toml").read_text("utf-8") else None
    store = await Store.open(f"sqlite:///{path}", mode or Mode.LIVE)
    async with store.units() as unit:
        for flag in await unit.flags.fading(START + timedelta(days=1), 9):
            await unit.flags.fade(flag.fade("0123456789abcdef"))
        await unit.commit()
    await store.close()
