"""What a reaction can mean: which card its sender saw; and who pressed where we did not hear it.

A reaction bears no word of what its sender read, and a card may have changed since. So only what
the server has after our last change is a press of a button that we know; what is older says that
somebody pressed, and nothing more.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote

import nio

from bot.domain.hearing import Pressed
from bot.platforms.matrix.asking import asked
from bot.platforms.matrix.failures import LOST, deaf, refusal, silent
from bot.platforms.matrix.json import Json, child, children, text
from bot.platforms.matrix.reading import Ear, read
from bot.platforms.matrix.speaking import SAME_BUTTONS
from bot.ports import Event

log = logging.getLogger(__name__)
# No button: the desk asks whoever pressed it to read again.
NO_BUTTON = -1


class Changes:
    """What we changed under people's eyes: a press heard before we heard of the change was put
    before it. Only a change of what buttons say counts: counting votes asks nobody to press again.

    A sync that is asked for after the homeserver took a change tells of it, or begins behind it.
    So what is on its way need not outlive us.
    """

    def __init__(self) -> None:
        # Whether the homeserver has answered, by the message.
        self._unheard: dict[str, bool] = {}

    @contextmanager
    def under(self, reference: str) -> Iterator[None]:
        """What the buttons under a message say is being changed."""
        self._unheard[reference] = False
        try:
            yield
        finally:
            # Its echo may have been quicker than the answer.
            if reference in self._unheard:
                self._unheard[reference] = True

    def of(self, events: Sequence[Json], own: str) -> dict[str, str]:
        """Our events among these that changed what buttons say: their ids, with the message.

        An edit without its transaction counts: homeservers forget them after a day or so."""
        found: dict[str, str] = {}
        for event in events:
            relation = child(child(event, "content"), "m.relates_to")
            is_ours = text(event, "sender") == own and text(relation, "rel_type") == "m.replace"
            transaction = text(child(event, "unsigned"), "transaction_id")
            if is_ours and not transaction.endswith(SAME_BUTTONS):
                found[text(event, "event_id")] = text(relation, "event_id")
        return found

    def answered(self) -> frozenset[str]:
        """The messages whose change a sync tells of that is asked for now, if no former one did."""
        return frozenset(each for each, is_answered in self._unheard.items() if is_answered)

    def heard(self, references: Iterable[str]) -> None:
        """A sync told of these, or began behind them."""
        for reference in references:
            self._unheard.pop(reference, None)

    def outdated(self, events: Sequence[Json], own: str) -> frozenset[str]:
        """The ids of the reactions after which the message under them changed; `events` are in the
        server's order, oldest first."""
        ours, changed, found = self.of(events, own), set(self._unheard), set[str]()
        for event in reversed(events):
            event_id = text(event, "event_id")
            relation = child(child(event, "content"), "m.relates_to")
            if event_id in ours:
                changed.add(ours[event_id])
            elif (
                text(relation, "rel_type") == "m.annotation"
                and text(relation, "event_id") in changed
            ):
                found.add(event_id)
        return frozenset(found)


def pressed(heard: Pressed, is_outdated: bool) -> Pressed:
    """The press as it can be understood."""
    return replace(heard, button=NO_BUTTON) if is_outdated else heard


async def presses(
    client: nio.AsyncClient, room_id: str, reference: str, ear: Ear, changes: Changes
) -> tuple[Event, ...]:
    """Everybody's reactions under a message of ours, oldest first, under the keys that they have
    when they are heard. Raises `PlatformDown`."""
    related = (await _related(client, room_id, reference))[::-1]
    late, found = changes.outdated(related, ear.own), list[Event]()
    for source in related:
        heard = read(source, room_id, ear)
        if isinstance(heard, Pressed):
            heard = pressed(heard, text(source, "event_id") in late)
            found.append(Event(heard.key, json.dumps(source, ensure_ascii=False), heard))
    return tuple(found)


async def _related(client: nio.AsyncClient, room_id: str, reference: str) -> list[Json]:
    """What relates to a message, newest first, in the server's order."""
    path = f"v1/rooms/{quote(room_id, safe='')}/relations/{quote(reference, safe='')}"
    found: list[Json] = []
    start = ""
    while True:
        since = f"&from={quote(start, safe='')}" if start else ""
        try:
            page = await asked(client, f"{path}?dir=b&limit=100{since}")
        except LOST as trouble:
            raise silent(trouble) from trouble
        if why := refusal(page):
            if why.is_for_now or why.is_revoked:
                raise deaf(why)
            log.info("room %s: no reactions are counted anew: %s", room_id, why)
            return []
        found += children(page, "chunk")
        following = text(page, "next_batch")
        if not following or following == start:
            return found
        start = following
