"""Markers and claims against the mode, and signs that nobody can see."""

from collections.abc import Iterator

from bot.domain import errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.mode import Mode, denies_exercise, found_marker, hidden_sign


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what makes an exercise look real, or reality look played."""
    number, live = sheet.number, sheet.content.mode is Mode.LIVE
    for text in (*sheet.texts.values(), sheet.content.area):
        if sign := hidden_sign(text):
            yield Concern(errors.HiddenSign(sign=f"U+{ord(sign):04X}", number=number))
    for text in sheet.texts.values():
        if live and (marker := found_marker(text)):
            yield Concern(errors.MarkerInLive(marker=marker, number=number))
        if not live and (words := denies_exercise(text)):
            yield Concern(errors.NotADrill(words=words, number=number))
