"""From what the TOML says to the configuration: mistakes of form, and the rest beside them.

One value of the wrong form must not hide what else is wrong, or a file is mended mistake by
mistake: such values are put aside, and everything else is looked at as if they were right.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from pydantic import ValidationError

from bot.config.sections import Config

Path = tuple[str | int, ...]
Slip = tuple[Path, str]
# What stands for a value that must be there, so that nothing else looks wrong because of it.
_STAND_INS: Mapping[str, str | list[str]] = {
    "name": "unnamed", "language": "en", "languages": ["en"], "mode": "test",
    "roles": ["observer"], "platform": "console",
}  # fmt: skip
_WORDS = {
    "extra_forbidden": "there is no such setting",
    "missing": "is missing",
    "too_short": "expected at least one",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "finite_number": "expected a whole number",
    "int_from_float": "expected a whole number",
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "model_type": "expected a section",
    "mapping_type": "expected a section",
    "dict_type": "expected a section",
    "path_type": "expected a path",
}


def read(raw: Mapping[str, object]) -> tuple[Config | None, list[Slip]]:
    """The configuration without what is of the wrong form, if that can be read, and each mistake
    of form with its place."""
    try:
        return Config.model_validate(raw), []
    except ValidationError as error:
        slips = _slips(raw, error)
    return _without(raw, slips), slips


def told(slips: Iterable[Slip]) -> tuple[str, ...]:
    """Beginnings of what is said already: of a list with a wrong value, all of the list."""
    places = (path[:-1] if isinstance(path[-1], int) and path[2:] else path for path, _ in slips)
    return tuple(map(written, places))


def written(path: Path) -> str:
    """A place as people write it: `rooms[2].platform`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".")


def _slips(raw: object, error: ValidationError) -> list[Slip]:
    """Each place once, and nothing that only follows from a mistake further in."""
    found: dict[Path, str] = {}
    for each in error.errors():
        found.setdefault(_place(raw, each["loc"]), _why(each["type"], each["msg"], each.get("ctx")))
    return [
        (path, why)
        for path, why in found.items()
        if not any(len(other) > len(path) and other[: len(path)] == path for other in found)
    ]


def _place(raw: object, loc: Iterable[str | int]) -> Path:
    """The steps that are in the file; pydantic also names the forms it tried."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(raw, dict):
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int):
            raw = raw[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _why(kind: str, message: str, context: Mapping[str, object] | None) -> str:
    expected = (context or {}).get("expected")
    if kind in _WORDS:
        return _WORDS[kind]
    if expected:
        return f"expected {expected}".replace("'", "")
    return message.removeprefix("Value error, ")


def _without(raw: Mapping[str, object], slips: Iterable[Slip]) -> Config | None:
    """The configuration with stand-ins for what is wrong; None when that is not enough."""
    rest = deepcopy(dict(raw))
    # From the back, so that the places of what is still to be taken out hold.
    for path, why in sorted(slips, key=lambda slip: [_order(s) for s in slip[0]], reverse=True):
        _put_aside(rest, path, is_known=why != _WORDS["extra_forbidden"])
    try:
        return Config.model_validate(rest)
    except ValidationError:
        return None


def _order(step: str | int) -> tuple[str, int]:
    return ("", step) if isinstance(step, int) else (step, 0)


def _put_aside(rest: object, path: Path, *, is_known: bool) -> None:
    """Take one value out; a known one that must be there gets its stand-in."""
    for step in path[:-1]:
        match rest, step:
            case dict(), _:
                rest = rest[step]
            case list(), int():
                rest = rest[step]
    last = path[-1]
    if isinstance(rest, list) and isinstance(last, int):
        del rest[last]
        if not rest:
            rest += _STAND_INS.get(str(path[-2]), ())
    elif isinstance(rest, dict):
        rest.pop(last, None)
        if is_known and last in _STAND_INS:
            rest[last] = _stand_in(str(last), path)


def _stand_in(key: str, path: Path) -> object:
    if key == "name":
        return f"unnamed-{'-'.join(map(str, path[:-1]))}"
    return "file" if path[0] == "outlets" and key == "platform" else _STAND_INS[key]
