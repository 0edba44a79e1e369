"""What an outlet would cut."""

from collections.abc import Iterator

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what some outlet would not take whole."""
    for outlet, length in sheet.too_long:
        yield Concern(
            errors.TooLong(
                number=sheet.number, outlet=outlet.name, count=length.count, limit=length.limit,
                unit=length.unit,
            )
        )  # fmt: skip
