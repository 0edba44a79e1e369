"""HTML simple enough to read without a browser's parser, as most feeds write it.

    html -> its words, with a line break where a block begins or ends
         -> None: anything else (a stray end tag, a comment, a script, a table, odd quotes)

A quarter of the cleaner's cost, and the same words: whatever is not certain is left to the cleaner.
"""

import re
from collections.abc import Sequence
from itertools import compress

_MOST_TAGS = 2_000
# No `<` or `>` in a value: a tag ends where it seems to end.
_TAG = re.compile(r'<(/?[a-z1-6]++)(?: [a-z-]++="[^"<>]*+")*+ ?/?>')

_INLINE = (
    *("a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
)
_BLOCKS = (
    *("article", "aside", "blockquote", "div", "figcaption", "figure", "footer", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "section", "ul"),
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))
# What a reader sees in the place of a tag.
_SEEN = (
    {name: "" for tag in _INLINE for name in (tag, f"/{tag}")}
    | {name: "\n" for tag in _BLOCKS for name in (tag, f"/{tag}")}
    | {"br": "\n", "hr": "\n"}
)


def simple_words(html: str) -> str | None:
    """The text of a fragment, its entities as they are; None if the fragment is not simple.

    Line breaks stand for blocks alone: those that were written have become spaces.
    """
    opened = html.count("<")
    if opened > _MOST_TAGS or "\x00" in html:
        return None
    pieces = _TAG.split(html.replace("\n", " ").replace("\r", " "))
    tags = pieces[1::2]
    seen = [*map(_SEEN.get, tags)]
    if opened > len(tags) or None in seen:
        return None
    pieces[1::2] = seen
    return "".join(pieces) if _well_nested([*compress(tags, seen)]) else None


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
