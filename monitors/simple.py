"""HTML simple enough to read without a browser's parser, as most feeds write it.

    html -> its words, with a line break where a block begins or ends
         -> None: anything else (a stray end tag, a comment, a script, a table, odd quotes)

A quarter of the cleaner's cost, and the same words: whatever is not certain is left to the cleaner.
"""

import re
from collections.abc import Sequence

_MOST_TAGS = 2_000
_MARK = "\x00"  # Where an inline tag was: without it, what stood around might form a new tag.

# No `<` or `>` in a value: a tag ends where it seems to end.
_ATTRIBUTES = r'(?: [a-z][\w:-]*="[^"<>]*")*'
_INLINE = re.compile(
    r"</?(?:abbr|a|bdi|b|cite|code|del|em|i(?:mg|ns)?|kbd|mark|q|strong|s(?:amp|mall|pan|u[bp])?"
    rf"|time|u|var|wbr){_ATTRIBUTES} ?/?>"
)
_BLOCK = re.compile(
    r"<(br|hr|/?(?:article|aside|blockquote|div|fig(?:caption|ure)|footer|h(?:[1-6]|eader)|li|main"
    rf"|nav|ol|p|section|ul)){_ATTRIBUTES} ?/?>"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))


def simple_words(html: str) -> str | None:
    """The text of a fragment, its entities as they are; None if the fragment is not simple.

    Line breaks stand for blocks alone: those that were written have become spaces.
    """
    if html.count("<") > _MOST_TAGS or _MARK in html:
        return None
    marked = _INLINE.sub(_MARK, html.replace("\n", " ").replace("\r", " "))
    pieces = _BLOCK.split(marked)
    blocks = pieces[1::2]
    if marked.count("<") > len(blocks) or not _well_nested(blocks):
        return None
    return "\n".join(pieces[::2]).replace(_MARK, "")


def _well_nested(blocks: Sequence[str]) -> bool:
    """Whether a browser leaves every block where it is: it ignores no end, and moves none."""
    around = [""]
    for block in blocks:
        innermost = around[-1]
        # Whatever block begins or ends, the paragraph before it is over; a line break is no block.
        if innermost == "p" and block != "br":
            around.pop()
            innermost = around[-1]
        name = block.removeprefix("/")
        # The end of a paragraph that nobody began is an empty paragraph.
        if block in {"br", "hr", "/p"}:
            continue
        if block.startswith("/"):
            if innermost != name:
                return False
            around.pop()
            continue
        if name == innermost == "li":
            around.pop()
        elif _closes_more(name, around):
            return False
        around.append(name)
    return True


def _closes_more(name: str, around: Sequence[str]) -> bool:
    """Whether the beginning of this block would end others, further out than the innermost."""
    if name == "li":
        return "li" in around and around[-1] not in _LISTS
    return name in _HEADINGS and around[-1] in _HEADINGS
