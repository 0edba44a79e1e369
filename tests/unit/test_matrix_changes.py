"""Which reactions were put before we changed what the buttons under a message say."""

import pytest

from bot.platforms.matrix.json import Json
from bot.platforms.matrix.recounting import Changes
from bot.platforms.matrix.speaking import SAME_BUTTONS

OURS = "@vigie:here"


def reaction(event_id: str) -> Json:
    relation = {"rel_type": "m.annotation", "event_id": "$card", "key": "1\u20e3"}
    return {"event_id": event_id, "sender": "@a:here", "content": {"m.relates_to": relation}}


def edit(event_id: str, transaction: str, sender: str = OURS) -> Json:
    relation = {"rel_type": "m.replace", "event_id": "$card"}
    return {
        "event_id": event_id,
        "sender": sender,
        "content": {"m.relates_to": relation},
        "unsigned": {"transaction_id": transaction},
    }


def test_heard_while_a_change_is_on_its_way_or_unheard_a_reaction_is_outdated() -> None:
    changes = Changes()
    with changes.under("$card"):
        assert changes.answered() == frozenset()
        assert changes.outdated([reaction("$r")], OURS) == {"$r"}
    asked = changes.answered()
    assert changes.outdated([reaction("$r")], OURS) == {"$r"}

    changes.heard(asked)
    assert changes.outdated([reaction("$r")], OURS) == frozenset()


def test_a_change_that_the_room_tells_of_before_its_answer_is_heard_for_good() -> None:
    changes = Changes()
    with changes.under("$card"):
        changes.heard(changes.of([edit("$e", "t1")], OURS).values())
    assert changes.outdated([reaction("$r")], OURS) == frozenset()


@pytest.mark.parametrize(
    ("transaction", "outdated"), [("t1", {"$r"}), ("", {"$r"}), (f"t1{SAME_BUTTONS}", set())]
)
def test_an_edit_before_our_time_outdates_unless_it_says_that_the_buttons_stay(
    transaction: str, outdated: set[str]
) -> None:
    assert Changes().outdated([reaction("$r"), edit("$e", transaction)], OURS) == outdated


def test_somebody_elses_edit_outdates_nothing() -> None:
    forged = edit("$e", "t1", sender="@a:here")
    assert Changes().outdated([reaction("$r"), forged], OURS) == frozenset()
