"""A story file as steps. What can stand in one, line by line:

    # a comment
    mode: live                              the header: mode, language, rooms, outlets, public,
                                            answer (10m), deputies (mayor=governor)
    feed NAME role=social language=fr       the desk watches a feed of this name; it is empty
    + NAME: text                            the feed publishes this, and the desk reads it
    ! NAME: be.2 Update of=be.1 for=2h severity=Severe status=Exercise fr: pluies | nl: regen
                                            the feed shows this CAP alert and nothing else (of, for,
                                            severity and status may be left out)
    serve NAME: posts                       an address for /feed add {NAME}: posts, empty, web page,
                                            nobody, or a number (an HTTP status)
    press-officer@desk> /draft text         somebody types; \\n breaks the line,
                                            {300 times x} is x three hundred times
    mayor@approval presses /approve 1       somebody presses a button that says this
    desk< Draft <number> [<digest>] *       what the room reads next; * is anything on this line,
      - written by: *                       <digest> keeps a value, {digest} says it again,
      ...                                   ... is any further lines (on the first line too)
    desk~ Draft 1 *                         an earlier message, changed
    desk< ...                               any messages, up to the next one asked for
    desk< (nothing)                         the room reads nothing more
    wait 31m                                time passes; what falls due is done
    crash                                   the desk stops without ceremony, and is opened anew;
    crash before answering                  … as soon as the next words are heard
    crash after publishing                  … as soon as the next text is out
    website loses the answer                what the webhook's receiver does next: loses the answer,
                                            loses the request, or answers NUMBER
    file public-page holds once: text       the public can read exactly this, once
    file public-page holds 2 texts
    webhook got 1                           texts that the receiver has made public
    report says: text                       the report of the exercise that is over holds this
    log is whole                            or: log is broken
    tamper UPDATE …                         one SQL statement, straight into the store

What a room read before the last thing that was done, and nobody asked about, is passed over.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

_HEADER = re.compile(r"(mode|language|rooms|outlets|public|answer|deputies|quiet|budget):\s*(.*)")
_HOLE = re.compile(r"\{(\w[\w-]*)\}")
_TIMES = re.compile(r"\{(\d+) times (.+?)\}", re.DOTALL)
_PATTERN = re.compile(r"(\*|<[a-z]+>|\{[\w-]+\})")
_LENGTH = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody types, or presses a button."""

    who: str
    room: str
    text: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Reads:
    """What a room reads next: patterns, the headline first."""

    room: str
    mark: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """The desk watches a feed from now on."""

    name: str
    role: str = "unknown"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Publishes:
    """A feed says something new."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Warns:
    """A feed shows one CAP alert; `words` has its headline in each of its languages."""

    name: str
    identifier: str
    kind: str
    words: Mapping[str, str]
    of: str = ""
    lasts: timedelta = timedelta(hours=14)
    severity: str = "Severe"
    status: str = "Actual"


@dataclass(frozen=True, slots=True)
class Serves:
    """What is found at an address."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Time passes."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Crashes:
    """The desk dies: at once, "before answering" or "after publishing"."""

    when: str = ""


@dataclass(frozen=True, slots=True)
class Fails:
    """What the receiver of webhooks does with the next request."""

    how: str


@dataclass(frozen=True, slots=True)
class HoldsOnce:
    """A text that is public on an outlet of files, once."""

    outlet: str
    text: str


@dataclass(frozen=True, slots=True)
class Holds:
    """How many texts are public: on an outlet of files, or where webhooks go (no name)."""

    outlet: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportSays:
    """Words in the report of the exercise that is over."""

    words: str


@dataclass(frozen=True, slots=True)
class LogIs:
    """Whether every log is as it was written."""

    whole: bool


@dataclass(frozen=True, slots=True)
class Tampers:
    """Somebody changes the store behind the desk's back."""

    sql: str


Act = (
    Says | Reads | Follows | Publishes | Serves | Waits | Warns | Crashes | Fails
    | HoldsOnce | Holds | ReportSays | LogIs | Tampers
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One act, and the line of the file where it stands."""

    line: int
    act: Act


@dataclass(frozen=True, slots=True)
class Story:
    """A story file, read."""

    file: Path
    header: Mapping[str, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A line that can stand in a story, and what it means."""

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str]], Act]


class StoryFailed(Exception):
    """A story cannot be read, or went otherwise; says where, what was expected and what came."""

    def __init__(self, file: Path, line: int, why: str) -> None:
        super().__init__(f"{file.name}:{line}: {why}")


def read(file: Path) -> Story:
    """Read a story file. Raises `StoryFailed` at the first line that means nothing."""
    header: dict[str, str] = {}
    steps: list[Step] = []
    for number, raw in enumerate(file.read_text("utf-8").split("\n"), start=1):
        line = raw.rstrip()
        if not line or line.startswith("#"):
            continue
        if not steps and (setting := _HEADER.fullmatch(line)):
            header[setting[1]] = setting[2]
        elif line.startswith("  ") and steps and isinstance(last := steps[-1].act, Reads):
            longer = Reads(last.room, last.mark, (*last.lines, line))
            steps[-1] = Step(steps[-1].line, longer)
        else:
            steps.append(Step(number, _act(file, number, line)))
    return Story(file, header, tuple(steps))


