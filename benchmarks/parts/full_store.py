"""A desk's store after a long crisis: 100 000 items, their flags and cases, drafts and a long log.

The items go in as rows, many at once, with the counts that the store keeps beside them; all the
rest goes through the store's own words, as the desk itself writes it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update

from bot.config import load
from bot.domain.centre import Centre
from bot.domain.content import Content, MessageClass
from bot.domain.draft import Act, Draft, Step
from bot.domain.flag import Case, Flag
from bot.domain.incident import Incident
from bot.ports import Unit
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.tables import feeds, item_revisions, items
from bot.store.unit import Store
from classifiers.verdict import Finding, Stance, Verdict
from monitors.decide import Novelty
from monitors.feed import Feed, Progress, SourceRole, digest_of

FEEDS, ITEMS, CASES, FLAGS, DRAFTS, LINES = 20, 100_000, 20, 200, 50, 2_000
_AT_ONCE = 5_000
_START = datetime.now(UTC) - timedelta(days=20)
_VERDICT = Verdict(
    "fr",
    suspect=True,
    score=0.8,
    narrative="tap-water-poisoned",
    stance=Stance.SPREADS,
    findings=(
        Finding("narrative", 1.4, "eau empoisonnée", "tap-water-poisoned"),
        Finding("hearsay", 0.9, "on m'a dit"),
        Finding("prior", -0.9, ""),
    ),
)

CONFIG = """
[centre]
name = "Crisis Centre Tripoint"
languages = ["fr", "nl", "de", "lb", "en"]
mode = "test"

[store]
url = "{url}"

[[rooms]]
name = "watch"
platform = "console"
language = "en"
duties = ["monitoring", "drafting", "coordination", "approval"]

[[members]]
name = "Duty officer"
roles = ["duty_officer", "admin", "monitor", "editor"]

[[members]]
name = "Spokesperson"
roles = ["approver"]

[[outlets]]
name = "public-page"
platform = "file"
address = "{page}"
languages = ["fr", "nl", "en"]

[watch]
allow_private_addresses = ["127.0.0.0/8"]
"""


async def make(folder: Path, first_feed: str) -> Path:
    """Make the store and its configuration in `folder`; returns the configuration.

    `first_feed` is the address of feed 1. No feed is due before tomorrow.
    """
    config = folder / "vigie.toml"
    url = f"sqlite:///{folder}/vigie.db"
    config.write_text(CONFIG.format(url=url, page=folder / "page.txt"), "utf-8")
    centre = load(config).to_centre()
    await migrate(url, centre.mode)
    store = await Store.open(url, centre.mode)
    async with store.units() as unit:
        await _add_feeds(unit, first_feed)
        await unit.commit()
    await _add_items(url)
    async with store.units() as unit:
        await _add_work(unit, centre)
        await unit.commit()
    await store.close()
    return config


async def wake_first_feed(config: Path) -> None:
    """Make feed 1 due at once."""
    settings = load(config)
    store = await Store.open(settings.store.url, settings.centre.mode)
    async with store.units() as unit:
        kept = await unit.feeds.get(1)
        assert kept is not None  # `make` added it
        await unit.feeds.remember(1, replace(kept.progress, next_poll=datetime.now(UTC)))
        await unit.commit()
    await store.close()


async def _add_feeds(unit: Unit, first_feed: str) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    progress = Progress(next_poll=tomorrow, imported=True, last_ok=_START, etag='"0"')
    for number in range(1, FEEDS + 1):
        url = first_feed if number == 1 else f"https://news{number}.example.org/rss"
        feed = Feed(url, f"Wire {number}", SourceRole.SOCIAL, "fr")
        await unit.feeds.add(feed, progress)


async def _add_items(url: str) -> None:
    engine = open_engine(url)
    async with engine.begin() as connection:
        for start in range(1, ITEMS + 1, _AT_ONCE):
            numbers = range(start, start + _AT_ONCE)
            await connection.execute(insert(items), list(map(_item_row, numbers)))
            await connection.execute(insert(item_revisions), list(map(_wording_row, numbers)))
        await connection.execute(update(feeds).values(item_count=ITEMS // FEEDS))
    await engine.dispose()


def _item_row(number: int) -> dict[str, object]:
    digest = _wording_row(number)["digest"]
    feed = number % FEEDS + 1
    return {"number": number, "feed": feed, "key": f"g{number}", "digest": digest, "wordings": 1}


def _wording_row(number: int) -> dict[str, object]:
    title, link = f"Report {number} from the quay", f"https://news.example.org/{number}"
    text = f"Neighbours of the port wrote report {number} about what they saw. " * 4
    at = _START + timedelta(seconds=number)
    return {
        "item": number, "no": 1, "novelty": Novelty.NEW, "at": at, "published": at, "title": title,
        "digest": digest_of(title, text, link), "text": text, "link": link, "language": "fr",
    }  # fmt: skip


async def _add_work(unit: Unit, centre: Centre) -> None:
    incident = await unit.incidents.add(
        Incident(0, "Fire at the port", centre.mode, "Duty officer", _START)
    )
    for number in range(CASES):
        await _add_case(unit, incident.number, number)
    for draft in _drafts(centre, incident.number):
        await unit.drafts.add(draft)
    for number in range(LINES):
        await unit.log.add(
            incident.number, _START, "Duty officer", "log", f"Line {number}: the wind turns.", {}
        )


async def _add_case(unit: Unit, incident: int, number: int) -> None:
    case = await unit.cases.add(Case(0, incident, f"story-{number}", _START))
    for nth in range(FLAGS // CASES):
        text = f"On m'a dit que l'eau est empoisonnée, rue {nth}, et que tout le monde se tait."
        link = f"https://news.example.org/{number}/{nth}"
        item = number * (FLAGS // CASES) + nth + 1
        flag = Flag(0, case.number, item, f"Wire {nth}", link, text, _VERDICT, _START)
        await unit.flags.add(flag)
        case = case.grown()
    await unit.cases.save(case)


def _drafts(centre: Centre, incident: int) -> Iterator[Draft]:
    """Drafts with four versions each; most are published or withdrawn, as after some weeks."""
    for number in range(DRAFTS):
        by, at = "Duty officer", _START + timedelta(minutes=number)
        versions = [_content(centre, number, version) for version in range(4)]
        first = Step(Act.REVISE, by, at, versions[0].digest)
        quorum = centre.quorum[MessageClass.INFORMATION]
        draft = Draft(0, incident, quorum, (versions[0],), (first,))
        for content in versions[1:]:
            draft = draft.revise(by, at, content)
        yield _carried_on(draft, centre, number, by, at)


def _carried_on(draft: Draft, centre: Centre, number: int, by: str, at: datetime) -> Draft:
    approver = centre.team.members[1]
    match number % 5:
        case 0:
            return draft
        case 1:
            return draft.submit(by, at)
        case 2:
            return draft.withdraw(by, at)
        case _:
            approved = draft.submit(by, at).approve(approver, at, draft.digest)
            return approved.release(approver.name, at)


def _content(centre: Centre, number: int, version: int) -> Content:
    texts = {
        "fr": f"Message {number}, version {version} : fermez portes et fenêtres.",
        "nl": f"Bericht {number}, versie {version}: sluit ramen en deuren.",
        "en": f"Message {number}, version {version}: close doors and windows.",
    }
    renderings = centre.renderings(MessageClass.INFORMATION, texts, None)
    return Content(MessageClass.INFORMATION, centre.mode, texts, renderings)
