"""Contacts: phone numbers, links and addresses that someone owns and has tested.

A number or link typed free in a draft blocks it: in 2019 a national alert carried a wrong
telephone number that five to eight people had read.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

# The emergency number that anyone may name without a contact of their own.
EMERGENCY_NUMBERS = frozenset({"112"})
# Ends of names that people type without "www." and readers open all the same.
_ENDINGS = "be|nl|lu|de|fr|eu|uk|com|org|net|info|brussels|vlaanderen|gov|int|example"
# Bounded, so that a long word without a space in it is read in no time.
_LINK = re.compile(
    rf"\b(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?\.){{1,8}}(?:{_ENDINGS})\b(?:/[^\s<>\"]*)?(?!@)|"
    r"(?i:https?://)[^\s<>\"]+|\b(?i:www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
)
_LONG_NUMBER = re.compile(r"(?<!\w)(?<!\d[,.:])\+?\d[\d\s./()-]{4,}\d(?!\w|:\d)")
# Three to five digits are a number to call only after words that say so. Nothing is read twice:
# of "appel" many times over, each would be read to the end and back.
_SHORT_NUMBER = re.compile(
    r"(?:(?:appel|t[ée]l|bel|uruff|ruf)[^\W\d]{0,20}+|num[ée]ro|call|phone|dial|number|nummer|hotline)"
    r"[^\d\n]{0,25}+(\d{3,5})(?!\d)",
    re.IGNORECASE,
)
_NO_CONTACT = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"  # dates
    r"|\d{1,2}\.\d{2}\s*-\s*\d{1,2}\.\d{2}"  # times
    r"|[1-9]\d{0,2}(?:[ .]\d{3})+"  # thousands
)
# Formats, and marks on no letter of their own: a digit in a box is one.
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
# What word processors write for a hyphen; a dash stands between two numbers.
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212")
# From a sign as wide as a Chinese one to the plain one.
_WIDE = 0xFEE0


@dataclass(frozen=True, slots=True)
class Contact:
    """One number, link or address that may appear in a draft."""

    number: int
    value: str
    purpose: str
    owner: str
    tested_by: str | None = None
    tested_at: datetime | None = None
    removed: bool = False


def plain(value: str) -> str:
    """The value as it is compared: digits alone for a number, no scheme or end dot for a link."""
    value = as_read(value).strip().rstrip(".,;:!?)").casefold()
    if re.fullmatch(r"\+?[\d\s./()-]+", value):
        return re.sub(r"\D", "", value)
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", value).rstrip("/")


def strays(text: str, contacts: Iterable[Contact]) -> Iterator[tuple[str, str | None]]:
    """Every number, link or address in the text that is no contact, with the nearest known."""
    known = {plain(contact.value): contact.value for contact in contacts}
    for written in typed(text):
        if plain(written) in known or plain(written) in EMERGENCY_NUMBERS:
            continue
        yield written, _nearest(plain(written), known)


def unknown(text: str, contacts: Iterable[Contact]) -> tuple[str, str | None] | None:
    """The first of the strays."""
    return next(strays(text, contacts), None)


def in_text(text: str, contacts: Iterable[Contact]) -> Iterator[Contact]:
    """The contacts that the text names."""
    written = {plain(each) for each in typed(text)}
    yield from (contact for contact in contacts if plain(contact.value) in written)


def as_read(text: str) -> str:
    """The text in the signs that a reader takes it for: what does not show is gone, digits and
    signs of another width or alphabet, hyphens and spaces are the plain ones."""
    if text.isascii():
        return text
    return "".join(map(_sign, unicodedata.normalize("NFC", text)))


def is_phone(value: str) -> bool:
    """Whether it is a number to call, rather than a link or an address."""
    return plain(value).isdigit()


def near(value: str, contacts: Iterable[Contact]) -> Contact | None:
    """A contact that differs from the value by one digit or letter: changed, more, less or two
    swapped. One of the two may well be a slip."""
    return next((c for c in contacts if _one_off(plain(value), plain(c.value))), None)


def _sign(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind in _UNSEEN:
        return ""
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - _WIDE)
    return " " if kind == "Zs" else "-" if char in _HYPHENS else char


def _one_off(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    if len(one) == len(other):
        odd = [i for i in range(len(one)) if one[i] != other[i]]
        swapped = len(odd) == 2 and one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]
        return len(odd) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _nearest(value: str, known: Mapping[str, str]) -> str | None:
    one_off = next((shown for each, shown in known.items() if _one_off(value, each)), None)
    close = difflib.get_close_matches(value, known, n=1, cutoff=0.6)
    return one_off or (known[close[0]] if close else None)


def typed(text: str) -> Iterator[str]:
    """Everything in the text that somebody could call, open or write to, in plain signs."""
    text = as_read(text)
    for match in _LINK.finditer(text):
        yield match.group().rstrip(".,;:!?)")
    rest = _LINK.sub(" ", text)
    for match in _LONG_NUMBER.finditer(rest):
        if not _NO_CONTACT.fullmatch(match.group()):
            yield match.group()
    for match in _SHORT_NUMBER.finditer(_LONG_NUMBER.sub(" ", rest)):
        yield match.group(1)
