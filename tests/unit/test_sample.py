"""What posts that nobody flagged, looked at by chance, tell of what the judge misses."""

from dataclasses import replace

import pytest

from bot.domain.errors import AlreadyDecided
from bot.domain.sample import Sample, Tally, chosen
from classifiers.label import Share
from tests.clock import START

SAMPLE = Sample(3, 30, START)


def test_a_later_label_replaces_an_earlier_one_and_the_same_again_is_refused() -> None:
    labelled = SAMPLE.label(True, "Monitor", START)
    assert labelled == replace(SAMPLE, suspect=True, by="Monitor", at=START)
    with pytest.raises(AlreadyDecided, match="/sample clean 3"):
        labelled.label(True, "Relief", START)
    assert labelled.label(False, "Relief", START).suspect is False


def test_a_draw_can_be_repeated_and_another_seed_draws_others() -> None:
    items = range(1000)
    assert chosen(items, "a") == chosen(items, "a") != chosen(items, "b")
    assert len(set(chosen(items, "a"))) == 5
    assert sorted(chosen([7, 8], "a")) == [7, 8]
    assert chosen([], "a") == []


def test_every_post_is_as_likely_as_any_other() -> None:
    drawn = [item for seed in range(2000) for item in chosen(range(20), str(seed))]
    assert all(400 < drawn.count(item) < 600 for item in range(20))


@pytest.mark.parametrize(
    ("part", "whole", "left", "missed"),
    [
        (1, 29, 1000, None),
        (0, 30, 1000, (0, 0, 114)),
        (3, 30, 1000, (100, 34, 257)),
        (100, 100, 0, (0, 0, 0)),
    ],
)
def test_an_estimate_needs_thirty_labels_and_has_its_bounds(
    part: int, whole: int, left: int, missed: tuple[int, int, int] | None
) -> None:
    assert Tally(left, Share(part, whole)).missed == missed
