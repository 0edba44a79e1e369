"""The world outside, on this machine alone: feeds over HTTP, and a website that takes webhooks.

The feeds are real RSS, Atom and CAP 1.2 with validators, so that the watch reads them as it reads
any other. Everything they say carries the exercise's marker.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from aiohttp import web

from bot.domain.mode import Mode, framed
from bot.drill.scenario import ScenarioFeed, ScenarioItem

SECRET = "drill-only"
ATOM = "http://www.w3.org/2005/Atom"
CAP = "urn:oasis:names:tc:emergency:cap:1.2"


@dataclass(frozen=True, slots=True)
class Published:
    """An item and when it came out."""

    item: ScenarioItem
    at: datetime


@dataclass(slots=True)
class Street:
    """The loopback server. `published` is what its feeds show, `received` only grows."""

    feeds: Sequence[ScenarioFeed]
    published: list[Published] = field(default_factory=list)
    alerts: dict[str, bytes] = field(default_factory=dict)
    sent: dict[str, datetime] = field(default_factory=dict)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    polls: int = 0
    unchanged: int = 0
    _written: dict[str, tuple[list[Published], bytes]] = field(default_factory=dict)
    _runner: web.AppRunner | None = None
    address: str = ""

    async def open(self) -> None:
        """Listen on a free port of the loopback address."""
        app = web.Application()
        app.router.add_get("/feeds/{id}", self._feed)
        app.router.add_post("/hook", self._hook)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"

    async def close(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    def warn(self, feed: str, cap: Mapping[str, object], now: datetime) -> None:
        """Let a feed show this alert from now on, in place of the one before; once is enough."""
        if self.sent.get(str(cap["identifier"])) == now:
            return
        self.sent[str(cap["identifier"])] = now
        self.alerts[feed] = cap_alert(cap, self.sent)

    def url(self, feed: str) -> str:
        """Where a feed is."""
        return f"{self.address}/feeds/{feed}"

    async def _feed(self, request: web.Request) -> web.Response:
        self.polls += 1
        feed = next((f for f in self.feeds if f.id == request.match_info["id"]), None)
        if feed is None:
            return web.Response(status=404)
        body = self.alerts.get(feed.id) or self._shown(feed)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            self.unchanged += 1
            return web.Response(status=304, headers={"ETag": etag})
        kind = "application/rss+xml" if feed.kind == "rss" else "application/atom+xml"
        return web.Response(body=body, headers={"ETag": etag}, content_type=kind)

    def _shown(self, feed: ScenarioFeed) -> bytes:
        """What a feed shows; written anew only when it changed, since most who ask know it."""
        mine = [p for p in self.published if p.item.feed == feed.id]
        before, body = self._written.get(feed.id, (None, b""))
        if mine != before:
            body = _feed_bytes(feed, mine)
            self._written[feed.id] = mine, body
        return body

    async def _hook(self, request: web.Request) -> web.Response:
        """Take a publication if its signature is right; the same key twice shows once."""
        body = await request.read()
        stamp = request.headers.get("X-Vigie-Timestamp", "")
        wanted = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, "sha256").hexdigest()
        if not hmac.compare_digest(
            request.headers.get("X-Vigie-Signature", ""), f"sha256={wanted}"
        ):
            return web.Response(status=403)
        key = request.headers["Idempotency-Key"]
        if key not in {known for known, _ in self.received}:
            self.received.append((key, body))
        return web.json_response({"id": f"post-{len(self.received)}"})


def _feed_bytes(feed: ScenarioFeed, mine: Sequence[Published]) -> bytes:
    root = _atom(feed, mine) if feed.kind in ("atom", "cap") else _rss(feed, mine)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _rss(feed: ScenarioFeed, mine: Sequence[Published]) -> ET.Element:
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _text(channel, "title", framed(feed.name, Mode.EXERCISE, feed.language))
    _text(channel, "link", "http://127.0.0.1/")
    _text(channel, "description", feed.name)
    _text(channel, "language", feed.language)
    for each in reversed(mine):
        item = ET.SubElement(channel, "item")
        _text(item, "guid", each.item.guid).set("isPermaLink", "false")
        if each.item.title:
            _text(item, "title", each.item.title)
        _text(item, "link", f"http://127.0.0.1/post/{each.item.guid}")
        _text(item, "pubDate", format_datetime(each.at))
        _text(item, "description", framed(each.item.text, Mode.EXERCISE, each.item.lang))
    return rss


def _atom(feed: ScenarioFeed, mine: Sequence[Published]) -> ET.Element:
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _text(root, f"{{{ATOM}}}title", framed(feed.name, Mode.EXERCISE, feed.language))
    _text(root, f"{{{ATOM}}}id", f"tag:drill,2026:{feed.id}")
    newest = mine[-1].at if mine else datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    _text(root, f"{{{ATOM}}}updated", newest.isoformat())
    for each in reversed(mine):
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", each.item.lang)
        _text(entry, f"{{{ATOM}}}id", each.item.guid)
        _text(entry, f"{{{ATOM}}}title", each.item.title)
        _text(entry, f"{{{ATOM}}}updated", each.at.isoformat())
        link = ET.SubElement(entry, f"{{{ATOM}}}link")
        link.set("href", f"http://127.0.0.1/post/{each.item.guid}")
        words = framed(each.item.text, Mode.EXERCISE, each.item.lang)
        _text(entry, f"{{{ATOM}}}content", words).set("type", "text")
    return root


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def cap_alert(cap: Mapping[str, object], sent_at: Mapping[str, datetime]) -> bytes:
    """A CAP 1.2 alert as its issuer would serve it, marked as the exercise it is.

    `sent_at` tells when it and the alerts that it names were sent.
    """
    ET.register_namespace("", CAP)
    sent = sent_at[str(cap["identifier"])]
    alert = ET.Element(f"{{{CAP}}}alert")
    for name in ("identifier", "sender"):
        _text(alert, f"{{{CAP}}}{name}", str(cap[name]))
    _text(alert, f"{{{CAP}}}sent", _cap_time(sent))
    for name in ("status", "msgType", "scope", "note"):
        _text(alert, f"{{{CAP}}}{name}", str(cap[name]))
    references = cap.get("references", [])
    assert isinstance(references, list)  # so the scenario format says
    if references:
        named = (f"{cap['sender']},{name},{_cap_time(sent_at[name])}" for name in references)
        _text(alert, f"{{{CAP}}}references", " ".join(named))
    infos = cap["infos"]
    assert isinstance(infos, list | tuple)  # so the scenario format says
    for info in infos:
        _cap_info(alert, info, sent)
    return bytes(ET.tostring(alert, encoding="utf-8", xml_declaration=True))


def _cap_info(alert: ET.Element, info: Mapping[str, object], sent: datetime) -> None:
    block = ET.SubElement(alert, f"{{{CAP}}}info")
    language = str(info["language"])

    def put(name: str, text: str) -> None:
        _text(block, f"{{{CAP}}}{name}", text)

    for name in ("language", "category", "event", "urgency", "severity", "certainty"):
        put(name, str(info[name]))
    for name, after in (("onset", "onset_after"), ("expires", "expires_after")):
        at = sent + timedelta(seconds=int(str(info[after])))
        put(name, _cap_time(at))
    put("headline", framed(str(info["headline"]), Mode.EXERCISE, language[:2]))
    for name in ("description", "instruction"):
        put(name, str(info[name]))
    area = ET.SubElement(block, f"{{{CAP}}}area")
    _text(area, f"{{{CAP}}}areaDesc", str(info["areaDesc"]))


def _cap_time(at: datetime) -> str:
    """The standard wants UTC written as -00:00."""
    return at.isoformat(timespec="seconds").replace("+00:00", "-00:00")
