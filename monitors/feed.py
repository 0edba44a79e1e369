"""What a feed is, what the watch remembers of it, and what it said.

    Feed + Progress --poll--> Poll(outcome: items | Unchanged | FeedError, progress: the next one)

Values only: nothing here reads a clock, a socket or a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

# A feed that wants a title for a post without one often cuts the post itself and adds dots.
_CUT_MARKS = " .…"


class SourceRole(StrEnum):
    """Who speaks in a feed: official sources and fact-checkers answer rumours, others may not."""

    OFFICIAL = "official"
    FACT_CHECKER = "fact_checker"
    MEDIA = "media"
    LOCAL = "local"
    SOCIAL = "social"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """How a feed is read: all kinds give items behind one contract."""

    WEB = "web"  # a document over HTTP: RSS, Atom, JSON Feed, CAP, ClaimReview
    PAGE = "page"  # a public channel's web page, t.me/s/NAME
    STREAM = "stream"  # a websocket that is followed from a cursor: Jetstream


@dataclass(frozen=True, slots=True)
class Feed:
    """A public address to watch. `timezone` is an IANA name, for dates that carry no zone.

    `keywords` keep to the posts that have one of them, where a source says far more than we need.
    """

    url: str
    name: str
    role: SourceRole = SourceRole.UNKNOWN
    language: str | None = None
    every: timedelta = timedelta(minutes=5)
    timezone: str = "Europe/Brussels"
    keywords: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Read from the address: `wss:` is a stream, t.me/s/ a channel's page."""
        scheme, _, rest = self.url.partition("://")
        if scheme.casefold() in ("ws", "wss"):
            return Kind.STREAM
        host, _, path = rest.partition("/")
        page = host.casefold() in ("t.me", "telegram.me") and path.startswith("s/")
        return Kind.PAGE if page else Kind.WEB


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a new body from the last one: two headers for the server, a digest for us."""

    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None


class IdPolicy(StrEnum):
    """What tells the items of a feed apart; it falls back when a feed's ids cannot be trusted."""

    ID = "id"
    LINK = "link"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Progress:
    """What the watch remembers of a feed between polls.

    `imported` is false until the feed was read once; that first import raises no alarm.
    `trouble` is the sentence of the last error and `code` its FeedError.code, both None as soon as
    the feed answers again. `cursor` is where a stream is to be followed from. `moved_to` is where a
    permanent redirect led the last `moved_seen` times. `ids` is how its items are told apart.
    """

    next_poll: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    imported: bool = False
    failures: int = 0
    last_ok: datetime | None = None
    trouble: str | None = None
    code: str | None = None
    cursor: str | None = None
    moved_to: str | None = None
    moved_seen: int = 0
    ids: IdPolicy = IdPolicy.ID


class DateTrust(StrEnum):
    """How far an item's date can be believed."""

    FEED = "feed"  # as the feed says, with its zone
    ZONE = "zone"  # without a zone: the feed's own was assumed
    CLAMPED = "clamped"  # in the future: not believed
    NONE = "none"  # none that could be read


class Seal(StrEnum):
    """The signature of an alert."""

    NONE = ""  # there is none
    UNCHECKED = "unchecked"  # there is one, and nobody could look
    HOLDS = "holds"  # nothing was changed since it was signed
    BROKEN = "broken"  # something was


@dataclass(frozen=True, slots=True)
class Alert:
    """What a CAP 1.2 alert says beyond its words.

    `kind` is its msgType, `status` and `severity` the standard's words. `references` are the
    identifiers it updates or cancels. `words` has its text in each of its languages ("fr").
    `document` is where the alert itself is, when only the summary in an index was read. `signer`
    is the name in the certificate of a seal that holds, which nobody vouches for.
    """

    identifier: str
    kind: str
    status: str
    severity: str
    expires: datetime | None
    references: tuple[str, ...]
    words: Mapping[str, str]
    document: str | None = None
    seal: Seal = Seal.NONE
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that a fact-checker reviewed, and the verdict in the checker's own words."""

    text: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a feed published, as plain text.

    `key` is stable within its feed; `digest` is the SHA-256 of title, text and link, so that a
    quiet edit is seen whatever the feed says about dates. `published` is the feed's own claim:
    good for showing, not for counting.
    """

    key: str
    digest: str
    title: str
    text: str
    link: str | None
    published: datetime | None
    language: str | None
    trust: DateTrust = DateTrust.FEED
    alert: Alert | None = None
    claim: Claim | None = None

    @property
    def taken_back(self) -> bool:
        """Whether its author deleted it: it has a key and says nothing any more."""
        return not (self.title or self.text or self.link)

    @property
    def words(self) -> str:
        """Title and text as one plain text, the title left out when the text begins with it."""
        if not self.text or not self.title:
            return self.title or self.text
        start = _squeezed(self.title).rstrip(_CUT_MARKS)
        if start and _squeezed(self.text[: 2 * len(self.title)]).startswith(start):
            return self.text
        return f"{self.title}\n{self.text}"


def digest_of(title: str, text: str, link: str | None) -> str:
    """The digest of an item's words, as 64 hexadecimal digits."""
    return sha256("\x00".join((title, text, link or "")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The feed answered, and says what it said before."""


@dataclass(frozen=True, slots=True)
class FeedError:
    """Why a feed could not be read: a value, so that one bad feed never stops the others.

    `code` is one of unreachable, not_secure, refused_address, http_error, not_found, gone, blocked,
    rate_limited, waiting, too_large, too_slow, not_a_feed, empty_body, bad_url, redirects. Of these
    `waiting` is no failure: the feed's host is not to be asked yet. `sentence` says in plain
    English what is wrong and what to do. `retry_after` is the server's wish, or the feed's turn.
    """

    code: str
    sentence: str
    retry_after: timedelta | None = None


Outcome = tuple[Item, ...] | Unchanged | FeedError


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at one feed; `progress` is what to remember next, already decided.

    `partial` is true when alerts that the feed links to could not be read: what is missing or
    short in these items is not withdrawn.
    """

    feed: Feed
    at: datetime
    outcome: Outcome
    progress: Progress
    partial: bool = False


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())
