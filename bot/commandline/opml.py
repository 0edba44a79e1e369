"""Lists of feeds as OPML 2.0, the format in which feed readers hand them to each other.

What OPML has no word for travels in attributes of our own. A list may come from anywhere: it is
read as a stream of tags, with a bound on everything, and nothing that it declares is expanded.
"""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring
from xml.parsers import expat
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import SystemClock
from bot.chat.words import Catalogues
from bot.config import Config, load
from bot.desk.lists import Brought, bring_in
from bot.desk.turn import Turn
from bot.domain.room import Member, Role
from bot.store.unit import Store
from monitors.entry import primary_language
from monitors.feed import Feed, SourceRole
from monitors.plain import one_line

LARGEST = 5 * 1024 * 1024
DEEPEST = 50
MOST_FEEDS = 10_000
LONGEST_NAME = 80
OURS = "urn:vigie:opml"
# Who the log names: whoever may run this command on the desk's machine may do anything to it.
OPERATOR = Member(name="command line", roles=frozenset({Role.ADMIN}))

USUAL = Feed("", "").every
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class NotOpml(Exception):
    """The file cannot be read as a list of feeds; the text says why, for a person."""


@dataclass(slots=True)
class _Reader:
    """The outlines that are open, from the outside in, and the feeds found so far."""

    timezone: str
    open: list[str] = field(default_factory=list)
    depth: int = 0
    found: dict[str, Feed] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name.lower() != "opml":
            raise NotOpml("it is XML, but no OPML")
        if self.depth > DEEPEST:
            raise NotOpml("its folders lie too deep in one another")
        if name.lower() != "outline":
            return
        told = {key.lower(): value.strip() for key, value in attributes.items()}
        self.open.append(told.get("text") or told.get("title") or "")
        if url := told.get("xmlurl"):
            # A feed that stands in two folders is one feed: the first place counts.
            self.found.setdefault(url, _feed(url, told, self.open[:-1], self.timezone))
        if len(self.found) > MOST_FEEDS:
            raise NotOpml(f"it names more than {MOST_FEEDS} feeds")

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.lower() == "outline":
            self.open.pop()

    def declared(self, *_: object) -> None:
        raise NotOpml("it declares a document type, which no list of feeds needs")


def read(document: bytes, timezone: str) -> list[Feed]:
    """The feeds of a list, each once, in its order. Raises `NotOpml`.

    `timezone` is for dates without a zone, where the list does not say. A category or a folder that
    is named after a role gives that role.
    """
    if len(document) > LARGEST:
        raise NotOpml(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    reader = _Reader(timezone)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.declared
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise NotOpml(f"it is no well-formed XML: {error}") from None
    except (LookupError, ValueError):
        raise NotOpml("it is written in an encoding that we do not know") from None
    return list(reader.found.values())


def write(feeds: Iterable[Feed], title: str) -> bytes:
    """These feeds as OPML, in a folder for each role; `read` gives back the same feeds."""
    register_namespace("vigie", OURS)
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    by_role: dict[SourceRole, list[Feed]] = {}
    for feed in feeds:
        by_role.setdefault(feed.role, []).append(feed)
    for role in (role for role in SourceRole if role in by_role):
        folder = SubElement(body, "outline", text=role.value)
        for feed in by_role[role]:
            SubElement(folder, "outline", _attributes(feed))
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


async def import_list(config_path: Path, document: bytes) -> tuple[bool, list[str]]:
    """Add a list's feeds to the configured desk; whether all of it was fine, and what to tell."""
    config = load(config_path)
    try:
        listed = read(document, config.centre.timezone)
    except NotOpml as error:
        return False, [f"This list cannot be read: {error}. Nothing was changed."]
    async with _store(config) as store, store.units() as unit:
        turn = Turn(unit, config.to_centre(), Catalogues(), OPERATOR, SystemClock().now())
        brought = await bring_in(turn, listed)
        await unit.commit()
    return not brought.refused, told_of(brought)


async def export_list(config_path: Path) -> bytes:
    """The feeds that are watched, as OPML."""
    config = load(config_path)
    async with _store(config) as store, store.units() as unit:
        feeds = [kept.feed for kept in await unit.feeds.all()]
    return write(feeds, config.centre.name)


@asynccontextmanager
async def _store(config: Config) -> AsyncIterator[Store]:
    store = await Store.open(config.store.url, config.centre.mode)
    try:
        yield store
    finally:
        await store.close()


def told_of(brought: Brought) -> list[str]:
    """A line for each feed of the list, and their numbers."""
    lines = [f"added    {feed.url}  {feed.name} ({feed.role})" for feed in brought.added]
    lines += [f"known    {feed.url}" for feed in brought.known]
    lines += [f"REFUSED  {_shown(feed.url)}: {why}" for feed, why in brought.refused]
    counts = (len(brought.added), len(brought.known), len(brought.refused))
    return [*lines, "{} added, {} known already, {} refused.".format(*counts)]


def _shown(url: str) -> str:
    """The address without the password that may be why it was refused."""
    return re.sub(r"//[^/@]*@", "//…@", one_line(url))[:200]


def _feed(url: str, told: Mapping[str, str], folders: Sequence[str], timezone: str) -> Feed:
    zone = told.get(f"{OURS} timezone", "")
    keywords = told.get(f"{OURS} keywords", "").split(",")
    return Feed(
        url=url,
        name=one_line(told.get("text") or told.get("title") or url)[:LONGEST_NAME],
        role=_role([*told.get("category", "").split(","), *reversed(folders)]),
        language=primary_language(told.get("language")),
        every=_length(told.get(f"{OURS} every", "")) or USUAL,
        timezone=zone if _is_timezone(zone) else timezone,
        keywords=tuple(filter(None, map(str.strip, keywords))),
    )


def _role(names: Iterable[str]) -> SourceRole:
    """The role that the first of these names: `Fact-checkers`, `/news/media`, `official`."""
    for name in names:
        for part in name.casefold().split("/"):
            word = re.sub(r"[\s-]+", "_", part.strip())
            for guess in (word, word.removesuffix("s")):
                if guess in set(SourceRole):
                    return SourceRole(guess)
    return SourceRole.UNKNOWN


def _is_timezone(name: str) -> bool:
    try:
        return bool(name and ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _length(text: str) -> timedelta | None:
    found = re.fullmatch(r"(\d{1,6})([smhd])", text, re.ASCII)
    return timedelta(**{_UNITS[found.group(2)]: int(found.group(1))}) if found else None


def _attributes(feed: Feed) -> dict[str, str]:
    seconds = round(feed.every.total_seconds())
    named = {
        "type": "rss",
        "text": feed.name,
        "title": feed.name,
        "xmlUrl": feed.url,
        "category": feed.role.value,
        "language": feed.language or "",
        f"{{{OURS}}}every": f"{seconds}s" if seconds % 60 else f"{seconds // 60}m",
        f"{{{OURS}}}timezone": feed.timezone,
        f"{{{OURS}}}keywords": ",".join(feed.keywords),
    }
    return {name: value for name, value in named.items() if value}
