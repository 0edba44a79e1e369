"""Take people out of what leaves the desk: handles, addresses, and links that name an account."""

import re
from urllib.parse import urlsplit

from bot.domain.flag import site

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w/.+-])@[\w.]*\w(?:@[\w-]+(?:\.[\w-]+)+)?")
_ACCOUNT = re.compile(r"/(?:@|users?/|u/|profile/|status(?:es)?/|s/|people/|groups/)")
# Sites where the first part of every path is an account.
_OF_ACCOUNTS = frozenset({"x.com", "twitter.com", "t.me", "facebook.com", "instagram.com",
                          "threads.net", "tiktok.com", "vk.com"})  # fmt: skip


def blotted(text: str) -> str:
    """The text without handles and mail addresses."""
    return _ADDRESS.sub("…@…", _HANDLE.sub("@…", text))


def unnamed(link: str | None) -> str | None:
    """The link, unless it names an account or a person's address."""
    host = site(link).removeprefix("m.")
    if link is None or not host:
        return None
    parts = urlsplit(link)
    names = _ACCOUNT.search(parts.path) or host in _OF_ACCOUNTS or "@" in link
    return None if names or parts.scheme not in {"http", "https"} else link
