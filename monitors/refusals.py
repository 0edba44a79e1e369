"""Every way in which a feed's server can fail us, each with the sentence that a room reads."""

from datetime import timedelta

from monitors.feed import FeedError

_NOT_FOUND = 404
_GONE = 410
_TOO_MANY_REQUESTS = 429
_UNAVAILABLE = 503
_CLOSED = frozenset({401, 402, 403, 407, 451})


def unreachable(host: str, why: str) -> FeedError:
    return FeedError(
        "unreachable",
        f"{host} cannot be reached: {why}. Check the address; if it is right, wait.",
    )


def refused_address(host: str) -> FeedError:
    return FeedError(
        "refused_address",
        f"{host} leads into a private network, where feeds are not allowed. If it is one of yours,"
        " add that network to allow_private_addresses under [watch].",
    )


def bad_url(why: str) -> FeedError:
    return FeedError("bad_url", f"This address cannot be used: {why}. Correct it and try again.")


def not_secure(host: str) -> FeedError:
    """A failure of encryption; what was asked for under https is never asked without."""
    return FeedError(
        "not_secure",
        f"The certificate or encryption of {host} is not valid, so nothing it says can be trusted."
        " We do not ask without encryption. Tell its owner.",
    )


def waiting(host: str, wait: timedelta) -> FeedError:
    """No failure of the feed: its host is not to be asked yet. `retry_after` is its turn."""
    return FeedError(
        "waiting",
        f"{host} is not to be asked more often, or asked us to wait."
        f" This feed's turn comes in {_length(wait)}.",
        wait,
    )


def challenged(host: str) -> FeedError:
    return FeedError(
        "blocked",
        f"{host} blocks us: it wants to see a person in a browser. Ask its owner to let feed"
        " readers in, or use another feed.",
    )


def too_many_redirects(host: str) -> FeedError:
    return FeedError(
        "redirects",
        f"{host} sends us from one address to the next without end. Open it in a browser and add"
        " the address where you arrive.",
    )


def too_slow(host: str) -> FeedError:
    return FeedError(
        "too_slow", f"{host} sends its feed too slowly. If this goes on, tell its owner."
    )


def too_large(host: str, limit: int) -> FeedError:
    return FeedError(
        "too_large",
        f"The feed of {host} is larger than {limit // 1024} KiB. Ask its owner for a shorter feed.",
    )


def broken_answer(host: str, how: str) -> FeedError:
    return FeedError(
        "http_error", f"The answer of {host} {how}. If this goes on, tell the feed's owner."
    )


def http_status(host: str, status: int, retry_after: timedelta | None) -> FeedError:
    """The error of a status that is no success. Retry-After counts on 429 and 503 only."""
    if status == _GONE:
        return FeedError(
            "gone",
            f"{host} says that this feed is gone for good. Remove it; we look only once a day.",
        )
    if status == _NOT_FOUND:
        return FeedError(
            "not_found",
            f"{host} has no feed at this address (404). Check the address; we look again once an"
            " hour, and after two weeks once a day.",
        )
    if status in _CLOSED:
        return FeedError(
            "blocked",
            f"{host} does not let us in ({status}). Ask its owner, or use another feed.",
        )
    if status == _TOO_MANY_REQUESTS:
        return FeedError(
            "rate_limited",
            f"{host} says that we ask too often. We wait; give its feeds a longer interval.",
            retry_after,
        )
    return FeedError(
        "http_error",
        f"{host} answers with an error ({status}). {_advice(status)}",
        retry_after if status == _UNAVAILABLE else None,
    )


def not_a_stream(host: str) -> FeedError:
    return FeedError(
        "not_a_feed",
        f"{host} answers, but not with a stream of posts (Jetstream). Check the whole address:"
        " it usually ends in /subscribe.",
    )


def broken_stream(host: str, how: str) -> FeedError:
    return FeedError(
        "unreachable",
        f"The stream of {host} {how} before it says anything new. We try again from the same"
        " place; if this goes on, use another of its servers.",
    )


def no_preview(channel: str) -> FeedError:
    return FeedError(
        "not_a_feed",
        f"The channel {channel} shows no public page: it does not exist, its preview is switched"
        " off, or it is marked as sensitive. Check the name; otherwise somebody must follow it in"
        " the app.",
    )


def strange_page(channel: str) -> FeedError:
    return FeedError(
        "not_a_feed",
        f"The page of the channel {channel} cannot be read: it does not look as such pages do."
        " Open it in a browser; if it shows posts there, Vigie needs an update.",
    )


def _advice(status: int) -> str:
    if status >= 500:
        return "The fault is on its side: we keep trying."
    return "Check the address."


def _length(wait: timedelta) -> str:
    seconds = round(wait.total_seconds())
    return f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes"
