"""Where stories happen: one centre, its people, and a world of pages on the loopback address."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from aiohttp import web

from bot.chat.arguments import duration
from bot.desk.shelf import shipped
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM
from bot.domain.lengths import Measure
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.partner import Partner
from bot.domain.publication import Receipt
from bot.domain.restraint import BUDGET, Quiet, Restraint
from bot.domain.room import Duty, Member, Role, Room, Team, handle
from bot.drill.stage import LANGUAGES, PEOPLE, ZONE
from bot.ports import OutletPort
from tests.stories.script import Warns

SECRET = "stories-only"
# A second pair of eyes: people do not always agree.
TEAM = {**PEOPLE, "Second monitor": frozenset({Role.MONITOR}),
        "Observer": frozenset({Role.OBSERVER})}  # fmt: skip
DUTIES = {
    "watch": frozenset({Duty.MONITORING}),
    "desk": frozenset({Duty.DRAFTING, Duty.COORDINATION}),
    "approval": frozenset({Duty.APPROVAL}),
    "partners": frozenset({Duty.PARTNER}),
    "control": frozenset({Duty.CONTROL}),
}
_RECORD = re.compile(rb"=== .+ (\d+) bytes ===\n")


def centre(header: Mapping[str, str], folder: Path, hook: str) -> Centre:
    """The centre of a story. Every setting has a default:

    mode live; language en, for the rooms; rooms "watch desk approval" (desk=de has a language of
    its own); outlets public-page (or website, texts too); public, the languages that they carry:
    the rooms'; answer, how long approvers have, none is called; deputies, nobody has any;
    quiet, the hours in which all rooms sleep, none; budget, their notices an hour.
    """
    language = header.get("language", "en")
    restraint = _restraint(header)
    rooms = tuple(
        replace(_room(word, language), restraint=restraint)
        for word in header.get("rooms", "watch desk approval").split()
    )
    stand_in = {name: (deputy,) for name, deputy in
                (word.split("=") for word in header.get("deputies", "").split())}  # fmt: skip
    members = tuple(
        Member(name, roles, {"console": handle(name)}, stand_in.get(handle(name), ()))
        for name, roles in TEAM.items()
    )
    carried = tuple(header.get("public", language).split())
    known = (
        Outlet("public-page", "file", str(folder / "public-page"), carried, repeatable=True),
        Outlet("website", "webhook", hook, carried),
        Outlet("texts", "file", str(folder / "texts"), carried, True, None, Measure.SMS, 2),
    )
    wanted = header.get("outlets", "public-page").split()
    return Centre(
        "Crisis Centre Tripoint", Mode(header.get("mode", "live")), LANGUAGES, ZONE,
        Team(rooms, members), tuple(o for o in known if o.name in wanted), DEFAULT_QUORUM,
        shipped(), duration(header.get("answer", "0m")) or timedelta(0),
        partners=tuple(Partner("Centre North", r.name) for r in rooms if r.with_partners),
    )  # fmt: skip


def _restraint(header: Mapping[str, str]) -> Restraint:
    budget = int(header.get("budget", BUDGET))
    if "quiet" not in header:
        return Restraint(budget=budget)
    start, end = (time.fromisoformat(word) for word in header["quiet"].split("-"))
    return Restraint(Quiet(start, end), budget)


def texts_in(file: Path) -> list[str]:
    """The texts that a file outlet holds, in order; by their lengths, so to the byte."""
    rest = file.read_bytes() if file.exists() else b""
    texts = []
    while rest:
        header = _RECORD.match(rest)
        assert header, f"no record begins here: {rest[:80]!r}"
        end = header.end() + int(header[1])
        texts.append(rest[header.end() : end].decode())
        rest = rest[end:].removeprefix(b"\n")
    return texts


class Died(BaseException):
    """The desk's process ended here; nobody in it can catch that."""


@dataclass(slots=True)
class Mortal:
    """An outlet of a desk that dies right after the words are out, when told to."""

    outlet: OutletPort
    dies: bool = False

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Publish, and perhaps die of it."""
        receipt = await self.outlet.publish(outlet, text, key, answers)
        if self.dies:
            self.dies = False
            raise Died
        return receipt


@dataclass(slots=True)
class Pages:
    """A server of feeds, and of what is no feed."""

    address: str = ""
    what: dict[str, str] = field(default_factory=dict)
    posts: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)
    alerts: dict[str, bytes] = field(default_factory=dict)

    def warn(self, alert: Warns, sent: datetime) -> None:
        """Show this alert and nothing else where a feed is."""
        self.what[alert.name] = "alert"
        self.alerts[alert.name] = _cap(alert, sent)

    def serve(self, name: str, what: str) -> str:
        """Put something at an address: "posts", "empty", "web page", "nobody" or a status."""
        self.what[name] = what
        self.posts.setdefault(name, [])
        # Nothing listens on port 1.
        place = "http://127.0.0.1:1" if what == "nobody" else self.address
        return f"{place}/{name}"

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request."""
        name = request.match_info["name"]
        match what := self.what.get(name, "404"):
            case "posts":
                return web.Response(body=_rss(name, self.posts[name]), content_type="text/xml")
            case "alert":
                return web.Response(body=self.alerts[name], content_type="application/cap+xml")
            case "empty":
                return web.Response(body=b"")
            case "web page":
                return web.Response(text="<html><p>Welcome</p></html>", content_type="text/html")
            case _:
                return web.Response(status=int(what))


@asynccontextmanager
async def serving() -> AsyncIterator[Pages]:
    """Pages on a free port."""
    pages = Pages()
    app = web.Application()
    app.router.add_get("/{name}", pages.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        pages.address = f"http://{host}:{port}"
        yield pages
    finally:
        await runner.cleanup()


def _room(word: str, language: str) -> Room:
    name, _, own = word.partition("=")
    return Room(name, "console", name, own or language, DUTIES[name])


def _cap(alert: Warns, sent: datetime) -> bytes:
    ends = (sent + alert.lasts).isoformat()
    infos = "".join(
        f"<info><language>{language}-BE</language>"
        f"<severity>{alert.severity}</severity><expires>{ends}</expires>"
        f"<headline>{escape(words)}</headline></info>"
        for language, words in alert.words.items()
    )
    names = f"<references>weather,{alert.of},{sent.isoformat()}</references>" if alert.of else ""
    return (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
        f"<identifier>{alert.identifier}</identifier><sent>{sent.isoformat()}</sent>"
        f"<status>{alert.status}</status><msgType>{alert.kind}</msgType>{names}{infos}</alert>"
    ).encode()


def _rss(name: str, posts: Sequence[tuple[str, datetime]]) -> bytes:
    items = "".join(
        f'<item><guid isPermaLink="false">{name}-{no}</guid><description>{escape(escape(text))}'
        f"</description><link>https://{name}.example.org/{no}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for no, (text, at) in enumerate(posts, start=1)
    )
    head = f"<title>{name}</title><link>https://{name}.example.org</link><description/>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
