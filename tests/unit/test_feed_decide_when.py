"""When a feed is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitors.decide import Terms, next_progress
from monitors.feed import Feed, FeedError, Progress, Unchanged

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVERY = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
FEED = Feed("https://news.example/rss", "News", every=EVERY)
URGENT = replace(FEED, every=MINUTE)
FRESH = Progress(next_poll=NOW)
ERROR = FeedError("http_error", "news.example answers with an error (500).")
LOST = replace(ERROR, code="not_found")


def wait(progress: Progress, since: datetime = NOW) -> timedelta:
    return progress.next_poll - since


def after_answer(
    seed: int = 1, feed: Feed = FEED, now: datetime = NOW, *,
    fresh: timedelta | None = None,
) -> Progress:  # fmt: skip
    return next_progress(feed, FRESH, Unchanged(), now, seed, terms=Terms(fresh=fresh))


def test_a_thousand_feeds_added_together_are_spread_evenly_over_the_interval() -> None:
    waits = [wait(after_answer(seed)) for seed in range(1000)]
    assert all(EVERY / 2 <= each < EVERY * 1.5 for each in waits)
    minutes = [0] * 10
    for each in waits:
        minutes[int(each / MINUTE) % 10] += 1
    assert max(minutes) < 140
    assert min(minutes) > 60


def test_a_feed_keeps_its_own_moment_however_late_its_polls_are() -> None:
    at = after_answer().next_poll
    for late in (0, 1, 30, 200, 299):
        at, before = after_answer(now=at + timedelta(seconds=late)).next_poll, at
        assert at - before == EVERY


def test_what_the_server_wishes_is_waited_for_and_then_no_longer_than_the_interval() -> None:
    for seed in range(20):
        waited = wait(after_answer(seed, fresh=timedelta(hours=2)))
        assert timedelta(hours=2) <= waited < timedelta(hours=2) + EVERY
    assert wait(after_answer(fresh=timedelta(seconds=5))) < EVERY * 1.5


def test_no_server_silences_its_own_feed_for_longer_than_a_day() -> None:
    assert wait(after_answer(fresh=timedelta(days=365))) <= timedelta(days=1) + EVERY


def test_an_urgent_feed_is_asked_each_minute_and_waits_for_no_wish_longer_than_15() -> None:
    assert wait(after_answer(feed=URGENT)) < MINUTE * 1.5
    wished = wait(after_answer(feed=URGENT, fresh=timedelta(hours=24)))
    assert timedelta(minutes=15) <= wished <= timedelta(minutes=16)


def test_retry_after_holds_for_an_urgent_feed_too() -> None:
    wish = replace(ERROR, code="rate_limited", retry_after=timedelta(hours=2))
    assert wait(next_progress(URGENT, FRESH, wish, NOW, 1)) >= timedelta(hours=2)


def failing(error: FeedError, times: int, feed: Feed = FEED) -> list[timedelta]:
    progress, waits = FRESH, []
    for _ in range(times):
        progress = next_progress(feed, progress, error, NOW, 1)
        waits.append(wait(progress))
    return waits


def test_errors_back_off_to_six_hours_and_no_further() -> None:
    waits = failing(ERROR, 100)
    assert waits[0] < timedelta(minutes=12) < waits[1] < waits[2]
    assert timedelta(hours=6) <= waits[-1] <= timedelta(hours=6, minutes=1)


def test_errors_of_an_urgent_feed_back_off_to_one_hour() -> None:
    waits = failing(ERROR, 30, URGENT)
    assert waits[0] < timedelta(seconds=70)
    assert timedelta(hours=1) <= waits[-1] <= timedelta(minutes=61)


def test_feeds_that_fail_together_do_not_come_back_together() -> None:
    waits = [wait(next_progress(FEED, FRESH, ERROR, NOW, seed)) for seed in range(50)]
    assert all(EVERY <= each <= EVERY * 1.1 for each in waits)
    assert len(set(waits)) > 40


def test_a_slow_feed_is_not_asked_more_often_because_it_fails() -> None:
    slow = replace(FEED, every=timedelta(hours=12))
    assert wait(next_progress(slow, FRESH, ERROR, NOW, 1)) >= timedelta(hours=12)


def test_the_wish_of_a_failing_server_is_honoured_within_a_day() -> None:
    wish = replace(ERROR, code="rate_limited", retry_after=timedelta(hours=2))
    assert timedelta(hours=2) <= wait(next_progress(FEED, FRESH, wish, NOW, 1))
    forever = replace(wish, retry_after=timedelta(days=9999))
    assert wait(next_progress(FEED, FRESH, forever, NOW, 1)) < timedelta(hours=25)
    now_please = replace(wish, retry_after=timedelta(0))
    assert wait(next_progress(FEED, FRESH, now_please, NOW, 1)) >= FEED.every


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    gone = replace(ERROR, code="gone")
    assert wait(next_progress(FEED, FRESH, gone, NOW, 1)) >= timedelta(hours=24)


def test_a_feed_that_is_not_found_is_asked_once_an_hour() -> None:
    waits = failing(LOST, 20)
    assert waits[0] < timedelta(minutes=12)
    assert timedelta(hours=1) <= waits[-1] <= timedelta(minutes=61)


@pytest.mark.parametrize("last_ok", [None, NOW - timedelta(days=14, hours=1)])
def test_a_feed_not_found_for_two_weeks_is_asked_once_a_day(last_ok: datetime | None) -> None:
    lost = replace(FRESH, failures=14 * 24, last_ok=last_ok)
    assert wait(next_progress(FEED, lost, LOST, NOW, 1)) >= timedelta(hours=24)


def test_a_feed_lost_yesterday_is_still_asked_once_an_hour() -> None:
    lost = replace(FRESH, failures=400, last_ok=NOW - timedelta(days=1))
    assert wait(next_progress(FEED, lost, LOST, NOW, 1)) < timedelta(minutes=62)


@pytest.mark.parametrize("seed", range(9))
def test_an_interval_of_nothing_does_not_mean_at_once(seed: int) -> None:
    hasty = replace(FEED, every=timedelta(0))
    assert wait(after_answer(seed, hasty)) >= timedelta(seconds=0.5)


def test_a_channels_page_is_not_asked_oftener_than_what_is_polite() -> None:
    page = replace(FEED, url="https://t.me/s/harbour_watch", every=MINUTE)
    after = next_progress(page, FRESH, (), NOW, 1)
    assert after.next_poll >= NOW + timedelta(minutes=2.5)
