"""Feeds where people talk are asked every minute while an incident is open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.pace import Pace
from bot.domain.incident import Incident
from bot.domain.mode import Mode
from monitors.feed import SourceRole
from tests import samples
from tests.clock import START

MINUTE = timedelta(minutes=1)
DAILY = Incident(0, "Daily watch", Mode.LIVE, "vigie", START)
FLOOD = replace(DAILY, number=1, title="Flood")


@pytest.mark.parametrize("role", list(SourceRole))
def test_an_open_incident_hurries_the_feeds_where_people_talk(role: SourceRole) -> None:
    feed = replace(samples.FEED, role=role, every=5 * MINUTE)
    pace = Pace()
    assert pace.every_now(feed) == 5 * MINUTE
    pace.see([FLOOD, DAILY])
    hurried = role in (SourceRole.SOCIAL, SourceRole.MEDIA, SourceRole.LOCAL)
    assert pace.every_now(feed) == (MINUTE if hurried else 5 * MINUTE)
    pace.see([DAILY])
    assert pace.every_now(feed) == 5 * MINUTE


def test_a_feed_that_is_asked_more_often_anyway_is_left_alone() -> None:
    pace = Pace()
    pace.see([FLOOD, DAILY])
    feed = replace(samples.FEED, every=timedelta(seconds=20))
    assert pace.every_now(feed) == feed.every
