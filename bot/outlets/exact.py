"""The bytes of a text, exactly: what every outlet writes, sends and signs."""

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed


def exact_bytes(outlet: Outlet, text: str) -> bytes:
    """The text in UTF-8, nothing added, nothing normalised.

    Raises `PostFailed` for half a character pair, which JSON can carry and no file can.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as broken:
        raise PostFailed(
            f"The text for {outlet.name} holds half a character at position {broken.start}. "
            "Type that word again in a new version of the draft."
        ) from None
