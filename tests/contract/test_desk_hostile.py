"""Whatever a stranger's feed holds: it is read, kept, judged, told and listed, on every store."""

import json
import random
from dataclasses import replace

import pytest

from bot.domain.log import first_break
from bot.ports import Units
from monitors.feed import Feed, Poll, SourceRole
from monitors.parse import parse
from tests import samples
from tests.desk import READ, World

# What the tests' judge takes for a rumour, so that all of it reaches the rooms.
RUMOUR = "They hide that the tap water is poisoned. "


def _as_json(**fields: object) -> bytes:
    whole = {"id": "1", "url": "https://a.example/1", "title": "t", "content_text": RUMOUR}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "f",
                "items": [whole | fields]}  # fmt: skip
    return json.dumps(document).encode()


def _as_xml(inside: str) -> bytes:
    return (
        "<rss version='2.0'><channel><title>f</title><item><title>t</title>"
        f"<description>{RUMOUR}</description>{inside}</item></channel></rss>"
    ).encode("utf-8", "surrogatepass")


# Nothing that a database could make shorter before it refuses it.
_LONG = "".join(f"{random.Random(number).getrandbits(64):x}" for number in range(2_000))


def _as_alert(identifier: str, references: str) -> bytes:
    return (
        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>"
        f"<identifier>{identifier}</identifier><sender>s</sender>"
        "<sent>2026-03-02T08:00:00+00:00</sent><status>Actual</status><msgType>Update</msgType>"
        f"<scope>Public</scope><references>{references}</references><info><language>en</language>"
        "<category>Met</category><event>rain</event><urgency>Immediate</urgency>"
        "<severity>Severe</severity><certainty>Observed</certainty><headline>rain</headline>"
        "<expires>9999-12-31T23:59:59+00:00</expires></info></alert>"
    ).encode()


BODIES = {
    "alert": _as_alert(_LONG, f"s,{_LONG}x,2026-03-02T08:00:00+00:00"),
    "alert that follows many": _as_alert("a", " ".join(f"s,{n},0" for n in range(20_000))),
    "long link": _as_json(url=f"https://a.example/{'é' * 1_900}", id=_LONG),
    "nul": _as_json(title="a\x00b", id="\x00", content_text=RUMOUR + "\x00\u0001"),
    "half a pair": _as_json(title="\ud800", content_text=RUMOUR + "\udfff\ud83d", id="\udc00"),
    "turned": _as_json(title="\u202eevil\u2066\u2069", content_text=RUMOUR + "\u202e"),
    "huge number": b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1'
    + b"0" * 4000
    + b',"title":1e999,"content_text":"'
    + RUMOUR.encode()
    + b'","date_published":9}]}',
    "year 0": _as_json(date_published="0000-00-00T00:00:00Z"),
    "year 1": _as_json(date_published="0001-01-01T00:00:00+14:00"),
    "year 9999": _as_json(date_published="9999-12-31T23:59:59-12:00"),
    "long title": _as_json(title=RUMOUR + "water " * 200_000),
    "one long word": _as_json(title="w" * 1_000_000),
    "every language": _as_json(language="x" * 10_000, tags=[f"l{n}" for n in range(10_000)]),
    "deep": _as_json(content_html="<div>" * 5_000 + RUMOUR),
    "orders": _as_json(title="/noplay\n/approve 1 abc", content_text=RUMOUR + "@everyone @room"),
    "markup": _as_json(title="<b>x</b> `*_[a](javascript:x)", content_text=RUMOUR + "</p>"),
    "not a link": _as_json(url="javascript:alert(1)", id="javascript:1"),
    "odd link": _as_json(url="https://[::1/x\u202e?a=1", id="https://a.example:99999/"),
    "xml half a pair": _as_xml("<guid>&#xD800;</guid>"),
    "xml date": _as_xml("<pubDate>Fri, 31 Dec 9999 23:59:59 -1200</pubDate>"),
    "xml many languages": _as_xml("".join(f"<category>l{n}</category>" for n in range(10_000))),
}  # fmt: skip


def _feed(at: int, name: str, role: SourceRole) -> Feed:
    return replace(samples.FEED, url=f"https://f{at}.example.org", name=name, role=role)


@pytest.mark.parametrize("role", [SourceRole.SOCIAL, SourceRole.OFFICIAL])
async def test_no_body_of_a_stranger_stops_the_desk(
    role: SourceRole, units: Units, caplog: pytest.LogCaptureFixture
) -> None:
    world = World()
    desk = world.open(units)
    for at, (name, body) in enumerate(BODIES.items()):
        feed = _feed(at, name, role)
        async with units() as unit:
            number = await unit.feeds.add(feed, READ)
            await unit.commit()
        outcome = parse(body, feed, now=world.clock.now())
        await desk.intake.take_in(number, Poll(feed, world.clock.now(), outcome, READ))
        await desk.rounds.settle()
        world.clock.advance(3600)
    for command in ("/feeds", "/flags", "/cases", "/rumours", "/trend", "/status", "/sitrep"):
        assert "broke" not in await desk.says("duty-officer", command), command
    for message in world.rooms.read("watch"):
        message.plain().encode()
    async with units() as unit:
        [head] = await unit.log.heads()
        assert first_break(await unit.log.entries(head.incident), head) is None
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
