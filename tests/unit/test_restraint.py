"""When a room is told: quiet hours on the clock people live by, silences, a budget of notices."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.flag import Priority
from bot.domain.restraint import HOUR, Hold, Occasion, Quiet, Restraint, Why, hold
from tests.clock import START

ZONE = ZoneInfo("Europe/Brussels")
NIGHT = Quiet(time(22), time(6, 30))
NOON = Quiet(time(12), time(13))
ASLEEP = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
NOW = Occasion(START, ZONE)


@pytest.mark.parametrize(
    ("quiet", "now", "ends"),
    [
        (NIGHT, "2026-03-02T20:59:59+00:00", None),
        (NIGHT, "2026-03-02T21:00:00+00:00", "2026-03-03T05:30:00+00:00"),
        (NIGHT, "2026-03-03T05:29:59+00:00", "2026-03-03T05:30:00+00:00"),
        (NIGHT, "2026-03-03T05:30:00+00:00", None),
        (NOON, "2026-03-02T11:30:00+00:00", "2026-03-02T12:00:00+00:00"),
        (NOON, "2026-03-02T12:00:00+00:00", None),
    ],
)
def test_quiet_hours_end_on_the_clock_of_the_centre(
    quiet: Quiet, now: str, ends: str | None
) -> None:
    expected = datetime.fromisoformat(ends) if ends else None
    assert quiet.ends(datetime.fromisoformat(now), ZONE) == expected


def test_the_night_on_which_the_clock_is_changed_ends_at_the_same_time_of_the_day() -> None:
    spring, autumn = datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 21, tzinfo=UTC)
    assert NIGHT.ends(spring, ZONE) == datetime(2026, 3, 29, 4, 30, tzinfo=UTC)
    assert NIGHT.ends(autumn, ZONE) == datetime(2026, 10, 25, 5, 30, tzinfo=UTC)


def test_an_hour_that_the_clock_repeats_is_quiet_both_times() -> None:
    quiet = Quiet(time(2), time(3))
    for hour in (0, 1):
        now = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert quiet.ends(now, ZONE) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_a_sleeping_room_is_told_later_unless_it_is_urgent_or_an_incident_is_open() -> None:
    room, night = Restraint(NIGHT), replace(NOW, now=ASLEEP)
    morning = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
    assert hold(room, night) == Hold(Why.QUIET, morning)
    assert hold(room, replace(night, priority=Priority.HIGH)) is None
    assert hold(room, replace(night, in_incident=True)) is None
    asked = replace(room, quiet_in_incident=True)
    assert hold(asked, replace(night, in_incident=True)) == Hold(Why.QUIET, morning)


def test_a_silence_holds_until_its_end_and_not_what_is_urgent() -> None:
    silent = replace(NOW, silenced_until=START + HOUR)
    assert hold(Restraint(), silent) == Hold(Why.SILENCE, START + HOUR)
    assert hold(Restraint(), replace(silent, priority=Priority.HIGH)) is None
    assert hold(Restraint(), replace(silent, now=START + HOUR)) is None


def test_beyond_the_budget_a_notice_waits_until_the_hour_has_room_for_it() -> None:
    told = [START - timedelta(minutes=minute) for minute in (50, 40, 10)]
    room = Restraint(budget=3)
    full = replace(NOW, told=told)
    assert hold(room, replace(full, told=told[1:])) is None
    assert hold(room, full) == Hold(Why.BUDGET, told[0] + HOUR)
    assert hold(room, replace(full, priority=Priority.HIGH)) is None


def test_a_third_of_the_budget_is_kept_from_what_is_of_low_priority() -> None:
    told = [START - timedelta(minutes=minute) for minute in (50, 40)]
    low = replace(NOW, told=told, priority=Priority.LOW)
    assert hold(Restraint(budget=3), low) == Hold(Why.BUDGET, told[0] + HOUR)
    assert hold(Restraint(budget=3), replace(low, priority=Priority.MEDIUM)) is None
