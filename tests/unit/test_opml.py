"""Lists of feeds: what is read from OPML, and what is refused."""

from datetime import timedelta

import pytest

from bot.commandline.opml import LARGEST, MOST_FEEDS, NotOpml, read, told_of, write
from bot.desk.lists import bring_in
from bot.desk.turn import Turn
from bot.domain.errors import NotYours
from bot.domain.room import Member, Role
from bot.ports import Unit
from monitors.feed import Feed, SourceRole
from tests.clock import START
from tests.desk import WORDS, centre
from tests.memory_store import MemoryUnits

ZONE = "Europe/Brussels"


def listed(body: str, root: str = "opml") -> list[Feed]:
    return read(f'<{root} version="2.0"><head/><body>{body}</body></{root}>'.encode(), ZONE)


def test_a_feed_that_says_little_is_read_with_the_usual_values() -> None:
    assert listed('<outline xmlUrl="https://a.example/rss"/>') == [
        Feed("https://a.example/rss", "https://a.example/rss", timezone=ZONE)
    ]


def test_a_name_and_a_language_are_taken_as_the_list_gives_them() -> None:
    feed = listed('<outline text=" A  &amp; B " language="fr-BE" xmlUrl="https://a.example/"/>')[0]
    assert (feed.name, feed.language) == ("A & B", "fr")


@pytest.mark.parametrize(
    ("category", "role"),
    [
        ("official", SourceRole.OFFICIAL),
        ("Fact-checkers", SourceRole.FACT_CHECKER),
        ("fact checker", SourceRole.FACT_CHECKER),
        ("/news/Media", SourceRole.MEDIA),
        ("Benelux,local", SourceRole.LOCAL),
        ("Benelux", SourceRole.UNKNOWN),
        ("", SourceRole.UNKNOWN),
    ],
)
def test_a_category_that_names_a_role_gives_it(category: str, role: SourceRole) -> None:
    feed = listed(f'<outline category="{category}" xmlUrl="https://a.example/"/>')[0]
    assert feed.role is role


def test_the_nearest_folder_that_names_a_role_gives_it_unless_the_feed_names_one() -> None:
    feeds = listed(
        '<outline text="Official"><outline text="Social"><outline text="Liège">'
        '<outline xmlUrl="https://a.example/"/>'
        '<outline xmlUrl="https://b.example/" category="media"/></outline></outline>'
        '<outline xmlUrl="https://c.example/"/></outline><outline xmlUrl="https://d.example/"/>'
    )
    assert [feed.role for feed in feeds] == [
        SourceRole.SOCIAL, SourceRole.MEDIA, SourceRole.OFFICIAL, SourceRole.UNKNOWN,
    ]  # fmt: skip


def test_a_feed_in_two_folders_is_one_feed() -> None:
    twice = '<outline xmlUrl="https://a.example/"/>' * 2
    assert len(listed(twice)) == 1


def test_names_of_tags_and_attributes_are_read_in_any_case() -> None:
    assert len(listed('<OUTLINE xmlurl="https://a.example/"/>', root="OPML")) == 1


def test_what_is_written_is_read_back_the_same() -> None:
    feeds = [
        Feed("https://a.example/rss?a=1&b=2", 'Journal "É" <1>', SourceRole.OFFICIAL, "lb",
             timedelta(seconds=90), "Europe/Luxembourg"),
        Feed("wss://stream.example/", "Stream", SourceRole.SOCIAL, keywords=("rook", "brand weg")),
        Feed("https://b.example/", "B", SourceRole.UNKNOWN, None, timedelta(hours=2), ZONE),
    ]  # fmt: skip
    assert read(write(feeds, "Centre & co"), "UTC") == feeds


def test_a_list_without_feeds_is_no_mistake() -> None:
    assert listed("") == []
    assert read(write([], "Centre"), ZONE) == []


def test_a_time_zone_or_interval_that_nobody_knows_is_not_taken() -> None:
    feed = listed(
        '<outline xmlns:v="urn:vigie:opml" v:timezone="../etc" v:every="soon"'
        ' xmlUrl="https://a.example/"/>'
    )[0]
    assert (feed.timezone, feed.every) == (ZONE, timedelta(minutes=5))


LAUGHS = (
    '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<opml><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>'
)
OUTSIDE = (
    '<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    '<opml><body><outline text="f" xmlUrl="https://a.example/"/></body></opml>'
)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (LAUGHS.encode(), "document type"),
        (LAUGHS.encode("utf-16"), "document type"),
        (OUTSIDE.encode(), "document type"),
        (b"<opml>" + b"<outline>" * 100_000, "too deep"),
        (b"<opml><body>", "well-formed"),
        (b"", "well-formed"),
        (b"\x00\x01\x02", "well-formed"),
        (b"<html><body/></html>", "no OPML"),
        (b'<?xml version="1.0" encoding="none-such"?><opml/>', "encoding"),
        (b"<opml>" + b" " * LARGEST, "larger than 5 MiB"),
        (
            b"<opml>"
            + b"".join(
                b'<outline xmlUrl="https://%d.example/"/>' % n for n in range(MOST_FEEDS + 1)
            )
            + b"</opml>",
            "more than 10000",
        ),
    ],
    ids=range(11),
)
def test_a_hostile_or_broken_list_is_refused_with_the_reason(document: bytes, why: str) -> None:
    with pytest.raises(NotOpml, match=why):
        read(document, ZONE)


def turn(unit: Unit, *roles: Role) -> Turn:
    who = Member(name="somebody", roles=frozenset(roles))
    return Turn(unit, centre(), WORDS, who, START)


async def test_a_list_is_added_once_and_what_became_of_each_feed_is_told() -> None:
    units = MemoryUnits()
    feeds = [
        Feed("https://a.example/", "A", SourceRole.LOCAL),
        Feed("https://me:secret@b.example/", "B"),
        Feed("file:///etc/hostname", "C"),
        Feed("https://d.example/", "D", every=timedelta(seconds=1)),
    ]
    for expected in ((1, 0, 3), (0, 1, 3)):
        async with units() as unit:
            brought = await bring_in(turn(unit, Role.ADMIN), feeds)
            await unit.commit()
        assert (len(brought.added), len(brought.known), len(brought.refused)) == expected
    async with units() as unit:
        kept = [each.feed for each in await unit.feeds.all()]
        noted = [entry.kind for entry in await unit.log.entries(0)]
    assert kept == feeds[:1]
    assert noted == ["feed.added"]
    assert not any("secret" in line for line in told_of(brought))


async def test_a_list_is_taken_from_an_admin_only() -> None:
    async with MemoryUnits()() as unit:
        with pytest.raises(NotYours):
            await bring_in(turn(unit, Role.MONITOR), [Feed("https://a.example/", "A")])
