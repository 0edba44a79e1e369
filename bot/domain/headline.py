"""One line that stands for a text: the subject of a mail, the title of an entry or of an alert."""

import re

from bot.domain.mode import Mode, marker, unframed

_SENTENCE = re.compile(r"(?<=[.!?])\s")


def headline(text: str, mode: Mode, language: str, longest: int, before: str = "") -> str:
    """`before` and the first sentence, in at most so many characters; the mode's marker stands
    before and after it. A cut is at a word and shown by an ellipsis.
    """
    word = marker(mode, language)
    room = longest - (2 * len(word) + 6 if word else 0)
    first = next((line for line in unframed(text, mode).splitlines() if line.strip()), "")
    sentence = _SENTENCE.split(" ".join(first.split()), maxsplit=1)[0]
    short = _cut(f"{before}{sentence}", room)
    return f"{word} – {short} – {word}" if word else short


def _cut(line: str, room: int) -> str:
    if len(line) <= room:
        return line
    return f"{line[: room - 1].rsplit(' ', 1)[0]}…"
