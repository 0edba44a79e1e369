"""Every store keeps the same promises: what feeds published, and the warnings in it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.health import MOST_SIGHTINGS, Sighting
from bot.ports import Unit, Units
from monitors.decide import Novelty
from monitors.feed import Seal
from tests import samples
from tests.clock import START

LATER = START + timedelta(minutes=1)


async def _feed(unit: Unit, name: str) -> int:
    feed = replace(samples.FEED, url=f"https://{name}.example.org/rss", name=name)
    return await unit.feeds.add(feed, samples.PROGRESS)


# --- items -------------------------------------------------------------------------------------


async def test_an_item_has_one_number_through_all_its_wordings(units: Units) -> None:
    first, second = samples.item(), samples.item(text="The water was clean.")
    async with units() as unit:
        feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        number = await unit.items.keep(feed, first, Novelty.NEW, START)
        assert await unit.items.known(feed, [first.key]) == {first.key: first.digest}
        assert await unit.items.keep(feed, second, Novelty.EDITED, LATER) == number
        assert await unit.items.known(feed, [first.key]) == {first.key: second.digest}
        assert await unit.items.keep(feed, second, Novelty.EDITED, LATER) == number


async def test_posts_that_nothing_rests_on_lose_their_words_and_stay_known(units: Units) -> None:
    async with units() as unit:
        feed = await _feed(unit, "one")
        numbers = {}
        for key in ("old", "flagged", "warned", "edited", "new"):
            at = LATER if key == "new" else START
            item = replace(samples.item(key), link="https://news.example.org/1")
            numbers[key] = await unit.items.keep(feed, item, Novelty.NEW, at)
        late = samples.item("edited", text="Other words.")
        await unit.items.keep(feed, late, Novelty.EDITED, LATER)
        incident = await unit.incidents.add(samples.INCIDENT)
        case = await unit.cases.add(replace(samples.CASE, incident=incident.number))
        await unit.flags.add(samples.flag(case.number, numbers["flagged"]))
        await unit.warnings.put(await unit.warnings.open(START), numbers["warned"], ["a"])
        await unit.items.forget(LATER)
        kept = {key: await unit.items.get(number) for key, number in numbers.items()}
        assert [key for key, item in kept.items() if item and not item.text] == ["old"]
        assert kept["old"] is not None
        assert (kept["old"].title, kept["old"].link) == ("", None)
        assert await unit.items.known(feed, ["old"]) == {"old": samples.item("old").digest}
        assert len(await unit.items.sightings(feed, 9)) == 5
        assert await unit.items.forget(LATER) == 0


async def test_only_the_known_keys_of_that_feed_are_told(units: Units) -> None:
    async with units() as unit:
        feed, other = await _feed(unit, "one"), await _feed(unit, "other")
        kept = samples.item("guid-1")
        await unit.items.keep(feed, kept, Novelty.NEW, START)
        assert await unit.items.known(feed, ["guid-1", "guid-2"]) == {"guid-1": kept.digest}
        assert await unit.items.known(other, ["guid-1"]) == {}
        assert await unit.items.known(feed, []) == {}
        many = [f"guid-{number}" for number in range(70_000)]
        assert list(await unit.items.known(feed, many)) == ["guid-1"]


async def test_a_feed_counts_its_items_and_not_their_wordings(units: Units) -> None:
    async with units() as unit:
        feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        await unit.items.keep(feed, samples.item("a"), Novelty.NEW, START)
        await unit.items.keep(feed, samples.item("b"), Novelty.NEW, START)
        await unit.items.keep(feed, samples.item("b", "edited"), Novelty.EDITED, LATER)
        kept = await unit.feeds.get(feed)
        assert kept is not None
        assert kept.items == 2


async def test_an_item_comes_back_as_last_worded_with_its_alert_and_its_claim(
    units: Units,
) -> None:
    first, second = samples.alert(), samples.item("be.1", "Nothing more is said.")
    async with units() as unit:
        feed = await _feed(unit, "one")
        number = await unit.items.keep(feed, first, Novelty.NEW, START)
        assert await unit.items.get(number) == first
        await unit.items.keep(feed, second, Novelty.EDITED, LATER)
        assert await unit.items.get(number) == second
        assert await unit.items.get(number + 1) is None


async def test_the_newest_items_are_told_by_key(units: Units) -> None:
    async with units() as unit:
        feed, other = await _feed(unit, "one"), await _feed(unit, "other")
        for key in ("a", "b", "c"):
            await unit.items.keep(feed, samples.item(key), Novelty.NEW, START)
        await unit.items.keep(other, samples.item("d"), Novelty.NEW, START)
        edited = samples.item("b", "edited")
        await unit.items.keep(feed, edited, Novelty.EDITED, LATER)
        digest = samples.item("c").digest
        assert await unit.items.recent(feed, 2) == {"c": digest, "b": edited.digest}


async def test_an_item_that_is_renamed_keeps_its_number_and_its_wordings(units: Units) -> None:
    async with units() as unit:
        feed, other = await _feed(unit, "one"), await _feed(unit, "other")
        number = await unit.items.keep(feed, samples.item("a"), Novelty.NEW, START)
        await unit.items.keep(other, samples.item("a"), Novelty.NEW, START)
        await unit.items.rename(feed, {"a": "b"})
        assert await unit.items.known(feed, ["a", "b"]) == {"b": samples.item("a").digest}
        assert list(await unit.items.known(other, ["a", "b"])) == ["a"]
        edited = samples.item("b", "edited")
        assert await unit.items.keep(feed, edited, Novelty.EDITED, LATER) == number


async def test_edits_are_counted_and_the_same_words_again_are_none(units: Units) -> None:
    async with units() as unit:
        feed = await _feed(unit, "one")
        for text in ("a", "b", "b", "c"):
            await unit.items.keep(feed, samples.item(text=text), Novelty.EDITED, START)
        assert await unit.items.edits(feed, ["guid-1", "guid-2"]) == {"guid-1": 2}
        assert await unit.items.edits(feed + 1, ["guid-1"]) == {}


async def test_the_newest_items_tell_when_they_were_first_seen(units: Units) -> None:
    async with units() as unit:
        feed, other = await _feed(unit, "one"), await _feed(unit, "other")
        assert await unit.items.sightings(feed, MOST_SIGHTINGS) == []
        await unit.items.keep(feed, samples.item("a"), Novelty.NEW, START)
        await unit.items.keep(other, samples.item("x"), Novelty.NEW, START)
        undated = replace(samples.item("b"), published=None)
        await unit.items.keep(feed, undated, Novelty.NEW, LATER)
        await unit.items.keep(feed, samples.item("a", "edited"), Novelty.EDITED, LATER)
        seen = [Sighting(LATER, None), Sighting(START, samples.ODD_TIME)]
        assert await unit.items.sightings(feed, MOST_SIGHTINGS) == seen
        assert await unit.items.sightings(feed, 1) == seen[:1]


# --- warnings ----------------------------------------------------------------------------------


async def test_a_warning_gathers_its_bulletins_in_the_order_in_which_they_were_sent(
    units: Units,
) -> None:
    first = samples.alert()
    assert first.alert is not None
    first = replace(first, alert=replace(first.alert, seal=Seal.HOLDS, signer="Weather service"))
    update = samples.alert("be.2", "Update", "be.1", sent=LATER, expires=None)
    async with units() as unit:
        feed = await _feed(unit, "weather")
        later = await unit.items.keep(feed, update, Novelty.NEW, START)
        earlier = await unit.items.keep(feed, first, Novelty.NEW, START)
        number = await unit.warnings.open(START)
        await unit.warnings.put(number, later, ["be.2", "be.1"])
        await unit.warnings.put(number, earlier, ["be.1"])
        await unit.warnings.put(number, earlier, ["be.1"])
        await unit.commit()
    async with units() as unit:
        warning = await unit.warnings.get(number)
        assert warning is not None
        assert [b.number for b in warning.bulletins] == [earlier, later]
        assert [b.item for b in warning.bulletins] == [first, update]
        newest = warning.newest
        assert (newest.feed, newest.source, newest.at) == (feed, "weather", START)
        assert newest.alert == update.alert


async def test_a_warning_is_found_by_every_name_it_goes_by(units: Units) -> None:
    async with units() as unit:
        feed = await _feed(unit, "weather")
        numbers = []
        for name in ("a", "b"):
            item = await unit.items.keep(feed, samples.alert(name), Novelty.NEW, START)
            numbers.append(await unit.warnings.open(START))
            await unit.warnings.put(numbers[-1], item, [name, "both"])
        found = await unit.warnings.named(["both", "a"])
        assert [warning.number for warning in found] == numbers
        assert [w.number for w in await unit.warnings.named(["b"])] == numbers[1:]
        assert await unit.warnings.named(["c"]) == []
        assert await unit.warnings.newest(5) == found
        assert [w.number for w in await unit.warnings.newest(1)] == numbers[1:]
        assert await unit.warnings.get(99) is None


async def test_a_bulletin_keeps_when_it_was_first_seen_through_its_wordings(units: Units) -> None:
    edited = replace(samples.alert(), digest="0" * 64, text="Worded anew")
    async with units() as unit:
        feed = await _feed(unit, "weather")
        item = await unit.items.keep(feed, samples.alert(), Novelty.NEW, START)
        number = await unit.warnings.open(START)
        await unit.warnings.put(number, item, ["be.1"])
        await unit.items.keep(feed, edited, Novelty.EDITED, LATER)
        warning = await unit.warnings.get(number)
        assert warning is not None
        assert (warning.newest.at, warning.newest.item.text) == (START, "Worded anew")
