"""More than usual: what is learned from the past, and when the last hour stands out."""

from datetime import datetime, timedelta

import pytest
from scipy.stats import nbinom, poisson

from classifiers.bursts import (
    BUSY,
    FLOOR,
    HOUR,
    LIMIT,
    MORE,
    TIMES,
    Seen,
    Usual,
    burst,
    hourly,
    usual,
    weight,
)
from tests.clock import START

FOUR_WEEKS = 28 * 24
MONDAY = START.replace(hour=0)
NOW = MONDAY + FOUR_WEEKS * HOUR + timedelta(minutes=30)


def _seen(hosts: int, now: datetime = NOW, apart: int = 3) -> list[Seen]:
    return [(f"h{n}.example", now - n * timedelta(minutes=apart)) for n in range(hosts)]


def _steady(level: int) -> Usual:
    return usual([level] * FOUR_WEEKS, MONDAY)


@pytest.mark.parametrize("part", [0.3, 1.0])
@pytest.mark.parametrize("count", [0, 1, 7, 40])
@pytest.mark.parametrize("mean", [0.2, 1.7, 9.0])
def test_an_hour_weighs_the_ratio_of_two_likelihoods(count: int, mean: float, part: float) -> None:
    few, many = mean * part, (TIMES * mean + MORE) * part
    by_poisson = poisson.logpmf(count, many) - poisson.logpmf(count, few)
    assert weight(count, mean, 0.0, part) == pytest.approx(by_poisson)
    wide = nbinom.logpmf(count, 3, 3 / (3 + many)) - nbinom.logpmf(count, 3, 3 / (3 + few))
    assert weight(count, mean, 1 / 3, part) == pytest.approx(by_poisson if mean < BUSY else wide)


def test_what_stays_louder_for_more_than_a_day_is_what_is_usual_now() -> None:
    grown = usual([1] * (FOUR_WEEKS - 72) + [9] * 72, MONDAY)
    assert grown.means != usual([1] * FOUR_WEEKS, MONDAY).means


def test_a_day_of_the_week_that_is_quiet_is_expected_to_be_quiet() -> None:
    known = usual([0 if hour % 168 >= 144 else 9 for hour in range(FOUR_WEEKS)], MONDAY)
    sunday, monday = MONDAY + 156 * HOUR, MONDAY + 12 * HOUR
    assert known.at(sunday) < known.at(monday) / 2


def test_a_host_counts_once_an_hour_and_what_is_outside_is_left_out() -> None:
    seen = [
        ("a", START - timedelta(minutes=1)), ("a", START), ("a", START + timedelta(minutes=59)),
        ("b", START), ("a", START + HOUR), ("a", START + 2 * HOUR),
    ]  # fmt: skip
    assert hourly(seen, START, 2) == [2, 1]


def test_nine_hosts_in_half_an_hour_where_one_is_usual_is_a_burst() -> None:
    found = burst(_steady(1), _seen(9), NOW)
    assert found is not None
    assert (found.hosts, found.minutes, found.slow) == (9, 24, False)
    assert found.usual == pytest.approx(1, abs=0.1)


def test_nine_posts_of_one_host_are_no_burst() -> None:
    assert burst(_steady(1), [("one.example", at) for _, at in _seen(9)], NOW) is None


def test_nine_hosts_where_nine_are_usual_are_no_burst() -> None:
    assert burst(_steady(9), _seen(9), NOW) is None


def test_what_is_older_than_an_hour_does_not_count() -> None:
    assert burst(_steady(1), _seen(9, apart=30), NOW) is None


def test_a_new_storyline_is_expected_nowhere_and_two_hosts_are_no_news() -> None:
    new = usual([], NOW.replace(minute=0))
    assert new.at(NOW) == pytest.approx(FLOOR)
    assert burst(new, _seen(2), NOW) is None
    assert burst(new, _seen(5), NOW) is not None


def test_the_hour_of_the_week_is_learned() -> None:
    def level(hour: int) -> int:
        return 12 if hour % 168 < 5 * 24 and 9 <= hour % 24 < 17 else 0

    known = usual([level(hour) for hour in range(FOUR_WEEKS)], MONDAY)
    tuesday, saturday = MONDAY + 36 * HOUR, MONDAY + 132 * HOUR
    assert known.at(tuesday) > 8
    assert 6 > known.at(saturday) > known.at(saturday + 12 * HOUR)


def test_one_past_burst_does_not_become_the_rule() -> None:
    quiet = [1] * FOUR_WEEKS
    told = [60 if hour in range(300, 306) else 1 for hour in range(FOUR_WEEKS)]
    assert usual(told, MONDAY).means == pytest.approx(usual(quiet, MONDAY).means, rel=0.01)


def test_counts_that_jump_about_are_given_more_room() -> None:
    jumpy = usual([0, 12] * (FOUR_WEEKS // 2), MONDAY)
    steady = usual([6] * FOUR_WEEKS, MONDAY)
    assert steady.spread == 0 < jumpy.spread
    assert burst(steady, _seen(19, apart=1), NOW) is not None
    assert burst(jumpy, _seen(19, apart=1), NOW) is None


def test_growth_too_slow_for_one_hour_is_found_by_the_sum_of_many() -> None:
    known, hours = _steady(1), 0
    while burst(known, _seen(4, known.until + timedelta(minutes=40)), known.until + HOUR) is None:
        known, hours = known.after(4), hours + 1
        assert hours < 12
    found = burst(known, _seen(4, known.until + timedelta(minutes=40)), known.until + HOUR)
    assert hours >= 1
    assert found is not None
    assert found.slow


def test_growth_that_was_told_begins_afresh() -> None:
    known = _steady(1)
    sums = []
    for _ in range(12):
        known = known.after(4)
        sums.append(known.grown)
    assert 0.0 in sums
    assert max(sums) <= LIMIT
