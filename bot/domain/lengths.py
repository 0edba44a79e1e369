"""How long a text is by the rule of the channel that carries it, counted on its final words.

The rules, from the channels' own documents: SMS 3GPP TS 23.038; cell broadcast TS 23.041 (82 octets
a page, 15 pages); X the weights of twitter-text 3; Mastodon StatusLengthValidator; Bluesky the
lexicon app.bsky.feed.post; Telegram UTF-16 units; Matrix 65,536 bytes an event with all around it.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import regex

from bot.domain.message import Phrase, mark

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# These take two places each.
_EXTENDED = frozenset("^{}\\[~]|€\f")
_SHORT = _BASIC | _EXTENDED
# What a reader takes for the same sign; letters lose their accent last of all.
_PLAINER = {
    "’": "'", "‘": "'", "‚": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "œ": "oe", "Œ": "OE",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "°": " ",
}  # fmt: skip
_GRAPHEME = regex.compile(r"\X")
# A link as Mastodon and X count it: the scheme may be left out only on X.
# What stands at its end as a mark of the sentence is not part of it.
_TAIL = r"[^\s<>\"«»]*[^\s<>\"«».,;:!?)]"
_SCHEMED = regex.compile(rf"https?://{_TAIL}", regex.IGNORECASE)
_LINKS_ON_X = regex.compile(
    rf"https?://{_TAIL}"
    r"|(?<![@\w./-])(?:[\w-]+\.)+(?:com|org|net|info|eu|be|nl|lu|de|fr|int|gov|io|app)\b"
    rf"(?:/(?:{_TAIL})?)?",
    regex.IGNORECASE,
)
_MENTION = regex.compile(r"(?<![\w/])(@\w+)@[\w.-]+\w")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}")
_LINK = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


class Measure(StrEnum):
    """Whose rule counts."""

    SMS = "sms"
    CELL_BROADCAST = "cell_broadcast"
    X = "x"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    TELEGRAM = "telegram"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Length:
    """How much of its room a text takes, in the unit of the rule.

    `culprits` are the signs that make a short message three times as dear, and `plainer` the same
    words without them: offered, never put in place of what was written.
    """

    count: int
    limit: int
    unit: Phrase
    culprits: tuple[str, ...] = ()
    plainer: str = ""
    plainer_count: int = 0

    @property
    def fits(self) -> bool:
        """Whether the channel takes it whole."""
        return self.count <= self.limit


@dataclass(frozen=True, slots=True)
class _Coding:
    """Signs in one message or page, and in each of several."""

    alone: int
    of_many: int


_SMS = _Coding(160, 153), _Coding(70, 67)
_PAGES = _Coding(93, 93), _Coding(41, 41)
_PARTS, _PAGE, _CHARACTERS = mark("parts"), mark("pages"), mark("characters")
_UNITS, _BYTES = mark("UTF-16 units"), mark("bytes")


def culprits(text: str) -> tuple[str, ...]:
    """The signs that the alphabet of short messages lacks, each once, in their order."""
    return tuple(dict.fromkeys(sign for sign in text if sign not in _SHORT))


def plainer(text: str) -> str:
    """The same words in the alphabet of short messages, as far as it has them. Signs that are
    typography are replaced, letters lose their accent, and what has no likeness stays."""
    return "".join(_plain_sign(sign) for sign in unicodedata.normalize("NFC", text))


def graphemes(text: str) -> int:
    """What a reader counts: a family of four is one."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def weight_on_x(text: str) -> int:
    """Weighted characters: links 23, most letters of Europe 1, emoji and all else 2."""
    composed = unicodedata.normalize("NFC", text)
    links = list(_LINKS_ON_X.finditer(composed))
    rest = _LINKS_ON_X.sub("", composed)
    return _LINK * len(links) + sum(_weight(found.group()) for found in _GRAPHEME.finditer(rest))


def on_mastodon(text: str) -> int:
    """Graphemes, where a link counts 23 and a mention only its local part."""
    return graphemes(_MENTION.sub(r"\1", _SCHEMED.sub("x" * _LINK, text)))


def measured(measure: Measure, text: str, limit: int = 0) -> Length:
    """The length of a text by a rule; `limit` in its unit, 0 for the channel's own."""
    return _RULES[measure](text, limit or LIMITS[measure])


def _plain_sign(sign: str) -> str:
    if sign in _SHORT:
        return sign
    if sign in _PLAINER:
        return _PLAINER[sign]
    letter = unicodedata.normalize("NFD", sign)[0]
    return letter if letter in _BASIC else sign


def _weight(cluster: str) -> int:
    if _EMOJI.search(cluster):
        return 2
    return sum(1 if any(low <= ord(c) <= high for low, high in _LIGHT) else 2 for c in cluster)


def _messages(text: str, codings: tuple[_Coding, _Coding]) -> int:
    """How many parts the text takes; no character is torn between two."""
    wide = bool(culprits(text))
    coding = codings[1] if wide else codings[0]
    sizes = [_size(sign, wide) for sign in text]
    if sum(sizes) <= coding.alone:
        return 1
    parts, room = 1, coding.of_many
    for size in sizes:
        if size > room:
            parts, room = parts + 1, coding.of_many
        room -= size
    return parts


def _size(sign: str, wide: bool) -> int:
    if wide:
        return 2 if ord(sign) > 0xFFFF else 1
    return 2 if sign in _EXTENDED else 1


def _in_messages(codings: tuple[_Coding, _Coding], unit: Phrase) -> Callable[[str, int], Length]:
    def rule(text: str, limit: int) -> Length:
        count, found = _messages(text, codings), culprits(text)
        offered = plainer(text) if found else ""
        cheaper = _messages(offered, codings) if offered else count
        if cheaper >= count:
            return Length(count, limit, unit, found)
        return Length(count, limit, unit, found, offered, cheaper)

    return rule


def _on_bluesky(text: str, limit: int) -> Length:
    """Both rules hold: whichever is the fuller is shown."""
    signs, size = graphemes(text), len(text.encode())
    if signs <= limit and size > _BLUESKY_BYTES:
        return Length(size, _BLUESKY_BYTES, _BYTES)
    return Length(signs, limit, _CHARACTERS)


def _counting(count: Callable[[str], int], unit: Phrase) -> Callable[[str, int], Length]:
    return lambda text, limit: Length(count(text), limit, unit)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _as_json(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass"))


_BLUESKY_BYTES = 3000
# SMS: what gateways join at most. Matrix: less than an event, whose envelope and signatures count.
LIMITS: Mapping[Measure, int] = {
    Measure.SMS: 10,
    Measure.CELL_BROADCAST: 15,
    Measure.X: 280,
    Measure.MASTODON: 500,
    Measure.BLUESKY: 300,
    Measure.TELEGRAM: 4096,
    Measure.MATRIX: 60_000,
}
_RULES: Mapping[Measure, Callable[[str, int], Length]] = {
    Measure.SMS: _in_messages(_SMS, _PARTS),
    Measure.CELL_BROADCAST: _in_messages(_PAGES, _PAGE),
    Measure.X: _counting(weight_on_x, _CHARACTERS),
    Measure.MASTODON: _counting(on_mastodon, _CHARACTERS),
    Measure.BLUESKY: _on_bluesky,
    Measure.TELEGRAM: _counting(_utf16, _UNITS),
    Measure.MATRIX: _counting(_as_json, _BYTES),
}
