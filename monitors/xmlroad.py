"""The fast road: RSS (0.90 to 2.0) and Atom (0.3, 1.0) that are well-formed XML without a DTD."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from monitors import cap, claims
from monitors.entry import MOST_ENTRIES, Entry
from monitors.feed import Claim
from monitors.plain import plain, plain_tree, tidy

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Where an RSS item may keep its words, the fullest first; and its date, the most telling first.
_RSS_BODIES = (
    "content:encoded", "xhtml:body", "body", "fullitem", "description", "dc:description", "summary",
    "itunes:summary",
)  # fmt: skip
_RSS_DATES = (
    "pubdate", "dc:date", "atom:published", "atom:updated", "published", "updated",
    "dcterms:issued", "dcterms:created", "dcterms:modified",
)  # fmt: skip
# A link to anything else is for machines.
_FOR_READERS = frozenset({"", "text/html", "application/xhtml+xml"})
_MOST_CAPTIONS = 20
_CAPTION = "media:description"
_ONLY_SOME = ("cap:", "gdacs:")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# The vocabularies that we read; elements of any other keep their whole name and match nothing.
_PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss191": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.gdacs.org": "gdacs:",
    "http://www.gdacs.org/": "gdacs:",
    "urn:oasis:names:tc:emergency:cap:1.0": "cap:",
    "urn:oasis:names:tc:emergency:cap:1.1": "cap:",
    "urn:oasis:names:tc:emergency:cap:1.2": "cap:",
}


def entries(root: Element) -> list[Entry] | None:
    """The entries below this root, at most `MOST_ENTRIES`, or None if it is no feed we know."""
    match _name(root):
        case "rss" | "rdf:rdf":
            return _rss(root)
        case "atom:feed":
            language, base = root.get(_XML_LANGUAGE), _based("", root)
            posts = (child for child in root if _name(child) == "atom:entry")
            return [_atom_entry(post, language, base) for post in islice(posts, MOST_ENTRIES)]
        case "atom:entry":
            return [_atom_entry(root, None, "")]
        case _:
            return None


def _rss(root: Element) -> list[Entry] | None:
    channels = [child for child in root if _name(child) == "channel"]
    language = next(map(_channel_language, channels), None) or root.get(_XML_LANGUAGE)
    base = _based("", root, *channels[:1])
    items = (i for parent in (root, *channels) for i in parent if _name(i) == "item")
    found = [_rss_entry(item, language, base) for item in islice(items, MOST_ENTRIES)]
    return found if found or channels else None


def _rss_entry(item: Element, language: str | None, base: str) -> Entry:
    field, base = _first_of_each(item), _based(base, item)
    guid = field.get("guid")
    link = _rss_link(field.get("link")) or _atom_link(item, base)
    if not link and guid is not None and guid.get("isPermaLink", "true") != "false":
        written = _text(guid) or ""
        link = written if written.startswith(("http://", "https://")) else None
    link = link and _joined(base, link)
    rdf_about = next((v for k, v in item.items() if k.endswith("}about")), None)
    title = _html(field.get("title")) or _html(field.get("dc:title"))
    bodies = [field[name] for name in _RSS_BODIES if name in field]
    text = next((words for body in bodies if (words := _html(body))), "")
    more = _more(field)
    return Entry(
        identity=_text(guid) or _first_text(field, "atom:id", "id") or rdf_about,
        title=title,
        # A post without a title is of a social network: there, pictures speak.
        text=_with_captions(text, item) if not title or not text else text,
        link=link,
        published=_first_text(field, *_RSS_DATES),
        language=_written_in(bodies)
        or item.get(_XML_LANGUAGE)
        or _text(field.get("dc:language"))
        or language,
        document=cap.document(_typed_links(item, base), link, told="cap:event" in more),
        claim=_claim(bodies),
        more=more,
    )


def _atom_entry(post: Element, language: str | None, base: str) -> Entry:
    field, base = _first_of_each(post), _based(base, post)
    contents = [child for child in post if _name(child) == "atom:content"]
    bodies = contents + [field[name] for name in ("atom:summary", "atom:tagline") if name in field]
    text = next((words for body in bodies if (words := _construct(body))), "")
    link, more = _atom_link(post, base), _more(field)
    return Entry(
        identity=_text(field.get("atom:id")),
        title=_construct(field.get("atom:title")),
        text=text or _with_captions(text, post),
        link=link,
        published=_first_text(
            field, "atom:published", "atom:issued", "atom:updated", "atom:modified", "dc:date"
        ),
        language=_written_in([*bodies, field.get("atom:title")])
        or post.get(_XML_LANGUAGE)
        or language,
        document=cap.document(_typed_links(post, base), link, told="cap:event" in more),
        claim=_claim(contents),
        more=more,
    )


def _construct(element: Element | None) -> str:
    """An Atom text construct (RFC 4287, 3.1). Content of another type is no text."""
    if element is None or element.get("mode") == "base64":
        return ""
    kind = (element.get("type") or "text").lower()
    if kind in {"html", "text/html"}:
        return plain(plain_tree(element) if len(element) else element.text or "")
    if len(element) or kind in {"xhtml", "application/xhtml+xml"}:
        return plain_tree(element)
    return tidy(element.text or "") if kind in {"text", "text/plain"} else ""


def _html(element: Element | None) -> str:
    if element is None:
        return ""
    return plain_tree(element) if len(element) else plain(element.text or "")


def _with_captions(text: str, parent: Element) -> str:
    """The text, and the words under its pictures and videos where it does not say them itself."""
    captions = map(_html, islice(_media_descriptions(parent), _MOST_CAPTIONS))
    new = dict.fromkeys(caption for caption in captions if caption not in text)
    return tidy("\n".join((text, *new))) if new else text


def _media_descriptions(parent: Element) -> Iterator[Element]:
    for child in parent:
        match _name(child):
            case "media:description":
                yield child
            case "media:group" | "media:content":
                inner = (one for one in child if _name(one) in {"media:content", _CAPTION})
                for one in inner:
                    found = one if _name(one) == _CAPTION else _first_of_each(one).get(_CAPTION)
                    if found is not None:
                        yield found


def _written_in(bodies: Iterable[Element | None]) -> str | None:
    """The language that the first of these names for itself."""
    return next((body.get(_XML_LANGUAGE) for body in bodies if body is not None), None)


def _rss_link(element: Element | None) -> str | None:
    return None if element is None else _text(element) or element.get("href")


def _claim(bodies: Iterable[Element]) -> Claim | None:
    found = (claims.in_html(body.text or "") for body in bodies)
    return next((claim for claim in found if claim), None)


def _more(field: dict[str, Element]) -> dict[str, str]:
    """The fields of the few sources that write their own."""
    named = (name for name in field if name.startswith(_ONLY_SOME) or name == "source")
    return {name: text for name in named if (text := _text(field[name]))}


def _atom_link(parent: Element, base: str) -> str | None:
    links = [child for child in parent if _name(child) == "atom:link" and child.get("href")]
    pages = (link for link in links if link.get("type", "text/html") in _FOR_READERS)
    page = next((link for link in pages if link.get("rel", "alternate") == "alternate"), None)
    return None if page is None else _joined(_based(base, page), page.get("href", ""))


def _typed_links(parent: Element, base: str) -> list[tuple[str, str]]:
    """Links and enclosures that say what is there."""
    addresses = {"atom:link": "href", "enclosure": "url"}
    named = ((child, addresses.get(_name(child))) for child in parent if child.get("type"))
    return [
        (_joined(base, child.get(where, "")), child.get("type", ""))
        for child, where in named
        if where
    ]


def _based(base: str, *elements: Element) -> str:
    """What relative links are read against: each xml:base may itself be relative."""
    for element in elements:
        base = _joined(base, element.get(_XML_BASE, ""))
    return base


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def _channel_language(channel: Element) -> str | None:
    field = _first_of_each(channel)
    return _first_text(field, "language", "dc:language") or channel.get(_XML_LANGUAGE)


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
