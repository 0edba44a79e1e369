"""Warnings of the authorities: where one stands, and who may change it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.warning import (
    Bulletin,
    Consequence,
    PublicWarning,
    WarningState,
    consequence,
    in_order,
)
from monitors.feed import Alert, Item, SourceRole
from tests import samples
from tests.clock import START

HOUR = timedelta(hours=1)
FIRST = samples.alert()
UPDATE = samples.alert("be.2", "Update", "be.1", sent=START + HOUR)
CANCEL = samples.alert("be.3", "Cancel", "be.2", sent=START + 2 * HOUR)


def bulletin(
    item: Item, feed: int = 1, role: SourceRole = SourceRole.OFFICIAL, number: int = 1
) -> Bulletin:
    assert item.alert is not None
    return Bulletin(number, feed, f"feed {feed}", role, START, item, item.alert)


def warning(*items: Item, feed: int = 1, role: SourceRole = SourceRole.OFFICIAL) -> PublicWarning:
    return PublicWarning(1, in_order(bulletin(item, feed, role) for item in items))


@pytest.mark.parametrize(
    ("items", "hours", "state"),
    [
        ([FIRST], 13, WarningState.IN_FORCE),
        ([FIRST], 14, WarningState.EXPIRED),
        ([UPDATE, FIRST], 2, WarningState.CHANGED),
        ([CANCEL, FIRST, UPDATE], 2, WarningState.CANCELLED),
        ([CANCEL, FIRST], 99, WarningState.CANCELLED),
        ([samples.alert(expires=None)], 9999, WarningState.IN_FORCE),
    ],
)
def test_the_last_bulletin_that_was_sent_says_where_a_warning_stands(
    items: list[Item], hours: int, state: WarningState
) -> None:
    assert warning(*items).state_at(START + hours * HOUR) is state


def test_a_cancelled_warning_still_says_what_it_warned_of() -> None:
    assert warning(CANCEL, UPDATE, FIRST).in_words.item == UPDATE
    assert warning(CANCEL).in_words.item == CANCEL


def test_a_new_alert_opens_a_warning_and_a_cancellation_of_nothing_does_not() -> None:
    assert consequence(bulletin(FIRST), [], backlog=False) == Consequence(opens=True)
    assert consequence(bulletin(UPDATE), [], backlog=False) == Consequence(opens=True)
    assert consequence(bulletin(CANCEL), [], backlog=False) == Consequence()


@pytest.mark.parametrize("kind", ["Ack", "Error", "Nonsense", ""])
def test_receipts_between_machines_tell_people_nothing(kind: str) -> None:
    receipt = samples.alert("be.9", kind, "be.1")
    assert consequence(bulletin(receipt), [warning(FIRST)], backlog=False) == Consequence()


def test_the_feed_that_warned_changes_its_warning_whatever_its_role() -> None:
    mine = warning(FIRST, role=SourceRole.UNKNOWN)
    told = bulletin(UPDATE, role=SourceRole.UNKNOWN)
    assert consequence(told, [mine], backlog=False) == Consequence(follows=(mine,))


@pytest.mark.parametrize("role", list(SourceRole))
def test_another_feed_changes_a_warning_only_if_it_is_official(role: SourceRole) -> None:
    known = warning(FIRST)
    believed = role is SourceRole.OFFICIAL
    cancelled = consequence(bulletin(CANCEL, 2, role), [known], backlog=False)
    assert cancelled == Consequence(follows=(known,) if believed else ())
    updated = consequence(bulletin(UPDATE, 2, role), [known], backlog=False)
    assert updated == Consequence(opens=not believed, follows=(known,) if believed else ())


def test_the_same_alert_in_a_second_feed_is_shown_once() -> None:
    assert consequence(bulletin(FIRST, 2), [warning(FIRST)], backlog=False) == Consequence()


def test_nobody_hides_an_official_alert_by_saying_its_name_first() -> None:
    squatted = warning(FIRST, feed=2, role=SourceRole.SOCIAL)
    named = warning(samples.alert("x", "Update", "be.1"), feed=2, role=SourceRole.SOCIAL)
    for known in (squatted, named):
        assert consequence(bulletin(FIRST), [known], backlog=False) == Consequence(opens=True)


def test_an_alert_that_comes_after_its_update_joins_it() -> None:
    known = warning(UPDATE)
    assert consequence(bulletin(FIRST), [known], backlog=False) == Consequence(follows=(known,))


@pytest.mark.parametrize(
    ("item", "opens"),
    [
        (FIRST, True),
        (samples.alert(severity="Extreme"), True),
        (samples.alert(severity="Moderate"), False),
        (samples.alert(expires=START), False),
    ],
)
def test_of_a_backlog_only_grave_warnings_in_force_are_shown(item: Item, opens: bool) -> None:
    assert consequence(bulletin(item), [], backlog=True) == Consequence(opens=opens)


def test_the_words_of_the_standard_are_read_in_any_case() -> None:
    shouted = replace(CANCEL, alert=replace(_alert(CANCEL), kind="CANCEL"))
    assert warning(FIRST, shouted).state_at(START) is WarningState.CANCELLED


def _alert(item: Item) -> Alert:
    assert item.alert is not None
    return item.alert
