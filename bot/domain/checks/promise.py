"""The next word that a text promises must lie ahead when it goes out."""

from collections.abc import Iterator

from bot.domain import check_errors
from bot.domain.checks.sheet import Concern, Sheet


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block a promise that is broken before it is made."""
    at = sheet.content.next_at
    if at is not None and at <= sheet.now:
        yield Concern(check_errors.PromisePast(number=sheet.number, time=f"{at:%H:%M} UTC"))
