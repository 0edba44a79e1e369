"""Read what stands after a command's words: numbers, words, key=value pairs, and the rest."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.chat.words import Say
from bot.domain.errors import BadArguments
from bot.domain.message import mark
from bot.domain.usage import Usage

# A store counts in 32 bits here; nobody has that many drafts.
LARGEST = 2**31 - 1
# Between quotes of one kind, which may hold those of another; else between any two.
_QUOTED = r'(?:"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)(?=\s|$)|["“”„«»][^"“”„«»]*["“”„«»]'
# A phone begins with a capital, and a tired hand puts spaces around the sign.
_PAIR = re.compile(rf"(?:^|(?<=\s))([a-z_.]+)(?:\s*=\s*({_QUOTED})|=(\S*))", re.IGNORECASE)
_MARKS = '"“”„«»'
FURTHEST = timedelta(hours=23)
# No word of ours has more words in any language.
_LONGEST = 4
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}

Word = TypeVar("Word", bound=StrEnum)


class Arguments:
    """What was typed after the command, taken off from the left. Every refusal shows the usage.

    Words of ours are read in English and in each of the `tongues`, of which the first is the one
    that is answered in.
    """

    def __init__(self, text: str, usage: str, *tongues: Say) -> None:
        self._text = text.strip()
        self.usage = usage
        self._tongues = tongues

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

    def number(self) -> int:
        """The next word as the number of something."""
        word = self.needed(mark("the number is missing")).lstrip("#")
        if not (word.isascii() and word.isdigit()) or len(word) > 10 or int(word) > LARGEST:
            raise self.wrong(mark("the number is no number"))
        return int(word)

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
        named = {_folded(each): each for each in known}
        for say in self._tongues:
            for each in known:
                named.setdefault(_folded(shown(each, say)), each)
        return named.get(_folded(typed))

    def choices(self, known: Iterable[StrEnum]) -> Iterator[str]:
        """The known words as they may be typed in the language that is answered in."""
        return (shown(each, self._tongues[0]) if self._tongues else each for each in known)

    def option(self, name: str, known: Iterable[StrEnum]) -> BadArguments:
        """The refusal of a `name=value` whose value is none of the known words."""
        words = (f'"{word}"' if " " in word else word for word in self.choices(known))
        return self.wrong(f"{name}={'|'.join(words)}")

    def pairs(self, *names: str, others: bool = False) -> dict[str, str]:
        """All key=value pairs, taken out; a value with spaces stands in quotes. A key that is none
        of the names is refused, unless `others` are read too."""
        found = {
            key.casefold(): (quoted[1:-1] or bare.strip(_MARKS)).strip()
            for key, quoted, bare in _PAIR.findall(self._text)
        }
        if not others and (strange := sorted(set(found) - set(names))):
            raise self.wrong(f"{strange[0]}=…")
        self._text = _PAIR.sub("", self._text).strip()
        return found

    def rest(self) -> str:
        """Everything that is left, line breaks and all."""
        return self._text

    def nothing_more(self) -> None:
        """Refuse when something is left over, rather than ignore it."""
        if self._text:
            raise self.wrong(self._text[:60])


def shown(word: StrEnum, say: Say) -> str:
    """A word of ours as it is shown in a language. Some are shown with a "_", most without."""
    plain = word.value.replace("_", " ")
    return next((said for key in (word.value, plain) if (said := say(key)) != key), word.value)


def _folded(typed: str) -> str:
    """Without what a tired hand leaves out: capitals, accents, the curl of an apostrophe."""
    parts = unicodedata.normalize("NFKD", typed.casefold().replace("’", "'").replace("_", " "))
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())


def looks_like_pair(text: str) -> bool:
    """Whether it names a place rather than being words for one: `area = Quay`."""
    return re.match(r"[a-z_.]+\s*=", text, re.IGNORECASE) is not None


def duration(word: str) -> timedelta | None:
    """ "30m", "2h" or "1d" as a length of time; None when it is none."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", word.strip())
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None


def moment(word: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "2h" from now, or the next "14:30" on the clock of the centre; None when it is neither, or a
    time that was less than an hour ago."""
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
