"""Publications: one key each, an honest end, and patience between attempts."""

from datetime import timedelta

from bot.domain.mode import Mode
from bot.domain.publication import (
    Delivery,
    PostFailed,
    Publication,
    back_off,
    publication_key,
)
from tests.clock import START

ROW = Publication(3, 7, "9f3a1c", "site", Mode.LIVE, "Stay inside.", START)


def test_a_key_names_draft_text_and_outlet() -> None:
    assert ROW.key == publication_key(7, "9f3a1c", "site") == "7/9f3a1c/site"


def test_a_settled_publication_keeps_its_receipt_unless_there_is_a_new_one() -> None:
    failed = ROW.settle(Delivery.FAILED, START, "no room on the disk")
    assert (failed.state, failed.settled_at) == (Delivery.FAILED, START)
    cancelled = failed.settle(Delivery.CANCELLED, START)
    assert cancelled.receipt == "no room on the disk"
    assert cancelled.settle(Delivery.SENT, START, "site@0").receipt == "site@0"


def test_attempts_come_further_apart_up_to_five_minutes() -> None:
    waits = [back_off(attempts).total_seconds() for attempts in range(12)]
    assert waits == [2, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_an_outlet_that_asks_for_more_time_gets_it() -> None:
    assert back_off(1, asked=90) == timedelta(seconds=90)
    assert back_off(9, asked=1) == timedelta(seconds=300)
    assert back_off(1, asked=3600) == timedelta(hours=1)


def test_a_great_number_of_attempts_is_no_trouble() -> None:
    assert back_off(500) == timedelta(minutes=5)


def test_a_failure_says_whether_trying_again_can_help() -> None:
    failure = PostFailed("The outlet is busy.", retry=True, after=3)
    assert (str(failure), failure.retry, failure.uncertain, failure.after) == (
        "The outlet is busy.", True, False, 3,
    )  # fmt: skip
