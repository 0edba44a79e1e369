"""One server for each kind of feed, on loopback, speaking the real format of its kind."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Protocol

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from monitors.feed import Feed

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FLOOD = 200_000
AUTHOR = "did:plc:7q2kd4mnx3ya"


@dataclass(slots=True)
class Hand:
    """A clock that stands still until somebody moves it; naps are short and real."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))

    @property
    def microseconds(self) -> int:
        return round(self.time.timestamp() * 1_000_000)


class Local(AbstractResolver):
    """Leads every name to one port of loopback."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self._port,
                family=socket.AF_INET, proto=0, flags=0,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held."""


class Source(Protocol):
    """What every kind of feed can be made to do. `mood` is ok, broken, endless or slow."""

    mood: str
    port: int

    @property
    def feed(self) -> Feed: ...

    def say(self, name: str, text: str) -> None:
        """Publish a post, or other words under the name of an earlier one."""
        ...

    async def answer(self, request: web.Request) -> web.StreamResponse: ...


@dataclass(slots=True)
class Paper:
    """A site with an RSS feed."""

    clock: Hand
    mood: str = "ok"
    port: int = 0
    posts: dict[str, str] = field(default_factory=dict)

    @property
    def feed(self) -> Feed:
        return Feed("http://paper.example.org/rss", "paper")

    def say(self, name: str, text: str) -> None:
        self.posts[name] = text

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.mood in ("endless", "slow"):
            return await _drip(request, self.mood, "<rss><channel>")
        if self.mood == "broken":
            return web.Response(status=500)
        items = "".join(
            f"<item><guid>{name}</guid><description>{escape(text)}</description></item>"
            for name, text in self.posts.items()
        )
        return web.Response(text=f"<rss><channel>{items}</channel></rss>", content_type="text/xml")


@dataclass(slots=True)
class Channel:
    """A channel's public page; without a preview it sends the visitor to the channel's card."""

    clock: Hand
    mood: str = "ok"
    port: int = 0
    posts: dict[str, str] = field(default_factory=dict)
    preview: bool = True

    @property
    def feed(self) -> Feed:
        return Feed("http://t.me/s/harbour_watch", "channel")

    def say(self, name: str, text: str) -> None:
        self.posts[name] = text

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.mood in ("endless", "slow"):
            return await _drip(request, self.mood, "<html>")
        if self.mood == "broken":
            return web.Response(status=500)
        if not request.path.startswith("/s/"):
            return web.Response(text=CARD, content_type="text/html")
        if not self.preview:
            raise web.HTTPFound(request.path.removeprefix("/s"))
        posts = "".join(
            channel_post(number, text) for number, text in enumerate(self.posts.values(), 11)
        )
        return web.Response(text=channel_page(posts), content_type="text/html")


CARD = """<!DOCTYPE html><html><body class="no_transition"><div class="tgme_page_wrap">
<div class="tgme_page"><div class="tgme_page_title"><span>Harbour</span></div>
<div class="tgme_page_action"><a class="tgme_action_button_new" href="tg://resolve">View</a></div>
</div></div></body></html>"""


def channel_page(posts: str) -> str:
    """The page around its posts."""
    return f"""<!DOCTYPE html><html><head><title>Harbour</title></head>
<body class="widget_frame_base tgme_webpreview"><div class="tgme_channel_info">
<div class="tgme_channel_info_description">Words about the channel<br/>itself.</div></div>
<main class="tgme_main"><section class="tgme_channel_history js-message_history">
{posts}</section></main><script>document.write("<b>never</b>");</script></body></html>"""


def channel_post(number: int, words: str, *, above: str = "", classes: str = "") -> str:
    """One post; `words` is HTML, `above` comes between its author and its words."""
    name = f"harbour_watch/{number}"
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap {classes} js-widget_message"
 data-post="{name}" data-view="eyJjIjotMTAwfQ"><div class="tgme_widget_message_user">
<a href="https://t.me/harbour_watch"><i class="tgme_widget_message_user_photo bgcolor4"
 data-content="H"><img src="https://cdn.example.org/h.jpg"></i></a></div>
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/harbour_watch">
<span dir="auto">Harbour</span></a></div>{above}
<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>
<div class="tgme_widget_message_footer compact js-message_footer">
<div class="tgme_widget_message_info short js-message_info">
<span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span>
<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date"
 href="https://t.me/{name}"><time datetime="2026-11-20T11:5{number % 10}:00+00:00"
 class="time">11:5{number % 10}</time></a></span></div></div></div></div></div>"""


@dataclass(slots=True)
class Relay:
    """A Jetstream server: it replays from the cursor, then follows the present.

    Somebody somewhere always does something that is no post, so the present is never silent
    unless the mood is.
    """

    clock: Hand
    mood: str = "ok"
    port: int = 0
    events: list[dict[str, object]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    sent: int = 0

    @property
    def feed(self) -> Feed:
        # Its plain form: loopback has no certificate.
        return Feed("ws://stream.example.org/subscribe", "relay")

    def say(self, name: str, text: str, **more: object) -> None:
        operation = "update" if name in self.known else "create"
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": _zulu(self.clock.time)}
        self.known.add(name)
        self.commit(name, operation, {**record, **more})

    def delete(self, name: str) -> None:
        self.commit(name, "delete", None)

    def commit(self, name: str, operation: str, record: object) -> None:
        commit: dict[str, object] = {
            "rev": "3lbd7", "operation": operation, "collection": "app.bsky.feed.post",
            "rkey": name,
        }  # fmt: skip
        if record is not None:
            commit |= {"record": record, "cid": "bafyreib"}
        self.clock.time += timedelta(milliseconds=1)
        self.events.append(self._event("commit", commit))

    def _event(self, kind: str, said: object) -> dict[str, object]:
        return {"did": AUTHOR, "time_us": self.clock.microseconds, "kind": kind, kind: said}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.mood == "broken":
            return web.Response(status=500)
        self.asked.append(dict(request.query))
        line = web.WebSocketResponse()
        await line.prepare(request)
        # The other side hangs up when it has heard enough.
        with suppress(ConnectionError):
            await self._talk(line, int(request.query["cursor"]))
        return line

    async def _talk(self, line: web.WebSocketResponse, cursor: int) -> None:
        moods: dict[str, Callable[[], str]] = {
            "endless": lambda: "x" * FLOOD,
            "babble": lambda: '["no event"]',
        }
        while told := moods.get(self.mood):
            await line.send_str(told())
        if self.mood == "ok":
            for event in self.events:
                if int(str(event["time_us"])) > cursor:
                    await line.send_str(json.dumps(event))
                    self.sent += 1
            account = {"active": True, "did": AUTHOR, "seq": 7, "time": _zulu(self.clock.time)}
            await line.send_str(json.dumps(self._event("account", account)))
        if self.mood != "hangs up":
            await line.receive()


def _zulu(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def _drip(request: web.Request, mood: str, start: str) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/xml"})
    await response.prepare(request)
    with suppress(ConnectionError):
        await response.write(start.encode())
        while True:
            await response.write(b" " * FLOOD if mood == "endless" else b" ")
            await asyncio.sleep(0 if mood == "endless" else 0.02)
    return response


@asynccontextmanager
async def serving(source: Source) -> AsyncIterator[None]:
    """The source's server, up for as long as this lasts."""
    app = web.Application()
    app.router.add_get("/{path:.*}", source.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    source.port = runner.addresses[0][1]
    try:
        yield
    finally:
        await runner.cleanup()
