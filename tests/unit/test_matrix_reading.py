"""What Matrix events say to us, without a homeserver."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hearing import Pressed, RoomBack, RoomLost, RoomMoved, Stranger, Unread
from bot.domain.room import Utterance
from bot.platforms.matrix.reading import (
    SIGNS,
    Ear,
    button_of,
    inviter,
    read,
    thread_of,
    without_fallback,
)

OWN = "@vigie:example.org"
ROOM = "!room-without-a-server"
EAR = Ear(OWN, {ROOM: "watch"})
PRESS = "@press:example.org"


def event(kind: str, content: Mapping[str, object], **more: object) -> dict[str, object]:
    return {"type": kind, "event_id": "$e1", "sender": PRESS, "content": content, **more}


def said(body: str, **more: object) -> dict[str, object]:
    return event("m.room.message", {"msgtype": "m.text", "body": body, **more})


def reaction(sign: object, kind: str = "m.annotation") -> dict[str, object]:
    relation = {"rel_type": kind, "event_id": "$card", "key": sign}
    return event("m.reaction", {"m.relates_to": relation})


def membership(how: str, by: str = PRESS, **more: object) -> dict[str, object]:
    content = {"membership": how}
    return {**event("m.room.member", content, state_key=OWN, **more), "sender": by}


def test_words_are_heard_under_their_event() -> None:
    assert read(said("!show 3"), ROOM, EAR) == Utterance("matrix/$e1", "watch", PRESS, "!show 3")
    assert read(said("hi"), "!other", EAR) == Stranger("matrix/$e1", "!other", PRESS, "hi")


@pytest.mark.parametrize(
    "silent",
    [
        {**said("!show 3"), "sender": OWN},
        event("m.room.message", {"msgtype": "m.notice", "body": "!show 3"}),
        event("m.room.message", {"msgtype": "m.image", "body": "!show 3"}),
        event("m.room.message", {}),
        said("* !show 4", **{"m.relates_to": {"rel_type": "m.replace", "event_id": "$e0"}}),
        reaction("👍"),
        reaction(7),
        reaction(SIGNS[0], "m.thread"),
        event("m.room.tombstone", {"replacement_room": "!new"}),
        event("m.room.tombstone", {}, state_key=""),
        event("m.room.topic", {"topic": "!show 3"}, state_key=""),
        {"type": "m.room.message", "content": "nonsense"},
        {},
    ],
)
def test_what_says_nothing_to_us(silent: dict[str, object]) -> None:
    assert read(silent, ROOM, EAR) is None


@pytest.mark.parametrize("sign", ["1️⃣", "1⃣", "1\ufe0e⃣"])
def test_a_sign_is_the_same_with_and_without_colour(sign: str) -> None:
    assert read(reaction(sign), ROOM, EAR) == Pressed("matrix/$e1", "watch", PRESS, "$card", 0)


def test_every_sign_is_a_button_of_its_own() -> None:
    assert [button_of(sign) for sign in SIGNS] == list(range(10))


def test_a_quotation_above_a_reply_is_not_what_was_said() -> None:
    assert without_fallback("> <@a:b> !show 3\n> more\n\n!show 6\n> mine") == "!show 6\n> mine"
    plain = said("> <@a:b> no reply at all")
    heard = read(plain, ROOM, EAR)
    assert isinstance(heard, Utterance)
    assert heard.text == "> <@a:b> no reply at all"


def test_what_becomes_of_us_in_a_room() -> None:
    assert read(membership("ban"), ROOM, EAR) == RoomLost(
        "matrix/$e1", "watch", f"banned by {PRESS}"
    )
    assert read(membership("leave", OWN), ROOM, EAR) == RoomLost("matrix/$e1", "watch", "left")
    assert read(membership("join", OWN), ROOM, EAR) == RoomBack("matrix/$e1", "watch")
    renamed = membership("join", OWN, unsigned={"prev_content": {"membership": "join"}})
    assert read(renamed, ROOM, EAR) is None
    assert read(membership("ban"), "!other", EAR) is None


def test_an_upgrade_leads_to_another_room() -> None:
    tombstone = event("m.room.tombstone", {"replacement_room": "!new"}, state_key="")
    assert read(tombstone, ROOM, EAR) == RoomMoved("matrix/$e1", "watch", "!new")


def test_what_is_encrypted_is_unread_under_a_key_of_its_own() -> None:
    sealed = event("m.room.encrypted", {"ciphertext": "…"})
    assert read(sealed, ROOM, EAR) == Unread("matrix/$e1/unread", "watch", PRESS)


def test_an_invitation_names_who_invites() -> None:
    assert inviter([membership("join"), membership("invite")], OWN) == PRESS
    assert inviter([membership("join")], OWN) == ""


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)
_KINDS = st.sampled_from(["m.room.message", "m.reaction", "m.room.member", "m.room.tombstone"])


@given(kind=_KINDS, content=_JSON, relation=_JSON, unsigned=_JSON)
def test_no_event_can_break_the_reading(
    kind: str, content: object, relation: object, unsigned: object
) -> None:
    inside = content if isinstance(content, dict) else {}
    hostile = {
        "type": kind,
        "sender": PRESS,
        "state_key": OWN,
        "content": {**inside, "m.relates_to": relation} if inside else content,
        "unsigned": unsigned,
    }
    read(hostile, ROOM, EAR)


@pytest.mark.parametrize("root", ["$a b", "", "a", 7, None, ["$a"]])
def test_a_thread_that_cannot_be_one_is_none(root: object) -> None:
    relation = {"rel_type": "m.thread", "event_id": root}
    said = {"msgtype": "m.text", "body": "!status", "m.relates_to": relation}
    assert thread_of({"event_id": "$own", "content": said}) == ""
    said["m.relates_to"] = {"rel_type": "m.thread", "event_id": "$root"}
    assert thread_of({"event_id": "$own", "content": said}) == "$root $own"
