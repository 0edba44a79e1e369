"""Neighbours: what another centre or an authority tells people on the same street."""

from collections.abc import Iterator

from bot.domain import check_errors
from bot.domain.advice import differences
from bot.domain.checks.sheet import Concern, Sheet


def check(sheet: Sheet) -> Iterator[Concern]:
    """Show where others advise the opposite. Who is right, people find out: it never blocks."""
    for found in differences(sheet.texts.values(), sheet.content.area, sheet.neighbours):
        why = check_errors.AdviceDiffers(source=found.source, ours=found.ours, theirs=found.theirs)
        yield Concern(why, blocks=False)
