"""HTML in, plain text out: what a reader would see, one line for each paragraph.

Only importer of nh3. A stranger wrote the feed: every step is linear, or bounded before it starts.
"""

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3

from monitors.simple import simple_words

MOST_TEXT = 50_000
_MOST_HTML = 200_000
# So that what is remembered stays below 50 MB, whatever strangers write.
_MOST_REMEMBERED = 6_000
# Deep nesting costs the cleaner quadratic time; no honest article comes near this.
_MOST_TAGS = 2_000

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object"})
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;")
_TAG = re.compile(r"</?[a-z][a-z0-9]*>")
# C0 and C1 controls, lone surrogates and noncharacters: no store and no chat platform takes them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(html: str) -> str:
    """The words of an HTML fragment: entities resolved, scripts gone, cut to `MOST_TEXT`."""
    if "<" not in html:
        return tidy(_resolved(html[:_MOST_HTML]))
    return _again(html) if len(html) <= _MOST_REMEMBERED else _words(html[:_MOST_HTML])


def _words(html: str) -> str:
    simple = simple_words(html)
    return tidy(_resolved(_cleaned(html) if simple is None else simple))


# When a feed changes, most of its entries are those that it had the last time.
_again = lru_cache(2048)(_words)


def _cleaned(html: str) -> str:
    """The slow road, for everything that a browser would mend: text, and line breaks for blocks."""
    cleaned = nh3.clean(
        _few_tags(html.replace("\n", " ").replace("\r", " ")),
        tags=set(_BLOCKS),
        clean_content_tags=set(_UNSEEN),
        attributes={},
        link_rel=None,
    )
    return _TAG.sub("\n", cleaned)


def _resolved(text: str) -> str:
    """The text with its entities resolved, once."""
    if "&" not in text:
        return text
    found = _ENTITY.findall(text)
    # One without its semicolon, or an ampersand of its own: only the standard's rules know.
    if len(found) < text.count("&"):
        return unescape(text)
    meant = {entity: _meant(entity) for entity in {*found} - {"&amp;"}}
    if any("&" in letters for letters in meant.values()):
        return unescape(text)
    resolved = text
    for entity, letters in meant.items():
        resolved = resolved.replace(entity, letters)
    return resolved.replace("&amp;", "&")


# The same few come again and again.
_meant = lru_cache(1024)(unescape)


def plain_tree(element: Element) -> str:
    """The words below an XML element whose children are XHTML."""
    parts: list[str] = []
    # A stack of our own: recursion would end where a hostile feed wants it to.
    waiting: list[Element | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        name = node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else "script"
        edge = "\n" if name in _BLOCKS else ""
        if name not in _UNSEEN:
            parts += [edge, _one_space(node.text)]
            waiting.append(edge)
            for child in reversed(node):
                waiting += [_one_space(child.tail), child]
    return tidy("".join(parts))


def tidy(text: str) -> str:
    """The text without unwritable characters, doubled spaces, empty lines; cut to `MOST_TEXT`."""
    text = text.replace("\xa0", " ")
    # Most texts are in order, and to see that is far quicker than to mend them.
    in_order = "  " not in text and text.replace("\n", " ").isprintable()
    lines = map(str.strip if in_order else _squeezed, text.split("\n"))
    return "\n".join(filter(None, lines))[:MOST_TEXT]


def one_line(text: str) -> str:
    """The text, tidy and on one line."""
    return _squeezed(text.replace("\xa0", " ").replace("\n", " "))[:MOST_TEXT].rstrip()


def writable(text: str) -> str:
    """The text without characters that XML 1.0 forbids."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else _UNWRITABLE.sub("", line) for line in lines)


def _squeezed(line: str) -> str:
    if not line.isprintable():
        line = _UNWRITABLE.sub("", line)
    return " ".join(line.split())


def _few_tags(html: str) -> str:
    at = -1
    for _ in range(_MOST_TAGS):
        at = html.find("<", at + 1)
        if at < 0:
            return html
    return html[:at]


def _one_space(text: str | None) -> str:
    return (text or "").replace("\n", " ")
