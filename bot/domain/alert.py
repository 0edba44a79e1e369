"""How bad, how soon, how sure: what the Common Alerting Protocol asks of a warning, and its areas.

The values are those of CAP 1.2 (OASIS), without Unknown, which tells nobody anything, and without
what is not for the public. A draft says what differs from what is usual for its class.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations, pairwise

from bot.domain.draft import MessageClass

Point = tuple[float, float]
CHOICES: Mapping[str, tuple[str, ...]] = {
    "category": (
        "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport",
        "Infra", "CBRNE", "Other",
    ),
    "response": ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "AllClear"),
    "urgency": ("Immediate", "Expected", "Future", "Past"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What machines sort a warning by."""

    category: str = "Safety"
    response: str = "Execute"
    urgency: str = "Immediate"
    severity: str = "Severe"
    certainty: str = "Observed"

    def with_choices(self, chosen: Mapping[str, str]) -> "Terms":
        """These terms with what a draft says instead; what is no choice is left out."""
        fine = {name: value for name, value in chosen.items() if value in CHOICES.get(name, ())}
        return replace(self, **fine)

    def plain(self) -> str:
        """All of them in one line."""
        return ", ".join(str(getattr(self, each.name)) for each in fields(self))


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
        return " ".join(self.name.casefold().split()) == " ".join(typed.casefold().split())


_OVER = Terms(response="AllClear", urgency="Past", severity="Minor")


def terms(kind: MessageClass, root: MessageClass, chosen: Mapping[str, str]) -> Terms:
    """The terms of a message of this class about one of class `root`, for which `chosen` was said.

    A correction is as bad as what it corrects; what ends a danger says that it is past.
    """
    if kind in (MessageClass.ALL_CLEAR, MessageClass.RETRACTION) or root is MessageClass.ALL_CLEAR:
        category = {"category": chosen["category"]} if "category" in chosen else {}
        return _OVER.with_choices(category)
    return Terms().with_choices(chosen)


def choice(name: str, typed: str) -> str | None:
    """The choice that was typed, however it was capitalised; None when there is no such one."""
    found = (each for each in CHOICES[name] if each.casefold() == typed.strip().casefold())
    return next(found, None)


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
