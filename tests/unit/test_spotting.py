"""Where a post was read, and what of it may leave the desk."""

import pytest

from bot.domain.blotting import blotted, unnamed
from bot.domain.flag import Spotting
from tests.clock import START


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.a.example/1", "a.example"),
        ("https://blog.a.example/1", "blog.a.example"),
        ("http://127.0.0.1/post/1", "feed"),
        ("http://[::1]/post/1", "feed"),
        ("http://[broken", "feed"),
        ("", "feed"),
        (None, "feed"),
    ],
)
def test_a_post_is_counted_where_its_link_leads(link: str | None, host: str) -> None:
    assert Spotting(1, None, "feed", link, "en", START).host == host


@pytest.mark.parametrize(
    "link",
    [
        "https://social.example/@somebody/1", "https://x.com/somebody/status/1",
        "https://www.t.me/channel/1", "https://bsky.app/profile/a.example/post/1",
        "https://reddit.example/user/somebody", "https://a.example/?mail=me@b.example",
        "javascript:alert(1)", None,
    ],
)  # fmt: skip
def test_a_link_that_names_an_account_stays_here(link: str | None) -> None:
    assert unnamed(link) is None


def test_a_link_to_an_article_leaves() -> None:
    assert unnamed("https://news.example/2026/water?id=1") == "https://news.example/2026/water?id=1"


def test_handles_and_addresses_are_blotted_out() -> None:
    text = "@anna.b says (@tom@social.example): write to tom.x@mail.example at 18:00, 3 @ 2 €"
    assert blotted(text) == "@… says (@…): write to …@… at 18:00, 3 @ 2 €"
