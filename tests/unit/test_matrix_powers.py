"""Power levels by the rules of a room's version."""

import pytest

from bot.platforms.matrix.powers import ABOVE_ALL, Powers, powers

CREATOR, SECOND, BOT = "@creator:example.org", "@second:example.org", "@vigie:example.org"


def made(version: str, levels: dict[str, object] | None, **create: object) -> Powers:
    state = {"m.room.create": (CREATOR, {"room_version": version, **create})}
    if levels is not None:
        state["m.room.power_levels"] = (CREATOR, levels)
    return powers(state)


@pytest.mark.parametrize(("version", "level"), [("1", 0), ("11", 0), ("12", ABOVE_ALL)])
def test_creators_stand_above_all_from_version_12_on(version: str, level: int) -> None:
    assert made(version, {"users": {BOT: 50}}).of(CREATOR) == level


def test_further_creators_count_in_version_12_alone() -> None:
    assert made("12", {}, additional_creators=[SECOND]).of(SECOND) == ABOVE_ALL
    assert made("11", {}, additional_creators=[SECOND]).of(SECOND) == 0


def test_without_levels_the_creator_has_all_the_power() -> None:
    assert made("11", None).of(CREATOR) == 100
    assert made("11", None).of(BOT) == 0
    assert made("12", None).of(BOT) == 0


def test_a_member_that_is_not_named_has_the_default() -> None:
    room = made("11", {"users": {BOT: "75"}, "users_default": 5})
    assert (room.of(BOT), room.of(SECOND)) == (75, 5)


def test_what_may_be_sent_and_set_follows_the_levels() -> None:
    room = made("11", {"users": {BOT: 50}, "events": {"m.reaction": 60}, "events_default": 10})
    assert room.may_send(BOT, "m.room.message")
    assert not room.may_send(SECOND, "m.room.message")
    assert not room.may_send(BOT, "m.reaction")
    assert room.may_set(BOT, "m.room.pinned_events")
    assert room.may_redact(BOT)
    assert not room.may_redact(SECOND)


def test_nonsense_in_the_levels_is_no_power() -> None:
    room = made("11", {"users": [BOT], "users_default": True, "events": 7})
    assert room.of(BOT) == 0
