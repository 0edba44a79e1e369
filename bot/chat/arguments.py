"""Read what stands after a command's words: numbers, words, key=value pairs, and the rest."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import zip_longest
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from bot.chat.words import Say
from bot.domain.errors import BadArguments
from bot.domain.message import mark
from bot.domain.usage import Usage

# A store counts in 32 bits here; nobody has that many drafts.
LARGEST = 2**31 - 1
LONGEST_NUMBER = 40
# Between quotes of one kind, which may hold those of another; else between any two.
_QUOTED = r'(?:"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)(?=\s|$)|["“”„«»][^"“”„«»]*["“”„«»]'
_STRAY = re.compile(r"\s[a-z_.]+\s+=", re.IGNORECASE)
_MARKS = '"“”„«»'
_APOSTROPHES = "'‘’"
FURTHEST = timedelta(hours=23)
# No word of ours has more words in any language.
_LONGEST = 4
# What people put before a number, and what a sentence leaves after it. A question mark is no slip:
# "/withdraw 3?" asks, and so may "no 3" be a no.
_NUMBER = re.compile(
    r"(?:(?:n(?:[°º]|[ro]?\.)|nr|num[ée]ro|nummer|number|№|[#(\[«\"“„])\s{0,2}){0,2}([0-9]+)"
    r"(?:\s?[»\"“”)\]])?[.,;:!…]*(?=\s|$)",
    re.IGNORECASE,
)
_EXACT_NUMBER = re.compile(r"#?([0-9]+)(?=\s|$)")
_AROUND = '[]()«»"“”„.,;:!… \u00a0\u202f'
# Signs as wide as an ideograph (U+FF01 to U+FF5E), as some keyboards write them.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}

Word = TypeVar("Word", bound=StrEnum)
# What becomes of pairs that were not asked for.
Others = Literal["refused", "read", "left"]


class Arguments:
    """What was typed after the command, taken off from the left. Every refusal shows the usage.

    Words of ours are read in English and in each of the `tongues`, of which the first is the one
    that is answered in. Where they are to be `exact`, a number or a code is read as it is shown.
    """

    def __init__(self, text: str, usage: str, *tongues: Say, exact: bool = False) -> None:
        self._text = text.strip()
        self._has_read_all = False
        self.usage = usage
        self._tongues = tongues
        self._is_exact = exact

    def wrong(self, why: str) -> BadArguments:
        """The refusal that shows how to type it."""
        return BadArguments(why=why, usage=Usage(self.usage))

    def word(self) -> str:
        """The next word, empty when there is none."""
        head, *tail = self._text.split(None, 1) or [""]
        self._text = "".join(tail)
        return head

    def needed(self, why: str) -> str:
        """The next word; refuses with `why` when there is none."""
        word = self.word()
        if not word:
            raise self.wrong(why)
        return word

    def peek(self) -> str:
        """The next word, which stays; empty when there is none."""
        return (self._text.split(None, 1) or [""])[0]

    def code(self) -> str:
        """The next word without what may stand around it: a digest, or a code."""
        word = self.word()
        return word if self._is_exact else word.strip(_AROUND)

    def number(self) -> int:
        """The number of something that comes next: "7", "#7", "n° 7" or "7."."""
        if not self._text:
            raise self.wrong(mark("the number is missing"))
        head = self._text[:LONGEST_NUMBER]
        found = _EXACT_NUMBER.match(head) if self._is_exact else _NUMBER.match(narrow(head))
        if not found or len(found[1]) > 10 or int(found[1]) > LARGEST:
            raise self.wrong(mark("the number is no number"))
        self._text = self._text[found.end() :].strip()
        return int(found[1])

    def one_of(self, known: Iterable[Word]) -> Word | None:
        """The known word that comes next, which may be several ("sans rapport"); None, and nothing
        is taken off, when there is none."""
        known = tuple(known)
        for head in reversed(list(re.finditer(r"\S+", self._text))[:_LONGEST]):
            if found := self.meaning(self._text[: head.end()], known):
                self._text = self._text[head.end() :].strip()
                return found
        return None

    def meaning(self, typed: str, known: Iterable[Word]) -> Word | None:
        """Which of the known words was typed: in English, or as the catalogues show it."""
        known = tuple(known)
        named = {folded(each): each for each in known}
        for say in self._tongues:
            for each in known:
                named.setdefault(folded(shown(each, say)), each)
        return named.get(folded(typed))

    def choices(self, known: Iterable[StrEnum]) -> Iterator[str]:
        """The known words as they may be typed in the language that is answered in."""
        return (shown(each, self._tongues[0]) if self._tongues else each for each in known)

    def option(self, name: str, known: Iterable[StrEnum]) -> BadArguments:
        """The refusal of a `name=value` whose value is none of the known words."""
        words = (f'"{word}"' if " " in word else word for word in self.choices(known))
        return self.wrong(f"{name}={'|'.join(words)}")

    def pairs(self, *names: str, others: Others = "refused", whole: bool = False) -> dict[str, str]:
        """The key=value pairs, taken out. A value with spaces stands in quotes, unless it is read
        `whole`: up to the next pair or the end of its line. A key that is none of the names is
        refused, read too, or left in the text with what follows it."""
        text, found = self._text, dict[str, str]()
        heads = list(_pairs(names, others != "left").finditer(text))
        self._text = text[: heads[0].start()] if heads else text
        for head, after in zip_longest(heads, heads[1:]):
            end, upto = head.end(), after.start() if after else len(text)
            if head["bare"] is None:
                value = head["quoted"][1:-1]
            else:
                end += len(text[end:upto].partition("\n")[0]) if whole else 0
                value = _unquoted(text[head.start("bare") : end])
                if stray := _STRAY.search(value):
                    # It may be a pair of its own, and would be lost in this one.
                    raise self.wrong(stray[0].strip())
            found[head["key"].strip().casefold()] = value.strip()
            self._text += text[end:upto]
        self._text = self._text.strip()
        if others == "refused" and (strange := sorted(set(found) - set(names))):
            raise self.wrong(f"{strange[0]}=…")
        return found

    def rest(self) -> str:
        """Everything that is left, line breaks and all."""
        self._has_read_all = True
        return self._text

    def must_be_read(self) -> None:
        """Refuse what no part of the command has looked at: it was meant for something."""
        if not self._has_read_all:
            self.nothing_more()

    def nothing_more(self) -> None:
        """Refuse when something is left over, rather than ignore it."""
        if self._text:
            raise self.wrong(self._text[:60])


@cache
def _pairs(names: tuple[str, ...], others: bool) -> re.Pattern[str]:
    """Pairs of these names, and of all others. A phone begins with a capital, and a tired hand
    puts spaces around the sign: where the name is known, or the value in quotes."""
    known = rf"(?:{'|'.join(map(re.escape, names)) or '(?!)'})"
    name = "[a-z_.]+" if others else known
    return re.compile(
        rf"(?:^|(?<=\s))(?P<key>{name}(?=\s*=\s*(?:{_QUOTED}))\s*|{known}\s*(?==)|{name}(?==))"
        rf"=(?:\s*(?P<quoted>{_QUOTED})|(?P<bare>\S*))",
        re.IGNORECASE,
    )


def _unquoted(value: str) -> str:
    """Without quotes that stand around it, even when one of them is missing."""
    value = value.strip().strip(_MARKS).strip()
    single = len(value) > 1 and value[0] in _APOSTROPHES and value[-1] in _APOSTROPHES
    return value[1:-1] if single else value


def shown(word: StrEnum, say: Say) -> str:
    """A word of ours as it is shown in a language. Some are shown with a "_", most without."""
    plain = word.value.replace("_", " ")
    return next((said for key in (word.value, plain) if (said := say(key)) != key), word.value)


def narrow(text: str) -> str:
    """As long as before, with signs as wide as an ideograph in the form that commands have."""
    return text.translate(_NARROW)


def folded(typed: str) -> str:
    """Without what a tired hand leaves out, or puts around it: capitals, accents, the curl of an
    apostrophe, quotes, a full stop."""
    parts = unicodedata.normalize(
        "NFKD", typed.strip(_AROUND).casefold().replace("’", "'").replace("_", " ")
    )
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())


def looks_like_pair(text: str) -> bool:
    """Whether it names a place rather than being words for one: `area = Quay`."""
    return re.match(r"[a-z_.]+\s*=", text, re.IGNORECASE) is not None


def duration(word: str) -> timedelta | None:
    """ "30m", "2h" or "1d" as a length of time; None when it is none."""
    found = re.fullmatch(r"([0-9]{1,4})([mhd])", _plainly(word))
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None


def _plainly(word: str) -> str:
    """A time without what a sentence leaves after it, and in small letters."""
    return narrow(word).casefold().strip().rstrip(".,;!…")


def moment(word: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "2h" from now, or the next "14:30" on the clock of the centre; None when it is neither, or a
    time that was less than an hour ago."""
    word = _plainly(word)
    # "14h" is two o'clock to some and fourteen hours to others: neither is guessed.
    if re.fullmatch(r"([6-9]|1\d|2[0-3])h", word):
        return None
    if (length := duration(word)) is not None:
        return now + length
    if not re.fullmatch(r"([01]?\d|2[0-3])[:h.u][0-5]\d", word):
        return None
    hour, minute = (int(part) for part in re.split("[:h.u]", word))
    today = now.astimezone(zone).date()
    # In the night when the clocks go back, an hour comes twice.
    times = [
        datetime.combine(today + timedelta(days=day), time(hour, minute, fold=fold), zone)
        for day in (0, 1)
        for fold in (0, 1)
    ]
    at = next(at for each in times if (at := each.astimezone(now.tzinfo)) > now)
    # A time that is just over is a slip, and never meant for tomorrow.
    return at if at - now <= FURTHEST else None
