"""Dates as feeds write them: RFC 822, ISO 8601, and what content systems make of those.

Month names in English, French, Dutch, German and Luxembourgish. Numeric dates are day first.
A date whose zone we cannot name is no date: an hour that is wrong misleads more than none.
"""

import re
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitors.feed import DateTrust

_FUTURE = timedelta(minutes=10)
# The first feeds are of 1999. What lies before is a content system's "no date": year 1, 1970.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LONGEST = 100
_WHOLE_DAY = timedelta(days=1)

_MONTHS = (
    "january janvier januari januar janner jaenner",
    "february fevrier februari februar feber",
    "march mars maart marz maerz mrt",
    "april avril",
    "may mai mei mee",
    "june juin juni",
    "july juillet juli",
    "august aout augustus",
    "september septembre",
    "october octobre oktober",
    "november novembre",
    "december decembre dezember",
)
# RFC 822 and the names our countries use. CET is +1 all year: who means summer writes CEST.
_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1,
    "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "msk": 3, "trt": 3, "jst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip

_NAME = r"(?P<name>[a-z]{3,9})"
_TIME = (
    r"(?P<hour>\d{1,2})\s?[:h.]\s?(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
)
_NUMERIC_ZONE = r"(?P<sign>[+-])(?P<zhour>\d{2}|\d\b):?(?P<zminute>\d{2})?"
_PLACE = r"\[?(?P<place>[a-z]+/[a-z_]+)\]?"
_ZONE = rf"(?:{_PLACE}|(?P<zone>[a-z]{{1,5}}\b)?\s?\(?(?:{_NUMERIC_ZONE})?)"
_SPOKEN = r"(?:\s?(?:uhr|uur|auer|heures?)\b)?"
_CLOCK = rf"(?:[\s,t]*?(?:\s(?:a|om|um|at|op|klock)\s+)?{_TIME}{_SPOKEN}\s?{_ZONE})?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"^(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_CLOCK}",
        rf"\b(?P<day>\d{{1,2}})(?:er)?[.\s-]+{_NAME}[.,\s-]+(?P<year>\d{{4}}|\d{{2}})\b{_CLOCK}",
        rf"\b(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}",
        rf"\b{_NAME}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})$",
        rf"\b{_NAME}\.?\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}}){_CLOCK}",
        r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)t(?P<hour>\d\d)(?P<minute>\d\d)"
        rf"(?P<second>\d\d)?{_ZONE}$",
    )
)

Dated = tuple[datetime | None, DateTrust]
_UNREAD: Dated = (None, DateTrust.NONE)


def parse_date(raw: str | None, timezone_name: str, now: datetime) -> Dated:
    """The moment in UTC, and how far to believe it.

    A date over ten minutes ahead of `now` becomes `now`. A date without a zone is read in
    `timezone_name`, or in UTC if there is no such zone.
    """
    moment, trust = read_date(raw, timezone_name)
    if moment is not None and moment > now + _FUTURE:
        return now, DateTrust.CLAMPED
    return moment, trust


# A feed shows the same dates at every poll.
@lru_cache(4096)
def read_date(raw: str | None, timezone_name: str) -> Dated:
    """The moment in UTC, wherever it lies: the end of a warning is in the future by right."""
    text = _folded(raw or "")
    if not text or len(text) > _LONGEST:
        return _UNREAD
    if text.isdecimal() and re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC), DateTrust.FEED
    matches = (shape.search(text) for shape in _SHAPES)
    readings = (_moment(found.groupdict(), timezone_name) for found in matches if found)
    return next((read for read in readings if read[0]), _UNREAD)


def _moment(part: dict[str, str | None], timezone_name: str) -> Dated:
    number = part.get("month")
    month = int(number) if number else _MONTH_OF.get(part["name"] or "")
    zone, named = _zone_of(part, timezone_name)
    if month is None or zone is None:
        return _UNREAD
    year = part["year"] or ""
    try:
        local = datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            month,
            int(part["day"] or 0),
            _hour(part),
            int(part["minute"] or 0),
            min(int(part["second"] or 0), 59),  # A leap second counts as the second before it.
            tzinfo=zone,
        )
        moment = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return _UNREAD
    if moment < _EARLIEST:
        return _UNREAD
    return moment, DateTrust.FEED if named else DateTrust.ZONE


def _hour(part: dict[str, str | None]) -> int:
    hour, half = int(part["hour"] or 0), part.get("half")
    return hour if half is None else hour % 12 + (12 if half == "p" else 0)


def _zone_of(part: dict[str, str | None], feeds_own: str) -> tuple[tzinfo | None, bool]:
    """The zone, and whether the date names it; None for a name that we do not know."""
    if part.get("sign"):
        ahead = timedelta(hours=int(part["zhour"] or 0), minutes=int(part["zminute"] or 0))
        if ahead >= _WHOLE_DAY:
            return None, True
        return timezone(ahead if part["sign"] == "+" else -ahead), True
    if part.get("place"):
        return _zone(part["place"] or ""), True
    if part.get("zone"):
        hours = _HOURS.get(part["zone"] or "")
        return None if hours is None else timezone(timedelta(hours=hours)), True
    return _zone(feeds_own) or UTC, False


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name.title() if name.islower() else name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _folded(raw: str) -> str:
    text = raw[: _LONGEST + 1].strip().lower()
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _beginnings() -> dict[str, int]:
    """Every beginning of three letters or more that can mean only one month."""
    meanings: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(_MONTHS, 1):
        for name in names.split():
            for end in range(3, len(name) + 1):
                meanings[name[:end]].add(number)
    return {text: numbers.pop() for text, numbers in meanings.items() if len(numbers) == 1}


_MONTH_OF = _beginnings()
