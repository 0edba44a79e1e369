"""Bluesky's Jetstream: one JSON message is one event, and some events are about posts.

Pure: text in, values out. Whatever a stranger's server sends, an event is read or it is not.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitors.entry import Entry
from monitors.plain import tidy

POSTS = "app.bsky.feed.post"

_AUTHOR = re.compile(r"did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,200}")
_RECORD_KEY = re.compile(r"[A-Za-z0-9._~:-]{1,200}")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it now is: `entry` is None when its author deleted it."""

    key: str
    entry: Entry | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What one message says: `at` is its place in the stream, in microseconds since 1970."""

    at: int
    post: Post | None = None


def event_of(message: str) -> Event | None:
    """The event in this message, or None if it holds none."""
    try:
        told: object = json.loads(message)
    except (ValueError, RecursionError):
        return None
    at = _get(told, "time_us")
    if not isinstance(at, int) or isinstance(at, bool) or at <= 0:
        return None
    return Event(at, _post(told) if _get(told, "kind") == "commit" else None)


def _post(told: object) -> Post | None:
    commit = _get(told, "commit")
    author, name = _text(told, "did"), _text(commit, "rkey")
    ours = _get(commit, "collection") == POSTS
    if not (ours and _AUTHOR.fullmatch(author) and _RECORD_KEY.fullmatch(name)):
        return None
    key = f"at://{author}/{POSTS}/{name}"
    match _get(commit, "operation"):
        case "delete":
            return Post(key)
        case "create" | "update":
            record = _get(commit, "record")
            languages = tuple(tag for tag in _list(record, "langs") if isinstance(tag, str))
            link = f"https://bsky.app/profile/{author}/post/{name}"
            return Post(key, _entry(record, key, link, languages), languages)
        case _:
            return None


def _entry(record: object, key: str, link: str, languages: Sequence[str]) -> Entry:
    return Entry(
        identity=key,
        title="",
        text=tidy("\n".join((_whole(record), *_beside(_get(record, "embed"))))),
        link=link,
        published=_text(record, "createdAt"),
        language=languages[0] if languages else None,
    )


def _whole(record: object) -> str:
    """The words, with each link in full: a post shows long addresses cut short.

    Facets count in bytes of UTF-8, and nothing keeps them apart or inside the text but us.
    """
    raw, parts, end = _text(record, "text").encode("utf-8", "replace"), list[bytes](), 0
    for start, stop, address in sorted(_links(record)):
        if end <= start < stop <= len(raw):
            parts += [raw[end:start], address.encode("utf-8", "replace")]
            end = stop
    return b"".join((*parts, raw[end:])).decode("utf-8", "replace")


def _links(record: object) -> Iterator[tuple[int, int, str]]:
    for facet in _list(record, "facets"):
        index = _get(facet, "index")
        start, stop = _get(index, "byteStart"), _get(index, "byteEnd")
        addresses = filter(None, (_text(feature, "uri") for feature in _list(facet, "features")))
        address = next(addresses, "")
        if isinstance(start, int) and isinstance(stop, int) and address:
            yield start, stop, address


def _beside(embed: object) -> Iterator[str]:
    """The words of what hangs below a post: a link's card, descriptions of pictures and films."""
    for part in (embed, _get(embed, "media")):
        card = _get(part, "external")
        yield from (_text(card, name) for name in ("title", "description", "uri"))
        yield from (_text(picture, "alt") for picture in _list(part, "images"))
        yield _text(part, "alt")


def _get(parent: object, name: str) -> object:
    return parent.get(name) if isinstance(parent, dict) else None


def _text(parent: object, name: str) -> str:
    value = _get(parent, name)
    return value if isinstance(value, str) else ""


def _list(parent: object, name: str) -> list[object]:
    value = _get(parent, name)
    return value if isinstance(value, list) else []
