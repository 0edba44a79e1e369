"""Read a scenario file: the whole of it, or every mistake in it with its path and line."""

import json
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from bot.drill.crowd import peopled
from bot.drill.positions import Path as Place
from bot.drill.positions import lines_of
from bot.drill.proof import Mistake, mistakes
from bot.drill.scenario import Scenario

BUILT_IN = "tripoint.json"
LARGEST = 20_000_000


class ScenarioError(Exception):
    """The scenario cannot be played. `lines` say where and why, one mistake each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def load(path: Path | None) -> Scenario:
    """Read a scenario file, or the built-in one. Raises `ScenarioError` with every mistake."""
    place = path or resources.files("bot.drill") / "scenarios" / BUILT_IN
    name = path.name if path else BUILT_IN
    try:
        with place.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8")
    except OSError as error:
        raise ScenarioError([f"{name}: cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        raise ScenarioError([f"{name}: this is not UTF-8: {error.reason}"]) from None
    return read(text, name)


def read(text: str, name: str) -> Scenario:
    """The scenario in a text, with its public. Raises `ScenarioError`; `name` begins each line."""
    try:
        return _read(text, name)
    except RecursionError:
        why = "this is not JSON that anybody wrote: too deep"
        raise ScenarioError([f"{name}: {why}"]) from None


def _read(text: str, name: str) -> Scenario:
    written = _json(text, name)
    try:
        scenario = Scenario.model_validate(written)
    except ValidationError as error:
        found = [
            (_place(each["loc"]), each["msg"].removeprefix("Value error, "))
            for each in error.errors()
        ]
        raise ScenarioError(_told(found, text, name)) from None
    if wrong := mistakes(scenario):
        raise ScenarioError(_told(wrong, text, name))
    return peopled(scenario)


def _json(text: str, name: str) -> object:
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        raise ScenarioError([f"{name}:{error.lineno}: this is not JSON: {error.msg}"]) from None
    except ValueError:
        why = "this is not JSON that anybody wrote: a number in it is too long"
        raise ScenarioError([f"{name}: {why}"]) from None
    try:
        json.dumps(written, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        # "\\ud83d" alone is no letter, and could be neither sent nor kept.
        raise ScenarioError([f"{name}: half of a sign stands in it (\\ud800 to \\udfff)"]) from None
    return written


def _place(loc: tuple[int | str, ...]) -> Place:
    return tuple(loc)


def _told(found: list[Mistake], text: str, name: str) -> list[str]:
    lines = lines_of(text)
    placed = sorted(((_line(path, lines), path, why) for path, why in found), key=lambda m: m[0])
    return [
        f"{name}:{line}: {'.'.join(map(str, path)) or 'the file'}: {why}"
        for line, path, why in placed
    ]


def _line(path: Place, lines: dict[Place, int]) -> int:
    """Where it stands; of what is missing, where it should."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
