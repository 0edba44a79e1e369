"""A message as Telegram takes it: text, what is bold or quoted by position, and parts (pure).

Formatting is never written into the text, so no word of a feed can break it or pass for it.
Positions and limits count UTF-16 units, as Telegram does. Somebody else's words stand in a block
of their own kind (`pre`), where Telegram makes no link, no mention and no command of them.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.domain.message import Block, Button, Message, Paragraph, Quote, Rows
from bot.platforms.telegram.buttons import fits

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is `bold`, `pre`, or `text_mention:` with somebody's number, in
    UTF-16 units."""

    kind: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """One message to Telegram."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """All that is sent: the parts in order, and below the last one the buttons that fit, each
    with its place among the message's buttons."""

    parts: tuple[Part, ...]
    buttons: tuple[tuple[int, Button], ...] = ()


def render(message: Message) -> Rendering:
    """The message in parts that Telegram takes.

    A button whose command is too long for Telegram is written out instead.
    """
    parts = _parts(message)
    # Writing a button out may make one part more.
    kept = tuple((i, b) for i, b in enumerate(message.buttons) if fits(b.says, len(parts) + 1))
    typed = tuple(
        f"{b.label}: {b.says}" for i, b in enumerate(message.buttons) if (i, b) not in kept
    )
    if typed:
        parts = _parts(replace(message, blocks=(*message.blocks, Rows(typed))))
    return Rendering(parts, kept)


def captioned(caption: str) -> tuple[str, tuple[Part, ...]]:
    """The words that fit below a picture, and what must follow as messages."""
    text = _whole(caption)
    first = next(_cuts(text, LONGEST_CAPTION), (0, 0))
    rest = text[first[1] :].strip()
    return text[: first[1]].strip(), split(rest, ())


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, limit: int) -> str:
    """As much of a text as fits, and then a sign that there was more."""
    if units(text) <= limit:
        return text
    _, end = next(_cuts(text, limit - 1))
    return f"{text[:end].rstrip()}…"


def split(text: str, spans: tuple[tuple[str, int, int], ...]) -> tuple[Part, ...]:
    """A text in parts, cut where a reader would; `spans` are (kind, start, end) in characters."""
    parts = (_part(text, start, end, spans) for start, end in _cuts(text, LONGEST_TEXT))
    return tuple(part for part in parts if part.text)


def _parts(message: Message) -> tuple[Part, ...]:
    text, spans = "", []
    for kind, words in (("bold", message.headline), *map(_worded, message.blocks)):
        whole = _whole(words)
        text += "\n\n" if text else ""
        if kind and whole:
            spans.append((kind, len(text), len(text) + len(whole)))
        text += whole
    spans += _mentions(message)
    # A message without words cannot be sent, and must not be tried for ever.
    return split(text, tuple(spans)) or (Part("…"),)


def _mentions(message: Message) -> Iterator[tuple[str, int, int]]:
    """Each name in the headline that belongs to somebody here, whom Telegram then calls."""
    for mention in message.mentions:
        at = _whole(message.headline).find(mention.name)
        if at >= 0 and "telegram" in mention.accounts:
            yield f"text_mention:{mention.accounts['telegram']}", at, at + len(mention.name)


def _worded(block: Block) -> tuple[str, str]:
    match block:
        case Paragraph(text):
            return "", text
        case Quote(text):
            return "pre", text
        case Rows(lines):
            return "", "\n".join(f"• {line}" for line in lines)


def _whole(text: str) -> str:
    """The text with a sign in the place of half a character, which cannot be sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    before = [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]
    start = 0
    while start < len(text):
        end = bisect_right(before, before[start] + limit) - 1
        if end < len(text):
            end = _good_end(text, start, end)
        yield start, end
        start = end


def _good_end(text: str, start: int, end: int) -> int:
    """The last end of a block, a line or a word in the further half; else of a character."""
    for gap in ("\n\n", "\n", " "):
        at = text.rfind(gap, start + (end - start) // 2, end)
        if at >= 0:
            return at + len(gap)
    # A letter stays with its accents, and a picture of several signs stays whole.
    for at in range(end, max(end - 16, start), -1):
        joined = unicodedata.category(text[at])[0] == "M" or _JOINER in text[at - 1 : at + 1]
        if not joined:
            return at
    return end


def _part(text: str, start: int, end: int, spans: tuple[tuple[str, int, int], ...]) -> Part:
    # Telegram cuts off the space around a message, and would move every position.
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    marks = [
        Mark(kind, units(text[start : max(a, start)]), units(text[max(a, start) : min(b, end)]))
        for kind, a, b in spans
        if max(a, start) < min(b, end)
    ]
    return Part(text[start:end], tuple(marks))
