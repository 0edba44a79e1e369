"""How a feed is doing: its rhythm, its silence, and what is worth telling."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.health import Health, Rhythm, Sighting, health_of, rhythm_of, troubles
from monitors.feed import Progress
from tests.clock import START

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WELL = Progress(START, imported=True, last_ok=START)


def every(gap: timedelta, count: int) -> list[Sighting]:
    """So many items, one at each gap, the newest first."""
    return [Sighting(START + gap * no, START + gap * no - MINUTE) for no in range(count)][::-1]


def failing(times: int, code: str = "http_error") -> Progress:
    return replace(WELL, failures=times, trouble="It fails.", code=code)


def test_the_rhythm_is_the_median_gap_once_there_were_eight_items() -> None:
    assert rhythm_of([]) is None
    few = rhythm_of(every(HOUR, 7))
    assert few == Rhythm(START, START + 6 * HOUR, 6, None, None, MINUTE)
    enough = rhythm_of(every(HOUR, 8))
    assert enough == Rhythm(START, START + 7 * HOUR, 7, HOUR, HOUR, MINUTE)


def test_items_that_came_together_are_one_moment() -> None:
    backlog = [Sighting(START, None)] * 50
    assert rhythm_of(backlog) == Rhythm(START, START, 0)
    pairs = [sighting for sighting in every(HOUR, 9) for _ in range(2)]
    rhythm = rhythm_of(pairs + backlog)
    assert rhythm is not None
    assert (rhythm.usual, rhythm.count) == (HOUR, 16)


def test_only_the_last_fifty_gaps_count() -> None:
    slow, fast = every(HOUR, 20), every(MINUTE, 52)
    late = [Sighting(s.at + 20 * HOUR, None) for s in fast]
    rhythm = rhythm_of(late + slow)
    assert rhythm is not None
    assert (rhythm.usual, rhythm.pause) == (MINUTE, MINUTE)


def test_dates_of_the_feed_that_lie_ahead_say_nothing_about_lag() -> None:
    seen = [Sighting(START + HOUR, START + 2 * HOUR), Sighting(START, None)]
    rhythm = rhythm_of(seen)
    assert rhythm is not None
    assert rhythm.lag is None


def test_items_a_day_are_told_after_a_whole_day() -> None:
    rhythm = Rhythm(START, START, 12)
    assert rhythm.a_day(START + 23 * HOUR) is None
    assert rhythm.a_day(START + 48 * HOUR) == 6


@pytest.mark.parametrize(
    ("usual", "pause", "patience"),
    [
        (MINUTE, MINUTE, 2 * HOUR),
        (HOUR, HOUR, 3 * HOUR),
        (HOUR, 9 * HOUR, 9 * HOUR),
    ],
)
def test_silence_is_three_gaps_and_two_hours_and_longer_than_a_night(
    usual: timedelta, pause: timedelta, patience: timedelta
) -> None:
    rhythm = Rhythm(START, START, 9, usual, pause)
    assert health_of(Health.FINE, WELL, rhythm, START + patience) is Health.FINE
    assert health_of(Health.FINE, WELL, rhythm, START + patience + MINUTE) is Health.SILENT


def test_one_breakdown_does_not_make_us_patient() -> None:
    broken = [Sighting(s.at + (90 * HOUR if s.at > START + 3 * HOUR else 0 * HOUR), None)
              for s in every(HOUR, 9)]  # fmt: skip
    rhythm = rhythm_of(broken)
    assert rhythm is not None
    assert rhythm.patience == 3 * HOUR


def test_a_feed_of_which_little_is_known_is_never_silent() -> None:
    for rhythm in (None, Rhythm(START, START, 3)):
        assert health_of(Health.FINE, WELL, rhythm, START + 900 * HOUR) is Health.FINE


def test_a_passing_failure_changes_nothing_and_a_repeated_one_does() -> None:
    for told in Health:
        assert health_of(told, failing(2), None, START) is told
    for told in set(Health) - {Health.BLOCKED, Health.UNSTEADY}:
        assert health_of(told, failing(3), None, START) is Health.TROUBLED


def test_a_feed_that_was_never_read_is_troubled_at_its_first_failure() -> None:
    new = replace(failing(1), last_ok=None)
    assert health_of(Health.FINE, new, None, START) is Health.TROUBLED


@pytest.mark.parametrize(("code", "health"), [("gone", Health.GONE), ("blocked", Health.BLOCKED)])
def test_what_a_server_says_plainly_is_told_at_once(code: str, health: Health) -> None:
    assert health_of(Health.FINE, failing(1, code), None, START) is health


def test_a_feed_whose_host_must_wait_is_as_it_was() -> None:
    for told in Health:
        assert health_of(told, failing(9, "waiting"), None, START) is told


def test_a_feed_has_moved_when_it_said_so_three_times() -> None:
    moving = replace(WELL, moved_to="https://new.example.org/rss", moved_seen=2)
    assert health_of(Health.FINE, moving, None, START) is Health.FINE
    assert health_of(Health.FINE, replace(moving, moved_seen=3), None, START) is Health.MOVED


def test_a_feed_that_answers_again_is_well() -> None:
    for told in Health:
        assert health_of(told, WELL, None, START) is Health.FINE


# --- a feed that comes and goes ------------------------------------------------------------------


def told_of(polls: list[Progress], gap: timedelta = 5 * MINUTE) -> list[Health]:
    """What the rooms are told in the course of these polls, one at each gap."""
    told, heard, troubled_at, last_ok = Health.FINE, [], None, START
    for no, polled in enumerate(polls):
        now = START + no * gap
        last_ok = now if polled.trouble is None else last_ok
        progress = replace(polled, last_ok=last_ok)
        health = health_of(told, progress, None, now, troubled_at)
        troubled_at = now if troubles(health, progress) else troubled_at
        heard += [health] if health is not told else []
        told = health
    return heard


def test_a_feed_that_fails_every_few_polls_is_told_to_come_and_go_and_then_no_more() -> None:
    flapping = [*map(failing, (1, 2, 3)), WELL, WELL, WELL] * 20
    told = [Health.TROUBLED, Health.FINE, Health.UNSTEADY]
    assert told_of(flapping) == told
    # A single failure says that it is not over; an hour without any, that it is.
    assert told_of([*flapping, *[WELL] * 6, failing(1), *[WELL] * 6]) == told
    assert told_of([*flapping, *[WELL] * 12]) == [*told, Health.FINE]


def test_a_feed_that_came_and_went_and_stays_away_for_an_hour_is_told_so() -> None:
    flapping = [*map(failing, (1, 2, 3)), WELL] * 5
    broken = [failing(times) for times in range(1, 16)]
    assert told_of(flapping + broken)[-2:] == [Health.UNSTEADY, Health.TROUBLED]
    assert told_of([*flapping, failing(1, "gone")])[-1] is Health.GONE


def test_a_door_that_opens_and_closes_rings_no_more_than_any_other() -> None:
    told = [Health.BLOCKED, Health.FINE, Health.UNSTEADY]
    assert told_of([failing(1, "blocked"), WELL] * 20) == told
    both = [failing(3), failing(4, "blocked")] * 20
    assert told_of(both) == [Health.TROUBLED]


def test_a_second_trouble_after_a_calm_hour_is_a_trouble_of_its_own() -> None:
    polls = [*map(failing, (1, 2, 3)), *[WELL] * 13] * 2
    assert told_of(polls) == [Health.TROUBLED, Health.FINE] * 2
