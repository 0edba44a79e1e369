"""Every store keeps the same promises: incidents, cases, flags, contacts, cards, settings."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.fact import Fact, Release
from bot.domain.filling import Filling
from bot.domain.flag import Case, Decision, Dismissal, Flag, Priority
from bot.domain.incident import Incident
from bot.domain.mode import Mode
from bot.ports import Card, StoreError, Unit, Units
from monitors.decide import Novelty
from tests import samples
from tests.clock import START

LATER = START + timedelta(minutes=1)
DAILY_WATCH = Incident(0, "Daily watch", Mode.LIVE, "vigie", START)


# --- incidents ---------------------------------------------------------------------------------


async def test_the_daily_watch_is_always_there(units: Units) -> None:
    async with units() as unit:
        assert await unit.incidents.get(0) == DAILY_WATCH
        assert await unit.incidents.open() == [DAILY_WATCH]


async def test_incidents_are_numbered_from_one_and_open_newest_first(units: Units) -> None:
    async with units() as unit:
        first = await unit.incidents.add(samples.INCIDENT)
        second = await unit.incidents.add(replace(samples.INCIDENT, title="Flood"))
        await unit.commit()
    async with units() as unit:
        assert first == replace(samples.INCIDENT, number=1)
        assert await unit.incidents.get(1) == first
        assert await unit.incidents.open() == [second, first, DAILY_WATCH]
        assert await unit.incidents.get(3) is None


async def test_a_closed_incident_is_known_but_not_open(units: Units) -> None:
    async with units() as unit:
        closed = (await unit.incidents.add(samples.INCIDENT)).close(samples.ODD_TIME)
        await unit.incidents.save(closed)
        await unit.commit()
    async with units() as unit:
        assert await unit.incidents.get(1) == closed
        assert await unit.incidents.open() == [DAILY_WATCH]


# --- cases -------------------------------------------------------------------------------------


async def test_a_case_comes_back_with_what_people_made_of_it(units: Units) -> None:
    async with units() as unit:
        case = await unit.cases.add(samples.CASE)
        assert case == replace(samples.CASE, number=1)
        worked_on = replace(case.grown(), owner="Monitor 1", priority=Priority.LOW)
        await unit.cases.save(worked_on)
        await unit.commit()
    async with units() as unit:
        assert await unit.cases.get(1) == worked_on
        assert await unit.cases.of_narrative(0, "tap-water-poisoned") == worked_on
        assert await unit.cases.of_incident(0) == [worked_on]


async def test_a_case_nobody_knows_is_none_and_cannot_be_saved(units: Units) -> None:
    async with units() as unit:
        assert await unit.cases.get(1) is None
        assert await unit.cases.get(10**30) is None
        assert await unit.cases.of_narrative(0, "unknown") is None
        assert await unit.cases.of_narrative(9, "unknown") is None
        with pytest.raises(StoreError):
            await unit.cases.save(replace(samples.CASE, number=1))


async def test_a_narrative_has_one_case_in_an_incident_and_another_in_the_next(
    units: Units,
) -> None:
    async with units() as unit:
        incident = await unit.incidents.add(samples.INCIDENT)
        here = await unit.cases.add(samples.CASE)
        there = await unit.cases.add(replace(samples.CASE, incident=incident.number))
        unnamed = [await unit.cases.add(replace(samples.CASE, narrative=None)) for _ in "ab"]
        assert await unit.cases.of_narrative(incident.number, "tap-water-poisoned") == there
        assert await unit.cases.of_incident(0) == [here, *unnamed]
        with pytest.raises(StoreError):
            await unit.cases.add(samples.CASE)


async def test_flags_that_join_a_case_at_once_are_all_counted(units: Units) -> None:
    async def join() -> None:
        async with units() as unit:
            case = await unit.cases.of_narrative(0, "tap-water-poisoned")
            await asyncio.sleep(0)
            if case is None:
                await unit.cases.add(replace(samples.CASE, count=1))
            else:
                await unit.cases.save(case.grown())
            await unit.commit()

    await asyncio.gather(*(join() for _ in range(8)))
    async with units() as unit:
        [case] = await unit.cases.of_incident(0)
        assert case.count == 8


# --- flags -------------------------------------------------------------------------------------


async def _flagged(unit: Unit, *keys: str) -> tuple[Case, list[Flag]]:
    feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
    case = await unit.cases.add(samples.CASE)
    items = [await unit.items.keep(feed, samples.item(k), Novelty.NEW, START) for k in keys]
    return case, [await unit.flags.add(samples.flag(case.number, item)) for item in items]


async def test_a_flag_comes_back_with_every_reason_to_the_last_digit(units: Units) -> None:
    async with units() as unit:
        _, [flag] = await _flagged(unit, "a")
        await unit.commit()
    async with units() as unit:
        assert flag == replace(samples.flag(1, 1), number=1)
        assert await unit.flags.get(1) == flag
        assert await unit.flags.of_item(1) == flag
        assert await unit.flags.get(2) is None
        assert await unit.flags.of_item(2) is None


async def test_a_decision_is_kept_and_may_be_changed(units: Units) -> None:
    async with units() as unit:
        _, [flag] = await _flagged(unit, "a")
        dismissed = flag.decide(Decision("Monitor 1", samples.ODD_TIME, Dismissal.SATIRE))
        await unit.flags.save(dismissed)
        await unit.flags.save(dismissed)
        await unit.commit()
    async with units() as unit:
        assert await unit.flags.get(1) == dismissed
        confirmed = dismissed.decide(Decision("Monitor 2", LATER))
        await unit.flags.save(confirmed)
        assert await unit.flags.get(1) == confirmed
        with pytest.raises(StoreError):
            await unit.flags.save(replace(confirmed, number=9))


async def test_undecided_flags_come_newest_first(units: Units) -> None:
    async with units() as unit:
        _, [first, second, third] = await _flagged(unit, "a", "b", "c")
        await unit.flags.save(second.decide(Decision("Monitor 1", LATER)))
        assert await unit.flags.undecided() == [third, first]
        assert await unit.flags.undecided(1) == [third]


async def test_flags_that_wait_are_counted_beyond_those_that_are_listed(units: Units) -> None:
    async with units() as unit:
        _, [first, *rest] = await _flagged(unit, *map(str, range(53)))
        await unit.flags.save(first.decide(Decision("Monitor 1", LATER)))
        assert len(await unit.flags.undecided()) == 50
        assert await unit.flags.undecided_count() == len(rest) == 52


async def test_the_flags_of_a_case_come_oldest_first(units: Units) -> None:
    async with units() as unit:
        case, [first, second] = await _flagged(unit, "a", "b")
        assert await unit.flags.of_case(case.number) == [first, second]
        assert await unit.flags.of_case(case.number, 1) == [first]
        assert await unit.flags.of_case(case.number + 1) == []


async def test_the_newest_flag_of_an_item_is_the_one_that_counts(units: Units) -> None:
    async with units() as unit:
        case, [first] = await _flagged(unit, "a")
        newer = await unit.flags.add(samples.flag(case.number, first.item))
        assert await unit.flags.of_item(first.item) == newer


# --- contacts, cards, settings -----------------------------------------------------------------


async def test_a_contact_comes_back_with_its_last_test(units: Units) -> None:
    async with units() as unit:
        contact = await unit.contacts.add(samples.CONTACT)
        other = await unit.contacts.add(replace(samples.CONTACT, value="0800 99 999"))
        tested = replace(contact, tested_by="Editor 1", tested_at=samples.ODD_TIME)
        await unit.contacts.save(tested)
        await unit.commit()
    async with units() as unit:
        assert await unit.contacts.get(1) == tested
        assert await unit.contacts.all() == [tested, other]
        assert await unit.contacts.get(3) is None
        with pytest.raises(StoreError):
            await unit.contacts.save(replace(tested, number=3))


async def test_a_card_is_kept_for_each_room_and_subject(units: Units) -> None:
    async with units() as unit:
        assert await unit.cards.get("watch", "case/3") is None
        await unit.cards.save("watch", "case/3", Card("100", "old"))
        await unit.cards.save("watch", "case/3", Card("101", "new"))
        await unit.cards.save("other", "case/3", Card("7", "there"))
        await unit.commit()
    async with units() as unit:
        assert await unit.cards.get("watch", "case/3") == Card("101", "new")
        assert await unit.cards.get("other", "case/3") == Card("7", "there")


async def test_settings_are_found_by_name_and_by_prefix_to_the_letter(units: Units) -> None:
    async with units() as unit:
        await unit.settings.put("language/watch", "fr")
        await unit.settings.put("language/watch", "lb")
        await unit.settings.put("language/Watch", "nl")
        await unit.settings.put("Language/watch", "en")
        await unit.settings.put("language%", "x")
        await unit.commit()
    async with units() as unit:
        assert await unit.settings.get("language/watch") == "lb"
        assert await unit.settings.get("unknown") is None
        assert await unit.settings.under("language/") == {"watch": "lb", "Watch": "nl"}
        assert await unit.settings.under("language%") == {"": "x"}
        found = await unit.settings.under_each("Language/", "none/", "language%", "language")
        assert found == [
            {"watch": "en"}, {}, {"": "x"}, {"/watch": "lb", "/Watch": "nl", "%": "x"}
        ]  # fmt: skip


async def test_a_fact_comes_back_as_it_was_last_saved(units: Units) -> None:
    fact = Fact(0, 0, "It burns", "en", "Editor", samples.ODD_TIME)
    async with units() as unit:
        first = await unit.facts.add(fact)
        other = await unit.facts.add(replace(fact, statement="It drifts north"))
        confirmed = first.confirm(
            "Editor", samples.ODD_TIME, source="fire service", release=Release.PUBLIC,
            expires=samples.ODD_TIME + timedelta(hours=1), cleared_by="chief doctor",
        )  # fmt: skip
        await unit.facts.save(confirmed)
        await unit.commit()
    async with units() as unit:
        assert await unit.facts.get(1) == confirmed
        assert await unit.facts.of_incident(0) == [confirmed, other]
        assert (await unit.facts.get(3), await unit.facts.of_incident(9)) == (None, [])
        with pytest.raises(StoreError):
            await unit.facts.save(replace(confirmed, number=3))


async def test_a_contact_that_was_removed_is_kept_and_no_longer_listed(units: Units) -> None:
    async with units() as unit:
        contact = await unit.contacts.add(samples.CONTACT)
        await unit.contacts.save(replace(contact, removed=True))
        await unit.commit()
    async with units() as unit:
        assert await unit.contacts.all() == []
        assert await unit.contacts.get(1) == replace(contact, removed=True)


async def test_a_draft_comes_back_with_its_filling_and_its_waiver(units: Units) -> None:
    filling = Filling("T07", "short", {"en.known": "It burns", "time": "14:30"}, (1, 2))
    async with units() as unit:
        draft = samples.draft()
        content = replace(draft.content, filling=filling, waived=("lb",))
        kept = await unit.drafts.add(draft.revise("Editor", samples.ODD_TIME, content))
        await unit.commit()
    async with units() as unit:
        assert await unit.drafts.get(kept.number) == kept
