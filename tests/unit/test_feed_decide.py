"""What is new, what an item says, and what is remembered of a poll."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitors.decide import (
    MOST_EDITS,
    SIGHTINGS,
    Move,
    Novelty,
    Terms,
    address_after,
    next_progress,
    novelties,
)
from monitors.feed import (
    Feed,
    FeedError,
    IdPolicy,
    Item,
    Progress,
    Unchanged,
    Validators,
    digest_of,
)

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
    after = next_progress(FEED, troubled, (), NOW, 1, terms=Terms(Validators("new", None, "d")))
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
    after = next_progress(FEED, known, ERROR, NOW, 1, terms=Terms(Validators("other")))
    assert (after.etag, after.body_digest, after.imported, after.last_ok) == ("e", "d", True, NOW)
    assert (after.failures, after.trouble) == (1, ERROR.sentence)


def test_an_item_that_changes_for_ever_counts_as_edited_no_more_than_24_times() -> None:
    changed = item("a", "1,204 readers")
    known = {"a": digest_of("1,203 readers", "", None)}
    edited = ((changed, Novelty.EDITED),)
    assert novelties([changed], known, {"a": MOST_EDITS - 1}) == edited
    assert novelties([changed], known, {"a": MOST_EDITS}) == ()
    assert novelties([changed], {}, {"a": MOST_EDITS}) == ((changed, Novelty.NEW),)


def test_what_others_remember_in_the_progress_is_left_as_it_was() -> None:
    kept = replace(FRESH, cursor="1732104000000000", ids=IdPolicy.LINK)
    for outcome in ((), Unchanged(), ERROR):
        after = next_progress(FEED, kept, outcome, NOW, 1)
        assert (after.cursor, after.ids) == ("1732104000000000", IdPolicy.LINK)


def test_an_error_leaves_its_code_and_the_next_answer_takes_it_away() -> None:
    failed = next_progress(FEED, FRESH, ERROR, NOW, 1)
    assert failed.code == "http_error"
    assert next_progress(FEED, failed, Unchanged(), NOW, 1).code is None


def test_a_feed_whose_host_must_wait_did_not_fail_and_keeps_its_turn() -> None:
    turn = FeedError("waiting", "news.example asked us to wait.", timedelta(seconds=90))
    after = next_progress(FEED, replace(FRESH, failures=2), turn, NOW, 1)
    assert (after.failures, after.code, wait(after)) == (2, "waiting", timedelta(seconds=90))


def sent_on(to: str | None, times: int, progress: Progress = FRESH) -> Progress:
    for _ in range(times):
        progress = next_progress(FEED, progress, Unchanged(), NOW, 1, terms=Terms(moved_to=to))
    return progress


def test_sightings_of_one_new_address_are_counted_and_begin_anew_with_another() -> None:
    twice = sent_on("https://news.example/new", 2)
    assert (twice.moved_to, twice.moved_seen) == ("https://news.example/new", 2)
    assert sent_on("https://news.example/newer", 1, twice).moved_seen == 1
    back = sent_on(None, 1, twice)
    assert (back.moved_to, back.moved_seen) == (None, 0)


def test_an_error_between_two_sightings_changes_nothing() -> None:
    twice = sent_on("https://news.example/new", 2)
    after = next_progress(FEED, twice, ERROR, NOW, 1)
    assert (after.moved_to, after.moved_seen) == ("https://news.example/new", 2)


@pytest.mark.parametrize(
    ("old", "new", "by_itself"),
    [
        ("https://news.example/rss", "https://news.example/feed", True),
        ("https://news.example/rss", "https://feeds.news.example/", True),
        ("http://news.example/rss", "https://news.example/rss", True),
        ("https://www.news.co.uk/rss", "https://feeds.news.co.uk/rss", True),
        ("https://10.0.0.1/rss", "https://10.0.0.1/feed", True),
        ("https://news.example/rss", "http://news.example/rss", False),
        ("https://news.example/rss", "https://parked.example.net/rss", False),
        ("https://news.co.uk/rss", "https://other.co.uk/rss", False),
        ("https://one.github.io/rss", "https://two.github.io/rss", False),
        ("https://10.0.0.1/rss", "https://10.0.0.2/rss", False),
    ],
)
def test_an_address_follows_by_itself_only_within_one_domain(
    old: str, new: str, by_itself: bool
) -> None:
    feed = replace(FEED, url=old)
    seen = replace(FRESH, moved_to=new, moved_seen=SIGHTINGS)
    assert address_after(feed, seen) == Move(new, by_itself)
    assert address_after(feed, replace(seen, moved_seen=SIGHTINGS - 1)) is None


def test_a_feed_that_did_not_move_keeps_its_address() -> None:
    assert address_after(FEED, FRESH) is None
    assert address_after(FEED, replace(FRESH, moved_to=FEED.url, moved_seen=9)) is None
