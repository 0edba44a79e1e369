"""How a command is typed. What stands for something of one's own ("TEXT") is worded for the reader;
names of commands and of options are typed everywhere as they are."""

import re
from collections.abc import Callable

from bot.domain.message import mark

# Everything that a usage has in capitals, except what is typed so (`LIVE`).
PLACEHOLDERS = frozenset({
    mark("ANSWER"), mark("AREA"), mark("CENTRE"), mark("CODE"), mark("DIGEST"), mark("FILE"),
    mark("FLAG"), mark("FROM"), mark("ID"), mark("LANG"), mark("LINK"), mark("NAME"),
    mark("OUTLET"), mark("REASON"), mark("REQUEST"), mark("ROOM"), mark("TEMPLATE"), mark("TEXT"),
    mark("TITLE"), mark("TO"), mark("URL"), mark("VALUE"), mark("WORD"), mark("lang"), mark("or"),
})  # fmt: skip
# Placeholders, and words of ours that one chooses from: `high|medium|low`.
_WORDED = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(sorted(PLACEHOLDERS))})|[a-z]+(?:\|[a-z]+){{2,}})(?![\w-])"
)


class Usage(str):
    """A command as it may be typed, in English until it is said: `/fact add TEXT`. What people
    wrote does not belong in it, for a word of theirs may look like a placeholder."""

    __slots__ = ()

    def worded(self, translated: Callable[[str], str]) -> str:
        """With its placeholders, and words to choose from, in the language of the reader."""
        return _WORDED.sub(lambda found: "|".join(map(translated, found[0].split("|"))), self)
