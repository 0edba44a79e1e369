"""ClaimReview: what a fact-checker says of a claim, written in a page for machines to read.

The field names are those of schema.org. A page may have several reviews, alone, in a list, in a
`@graph`, or as part of an article: we look everywhere.
"""

import re
from collections.abc import Iterator
from itertools import islice

from monitors.entry import MOST_ENTRIES, Entry
from monitors.feed import Claim
from monitors.jsontext import read_json, texts
from monitors.plain import one_line, plain, tidy

_OPEN = re.compile(r"<script\b([^>]{0,300})>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_MOST_SCRIPTS = 50
_LONGEST_CLAIM = 1000


def in_html(html: str) -> Claim | None:
    """The first claim that is reviewed in a piece of HTML."""
    entry = next(iter(in_page(html)), None)
    return entry.claim if entry else None


def in_page(html: str) -> list[Entry]:
    """Every review in a web page."""
    # Most pages have none, and those cost one search.
    if "ClaimReview" not in html:
        return []
    written = islice(_scripts(html), _MOST_SCRIPTS)
    return [entry for text in written for entry in in_json(read_json(text))][:MOST_ENTRIES]


def in_json(found: object) -> list[Entry]:
    """Every review in a JSON-LD document."""
    reviews = filter(None, map(_entry, _reviews(found)))
    return list(islice(reviews, MOST_ENTRIES))


def _scripts(html: str) -> Iterator[str]:
    """The JSON-LD scripts. Each search begins where the last one ended, and so stays linear."""
    at = 0
    while (start := _OPEN.search(html, at)) and (end := _CLOSE.search(html, start.end())):
        if "ld+json" in start.group(1).lower():
            yield html[start.end() : end.start()]
        at = end.end()


def _reviews(found: object) -> Iterator[dict[str, object]]:
    waiting = [found]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "ClaimReview" in texts(node.get("@type")):
                yield node
            waiting += reversed(node.values())
        elif isinstance(node, list):
            waiting += reversed(node)


def _entry(review: dict[str, object]) -> Entry | None:
    claim = _first(review, "claimReviewed")[:_LONGEST_CLAIM]
    verdict = _verdict(review.get("reviewRating"))
    if not (claim and verdict):
        return None
    address = next(iter(texts(review.get("url")) + texts(review.get("@id"))), None)
    title = _first(review, "headline", "name") or claim
    lines = (claim if claim != title else "", verdict, _first(review, "reviewBody", "description"))
    return Entry(
        identity=address,
        title=title,
        text=tidy("\n".join(lines)),
        link=address,
        published=_first(review, "datePublished", "dateModified"),
        language=_first(review, "inLanguage"),
        claim=Claim(claim, verdict),
    )


def _verdict(rating: object) -> str:
    """The checker's own words; the bare figures only where there are none."""
    if isinstance(rating, list):
        rating = rating[0] if rating else None
    if not isinstance(rating, dict):
        return ""
    words = _first(rating, "alternateName", "ratingExplanation", "name")
    if words:
        return words[:_LONGEST_CLAIM]
    value, best = rating.get("ratingValue"), rating.get("bestRating")
    figures = [str(one) for one in (value, best) if isinstance(one, (int, float, str)) and one]
    return one_line("/".join(figures))[:_LONGEST_CLAIM]


def _first(found: dict[str, object], *names: str) -> str:
    written = (text for name in names for text in texts(found.get(name)))
    return next((words for text in written if (words := one_line(plain(text)))), "")
