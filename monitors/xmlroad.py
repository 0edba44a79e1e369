"""The fast road: RSS (0.9x, 1.0, 2.0) and Atom that are well-formed XML without a DTD."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from xml.etree.ElementTree import Element

from monitors.entry import MOST_ENTRIES, Entry
from monitors.plain import plain, plain_tree, tidy

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# The vocabularies that we read; elements of any other keep their whole name and match nothing.
_PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}


def entries(root: Element) -> list[Entry] | None:
    """The entries below this root, at most `MOST_ENTRIES`, or None if it is no feed we know."""
    match _name(root):
        case "rss" | "rdf:rdf":
            channels = [child for child in root if _name(child) == "channel"]
            items = (i for parent in (root, *channels) for i in parent if _name(i) == "item")
            language = next(map(_channel_language, channels), None)
            found = [_rss_entry(item, language) for item in islice(items, MOST_ENTRIES)]
            return found if found or channels else None
        case "atom:feed":
            posts = (child for child in root if _name(child) == "atom:entry")
            language = root.get(_XML_LANGUAGE)
            return [_atom_entry(post, language) for post in islice(posts, MOST_ENTRIES)]
        case _:
            return None


def _rss_entry(item: Element, language: str | None) -> Entry:
    field = _first_of_each(item)
    guid = field.get("guid")
    link = _text(field.get("link")) or _atom_link(item)
    if not link and guid is not None and guid.get("isPermaLink", "true") != "false":
        written = _text(guid) or ""
        link = written if written.startswith(("http://", "https://")) else None
    rdf_about = next((v for k, v in item.items() if k.endswith("}about")), None)
    return Entry(
        identity=_text(guid) or _text(field.get("atom:id")) or rdf_about,
        title=_html(field.get("title")) or _html(field.get("dc:title")),
        text=_html(field.get("content:encoded"))
        or _html(field.get("description"))
        or _html(field.get("dc:description"))
        or _media_description(field),
        link=link,
        published=_first_text(field, "pubdate", "dc:date", "atom:published", "atom:updated"),
        language=item.get(_XML_LANGUAGE) or _text(field.get("dc:language")) or language,
    )


def _atom_entry(post: Element, language: str | None) -> Entry:
    field = _first_of_each(post)
    content = field.get("atom:content")
    written_in = content.get(_XML_LANGUAGE) if content is not None else None
    return Entry(
        identity=_text(field.get("atom:id")),
        title=_construct(field.get("atom:title")),
        text=_construct(content)
        or _construct(field.get("atom:summary"))
        or _media_description(field),
        link=_atom_link(post),
        published=_first_text(
            field, "atom:published", "atom:issued", "atom:updated", "atom:modified", "dc:date"
        ),
        language=written_in or post.get(_XML_LANGUAGE) or language,
    )


def _construct(element: Element | None) -> str:
    """An Atom text construct (RFC 4287, 3.1). Content of another type is no text."""
    if element is None:
        return ""
    kind = element.get("type", "text").lower()
    if len(element) or kind in {"xhtml", "application/xhtml+xml"}:
        return plain_tree(element)
    if kind in {"html", "text/html"}:
        return plain(element.text or "")
    return tidy(element.text or "") if kind in {"text", "text/plain"} else ""


def _html(element: Element | None) -> str:
    if element is None:
        return ""
    return plain_tree(element) if len(element) else plain(element.text or "")


def _media_description(field: dict[str, Element]) -> str:
    """The words under a video or a picture, which is all that video platforms give."""
    group = field.get("media:group")
    inner = field if group is None else _first_of_each(group)
    return _html(inner.get("media:description"))


def _atom_link(parent: Element) -> str | None:
    links = [child for child in parent if _name(child) == "atom:link" and child.get("href")]
    page = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    return None if page is None else page.get("href")


def _channel_language(channel: Element) -> str | None:
    field = _first_of_each(channel)
    return _text(field.get("language")) or _text(field.get("dc:language"))


def _first_of_each(parent: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for child in parent:
        found.setdefault(_name(child), child)
    return found


def _first_text(field: dict[str, Element], *names: str) -> str | None:
    texts: Iterator[str | None] = (_text(field.get(name)) for name in names)
    return next((text for text in texts if text), None)


def _text(element: Element | None) -> str | None:
    return None if element is None or not element.text else element.text.strip() or None


def _name(element: Element) -> str:
    return _short(element.tag)


# The same few names come again in every entry.
@lru_cache(1024)
def _short(tag: str) -> str:
    """The name in lower case, with our prefix for its vocabulary."""
    vocabulary, closing, local = tag.lower().rpartition("}")
    if not closing:
        return local
    return _PREFIXES.get(vocabulary[1:], vocabulary + closing) + local
