"""Every way in which a feed's server can fail us, each with the sentence that a room reads."""

from datetime import timedelta

from monitors.feed import FeedError

_GONE = 410
_TOO_MANY_REQUESTS = 429
_UNAVAILABLE = 503


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
        return FeedError("gone", f"{host} says that this feed is gone for good. Remove it.")
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
    match status:
        case 401 | 403:
            return "It does not let us in: ask its owner, or use another feed."
        case 404:
            return "Check that the feed is still at this address."
        case _ if status >= 500:
            return "The fault is on its side: we keep trying."
        case _:
            return "Check the address."
