"""What is new, what an item says, and when a feed is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitors.decide import Novelty, next_progress, novelties
from monitors.feed import Feed, FeedError, Item, Progress, Unchanged, Validators, digest_of

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/rss", "News", every=timedelta(minutes=10))
FRESH = Progress(next_poll=NOW)
ERROR = FeedError("http_error", "news.example answers with an error (500).")


def item(key: str, title: str, text: str = "") -> Item:
    return Item(key, digest_of(title, text, None), title, text, None, None, None)


def wait(progress: Progress) -> timedelta:
    return progress.next_poll - NOW


def test_an_unknown_item_is_new_and_a_changed_one_is_edited() -> None:
    old, changed, new = item("a", "same"), item("b", "after"), item("c", "first")
    known = {"a": old.digest, "b": digest_of("before", "", None)}
    assert novelties([old, changed, new], known) == (
        (changed, Novelty.EDITED),
        (new, Novelty.NEW),
    )


def test_of_items_with_one_key_only_the_first_counts() -> None:
    first, second = item("a", "first"), item("a", "second")
    assert novelties([first, second], {}) == ((first, Novelty.NEW),)
    assert novelties([first, second], {"a": first.digest}) == ()


def test_the_digest_tells_where_the_title_ends() -> None:
    assert digest_of("ab", "c", None) != digest_of("a", "bc", None)


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Water", "Boil it.", "Water\nBoil it."),
        ("Boil the water", "Boil  the\nwater for a minute.", "Boil  the\nwater for a minute."),
        ("Boil the wat…", "Boil the water for a minute.", "Boil the water for a minute."),
        ("", "Only text", "Only text"),
        ("Only title", "", "Only title"),
    ],
)
def test_words_do_not_repeat_a_title_that_begins_the_text(
    title: str, text: str, words: str
) -> None:
    assert item("a", title, text).words == words


def test_a_title_of_dots_alone_is_kept() -> None:
    assert item("a", "…", "text").words == "…\ntext"


def test_success_forgets_failures_and_remembers_the_validators() -> None:
    troubled = replace(FRESH, failures=3, trouble="it was down", etag="old")
    after = next_progress(FEED, troubled, (), NOW, 1, validators=Validators("new", None, "d"))
    assert (after.failures, after.trouble, after.last_ok) == (0, None, NOW)
    assert (after.etag, after.body_digest) == ("new", "d")
    assert after.imported


def test_an_unchanged_feed_clears_the_trouble_and_keeps_the_validators() -> None:
    troubled = replace(FRESH, failures=3, trouble="it was down", etag="old", imported=True)
    after = next_progress(FEED, troubled, Unchanged(), NOW, 1)
    assert (after.failures, after.trouble, after.etag, after.imported) == (0, None, "old", True)


def test_a_feed_never_read_is_not_imported_by_an_unchanged_answer() -> None:
    assert not next_progress(FEED, FRESH, Unchanged(), NOW, 1).imported


def test_an_error_keeps_what_was_known_before_it() -> None:
    known = Progress(NOW, etag="e", body_digest="d", imported=True, last_ok=NOW)
    after = next_progress(FEED, known, ERROR, NOW, 1, validators=Validators("other"))
    assert (after.etag, after.body_digest, after.imported, after.last_ok) == ("e", "d", True, NOW)
    assert (after.failures, after.trouble) == (1, ERROR.sentence)


def test_the_interval_is_spread_by_at_most_a_tenth_and_always_the_same() -> None:
    waits = [wait(next_progress(FEED, FRESH, (), NOW, seed)) for seed in range(50)]
    assert all(FEED.every <= each <= FEED.every * 1.1 for each in waits)
    assert len(set(waits)) > 40
    assert waits[7] == wait(next_progress(FEED, FRESH, (), NOW, 7))


def test_errors_back_off_to_six_hours_and_no_further() -> None:
    progress, waits = FRESH, []
    for _ in range(100):
        progress = next_progress(FEED, progress, ERROR, NOW, 1)
        waits.append(wait(progress))
    assert waits[0] < timedelta(minutes=12) < waits[1] < waits[2]
    assert timedelta(hours=6) <= waits[-1] <= timedelta(hours=6, minutes=1)


def test_a_slow_feed_is_not_asked_more_often_because_it_fails() -> None:
    slow = replace(FEED, every=timedelta(hours=12))
    assert wait(next_progress(slow, FRESH, ERROR, NOW, 1)) >= timedelta(hours=12)


def test_the_servers_wish_is_honoured_within_a_day() -> None:
    wish = replace(ERROR, code="rate_limited", retry_after=timedelta(hours=2))
    assert timedelta(hours=2) <= wait(next_progress(FEED, FRESH, wish, NOW, 1))
    forever = replace(wish, retry_after=timedelta(days=9999))
    assert wait(next_progress(FEED, FRESH, forever, NOW, 1)) < timedelta(hours=25)
    now_please = replace(wish, retry_after=timedelta(0))
    assert wait(next_progress(FEED, FRESH, now_please, NOW, 1)) >= FEED.every


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    gone = replace(ERROR, code="gone")
    assert wait(next_progress(FEED, FRESH, gone, NOW, 1)) >= timedelta(hours=24)


def test_an_interval_of_nothing_does_not_mean_at_once() -> None:
    hasty = replace(FEED, every=timedelta(0))
    assert wait(next_progress(hasty, FRESH, (), NOW, 1)) >= timedelta(seconds=1)
