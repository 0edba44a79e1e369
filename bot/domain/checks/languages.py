"""The languages against each other: none missing or copied, the same figures in all of them."""

import re
from collections.abc import Iterator

from bot.domain import check_errors, errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.contact import as_read, plain, typed
from bot.domain.content import MessageClass

# 18:30, 18.30, 18h30, "18 h 30", "18 Uhr 30", "18 uur" are one time each.
_TIME = re.compile(
    r"\b([01]?\d|2[0-3])(?:\s?[:.]\s?([0-5]\d)(?!\d)|\s?(?:h|u|uur|uhr|auer)(?:\s?([0-5]\d))?(?!\w))",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[ .,\u00a0\u202f'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block what one language says and another does not, unless it was waived by name."""
    content, waived = sheet.content, sheet.content.waived
    missing = tuple(language for language in sheet.missing if language not in waived)
    if content.kind is MessageClass.WARNING and missing:
        yield Concern(errors.MissingLanguage(number=sheet.number, languages=", ".join(missing)))
    seen: dict[str, str] = {}
    for language, text in content.texts.items():
        if text in seen and language not in waived:
            both = f"{seen[text]}, {language}"
            yield Concern(errors.SameText(number=sheet.number, languages=both))
        seen[text] = language
    if content.quoted:
        only = ", ".join(dict.fromkeys(content.quoted.values()))
        yield Concern(
            check_errors.OnlyQuoted(
                number=sheet.number, languages=", ".join(content.quoted), source=only,
                first=next(iter(content.quoted)),
            ),
            blocks=False,
        )  # fmt: skip
    # What concerns an earlier message is quoted as it was typed, until somebody translates it.
    if content.amends is None:
        yield from _figures(sheet)


def _figures(sheet: Sheet) -> Iterator[Concern]:
    waived = sheet.content.waived
    held = {lang: t for lang, t in sheet.texts.items() if lang not in waived and t.strip()}
    if len(held) < 2:
        return
    said = {language: figures(text) for language, text in held.items()}
    first = max(said, key=lambda language: len(said[language]))
    for language, has in said.items():
        if lacks := sorted(said[first] - has):
            yield Concern(
                check_errors.NumbersDiffer(
                    number=sheet.number, first=first, second=language, numbers=", ".join(lacks)
                )
            )
        elif more := sorted(has - said[first]):
            yield Concern(
                check_errors.NumbersDiffer(
                    number=sheet.number, first=language, second=first, numbers=", ".join(more)
                )
            )


def figures(text: str) -> frozenset[str]:
    """Every number, time, and contact of a text, each in one form whatever the language."""
    text = as_read(text)
    contacts = list(typed(text))
    for contact in contacts:
        text = text.replace(contact, " ")
    text = _TWELVE.sub(_on_24_hours, text)
    times = {_time(int(m[1]), m[2] or m[3]) for m in _TIME.finditer(text)}
    rest = _THOUSANDS.sub("", _TIME.sub(" ", text))
    numbers = {n.replace(",", ".") for n in _NUMBER.findall(rest)}
    return frozenset({plain(contact) for contact in contacts} | times | numbers)


def _time(hour: int, minutes: str | None) -> str:
    """A full hour is its number: "de 8 h à 20 h" is "von 8 bis 20 Uhr"."""
    return f"{hour}:{minutes}" if minutes and minutes != "00" else str(hour)


def _on_24_hours(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour}:{found[2] or '00'}"
