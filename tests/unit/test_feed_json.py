"""JSON Feed, kind and unkind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.feed import Feed, FeedError
from monitors.parse import parse

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://stad.example/feed.json", "f")
BODY = (Path(__file__).parent.parent / "feeds" / "json-feed.json").read_bytes()
VERSION = '{"version": "https://jsonfeed.org/version/1.1", "items": '


def test_a_json_feed_is_read() -> None:
    found = parse(BODY, FEED, now=NOW)
    assert not isinstance(found, FeedError)
    first, second = found
    assert (first.key, first.title, first.language) == (
        "https://stad.example/12",
        "Stroom weer terug",
        "nl",
    )
    assert first.text == "Om 10 uur was alles hersteld.\nDank u."
    assert first.published == datetime(2026, 11, 19, 9, 20, tzinfo=UTC)
    assert (second.key, second.link, second.language) == ("11", "https://elders.example/a", "fr")
    assert second.text == "Eén regel\nnog een regel"


def test_a_json_feed_without_items_is_no_error() -> None:
    assert parse((VERSION + "[]}").encode(), FEED, now=NOW) == ()


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "{}",
        '{"version": 1, "items": []}',
        '{"version": "https://jsonfeed.org/version/1.1"}',
        VERSION + '{"0": {}}}',
        "[" * 200_000,
        "[" * 1_000_000 + "]" * 1_000_000,
        '{"a":' * 100_000,
        VERSION + "[" + "[]," * 500_000 + "[]]}",
        VERSION + '[{"id": ' + "9" * 100_000 + "}]}",
    ],
    ids=range(11),
)
def test_json_that_is_no_feed_is_refused_at_once(body: str) -> None:
    found = parse(body.encode(), FEED, now=NOW)
    assert isinstance(found, FeedError)
    assert found.code == "not_a_feed"


def test_fields_of_the_wrong_kind_are_left_out() -> None:
    odd = '[{"id": [1], "title": {"a": 1}, "content_text": "words", "url": 7, "language": null}]}'
    (item,) = parse((VERSION + odd).encode(), FEED, now=NOW)  # type: ignore[misc]
    assert (item.title, item.text, item.key) == ("", "words", "https://stad.example/7")
