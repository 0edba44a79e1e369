"""The fast road and feedparser agree, but for the differences that docs/feeds.md wants.

Over our own documents always; over a large corpus of the world's feeds where there is one: the
folders `feeds` and `cap` in the folder that VIGIE_CORPUS names, or in shared/data beside us.
"""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from monitors.feed import Feed, FeedError, Item
from monitors.letters import decode
from monitors.parse import by_each_road

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("VIGIE_CORPUS") or ROOT.parent / "shared" / "data")
FEEDS = ROOT / "tests" / "feeds"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/f", "f", language="fr")

Told = tuple[tuple[str, str, str, str | None, datetime | None, str | None], ...]


def has(pattern: str) -> Callable[[str], bool]:
    """Whether a document has what this difference is about."""
    found = re.compile(pattern, re.DOTALL | re.IGNORECASE)
    return lambda text: found.search(text) is not None


def repeats(text: str) -> bool:
    """Whether an entry has one of its own fields twice."""
    entries = [one for one in fromstring(text).iter() if one.tag.endswith(("item", "entry"))]
    names = [[child.tag for child in entry] for entry in entries]
    return any(len(set(found)) < len(found) for found in names)


# By the names that they have in docs/feeds.md.
DIFFERENCES = {
    "cap": has(r"<([\w.-]+:)?alert[^>]*(urn:oasis:names:tc:emergency:cap:|incident\.com/cap/)"),
    "base64": has(r"base64|type=.application/octet-stream"),
    "no-address": has(r"<link(?![^>]*href)[^>]*>[^<]"),
    "nested": has(r"<(category|image|title|link|id|guid|author|source)\b[^>/]*>[^<]*<(?!/|!\[)\w"),
    "repeated": repeats,
    "relative-id": has(r"xml:base=.*<id>(?![a-z][\w+.-]*:)"),
    "drawings": has(r"<(\w+:)?(svg|math)\b"),
    "second-body": has(r"<description>.*<(content|summary)\b"),
    "captions": has(r"(<media:description.*){2}"),
    "attributes": has(r"<(cap|gdacs):\w+ [^>]*="),
}


def told(found: tuple[Item, ...] | FeedError | None) -> Told:
    assert isinstance(found, tuple), found
    return tuple((i.key, i.title, i.text, i.link, i.published, i.language) for i in found)


def agree(body: bytes) -> bool:
    """Whether both roads tell the same, or the fast one leaves the document to the other."""
    fast, slow = by_each_road(body, FEED, now=NOW)
    return fast is None or (isinstance(slow, tuple) and told(fast) == told(slow))


def wanted(body: bytes) -> bool:
    text = decode(body)
    return any(has_it(text) for has_it in DIFFERENCES.values())


@pytest.mark.parametrize("name", sorted(path.name for path in FEEDS.glob("*.xml")))
def test_both_roads_tell_the_same_of_our_own_documents(name: str) -> None:
    body = (FEEDS / name).read_bytes()
    assert agree(body) or wanted(body)


@pytest.mark.skipif(not (CORPUS / "feeds").is_dir(), reason="no corpus of feeds on this machine")
def test_both_roads_tell_the_same_of_the_worlds_feeds() -> None:
    found = [path for folder in ("feeds", "cap") for path in (CORPUS / folder).rglob("*")]
    feeds = [path for path in found if path.suffix in {".xml", ".rss", ".atom", ".rdf"}]
    assert len(feeds) > 1000
    unequal = [path for path in feeds if not agree(path.read_bytes())]
    unwanted = [path for path in unequal if not wanted(path.read_bytes())]
    assert [path.relative_to(CORPUS).as_posix() for path in unwanted] == []
    # What excuses everything would prove nothing.
    assert len(unequal) < len(feeds) / 20


def test_the_differences_that_are_wanted_are_written_down() -> None:
    page = (ROOT / "docs" / "feeds.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == set(DIFFERENCES)


def pair(body: str, difference: str) -> tuple[Told, Told]:
    """What the fast road and the slow road tell of a document with this difference."""
    assert DIFFERENCES[difference](body)
    fast, slow = by_each_road(body.encode(), FEED, now=NOW)
    return told(fast), told(slow)


def atom(inside: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{inside}</entry></feed>'


def rss(inside: str, vocabulary: str = "") -> str:
    return (
        f'<rss version="2.0" {vocabulary}><channel><item><guid isPermaLink="false">1</guid>'
        f"{inside}</item></channel></rss>"
    )


def test_an_alert_is_read_on_the_fast_road_alone() -> None:
    fast, slow = by_each_road((FEEDS / "cap-alert.xml").read_bytes(), FEED, now=NOW)
    assert len(told(fast)) == 1
    assert isinstance(slow, FeedError)


def test_base64_is_no_text() -> None:
    title = "<title>t</title>"
    body = atom(f'{title}<content type="application/octet-stream">PGI+aGk8L2I+</content>')
    fast, slow = pair(body, "base64")
    assert (fast[0][2], slow[0][2]) == ("", "hi")


def test_an_atom_link_without_an_address_is_no_link() -> None:
    fast, slow = pair(atom("<title>t</title><link>https://a.example/</link>"), "no-address")
    assert (fast[0][3], slow[0][3]) == (None, "https://a.example/")


def test_the_title_of_a_picture_in_an_entry_is_not_the_entrys() -> None:
    body = rss("<category>a<image><title>picture</title></image></category><link>/1</link>")
    fast, slow = pair(body, "nested")
    assert (fast[0][1], slow[0][1]) == ("", "picture")


def test_of_a_field_that_is_there_twice_the_first_counts() -> None:
    body = rss("<title>one</title><title>two</title><guid>2</guid>")
    fast, slow = pair(body, "repeated")
    assert fast[0][:2] == ("1", "one")
    assert slow[0][:2] != ("1", "one")


def test_an_id_is_taken_as_it_is_written() -> None:
    body = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><entry>'
    fast, slow = pair(f"{body}<id>7</id><title>t</title></entry></feed>", "relative-id")
    assert (fast[0][0], slow[0][0]) == ("7", "https://a.example/7")


def test_the_words_in_a_drawing_are_text() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>map</title></svg>'
    xhtml = f'<div xmlns="http://www.w3.org/1999/xhtml">a {drawing} b</div>'
    body = atom(f'<title>t</title><content type="xhtml">{xhtml}</content>')
    fast, slow = pair(body, "drawings")
    assert "map" in fast[0][2]
    assert "map" not in slow[0][2]


def test_the_description_counts_before_elements_that_rss_does_not_have() -> None:
    body = rss("<title>t</title><description>one</description><content>two</content>")
    fast, slow = pair(body, "second-body")
    assert (fast[0][2], slow[0][2]) == ("one", "two")


def test_only_the_fast_road_reads_every_caption() -> None:
    caption = "<media:content><media:description>{}</media:description></media:content>"
    body = rss(
        caption.format("one") + caption.format("two"), 'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    fast, slow = pair(body, "captions")
    assert fast[0][2] == "one\ntwo"
    assert slow[0][2] in {"one", "two"}


def test_only_the_fast_road_reads_a_field_that_also_has_attributes() -> None:
    body = rss(
        '<title>t</title><gdacs:eventid a="b">7</gdacs:eventid>',
        'xmlns:gdacs="http://www.gdacs.org"',
    )
    fast, slow = pair(body, "attributes")
    assert (fast[0][0], slow[0][0]) == ("7", "1")
