"""A paper as Markdown (CommonMark with tables), in which no word of others can do anything.

The one place where words of others are made harmless: HTML and PDF are made from what is written
here.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.message import Paragraph, Quote, Rows
from bot.domain.paper import Heading, Paper, Part, Picture, Table

# What an honest text holds of signs that cannot be seen: a joiner, how an emoji looks, where a word
# may be parted.
_HARMLESS = frozenset("\u200d\ufe0f\u00ad")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|&~$])")
_AT_BEGINNING = re.compile(r"^([#+=-]|\d{1,9}(?=[.)](?:\s|$)))")
# The narrow spaces of French are none of these.
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


def markdown(paper: Paper, name: str) -> str:
    """The paper as Markdown; its pictures are `NAME-1.png` and so on, beside it."""
    word = [f"**{escaped(paper.marker)}**"] if paper.marker else []
    parts = [*word, f"# {escaped(paper.title)}"]
    pictures = 0
    for part in paper.parts:
        pictures += isinstance(part, Picture)
        parts.append("\n".join(_lines(part, picture_name(name, pictures))))
    proof = "\\\n".join(escaped(line) for line in paper.proof)
    parts += [*(["---", proof] if proof else []), *word]
    return "\n\n".join(part for part in parts if part) + "\n"


def picture_name(name: str, number: int) -> str:
    """The file of a picture of a paper of this name, counted from 1."""
    return f"{name}-{number}.png"


def escaped(text: str) -> str:
    """The words on one line, as words alone: no markup, and nothing that is not seen."""
    line = _BLANKS.sub(" ", "".join(_seen(c) for c in text)).strip()
    return _AT_BEGINNING.sub(_as_a_word, _SPECIAL.sub(r"\\\1", line))


def _as_a_word(beginning: re.Match[str]) -> str:
    """A list's number loses its dot's meaning, any other beginning its own."""
    sign = beginning.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _seen(sign: str) -> str:
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}
    return "\N{REPLACEMENT CHARACTER}" if hidden and sign not in _HARMLESS | set("\n\t\r") else sign


def _lines(part: Part, picture: str) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(text):
            yield _broken(text)
        case Quote(text):
            yield from (f"> {line}" for line in _broken(text).splitlines())
        case Rows(rows):
            yield from (f"- {escaped(row)}" for row in rows)
        case Table(head, rows, _):
            yield _row(head)
            yield f"|{'---|' * len(head)}"
            yield from map(_row, rows)
        case Picture(_, instead):
            yield f"![{escaped(instead)}]({picture})"


def _broken(text: str) -> str:
    """Several lines, with the ends of them kept."""
    return "\\\n".join(filter(None, map(escaped, text.splitlines())))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"
