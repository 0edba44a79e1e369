"""What a stranger may put where a feed should be."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.entry import MOST_ENTRIES
from monitors.feed import Feed, FeedError, Item
from monitors.parse import parse

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/rss", "News")
MIB = 1024 * 1024


def read(body: bytes, content_type: str | None = None) -> tuple[Item, ...] | FeedError:
    return parse(body, FEED, now=NOW, content_type=content_type)


def code(body: bytes) -> str:
    found = read(body)
    assert isinstance(found, FeedError), found
    return found.code


def one(description: bytes) -> bytes:
    return (
        b"<rss><channel><item><title>t</title><description>"
        + description
        + b"</description></item></channel></rss>"
    )


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b" " * MIB])
def test_a_body_of_nothing_says_so(body: bytes) -> None:
    assert code(body) == "empty_body"


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><head><title>Not found</title></head><body>no</body></html>",
        b"<HTML><body><item><title>x</title></item></body></HTML>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    ],
)
def test_a_web_page_is_no_feed_and_the_sentence_says_what_to_do(body: bytes) -> None:
    found = read(body, "text/html")
    assert isinstance(found, FeedError)
    assert found.code == "not_a_feed"
    assert "web page" in found.sentence


@pytest.mark.parametrize(
    "body",
    [
        b"garbage",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"<urlset><url/></urlset>",
        b"\x00" * 1000,
        b"\xff\xfe\x00\x01" * 100,
        b"%PDF-1.7 <</Type /Catalog>>",
        bytes(range(256)) * 100,
    ],
)
def test_garbage_is_no_feed(body: bytes) -> None:
    assert code(body) == "not_a_feed"


def test_a_body_that_is_a_path_is_not_opened(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(one(b"secret"))
    assert code(str(feed).encode()) == "not_a_feed"
    assert code(feed.as_uri().encode()) == "not_a_feed"


def test_a_body_that_is_an_address_is_not_fetched() -> None:
    assert code(b"http://127.0.0.1:9/feed.xml") == "not_a_feed"


def test_entities_of_a_dtd_are_never_expanded() -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    found = read(b'<!DOCTYPE x [<!ENTITY l0 "lol">' + laughs + b"]>" + one(b"&l9;"))
    assert not isinstance(found, FeedError)
    assert "lol" not in found[0].text


def test_one_large_entity_used_often_costs_nothing() -> None:
    prolog = b'<!DOCTYPE x [\n<!ENTITY b "<a>">\n<!ENTITY a "' + b"A" * 100_000 + b'">]>'
    found = read(prolog + one(b"&a;" * 2000))
    assert isinstance(found, FeedError) or len(found[0].text) < 50_000


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    prolog = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    found = read(prolog + one(b"&e;"))
    assert not isinstance(found, FeedError)
    assert "hidden" not in found[0].words


LETTERS = [bytes((a, b, c)) for a in range(97, 123) for b in range(97, 123) for c in b"abcde"] * 6

SLOW = {
    "nested and well formed": one(b"<b>" * 100_000 + b"</b>" * 100_000),
    "nested and malformed": one(b"<b>" * 30_000),
    "nested without end": one(b"<b>" * 1_000_000),
    "nested HTML": one(b"<![CDATA[" + b"<div>" * 100_000 + b"]]>"),
    "comments without end": b"<!--" * MIB,
    "comments": b"<!---->" * MIB,
    "document types without end": b"<!DOCTYPE [" * MIB,
    "less-than signs": b"<" * 5 * MIB,
    "empty elements": b"<rss>" + b"<a/>" * MIB + b"</rss>",
    "items without end": b"<rss><channel>" + b"<item><title>a" * 9_000,
    "bare ampersands": one(b"& " * MIB),
    "captions": b"<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item>"
    + b"".join(b"<media:description>%d</media:description>" % n for n in range(90_000))
    + b"</item></channel></rss>",
    "blocks of an alert": b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>"
    + b"".join(b"<info><language>%b</language><event>e</event></info>" % name for name in LETTERS)
    + b"</alert>",
    "areas of an alert": b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><info>"
    + b"<area><areaDesc>a</areaDesc></area>" * 90_000
    + b"</info></alert>",
    "braces": b"{" * 5 * MIB,
    "brackets": b"[" * 2 * MIB + b"]" * 2 * MIB,
    "numbers without end": b"<rss version='2.0'>& &#" + b"9" * MIB + b";",
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_no_body_holds_the_watch_for_long(body: bytes) -> None:
    started = time.process_time()
    read(body)
    assert time.process_time() - started < 3


def test_characters_that_xml_forbids_do_not_spoil_a_feed() -> None:
    found = read(one(b"wa\x00ter\x08 \x1b[31m"))
    assert not isinstance(found, FeedError)
    assert found[0].text == "water [31m"


def test_a_surrogate_smuggled_in_as_a_number_can_still_be_stored() -> None:
    found = read(
        b"<rss version='2.0'><channel><item><title>a &#xD800; & b</title><guid>&#xDFFF;1</guid>"
    )
    assert not isinstance(found, FeedError)
    assert (found[0].key + found[0].words).encode("utf-8")


def test_of_endless_entries_only_the_first_are_read() -> None:
    endless = b"".join(b"<item><guid>%d</guid><title>t</title></item>" % n for n in range(5000))
    for end in (b"</channel></rss>", b"& "):
        found = read(b"<rss version='2.0'><channel>" + endless + end)
        assert not isinstance(found, FeedError)
        assert [item.key for item in found] == [str(n) for n in range(MOST_ENTRIES)]


def test_a_key_is_never_longer_than_a_store_can_index() -> None:
    found = read(
        b"<rss><channel><item><title>t</title><guid>"
        + b"x" * MIB
        + b"</guid></item></channel></rss>"
    )
    assert not isinstance(found, FeedError)
    assert len(found[0].key) == 64


@pytest.mark.parametrize(
    "name", ["links", "content", "source", "summary_detail", "media_description"]
)
def test_an_element_named_like_a_parser_s_own_value_is_only_a_text(name: str) -> None:
    found = read(
        f"<rss version='2.0'><channel><item><title>Flood</title><{name}>odd</{name}>&amp&</item>"
        "</channel>".encode()
    )
    assert isinstance(found, tuple)
    assert len(found) == 1