def filled(text: str, values: Mapping[str, str]) -> str:
    """What is typed: escapes, repetitions and kept values put in. A {place} nobody kept stays."""
    text = text.replace("\\n", "\n")
    text = _TIMES.sub(lambda found: found[2] * int(found[1]), text)
    return _HOLE.sub(lambda found: values.get(found[1], found[0]), text)


@dataclass(slots=True)
class Matching:
    """Whether a message is the expected one. `values` gains what its patterns keep."""

    values: dict[str, str] = field(default_factory=dict)

    def message(self, patterns: tuple[str, ...], lines: tuple[str, ...]) -> bool:
        """Every line in order; "..." stands for any lines, also at the end of the headline."""
        head, *rest = patterns
        if head.endswith(" ..."):
            head, rest = head.removesuffix(" ..."), [*rest, "  ..."]
        kept = self._line(head, lines[0])
        found = self._lines(rest, list(lines[1:]), kept) if kept is not None else None
        if found is None:
            return False
        self.values.update(found)
        return True

    def _lines(
        self, patterns: list[str], lines: list[str], kept: dict[str, str]
    ) -> dict[str, str] | None:
        if not patterns:
            return None if lines else kept
        first, *rest = patterns
        if first.strip() == "...":
            tails = (self._lines(rest, lines[skip:], kept) for skip in range(len(lines) + 1))
            return next((found for found in tails if found is not None), None)
        here = self._line(first, lines[0]) if lines else None
        return self._lines(rest, lines[1:], kept | here) if here is not None else None

    def _line(self, pattern: str, line: str) -> dict[str, str] | None:
        # Nobody who writes a story sees which spaces are not to be broken.
        plain = line.translate({0xA0: " ", 0x202F: " "})
        found = re.fullmatch("".join(map(self._part, _PATTERN.split(pattern))), plain)
        return found.groupdict() if found else None

    def _part(self, part: str) -> str:
        if part == "*":
            return ".*"
        if part.startswith("<") and part.endswith(">"):
            return rf"(?P<{part[1:-1]}>[^\s\]]+)"
        if (hole := _HOLE.fullmatch(part)) and hole[1] in self.values:
            return re.escape(self.values[hole[1]])
        return re.escape(part)


def _act(file: Path, number: int, line: str) -> Act:
    for form in _FORMS:
        if found := form.pattern.fullmatch(line):
            return form.meaning(found)
    raise StoryFailed(file, number, f"this line means nothing in a story:\n{line}")


def _warns(found: re.Match[str]) -> Warns:
    settings = dict(word.split("=", 1) for word in found[4].split())
    words = dict(part.strip().split(": ", 1) for part in found[5].split(" | "))
    lasts = settings.pop("for", "14h")
    span = timedelta(**{_LENGTH[lasts[-1]]: int(lasts[:-1])})
    return Warns(found[1], found[2], found[3], words, lasts=span, **settings)


def _follows(found: re.Match[str]) -> Follows:
    words = found[2].strip("() ").split()
    settings = dict(word.split("=", 1) for word in words)
    return Follows(found[1], settings.get("role", "unknown"), settings.get("language"))


_FORMS = tuple(
    _Form(re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"feed ([\w-]+)(.*)", _follows),
        (r"\+ ([\w-]+): (.+)", lambda m: Publishes(m[1], m[2])),
        (r"! ([\w-]+): (\S+) (\w+)((?: \w+=\S+)*) (\w\w: .+)", _warns),
        (r"serve ([\w-]+): (posts|empty|web page|nobody|\d{3})", lambda m: Serves(m[1], m[2])),
        (r"([\w-]+)@(\w+)(>| presses) ?(.*)", lambda m: Says(m[1], m[2], m[4], m[3] != ">")),
        (r"(\w+)([<~]) (.+)", lambda m: Reads(m[1], m[2], (m[3],))),
        (r"wait (\d+)([smhd])", lambda m: Waits(timedelta(**{_LENGTH[m[2]]: int(m[1])}))),
        (r"crash ?(before answering|after publishing|)", lambda m: Crashes(m[1])),
        (r"website (loses the answer|loses the request|answers \d{3})", lambda m: Fails(m[1])),
        (r"file ([\w-]+) holds once: (.+)", lambda m: HoldsOnce(m[1], m[2])),
        (r"file ([\w-]+) holds (\d+) texts?", lambda m: Holds(m[1], int(m[2]))),
        (r"webhook got (\d+)", lambda m: Holds("", int(m[1]))),
        (r"report says: (.+)", lambda m: ReportSays(m[1])),
        (r"log is (whole|broken)", lambda m: LogIs(m[1] == "whole")),
        (r"tamper (.+)", lambda m: Tampers(m[1])),
    )
)
