"""What an outlet would cut, and what does not fit into one text message."""

from collections.abc import Iterator

from bot.domain import check_errors, errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.lengths import Measure, measured
from bot.domain.mode import framed


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what some outlet would not take whole; warn of a short message in several parts."""
    sent_short = False
    for outlet, length in sheet.lengths:
        sent_short = sent_short or outlet.measure is Measure.SMS
        if not length.fits:
            yield Concern(
                errors.TooLong(
                    number=sheet.number, outlet=outlet.name, count=length.count,
                    limit=length.limit, unit=length.unit,
                )
            )  # fmt: skip
        elif outlet.measure is Measure.SMS and length.count > 1:
            yield Concern(
                check_errors.ManyParts(where=outlet.name, count=length.count), blocks=False
            )
    filling, mode = sheet.content.filling, sheet.content.mode
    if filling is not None and filling.form == "short" and not sent_short:
        for language, text in sheet.texts.items():
            parts = measured(Measure.SMS, framed(text, mode, language)).count
            if parts > 1:
                yield Concern(check_errors.ManyParts(where=language, count=parts), blocks=False)
