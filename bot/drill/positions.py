"""On which line of a JSON text each of its values stands, so that a mistake can be found there."""

import json
import re
from bisect import bisect_right

Path = tuple[str | int, ...]
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def lines_of(text: str) -> dict[Path, int]:
    """The line of every value, counted from 1, by its path. The text must be JSON already."""
    breaks = [at for at, sign in enumerate(text) if sign == "\n"]
    found: dict[Path, int] = {}

    def value(at: int, path: Path) -> int:
        """Note the value that begins here, with all inside it; returns where it ends."""
        found[path] = bisect_right(breaks, at) + 1
        if text[at] == "{":
            return members(at, path)
        if text[at] == "[":
            return elements(at, path)
        return _DECODER.raw_decode(text, at)[1]

    def members(at: int, path: Path) -> int:
        at = _after_space(text, at + 1)
        while text[at] != "}":
            name, at = _DECODER.raw_decode(text, at)
            at = value(_after_space(text, _after_space(text, at) + 1), (*path, name))
            at = _after_comma(text, at)
        return at + 1

    def elements(at: int, path: Path) -> int:
        at, place = _after_space(text, at + 1), 0
        while text[at] != "]":
            at = _after_comma(text, value(at, (*path, place)))
            place += 1
        return at + 1

    value(_after_space(text, 0), ())
    return found


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space  # it may be empty
    return space.end()


def _after_comma(text: str, at: int) -> int:
    at = _after_space(text, at)
    return _after_space(text, at + 1) if text[at] == "," else at
