"""What came back from an address, and what one look at it may cost: values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Bytes are counted after decompression; times are in seconds.

    After `grace`, a body must have come at `slowest` bytes a second on average: a server that
    drips one byte now and then would otherwise hold its place until `total`.
    """

    max_bytes: int = 10 * 1024 * 1024
    total: float = 30.0
    connect: float = 10.0
    silence: float = 10.0
    grace: float = 10.0
    slowest: float = 256.0
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the status it came with, and where it led."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Response:
    """A body, and what the server says of it. `url` is where it came from after all redirects.

    The validators belong to the address that stays: the feed's own, or where redirects for good
    lead, which is `moved_to`. `fresh` is how long the server, or the channel itself, would have us
    wait. `told` are the caching headers as they came, for showing.
    """

    body: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    url: str
    fresh: timedelta | None = None
    hops: tuple[Hop, ...] = ()
    told: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def moved_to(self) -> str | None:
        """Where the feed moved for good, if it did."""
        return _for_good(self.hops)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed; it may renew its validators while it does."""

    etag: str | None = None
    last_modified: str | None = None
    fresh: timedelta | None = None
    hops: tuple[Hop, ...] = ()

    @property
    def moved_to(self) -> str | None:
        """Where the feed moved for good, if it did."""
        return _for_good(self.hops)


def _for_good(hops: Sequence[Hop]) -> str | None:
    return hops[-1].to if hops and all(hop.status in FOR_GOOD for hop in hops) else None
