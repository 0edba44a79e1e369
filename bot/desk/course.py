"""Keep the course of a led exercise in the store, so that a crash on any side loses nothing.

The script itself is read by whoever lends the exercise its feeds (`bot/drill/leading.py`); between
that and the commands lies only what is kept here.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.exercise import Course
from bot.ports import Unit

COURSE, ENDED, WISH = "exercise/course", "exercise/ended", "exercise/wish"


@dataclass(frozen=True, slots=True)
class Wish:
    """A script that somebody wants loaded, and the room where to say what came of it."""

    script: str
    room: str


async def course_of(unit: Unit) -> Course | None:
    """The exercise that is loaded or under way, if any."""
    kept = await unit.settings.get(COURSE)
    return _read(json.loads(kept)) if kept else None


async def keep(unit: Unit, course: Course | None) -> None:
    """Keep the course; None when it is over."""
    await unit.settings.put(COURSE, json.dumps(_written(course)) if course else "")


async def end(unit: Unit, course: Course) -> None:
    """The course is over: its feeds are let go, and it waits to be reported on."""
    for number in course.feeds.values():
        await unit.feeds.remove(number)
    await keep(unit, None)
    await unit.settings.put(ENDED, json.dumps(_written(course)))


async def ended(unit: Unit) -> Course | None:
    """The exercise that is over and not reported on, if any."""
    kept = await unit.settings.get(ENDED)
    return _read(json.loads(kept)) if kept else None


async def reported(unit: Unit) -> None:
    """The report of the exercise that is over is written."""
    await unit.settings.put(ENDED, "")


async def wish(unit: Unit, wished: Wish | None) -> None:
    """Keep what is to be loaded; None when it was."""
    kept = {"script": wished.script, "room": wished.room} if wished else None
    await unit.settings.put(WISH, json.dumps(kept) if kept else "")


async def wish_of(unit: Unit) -> Wish | None:
    """The script that waits to be loaded, if any."""
    kept = await unit.settings.get(WISH)
    return Wish(**json.loads(kept)) if kept else None


def _written(course: Course) -> dict[str, object]:
    return {
        "script": course.script,
        "title": course.title,
        "elapsed": course.elapsed.total_seconds(),
        "feeds": dict(course.feeds),
        "speed": course.speed,
        "began_at": course.began_at.isoformat() if course.began_at else None,
        "since": course.since.isoformat() if course.since else None,
        "out": {str(number): at.isoformat() for number, at in course.out.items()},
        "skipped": list(course.skipped),
    }


def _read(kept: dict[str, Any]) -> Course:
    return replace(
        Course(kept["script"], kept["title"], timedelta(seconds=kept["elapsed"])),
        feeds=kept["feeds"],
        speed=kept["speed"],
        began_at=_moment(kept["began_at"]),
        since=_moment(kept["since"]),
        out={int(number): datetime.fromisoformat(at) for number, at in kept["out"].items()},
        skipped=tuple(kept["skipped"]),
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
