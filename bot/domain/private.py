"""What reads like a private person in a text: mail addresses, telephone numbers, names of victims.

Numbers and addresses that somebody owns and tested are contacts, and no private ones; nor are short
numbers and freephone. A name is recognised only where the words around it say that somebody was
hurt, is dead or missing: the rule misses others, and is no leave to write them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.contact import Contact, as_read, is_phone, plain, typed

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# As people are reached in the Benelux and beside it: with a country before it, or a nought; in
# Luxembourg mobile numbers have neither.
_LONG = re.compile(r"(?:\+|00?)[1-9]\d{6,13}|6[2679]1\d{6}")
_FREEPHONE = re.compile(r"(?:00|0)800\d+|0[79]0\d+|800[02-9]\d{4}")
# Bounded, and only from the beginning of a word, so that no text takes long to read.
_PART = r"[A-ZÀ-ÖØ-Ý][\w'’-]{1,40}"
_OF = r"(?: (?:van|von|de|der|den|du|le|la|d'|vun))*"
_NAME = rf"(?<![\w'’-])(?:[A-ZÀ-Ý]\. ?)?{_PART}{_OF}(?: {_PART}){{1,2}}"
_GAP = re.compile(r"[^\S\n]+")
_HURT = (
    r"dead|died|killed|deceased|injured|wounded|missing|victim|casualty"
    r"|mort|morte|décédée?|tuée?|blessée?|disparue?|victime"
    r"|dood|overleden|gestorven|omgekomen|gewond|vermist|slachtoffer|dode"
    # Alone, "tot" is Dutch for "until".
    r"|ist tot|war tot|tote|toter|gestorben|verstorben|getötet|verletzt|verletzte|verletzter"
    r"|vermisst|opfer"
    r"|dout|doudeg|gestuerwen|ëmkomm|blesséiert|vermësst|affer"
)
_ARE = r"is|was|are|est|a été|serait|is|werd|ist|wurde|ass|gouf|war"
_TITLE = (
    r"(?:Mr|Mrs|Ms|M|Mme|Mlle|Monsieur|Madame|Dhr|Mevr|Mevrouw|Meneer|Herr|Frau|Här|Madamm)\.? "
)
_VICTIMS = tuple(
    re.compile(pattern)
    for pattern in (
        # "Victim: Jane Doe", "the dead man is Jane Doe", "décédé : M. Dupont"
        rf"\b(?i:{_HURT})(?i: (?:person|man|woman|homme|femme|vrouw|Mann|Frau))?"
        rf"(?:\s?[:,(]\s?| (?i:{_ARE}|named|called|nommée?|namens|genaamd|namen) )"
        rf"(?P<name>(?:{_TITLE})?{_NAME}|{_TITLE}{_PART})",
        # "Jane Doe (45) was injured", "Jean Dupont, 45 ans, est décédé"
        rf"(?P<name>{_NAME})(?:,? \(?\d{{1,3}}(?: \w+){{0,3}}\)?,?)?(?: (?i:{_ARE}))?"
        rf"(?: \w+)? (?i:{_HURT})\b",
        rf"\b(?P<name>{_TITLE}{_PART})(?: (?i:{_ARE}))?(?: \w+)? (?i:{_HURT})\b",
    )
)
# Nobody is called so: places, services and what stands before a sentence's verb.
_NOBODY = re.compile(
    r"(?i)^(?:the|an?|my|no|les?|la|une?|mon|ma|de|het|een|mijn|geen|der|die|das|den|ein\w*|kein\w*"
    r"|mein\w*|sie|en|eng|kee\w*|mäi|meng|d|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b"
    r"|\b(?:hospital|hôpital|clinique|ziekenhuis|krankenhaus"
    r"|klinik|police|politie|polizei|fire|pompiers|brandweer|feuerwehr|service|centre|center|centrum"
    r"|zentrum|street|rue|straat|strasse|straße|place|plein|platz|station|gare|quai|quay|kaai|avenue"
    r"|bridge|pont|brug|brücke|school|école|schule|city|ville|stad|stadt)\b"
)


class PrivateKind(StrEnum):
    """What was found."""

    MAIL = "mail"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Private:
    """Words of a text that read like a private person's."""

    kind: PrivateKind
    words: str

    @property
    def hint(self) -> str:
        """Enough to find the words again, too little to keep them."""
        if self.kind is PrivateKind.NAME:
            return " ".join(f"{part[0]}…" for part in self.words.split())
        return f"{self.words[:3]}…"


def found(text: str, contacts: Iterable[Contact]) -> tuple[Private, ...]:
    """All of it, each once, in the order of the kinds."""
    known = {plain(contact.value) for contact in contacts}
    text = _GAP.sub(" ", as_read(text))
    written = [words for words in typed(text) if plain(words) not in known]
    mails = [Private(PrivateKind.MAIL, words) for words in written if _MAIL.fullmatch(words)]
    phones = [Private(PrivateKind.PHONE, words) for words in written if _is_private(words)]
    names = [
        Private(PrivateKind.NAME, match["name"])
        for pattern in _VICTIMS
        for match in pattern.finditer(text)
        if not _NOBODY.search(match["name"])
    ]
    return tuple(dict.fromkeys((*mails, *phones, *names)))


def _is_private(words: str) -> bool:
    """Whether it is a number of somebody's own, as far as its form shows."""
    if not is_phone(words):
        return False
    digits = ("+" if words.strip().startswith("+") else "") + plain(words)
    return bool(_LONG.fullmatch(digits)) and not _FREEPHONE.fullmatch(digits)
