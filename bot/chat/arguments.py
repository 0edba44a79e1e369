"""Read what stands after a command's words: numbers, words, key=value pairs, and the rest."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import BadArguments
from bot.domain.message import mark

# A store counts in 32 bits here; nobody has that many drafts.
LARGEST = 2**31 - 1
_PAIR = re.compile(r'(?:^|\s)([a-z_.]+)=("[^"]*"|\S*)')
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Arguments:
    """What was typed after the command, taken off from the left. Every refusal shows the usage."""

    def __init__(self, text: str, usage: str) -> None:
        self._text = text.strip()
        self.usage = usage

    def wrong(self, why: str) -> BadArguments:
        """The refusal that shows how to type it."""
        return BadArguments(why=why, usage=self.usage)

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

    def pairs(self, *names: str, others: bool = False) -> dict[str, str]:
        """All key=value pairs, taken out; a value with spaces stands in quotes. A key that is none
        of the names is refused, unless `others` are read too."""
        # Phones turn straight quotes into curly ones; words without a pair keep theirs.
        straight = re.sub("[“”„«»]", '"', self._text)
        found = {key: value.strip('"').strip() for key, value in _PAIR.findall(straight)}
        if not found:
            return {}
        self._text = straight
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


def duration(word: str) -> timedelta | None:
    """ "30m", "2h" or "1d" as a length of time; None when it is none."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", word.strip())
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None


def moment(word: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "2h" from now, or the next "14:30" on the clock of the centre; None when it is neither."""
    # "14h" is two o'clock to some and fourteen hours to others: neither is guessed.
    if re.fullmatch(r"([6-9]|1\d|2[0-3])h", word):
        return None
    if (length := duration(word)) is not None:
        return now + length
    if not re.fullmatch(r"([01]?\d|2[0-3])[:h][0-5]\d", word):
        return None
    hour, minute = (int(part) for part in re.split("[:h]", word))
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(hour, minute), zone)
    if at <= local:
        at = datetime.combine(local.date() + timedelta(days=1), time(hour, minute), zone)
    return at.astimezone(now.tzinfo)
