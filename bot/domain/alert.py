"""How bad, how soon, how sure: what the Common Alerting Protocol asks of a warning, and its areas.

The values are those of CAP 1.2 (OASIS), without Unknown, which tells nobody anything, and without
what is not for the public. A draft begins with those of its template and says what differs. One
choice of a level sets urgency, severity and certainty, and names the step of the national systems.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations, pairwise

from bot.domain.content import MessageClass
from bot.domain.message import folded
from bot.domain.mode import Mode

Point = tuple[float, float]
CHOICES: Mapping[str, tuple[str, ...]] = {
    "category": (
        "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport",
        "Infra", "CBRNE", "Other",
    ),
    "response": ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "AllClear",
                 "None"),
    "urgency": ("Immediate", "Expected", "Future", "Past"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How grave a warning is, in one word: CAP's three values, and the steps that go with it in
    LU-Alert (D, N1 to N3, I) and in the German system (1 to 3); a proposal that people may change.
    `nl` says that it is grave enough for NL-Alert."""

    urgency: str
    severity: str
    certainty: str
    lu: str
    de: str = ""
    nl: bool = False

    def steps(self, mode: Mode) -> Mapping[str, str]:
        """The step of each national system that has one; LU-Alert plays and tests on T alone."""
        lu = self.lu if mode is Mode.LIVE else "T"
        steps = {"LU-Alert": lu, "MoWaS": self.de, "NL-Alert": "NL-Alert" if self.nl else ""}
        return {system: step for system, step in steps.items() if step}


LEVELS: Mapping[str, Level] = {
    "danger": Level("Immediate", "Extreme", "Observed", "D", "1", nl=True),
    "red": Level("Expected", "Extreme", "Likely", "N1", "1", nl=True),
    "orange": Level("Expected", "Severe", "Likely", "N2", "2"),
    "yellow": Level("Future", "Moderate", "Possible", "N3", "3"),
    "information": Level("Future", "Minor", "Likely", "I"),
}
_BY_LEVEL = ("urgency", "severity", "certainty")


@dataclass(frozen=True, slots=True)
class Terms:
    """What machines sort a warning by. `category` may be several, with spaces between them;
    `alert` is the level, if one was chosen; `audience` says in words whom it concerns."""

    category: str = "Safety"
    response: str = "Execute"
    urgency: str = "Immediate"
    severity: str = "Severe"
    certainty: str = "Observed"
    audience: str = ""
    alert: str = ""

    def with_choices(self, chosen: Mapping[str, str]) -> "Terms":
        """These terms with what a draft says instead; what is no choice is left out."""
        return replace(self, **fitting(chosen))

    def plain(self, mode: Mode) -> str:
        """All of them in one line, with the steps of the level in the national systems."""
        said = [str(getattr(self, each.name)) for each in fields(self)]
        steps = LEVELS[self.alert].steps(mode) if self.alert else {}
        named = (s if s == system else f"{system} {s}" for system, s in steps.items())
        return ", ".join(filter(None, (*said, *named)))


@dataclass(frozen=True, slots=True)
class Area:
    """An area that the centre has drawn: CAP polygons ("lat,lon lat,lon …", closed), circles
    ("lat,lon kilometres") and codes by the name of their list."""

    name: str
    polygons: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    codes: Mapping[str, str] | None = None

    def is_named(self, typed: str) -> bool:
        """Whether somebody meant this one."""
        return folded(self.name) == folded(typed)


_OVER = Terms(response="AllClear", urgency="Past", severity="Minor")


def terms(kind: MessageClass, root: MessageClass, chosen: Mapping[str, str]) -> Terms:
    """The terms of a message of this class about one of class `root`, for which `chosen` was said.

    A correction is as bad as what it corrects; what ends a danger says that it is past.
    """
    if kind in (MessageClass.ALL_CLEAR, MessageClass.RETRACTION) or root is MessageClass.ALL_CLEAR:
        kept = {name: chosen[name] for name in ("category", "audience") if name in chosen}
        return _OVER.with_choices(kept)
    return Terms().with_choices(chosen)


def fitting(chosen: Mapping[str, str]) -> dict[str, str]:
    """What of this is a choice that there is."""
    return {name: value for name, value in chosen.items() if choice(name, value) == value}


def together(before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """What was chosen before and now. A level sets three values; one of them set by itself later
    is no longer that level."""
    after = {**before, **given}
    if level := LEVELS.get(given.get("alert", "")):
        return after | {name: given.get(name, getattr(level, name)) for name in _BY_LEVEL}
    if given.keys() & set(_BY_LEVEL):
        after.pop("alert", None)
    return after


def choice(name: str, typed: str) -> str | None:
    """The choice that was typed, however it was capitalised; None when there is no such one. Of
    categories there may be several, with commas or spaces between them."""
    words = " ".join(typed.split())
    if name == "audience":
        return words or None
    if name == "alert":
        return words.casefold() if words.casefold() in LEVELS else None
    if name not in CHOICES:
        return None
    known = {each.casefold(): each for each in CHOICES[name]}
    several = words.replace(",", " ").split() if name == "category" else [words]
    found = [known.get(each.casefold()) for each in several]
    return " ".join(dict.fromkeys(filter(None, found))) if found and all(found) else None


def crooked(polygon: str) -> str:
    """Why this is no polygon that can be drawn; empty when it is one."""
    try:
        points = [_point(pair) for pair in polygon.split()]
    except ValueError:
        return "a corner of its polygon is not lat,lon"
    if len(points) < 4 or points[0] != points[-1]:
        return "its polygon needs four corners at least, the last the same as the first"
    edges = list(pairwise(points))
    if any(_cross(*one, *other) for one, other in combinations(edges, 2)):
        return "its polygon crosses itself"
    return ""


def _point(pair: str) -> Point:
    lat, _, lon = pair.partition(",")
    point = float(lat), float(lon)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(pair)
    return point


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
