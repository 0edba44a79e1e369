"""The course of an exercise: its clock runs, stands and races, and each inject comes out once."""

from datetime import timedelta

import pytest

from bot.domain.exercise import Course, clock_words
from tests.clock import START

LOADED = Course("smoke.json", "Smoke", timedelta(hours=-1))
RUNNING = LOADED.start(START)
MINUTE = timedelta(minutes=1)


def test_the_clock_of_a_loaded_exercise_stands() -> None:
    assert not LOADED.is_running
    assert LOADED.clock(START + 5 * MINUTE) == timedelta(hours=-1)


def test_the_clock_runs_from_the_first_inject_on() -> None:
    assert RUNNING.clock(START + 61 * MINUTE) == MINUTE
    assert RUNNING.began_at == START


def test_a_pause_takes_no_time_of_the_exercise() -> None:
    paused = RUNNING.pause(START + 10 * MINUTE)
    resumed = paused.start(START + 90 * MINUTE)
    assert paused.clock(START + 80 * MINUTE) == timedelta(minutes=-50)
    assert resumed.clock(START + 91 * MINUTE) == timedelta(minutes=-49)
    assert resumed.began_at == START


def test_starting_twice_changes_nothing() -> None:
    assert RUNNING.start(START + MINUTE) == RUNNING


def test_speed_counts_from_now_on_and_not_before() -> None:
    fast = RUNNING.at_speed(10, START + 10 * MINUTE)
    assert fast.clock(START + 11 * MINUTE) == timedelta(minutes=-40)
    assert LOADED.at_speed(10, START).clock(START + MINUTE) == timedelta(hours=-1)


def test_a_clock_that_is_set_back_never_runs_backwards() -> None:
    assert RUNNING.clock(START - MINUTE) == timedelta(hours=-1)


def test_an_inject_is_due_once_and_only_while_the_clock_runs() -> None:
    planned, later = timedelta(minutes=-50), START + 10 * MINUTE
    assert RUNNING.is_due(4, planned, later)
    assert not RUNNING.is_due(4, planned, later - MINUTE)
    assert not RUNNING.release([4], later).is_due(4, planned, later)
    assert not RUNNING.skip(4).is_due(4, planned, later)
    assert not RUNNING.pause(later).is_due(4, planned, later)


@pytest.mark.parametrize(
    ("minutes", "words"), [(-60, "T-1:00"), (0, "T+0:00"), (41, "T+0:41"), (-5, "T-0:05")]
)
def test_the_clock_is_read_as_leaders_say_it(minutes: int, words: str) -> None:
    assert clock_words(timedelta(minutes=minutes)) == words
