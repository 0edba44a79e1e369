"""Dates as feeds write them: RFC 822, ISO 8601, and what content systems make of those.

Month names in English, French, Dutch, German and Luxembourgish. Numeric dates are day first.
"""

import re
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FUTURE = timedelta(minutes=10)
_LONGEST = 100

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
}  # fmt: skip

_NAME = r"(?P<name>[a-z]{3,9})"
_TIME = r"(?P<hour>\d{1,2})\s?[:h.]\s?(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?"
_NUMERIC_ZONE = r"(?P<sign>[+-])(?P<zhour>\d{2}|\d\b):?(?P<zminute>\d{2})?"
_ZONE = rf"(?:(?P<zone>[a-z]{{1,5}})?\s?(?:{_NUMERIC_ZONE})?)"
_CLOCK = rf"(?:[\s,t]*?(?:\s(?:a|om|um|at|op|klock)\s+)?{_TIME}(?:\s?(?:uhr|uur|auer))?\s?{_ZONE})?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"^(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_CLOCK}",
        rf"\b(?P<day>\d{{1,2}})(?:er)?[.\s-]+{_NAME}[.,\s-]+(?P<year>\d{{4}}|\d{{2}})\b{_CLOCK}",
        rf"\b(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}",
        rf"\b{_NAME}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})$",
        rf"\b{_NAME}\.?\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}}){_CLOCK}",
    )
)


def parse_date(raw: str | None, timezone_name: str, now: datetime) -> datetime | None:
    """The moment in UTC; None if it cannot be read or lies over ten minutes ahead of `now`.

    A date without a zone is read in `timezone_name`, or in UTC if there is no such zone.
    """
    text = _folded(raw or "")
    if not text or len(text) > _LONGEST:
        return None
    if re.fullmatch(r"1\d{9}", text):
        moment: datetime | None = datetime.fromtimestamp(int(text), UTC)
    else:
        moment = _read(text, timezone_name)
    return None if moment is None or moment > now + _FUTURE else moment


def _read(text: str, timezone_name: str) -> datetime | None:
    matches = (shape.search(text) for shape in _SHAPES)
    moments = (_moment(found.groupdict(), timezone_name) for found in matches if found)
    return next((moment for moment in moments if moment), None)


def _moment(part: dict[str, str | None], timezone_name: str) -> datetime | None:
    number = part.get("month")
    month = int(number) if number else _MONTH_OF.get(part["name"] or "")
    if month is None:
        return None
    year = part["year"] or ""
    try:
        local = datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            month,
            int(part["day"] or 0),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            min(int(part["second"] or 0), 59),  # A leap second counts as the second before it.
            tzinfo=_offset(part) or _zone(timezone_name),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(part: dict[str, str | None]) -> tzinfo | None:
    hours = _HOURS.get(part["zone"] or "")
    if part["sign"]:
        ahead = timedelta(hours=int(part["zhour"] or 0), minutes=int(part["zminute"] or 0))
        return timezone(ahead if part["sign"] == "+" else -ahead)
    return None if hours is None else timezone(timedelta(hours=hours))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


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
