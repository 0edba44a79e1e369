"""Possible new rumours: which group is which, what comes back, and who is a voice."""

from dataclasses import replace

import pytest

from bot.domain.errors import RumourSettled
from bot.domain.rumour import MOST_ITEMS, Fate, Sounding, the_one
from monitors.feed import SourceRole
from tests import samples
from tests.clock import START

RUMOUR = samples.RUMOUR


def _voice(link: str, role: SourceRole = SourceRole.SOCIAL, salt: bytes = b"salt") -> str:
    item = replace(samples.item(), link=link)
    return Sounding(1, START, "Feed", role, item, None).voice(salt)


def test_a_group_is_a_rumour_when_half_of_its_posts_or_terms_are_shared() -> None:
    assert RUMOUR.is_of((91, 92), RUMOUR.items)
    assert RUMOUR.is_of((*RUMOUR.core[:1], 99), (901, 902))
    assert not RUMOUR.is_of((98, 99), (901, 902))
    newer = replace(RUMOUR, number=9)
    assert the_one([RUMOUR, newer], RUMOUR.core, RUMOUR.items) == newer
    assert the_one([], RUMOUR.core, RUMOUR.items) is None


def test_a_dismissed_one_comes_back_when_three_times_as_many_say_it() -> None:
    dismissed = RUMOUR.settled(Fate.DISMISSED, "Monitor", reason="true")
    assert not dismissed.comes_back(3 * RUMOUR.voices - 1)
    assert dismissed.comes_back(3 * RUMOUR.voices)
    assert not RUMOUR.comes_back(100)


def test_a_rumour_is_decided_once() -> None:
    watched = RUMOUR.settled(Fate.WATCHED, "Monitor", narrative="tigers")
    with pytest.raises(RumourSettled):
        watched.settled(Fate.DISMISSED, "Monitor")


def test_it_keeps_the_first_posts_and_its_widest_reach() -> None:
    many = replace(RUMOUR, items=tuple(range(1000)), voices=2, hosts=99, languages=("de",))
    grown = RUMOUR.grown(many)
    assert len(grown.items) == MOST_ITEMS
    assert grown.items[: len(RUMOUR.items)] == RUMOUR.items
    assert (grown.voices, grown.hosts) == (RUMOUR.voices, 99)
    assert grown.languages == tuple(sorted({*RUMOUR.languages, "de"}))


def test_a_voice_is_a_site_and_on_a_platform_a_hash_of_the_account() -> None:
    one, other = "https://b.example/profile/ann/post/1", "https://b.example/profile/bob/post/2"
    assert _voice(one) == _voice("https://b.example/profile/ann/post/9") != _voice(other)
    assert "ann" not in _voice(one)
    assert _voice(one) != _voice(one, salt=b"another")
    assert _voice(one, SourceRole.MEDIA) == "b.example"
    assert _voice("https://b.example/2026/1") == "b.example"
    assert _voice("http://[broken/@ann/1") == "Feed"
