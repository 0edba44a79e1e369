"""What bots of two centres hand each other: read whole, or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exchange import LONGEST_TEXT, Envelope, Leg
from bot.domain.hearing import Enveloped
from bot.domain.message import Message
from bot.domain.mode import Mode
from bot.domain.partner import Tlp
from bot.platforms.matrix import speaking
from bot.platforms.matrix.reading import ENVELOPE, Ear, read
from tests.clock import START

ASKED = Envelope(
    Leg.REQUEST, "ab" * 16, "VIG-north-1", Mode.LIVE, "Which substance?", Tlp.AMBER_STRICT, START,
    START + timedelta(hours=1),
)  # fmt: skip
EAR = Ear("@us:server", {"!room": "shared"})


def test_an_envelope_comes_back_as_it_was_written() -> None:
    for envelope in (ASKED, replace(ASKED, leg=Leg.RECEIPT, text="", due=None)):
        assert Envelope.read(envelope.written()) == envelope


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 2), ("leg", "order"), ("key", "x"), ("key", 7), ("reference", "VIG-x"),
        ("reference", "VIG-a-1\n"), ("mode", "drill"), ("text", " "), ("tlp", "white"),
        ("text", "x" * (LONGEST_TEXT + 1)), ("text", "turn\u202eed"), ("at", "14:00"),
        ("at", "2026-03-02T08:00:00"), ("due", None), ("due", "soon"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_one_part_is_no_envelope(name: str, value: object) -> None:
    assert Envelope.read({**ASKED.written(), name: value}) is None


def test_what_lacks_a_part_is_no_envelope() -> None:
    for name in ASKED.written().keys() - {"due"}:
        assert Envelope.read({n: v for n, v in ASKED.written().items() if n != name}) is None


@given(st.dictionaries(st.sampled_from(sorted(ASKED.written())), st.text() | st.integers()))
def test_whatever_a_stranger_writes_is_read_without_a_fault(changes: dict[str, object]) -> None:
    Envelope.read({**ASKED.written(), **changes})


def test_what_we_say_on_matrix_is_heard_there_by_another_bot() -> None:
    shown = Message("TLP:AMBER Request", envelope=ASKED)
    [content] = speaking.said(shown).parts
    assert content["msgtype"] == "m.notice"
    heard = read(_event(content), "!room", EAR)
    assert heard == Enveloped("matrix/$1", "shared", "@north:server", ASKED)
    # An edit hands nothing over, nor does what comes from a room that is none of ours.
    assert read(_event(speaking.edited(content, "$0")), "!room", EAR) is None
    assert read(_event(content), "!elsewhere", EAR) is None
    assert read(_event({**content, ENVELOPE: {"leg": "request"}}), "!room", EAR) is None


def _event(content: object) -> dict[str, object]:
    return {
        "type": "m.room.message", "sender": "@north:server", "event_id": "$1", "content": content,
    }  # fmt: skip
