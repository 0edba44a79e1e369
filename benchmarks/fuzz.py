"""Strange documents, made at random from a seed, down both roads: python benchmarks/fuzz.py

* spoilt documents: feeds with bytes and pieces changed, dropped, doubled and mixed. No road may
  raise or hang, and what comes out must be fit to store and to show;
* odd but well-formed feeds: both roads must give the same items, except for the wanted differences
  that `EXCUSES` lists.

Prints every failure with what made it; exit code 1 if there was one.
"""

import argparse
import faulthandler
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random

from monitors.feed import Feed, FeedError, Item
from monitors.parse import by_each_road, parse
from monitors.plain import MOST_TEXT, tidy

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/rss", "News", language="fr")
# Seconds of CPU time for one of these documents, none larger than 100 KB, and until it counts as
# a hang, which ends the run with a traceback.
SLOW, HANGING = 2.0, 60
MOST_SHOWN = 10

TEXTS = (
    "Water", "l’été à Liège", "a  b\n c", "&amp;lt;b&amp;gt;", "&lt;p&gt;One&lt;/p&gt;two", "",
    "&lt;script&gt;x&lt;/script&gt;y", "&amp;eacute;", "3 &lt; 5", "<![CDATA[<p>a <b>b</b></p>]]>",
    "<![CDATA[<ul><li>a<li>b</ul>&nbsp;c]]>", "\u00a0", "&#233;", "&#x1F6B0;", "🚰", "<![CDATA[]]>",
    "<![CDATA[<table><tr><td>a</table>]]>", "&lt;br/&gt;", "x" * 300, "\u200f\u202ea", "D'Waasser",
)  # fmt: skip
LINKS = ("https://a.example/1", "https://a.example/2?a=1&amp;b=2#c", "/3", " https://a.example/4\n")
KEYS = ("k1", "https://a.example/5", " k2 ", "urn:uuid:1", "tag:a.example,2026:1", "é")
DATES = (
    "Fri, 20 Nov 2026 10:00:00 +0100", "2026-11-20T10:00:00Z", "20 nov. 2026 10:00", "yesterday",
    "", "9999-12-31T23:59:59Z", "Fri, 20 Nov 2026 10:00:00 CET", "2026-11-20",
)  # fmt: skip
PIECES = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml?>", b"<!DOCTYPE x [", b"\x00",
    b"<item>", b"</item>", b"</channel>", b"<entry>", b"<b>" * 50, b"</b>", b"&#0;", b"&#xD800;",
    b"&lol;", b"\xff", b"\xc3", b"\xef\xbf\xbe", b"\xef\xbb\xbf", b"xmlns='urn:x'", b" a='b'", b"'",
    b'"', b"<html>", b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>", b"{", b"<rdf:RDF>",
    b"&#99999999999;", b"\r\n", b"\x1b[31m", b"<x:y/>", b"&amp;" * 20, b"<title/>", b"&" * 100,
)  # fmt: skip


def main() -> int:
    """Run for so many minutes; returns the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    # What feedparser stumbles over is logged with a traceback each time; here, that is the point.
    logging.disable()
    random, counted, shown = Random(chosen.seed), Counter[str](), 0
    end = time.monotonic() + 60 * chosen.minutes
    while time.monotonic() < end:
        faulthandler.dump_traceback_later(HANGING, exit=True)
        for body, failure in (spoilt(random), odd(random)):
            counted["documents"] += 1
            if failure:
                counted[failure.partition(":")[0]] += 1
                shown += 1
                if shown <= MOST_SHOWN:
                    print(f"{failure}\n  {body!r}\n", flush=True)
    faulthandler.cancel_dump_traceback_later()
    print(f"seed {chosen.seed}, {chosen.minutes:g} minutes:", dict(counted))
    return 1 if shown else 0


def spoilt(random: Random) -> tuple[bytes, str | None]:
    """A document with changes, and what went wrong with it."""
    body = bytearray(document(random))
    for _ in range(random.randint(1, 12)):
        at, length = random.randint(0, len(body)), random.choice((0, 0, 1, 5, 40, 300))
        other = document(random) if random.random() < 0.1 else b""
        start = random.randint(0, len(other))
        new = random.choice(
            (
                random.choice(PIECES),
                bytes([random.randrange(256)]),
                bytes(body[at : at + length]) * 2,
                b"",
                other[start : start + 200],
            )
        )
        body[at : at + length] = new
    return bytes(body), judged(bytes(body))


def judged(body: bytes) -> str | None:
    started = time.process_time()
    try:
        found = parse(body, FEED, now=NOW, content_type="text/xml")
    except Exception as error:  # noqa: BLE001
        return f"raised: {error!r}"
    took = time.process_time() - started
    if took > SLOW:
        return f"slow: {took:.1f} s"
    if isinstance(found, FeedError):
        return None if found.sentence.endswith(".") else "no sentence"
    return next((f"unfit: {item}" for item in found if not fit(item)), None)


def fit(item: Item) -> bool:
    """Whether an item can be stored and shown as it is."""
    written = item.key + item.title + item.text + (item.link or "")
    return (
        written == written.encode("utf-8", "ignore").decode()
        and 0 < len(item.key) <= 500
        and item.text == tidy(item.text)
        and "\n" not in item.title
        and len(item.text) <= MOST_TEXT
        and (item.link or "http").startswith("http")
        and (item.published is None or item.published.tzinfo is UTC)
    )


def odd(random: Random) -> tuple[bytes, str | None]:
    """A well-formed document, and where the two roads part on it."""
    body = document(random)
    fast, slow = by_each_road(body, FEED, now=NOW)
    if fast is None or isinstance(slow, FeedError):
        return body, f"one road only: {'slow' if fast is None else slow}"
    ones, others = (
        tuple(item for item in found if not _is_id_alone(item)) for found in (fast, slow)
    )
    if len(ones) != len(others):
        return body, f"other number: {len(ones)} {len(others)}"
    return body, next(differences(ones, others), None)


def differences(ones: tuple[Item, ...], others: tuple[Item, ...]) -> Iterator[str]:
    """What differs without an excuse."""
    for one, other in zip(ones, others, strict=True):
        for name in ("title", "text", "link", "published", "key"):
            mine, theirs = getattr(one, name), getattr(other, name)
            excused = any(excuse(name, one, other) for excuse in EXCUSES)
            if mine != theirs and not excused:
                yield f"unequal {name}: fast={mine!r} slow={theirs!r}"


def _key_follows(name: str, one: Item, other: Item) -> bool:
    """Without an id, the key is the link or the digest: it differs where those do."""
    return name == "key" and one.digest != other.digest and other.key in {other.link, other.digest}


def _id_is_a_link(name: str, one: Item, other: Item) -> bool:
    """feedparser takes the id of an Atom entry without a link for its link, if it is an address."""
    return name == "link" and one.link is None and other.link == other.key


def _is_id_alone(item: Item) -> bool:
    """The same of an entry that has nothing but an id: on the fast road, it is no item at all."""
    return not item.words and item.link == item.key


# The wanted differences between the roads.
EXCUSES: tuple[Callable[[str, Item, Item], bool], ...] = (_key_follows, _id_is_a_link)


def document(random: Random) -> bytes:
    """A well-formed feed of some kind, with odd fields in odd numbers."""
    make, frame = random.choice(((rss_entry, RSS), (rss_entry, RDF), (atom_entry, ATOM)))
    entries = "".join(make(random) for _ in range(random.randint(0, 5)))
    return frame.format(entries).encode()


def rss_entry(random: Random) -> str:
    """An item with some fields of RSS, in any order."""
    fields = [
        f"<title>{random.choice(TEXTS)}</title>",
        f"<link>{random.choice(LINKS)}</link>",
        f"<description>{random.choice(TEXTS)}</description>",
        f"<pubDate>{random.choice(DATES)}</pubDate>",
        f'<guid isPermaLink="false">{random.choice(KEYS)}</guid>',
        f"<content:encoded>{random.choice(TEXTS)}</content:encoded>",
        f"<category>{random.choice(TEXTS[:4])}</category>",
        f"<dc:creator>{random.choice(TEXTS[:4])}</dc:creator>",
    ]
    return f"<item>{''.join(random.sample(fields, random.randint(1, len(fields))))}</item>"


def atom_entry(random: Random) -> str:
    """An entry with some fields of Atom, in any order."""
    html = random.choice(TEXTS)
    fields = [
        f"<id>{random.choice(KEYS)}</id>",
        f"<title>{random.choice(TEXTS)}</title>",
        f'<link href="{random.choice(LINKS).strip()}"/>',
        f'<summary type="html">{html}</summary>',
        f'<content type="html">{random.choice(TEXTS)}</content>',
        f"<published>{random.choice(DATES)}</published>",
        f"<author><name>{random.choice(TEXTS[:3])}</name></author>",
    ]
    return f"<entry>{''.join(random.sample(fields, random.randint(1, len(fields))))}</entry>"


RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>{}'
    "</channel></rss>"
)
RDF = (
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/>{}</rdf:RDF>'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}</feed>'

if __name__ == "__main__":
    sys.exit(main())
