"""Words that are kept for good are asked about first when they read like a private person's.

So are a line of the log, a fact, a question to another centre and its answer, and the reasons that
the log keeps. Not asked are texts for the public, whose own checks block them; what stops, corrects
or takes back, which nothing may hold up; and the wordings of narratives, which are public already.
"""

from collections.abc import Mapping

from bot.desk.turn import Turn
from bot.domain.errors import NotWritten
from bot.domain.private import found
from bot.domain.usage import Usage

# What is typed before a text that the desk is to keep as it is.
ANYWAY = "anyway"


async def meant(turn: Turn, text: str, usage: Usage) -> tuple[str, Mapping[str, str]]:
    """The text to keep, and what its line in the log says of it; `NotWritten` with the usage when
    nobody said yet that it must be kept."""
    private = found(text, await turn.unit.contacts.all())
    if not private:
        return text, {}
    word, *kept = text.split(maxsplit=1)
    if word.casefold() != ANYWAY or not kept:
        raise NotWritten(hints=", ".join(each.hint for each in private), usage=usage)
    return kept[0], {"private": ANYWAY}
