"""How soon the card of a large case is drawn again: 5,000 posts over 40 hosts, in five languages.

    python benchmarks/cases.py [postgresql://user@host/empty_database]

All that a platform waits for: the case read and counted in the store, with twelve decisions, an
official word and two drafts, and its card worded in French. The queries count; no post is loaded
but the first. The memory twin of the tests is no store, and is left out.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from parts.figures import Figure, show
from parts.stores import stores

from bot.chat.views.cases import card
from bot.chat.words import Catalogues
from bot.desk.casebook import sheet
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.flag import Case, Decision, Dismissal, Flag
from bot.domain.mode import Mode
from bot.ports import Unit, Units
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.verdict import Finding, Stance, Verdict
from monitors.decide import Novelty
from monitors.feed import Feed, Item, Progress, SourceRole, digest_of

POSTS, HOSTS, RUNS = 5_000, 40, 30
NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Brussels")
LANGUAGES = ("fr", "nl", "de", "lb", "en")
FINDINGS = tuple(Finding(f"hidden.{n}", 0.3, "les autorités nous cachent") for n in range(12))
FEED = Feed("https://f.example.org/rss", "blog", SourceRole.SOCIAL, "fr", timedelta(minutes=5))


async def fill(unit: Unit) -> None:
    """One case with all its posts, a draft of ours, and an official word."""
    feed = await unit.feeds.add(FEED, Progress(next_poll=NOW))
    case = await unit.cases.add(
        Case(0, 0, "tap-water-poisoned", NOW - timedelta(days=1), count=POSTS)
    )
    for nth in range(POSTS):
        words = f"Post {nth}: " + "they poisoned the tap water and keep silent. " * 8
        link = f"https://host{nth % HOSTS}.example.org/{nth}"
        item = Item(link, digest_of("", words, link), "", words, link, NOW, LANGUAGES[nth % 5])
        row = await unit.items.keep(feed, item, Novelty.NEW, NOW)
        verdict = Verdict(LANGUAGES[nth % 5], True, 0.9, case.narrative, Stance.SPREADS, FINDINGS)
        at = NOW - timedelta(days=1) + nth * timedelta(days=1) / POSTS
        decision = Decision("Monitor", NOW, Dismissal.SATIRE) if nth < 12 else None
        await unit.flags.add(Flag(0, case.number, row, "blog", link, words, verdict, at, decision))
    await unit.cases.put_word(case.number, 1, "Town hall", NOW)
    content = Content(MessageClass.REBUTTAL, Mode.LIVE, {"fr": "L'eau est sûre."})
    for _ in range(2):
        step = Step(Act.REVISE, "Editor", NOW, content.digest)
        await unit.drafts.add(Draft(0, 0, Quorum(2), (content,), (step,), case.number))


async def draw(units: Units) -> float:
    """Seconds for one card."""
    say = Catalogues().into("fr")
    say("Why:")
    begun = perf_counter()
    async with units() as unit:
        case = await unit.cases.get(1)
        assert case is not None
        message = card(await sheet(unit, case, NOW), say, ZONE, NOW)
    took = perf_counter() - begun
    assert f"{POSTS}" in message.plain()
    return took


async def measure(name: str, url: str) -> list[Figure]:
    """The figures of one store."""
    await migrate(url, Mode.LIVE)
    store = await Store.open(url, Mode.LIVE)
    async with store.units() as unit:
        await fill(unit)
        await unit.commit()
    took = [await draw(store.units) for _ in range(RUNS)]
    await store.close()
    return [
        Figure(f"{name}: a card of {POSTS} posts, median of {RUNS}", median(took) * 1000, "ms", 50),
        Figure(f"{name}: the slowest of them", max(took) * 1000, "ms"),
    ]


def main() -> None:
    """Measure every store, and print the table."""
    with stores() as measured:
        show(figure for name, url in measured.items() for figure in asyncio.run(measure(name, url)))


if __name__ == "__main__":
    main()
