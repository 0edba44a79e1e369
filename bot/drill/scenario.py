"""A scenario file: its feeds, its injects, and what its people do. See docs/scenario-format.md."""

import json
import re
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from monitors.feed import SourceRole


class ScenarioError(Exception):
    """The scenario cannot be played; the text says where and why."""


def _offset(value: object) -> object:
    """ "-1:00" or "2:15" as hours and minutes from the start."""
    found = re.fullmatch(r"(-?)(\d{1,2}):([0-5]\d)", str(value))
    if not found:
        raise ValueError('expected a time from the start, such as "0:41" or "-1:00"')
    length = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -length if found[1] else length


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScenarioFeed(_Part):
    """A simulated source."""

    id: str
    name: str
    kind: str = Field(pattern="^(rss|atom|cap)$")
    role: SourceRole
    language: str


class ScenarioItem(_Part):
    """One thing a source publishes, `after` seconds from its inject; `label` is the truth."""

    feed: str
    guid: str
    after: int = 0
    lang: str
    label: str
    title: str = ""
    text: str


class Act(_Part):
    """What somebody types. `named` binds the draft it makes; `expect` names a refusal.

    `unless_missed` is a label: the act is left out when nothing with it was flagged. `hint` marks
    an act that a newcomer is asked to do.
    """

    who: str
    room: str
    say: str
    named: str | None = None
    expect: str | None = None
    unless_missed: str | None = None
    hint: str | None = None


class Inject(_Part):
    """One line of the exercise's script."""

    no: int
    t: Annotated[timedelta, BeforeValidator(_offset)]
    from_: str = Field(alias="from")
    to: str
    channel: str
    type: str
    lang: str
    text: str
    expected: str = ""
    evaluate: str = ""
    label: str
    items: tuple[ScenarioItem, ...] = ()
    cap: dict[str, object] | None = None
    acts: tuple[Act, ...] = ()


class Scenario(_Part):
    """The whole exercise. `publications` names the drafts that must be out at the end."""

    exercise: str
    title: str
    start: str
    narratives: dict[str, str]
    storylines: dict[str, tuple[str, ...]]
    feeds: tuple[ScenarioFeed, ...]
    injects: tuple[Inject, ...]
    publications: tuple[str, ...] = ()


def load(path: Path | None) -> Scenario:
    """Read a scenario file, or the built-in one. Raises `ScenarioError` with every mistake."""
    place = path or resources.files("bot.drill") / "scenarios" / "tripoint.json"
    try:
        return Scenario.model_validate(json.loads(place.read_text("utf-8")))
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ScenarioError(f"{path}: {_told(error)}") from None


def _told(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"this is not JSON: {error}"
    places = (".".join(map(str, each["loc"])) + ": " + each["msg"] for each in error.errors())
    return "\n".join(places)
