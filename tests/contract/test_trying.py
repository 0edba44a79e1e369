"""`vigie feeds try`: what it says of real answers from servers on loopback."""

import pytest

from bot.commandline.trying import look
from tests.feed_servers import Script, serving

ITEM = "<item><guid>1</guid><title>Crue &#224; Remich</title>{date}</item>"
FEED = "<rss version='2.0'><channel><language>fr-LU</language>{item}</channel></rss>"
DATED = FEED.format(item=ITEM.format(date="<pubDate>Fri, 20 Nov 2020 12:00:00 +0100</pubDate>"))
UNDATED = FEED.format(item=ITEM.format(date=""))


async def told_of(script: Script, path: str = "/rss") -> tuple[bool, str]:
    async with serving(script.answer) as url:
        fine, lines = await look(f"{url}{path}", allow_private=True)
    return fine, "\n".join(lines)


async def test_a_sound_feed_is_told_in_full() -> None:
    script = Script()
    script.put("/rss", body=DATED.encode(), ETag='"1"', Content_Type="application/rss+xml")
    fine, told = await told_of(script)
    assert fine
    for words in (
        ": 1 items",
        "a document over HTTP",
        "application/rss+xml",
        "the fast one",
        "2020-11-20 11:00 UTC  Crue à Remich",
        "1 as the feed says",
        "fr (1)",
        'ETag: "1"; next time only changes are asked for',
        "then every 5 min",
        "The first import is silent",
    ):
        assert words in told


async def test_what_a_feed_lacks_is_told() -> None:
    script = Script()
    script.put("/rss", body=UNDATED.replace("</title>", "</b></title>").encode())
    fine, told = await told_of(script)
    assert fine
    assert "the slow one" in told
    assert "1 none that can be read" in told
    assert "every poll reads it whole" in told


async def test_patience_and_redirects_are_told_with_what_follows() -> None:
    script = Script()
    script.put("/old", 301, Location="/rss")
    script.put("/rss", body=DATED.encode(), Cache_Control="max-age=7200")
    _, told = await told_of(script, "/old")
    assert "for good to http://127.0.0.1" in told
    assert "by ourselves" in told
    assert "asks to be left alone for 2.0 h" in told


async def test_a_feed_that_moved_to_somebody_else_needs_a_person() -> None:
    script = Script()
    script.put("/rss", body=DATED.encode())
    async with serving(script.answer, "127.0.0.2") as other:
        script.put("/old", 301, Location=f"{other}/rss")
        _, told = await told_of(script, "/old")
    assert "to 127.0.0.2, which may be somebody else: a person must say yes" in told


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "Check the address"), (403, "does not let us in"), (410, "gone for good")],
)
async def test_a_feed_that_cannot_be_read_is_told_with_what_to_do(status: int, words: str) -> None:
    script = Script()
    script.put("/rss", status)
    fine, told = await told_of(script)
    assert not fine
    assert words in told
    assert "next poll" in told


async def test_a_password_in_an_address_is_not_shown() -> None:
    fine, lines = await look("http://me:secret@127.0.0.1/a@b", allow_private=True)
    assert not fine
    assert lines[0].startswith("http://…@127.0.0.1/a@b: ")
    assert "secret" not in "".join(lines)


async def test_a_private_address_is_named_with_the_way_to_allow_it() -> None:
    script = Script()
    async with serving(script.answer) as url:
        fine, lines = await look(url, allow_private=False)
    assert not fine
    assert "allow_private_addresses" in lines[0]
    assert script.asked == []
