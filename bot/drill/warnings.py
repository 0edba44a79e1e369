"""Whether the drill's warnings were shown once and followed, read from the log and the cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.app import Desk
from bot.chat.words import Catalogues
from bot.desk.warnings import SHOWN_TO
from bot.domain.log import Entry
from bot.domain.message import mark
from bot.drill.scenario import Scenario

_STEPS = {
    "Alert": ("warning.shown", "shown once"),
    "Update": ("warning.updated", "updated"),
    "Cancel": ("warning.cancelled", "cancelled"),
}
CANCELLED = mark("cancelled, no longer in force")


@dataclass(frozen=True, slots=True)
class Followed:
    """One warning of the scenario: each step of it, and whether it was seen exactly once."""

    identifier: str
    steps: tuple[tuple[str, bool], ...]
    unread: tuple[str, ...]

    @property
    def fine(self) -> bool:
        """Every step was seen once, and every room's card says how it ended."""
        return all(seen for _, seen in self.steps) and not self.unread


async def followed(scenario: Scenario, desk: Desk) -> tuple[Followed, ...]:
    """How each warning of the scenario fared."""
    alerts = [inject.cap.model_dump() for inject in scenario.injects if inject.cap]
    entries = await _entries(desk)
    return tuple(
        [
            await _followed(desk, _course(alert, alerts), entries)
            for alert in alerts
            if alert["msgType"] == "Alert"
        ]
    )


def lines(warnings: Sequence[Followed]) -> list[str]:
    """One line for each."""
    return [
        f"warnings: {', '.join(_told(*step) for step in warning.steps)} ({warning.identifier})"
        + "".join(f"; NOT on the card in room {room}" for room in warning.unread)
        for warning in warnings
    ]


def _told(step: str, seen: bool) -> str:
    return step if seen else f"NOT {step}"


async def _entries(desk: Desk) -> list[Entry]:
    async with desk.units() as unit:
        heads = await unit.log.heads()
        return [entry for head in heads for entry in await unit.log.entries(head.incident)]


def _course(
    alert: Mapping[str, object], alerts: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    """The alert and those that name it, in the order of the scenario."""
    name = alert["identifier"]
    return [alert, *(other for other in alerts if name in _listed(other, "references"))]


async def _followed(
    desk: Desk, course: Sequence[Mapping[str, object]], entries: Sequence[Entry]
) -> Followed:
    steps, numbers = [], set()
    for alert in course:
        kind, words = _STEPS[str(alert["msgType"])]
        mine = [e for e in entries if e.kind == kind and e.refs["alert"] == alert["identifier"]]
        steps.append((words, len(mine) == 1))
        numbers |= {entry.refs["warning"] for entry in mine}
    unread = await _unread(desk, numbers, course)
    return Followed(str(course[0]["identifier"]), tuple(steps), tuple(unread))


async def _unread(
    desk: Desk, numbers: set[str], course: Sequence[Mapping[str, object]]
) -> list[str]:
    """The rooms whose one card does not show the last words on it in their language."""
    words, unread = Catalogues(), []
    telling = [alert for alert in course if alert["msgType"] != "Cancel"][-1]
    for room in desk.centre.team.rooms_for(*SHOWN_TO):
        async with desk.units() as unit:
            found = [await unit.cards.get(room.name, f"warning/{number}") for number in numbers]
        shown = "\n".join(card.shown for card in found if card)
        headlines = {str(i["language"])[:2]: str(i["headline"]) for i in _listed(telling, "infos")}
        wanted = [headlines.get(room.language, "")]
        if course[-1]["msgType"] == "Cancel":
            wanted.append(words(room.language, CANCELLED))
        if len(numbers) != 1 or not all(text in shown for text in wanted):
            unread.append(room.name)
    return unread


def _listed(alert: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    listed = alert.get(name, [])
    assert isinstance(listed, list | tuple)  # so the scenario format says
    return list(listed)
