"""What the desk makes of polls, on every store: health told once, warnings followed, pace."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.ledger import FeedLedger
from bot.desk.pace import Pace
from bot.domain.health import Health
from bot.ports import KeptFeed, Units
from monitors.decide import MOST_EDITS
from monitors.feed import (
    FeedError,
    IdPolicy,
    Item,
    Seal,
    SourceRole,
    digest_of,
)
from tests import samples
from tests.clock import START
from tests.desk import READ, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def _feed(units: Units, role: SourceRole = SourceRole.OFFICIAL, name: str = "weather") -> int:
    feed = replace(
        samples.FEED, url=f"https://{name}.example.org", name=name, role=role, every=5 * MINUTE
    )
    async with units() as unit:
        number = await unit.feeds.add(feed, READ)
        await unit.commit()
    return number


async def _kept(units: Units, number: int) -> KeptFeed:
    async with units() as unit:
        kept = await unit.feeds.get(number)
    assert kept is not None
    return kept


def _read(world: World, room: str = "watch") -> list[str]:
    return [message.plain() for message in world.rooms.read(room)]


def _post(number: int, key: str) -> Item:
    link, text = f"https://news.example.org/{number}", f"The bridge is open again, part {number}."
    return Item(key, digest_of("Bridge", text, link), "Bridge", text, link, None, "en")


# --- health ------------------------------------------------------------------------------------


async def test_trouble_is_told_once_in_the_language_of_the_room_and_so_is_the_cure(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    error = FeedError("blocked", "It wants to see a person.")
    trouble = replace(READ, trouble=error.sentence, code=error.code, failures=1)
    for _ in range(3):
        await desk.polls(number, error, trouble)
    [told] = _read(world)
    assert told.startswith("Flux 1 bloqué")
    assert "ne nous laisse pas entrer" in told
    assert (await _kept(units, number)).health is Health.BLOCKED
    await desk.polls(number, ())
    await desk.polls(number, ())
    assert len(_read(world)) == 2
    assert "de nouveau en ordre" in _read(world)[1]


async def test_a_trouble_without_words_of_ours_is_told_in_the_words_of_the_watch(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    error = FeedError("sulking", "It sulks. Be kind to it.")
    await desk.polls(
        number, error, replace(READ, trouble=error.sentence, code=error.code, failures=3)
    )
    assert "It sulks. Be kind to it." in _read(world)[0]


async def test_a_feed_that_moved_is_told_with_its_new_address(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    moved = replace(READ, moved_to="https://other.example.net/rss", moved_seen=3)
    await desk.polls(number, (), moved)
    assert f"/feed move {number} https://other.example.net/rss" in _read(world)[0]


async def test_a_feed_moves_to_another_domain_at_the_word_of_an_admin_and_nowhere_else(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    there, elsewhere = "https://other.example.net/rss", "https://other.example.com/rss"
    move = f"/feed move {number}"
    assert "Feed 1 did not move there" in await desk.says("duty-officer", f"{move} {there}")
    await desk.polls(number, (), replace(READ, moved_to=there, moved_seen=3))
    assert "Feed 1 did not move there" in await desk.says("duty-officer", f"{move} {elsewhere}")
    assert "admin" in await desk.says("editor", f"{move} {there}")
    assert there in await desk.says("duty-officer", f"{move} {there}")
    kept = await _kept(units, number)
    assert (kept.feed.url, kept.progress.moved_to) == (there, None)


async def test_a_feed_that_gives_all_its_items_new_ids_brings_nothing_new(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units, SourceRole.MEDIA)
    told = [_post(at, f"id-{at}") for at in range(6)]
    await desk.polls(number, tuple(told))
    renamed = [_post(at, f"session-{at}") for at in range(6)]
    await desk.polls(number, tuple(renamed))
    kept = await _kept(units, number)
    assert (kept.items, kept.progress.ids) == (6, IdPolicy.LINK)
    assert "ses liens les remplacent" in await desk.says("monitor", "/feeds", room="watch")
    # The next ones are told apart by their links, whatever ids they have.
    more = [_post(at, f"another-{at}") for at in range(7)]
    await desk.polls(number, tuple(more), replace(READ, ids=kept.progress.ids))
    assert (await _kept(units, number)).items == 7


async def test_a_feed_that_moved_within_its_domain_for_good_follows_by_itself(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    there = "https://feeds.example.org/weather"
    await desk.polls(number, (), replace(READ, moved_to=there, moved_seen=3))
    kept = await _kept(units, number)
    assert kept.feed.url == there
    assert kept.progress.moved_to is None
    assert _read(world) == []


async def test_an_item_that_changes_with_every_poll_is_kept_so_many_times_and_no_more(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    for views in range(MOST_EDITS + 9):
        await desk.polls(number, (samples.item(text=f"{views} people read this."),))
    async with units() as unit:
        assert await unit.items.edits(number, ["guid-1"]) == {"guid-1": MOST_EDITS}


# --- warnings ----------------------------------------------------------------------------------


async def test_a_poll_that_brings_all_of_a_warnings_course_at_once_shows_its_end(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    course = (
        samples.alert("be.3", "Cancel", "be.2", sent=START + 2 * MINUTE),
        samples.alert("be.2", "Update", "be.1", sent=START + MINUTE),
        samples.alert("be.1"),
    )
    await desk.polls(number, course)
    cards = [text for text in _read(world) if "vigueur" in text]
    assert len(cards) == 1
    assert "annulé, n’est plus en vigueur" in cards[0]
    assert "Fortes pluies" in cards[0]


async def test_what_a_feed_no_longer_lists_is_still_in_force(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    await desk.polls(number, (samples.alert("be.1"), samples.alert("be.2")))
    before = _read(world)
    assert len(before) == 2
    for outcome in ((), (samples.alert("be.2"),), FeedError("http_error", "It fails.")):
        await desk.polls(number, outcome)
    assert _read(world) == before


async def test_an_item_whose_alert_gets_its_true_name_later_stays_one_card(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    summary = samples.alert("be.1")
    assert summary.alert is not None
    whole = replace(
        summary, digest="0" * 64, text="More.", alert=replace(summary.alert, identifier="2.49.0.1")
    )
    await desk.polls(number, (summary,))
    await desk.polls(number, (whole,))
    assert len(_read(world)) == 1


async def test_the_summary_in_an_index_never_takes_the_place_of_the_alert_itself(
    units: Units,
) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    whole = samples.alert("be.1", status="Exercise")
    assert whole.alert is not None
    short = replace(whole.alert, status="Actual", document="https://weather.example.org/be.1.cap")
    summary = replace(whole, digest="0" * 64, text="Rain.", alert=short)
    await desk.polls(number, (whole,))
    before = _read(world)
    await desk.polls(number, (summary,))
    assert _read(world) == before
    [card] = before
    assert card.startswith("EXERCICE")


async def test_a_warning_expires_by_itself_after_a_restart_too(units: Units) -> None:
    world = World()
    number = await _feed(units)
    await world.open(units).polls(number, (samples.alert(expires=START + HOUR),))
    world.clock.advance(hours=1)
    await world.open(units).rounds.settle()
    [card] = _read(world)
    assert "expiré, n’est plus en vigueur" in card


async def test_an_official_warning_opens_no_case_and_is_in_the_log(units: Units) -> None:
    desk, poisoned = World().open(units), samples.alert()
    number = await _feed(units)
    await desk.polls(number, (replace(poisoned, text="They poison us"),))
    async with units() as unit:
        assert await unit.cases.of_incident(0) == []
        [entry] = [e for e in await unit.log.entries(0) if e.kind.startswith("warning.")]
    assert (entry.kind, entry.refs["alert"], entry.refs["status"]) == (
        "warning.shown", "be.1", "Actual",
    )  # fmt: skip


async def test_what_a_signature_is_worth_is_on_the_card_and_in_the_log(units: Units) -> None:
    world, item = World(), samples.alert()
    desk, number = world.open(units), await _feed(units)
    assert item.alert is not None
    broken = replace(item, alert=replace(item.alert, seal=Seal.BROKEN))
    await desk.polls(number, (broken,))
    assert "SA SIGNATURE N’EST PAS VALABLE" in _read(world)[0]
    async with units() as unit:
        [entry] = [e for e in await unit.log.entries(0) if e.kind.startswith("warning.")]
    assert entry.refs["signature"] == "broken"
    assert entry.text.endswith("[signature broken]")


async def test_words_in_a_language_the_room_has_not_are_said_to_be_so(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await _feed(units)
    item = _only(samples.alert(), "el", "Έντονη βροχή")
    await desk.polls(number, (item,))
    assert "Έντονη βροχή" in _read(world)[0]
    assert "en\u00a0: el" in _read(world)[0]


def _only(item: Item, language: str, words: str) -> Item:
    assert item.alert is not None
    return replace(item, alert=replace(item.alert, words={language: words}))


# --- pace --------------------------------------------------------------------------------------


async def test_while_an_incident_is_open_feeds_of_the_public_are_due_every_minute(
    units: Units,
) -> None:
    world = World()
    desk = world.open(units)
    social = await _feed(units, SourceRole.SOCIAL, "social")
    official = await _feed(units)
    ledger = FeedLedger(units, "us", Pace())
    now = world.clock.now()
    assert {w.feed.every for w in await ledger.due(now, 9)} == {5 * MINUTE}
    for number in (social, official):
        await _next_poll(units, number, now + 5 * MINUTE)
    await desk.says("duty-officer", "/incident open Flood")
    [first] = await ledger.due(world.clock.now() + MINUTE, 9)
    assert (first.number, first.feed.every) == (social, MINUTE)
    await _next_poll(units, social, now + HOUR)
    [second] = await ledger.due(now + 5 * MINUTE, 9)
    assert (second.number, second.feed.every) == (official, 5 * MINUTE)
    await desk.says("duty-officer", "/incident close 1")
    await _next_poll(units, social, now)
    [again] = await ledger.due(now + MINUTE, 9)
    assert again.feed.every == 5 * MINUTE


async def _next_poll(units: Units, number: int, at: datetime) -> None:
    async with units() as unit:
        await unit.feeds.remember(number, replace(READ, next_poll=at))
        await unit.commit()
