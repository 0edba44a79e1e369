"""The public feed: pages that this program serves itself, made from what the store says was sent.

A publication is out here when it is settled as sent: the pages are read from those rows, so it is
there once, and a repeat changes nothing. Pages are made anew at most every few seconds, however
many people read them. A proxy in front of it adds HTTPS, and bears the crowd.

    /<address>/atom.xml          the feed of an `atom` outlet, or the index of a `cap` outlet
    /<address>/feed.json         the feed again, as JSON Feed (`atom` outlets)
    /<address>/<name>.txt, .xml  one message: exactly its bytes, or its CAP alert
"""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from bot.domain.centre import Centre
from bot.domain.draft import Draft
from bot.domain.issue import Issue, Issuer, Standing, standings
from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Publication, Receipt
from bot.outlets.cap import document
from bot.outlets.exact import exact_bytes
from bot.outlets.feeds import CAP_TYPE, Shelf, atom, json_feed
from bot.outlets.signing import Sign, unsigned
from bot.ports import Clock, Units, Words

log = logging.getLogger(__name__)
KINDS = frozenset({"atom", "cap"})
# As many messages as are looked back on, and as are shown in a feed.
_REMEMBERED, _SHOWN = 200, 50
# Receivers of alerts want to see the end of one for a day or two, and then no more of it.
_AFTER_ITS_END = timedelta(hours=48)
_FRESH = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is sent."""

    body: bytes
    kind: str
    changed: datetime

    @property
    def tag(self) -> str:
        """The same for the same bytes."""
        return hashlib.sha256(self.body).hexdigest()[:32]


class ServedOutlet:
    """Publishes by being there: the pages are made from what was sent. Nothing is uncertain."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """The receipt is the address at which the message can be read from now on."""
        exact_bytes(outlet, text)
        number, _, rest = key.partition("/")
        digest = rest.partition("/")[0]
        if not (number and digest):
            raise PostFailed(f"{outlet.name} was given no publication.")
        leaf = f"{number}-{digest[:16]}.{'xml' if outlet.platform == 'cap' else 'txt'}"
        return Receipt(f"{self._base}/{outlet.address.strip('/')}/{leaf}")


@dataclass(slots=True)
class PublicPages:
    """Makes the pages of all served outlets; `sign` puts the issuer's signature into alerts."""

    units: Units
    centre: Centre
    issuer: Issuer
    words: Words
    clock: Clock
    sign: Sign = unsigned
    _drafts: dict[int, Draft] = field(default_factory=dict)
    _made: dict[str, tuple[datetime, Mapping[str, Page]]] = field(default_factory=dict)
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, path: str) -> Page | None:
        """The page at this path, without the slash before it; None where there is none."""
        address, _, leaf = path.rpartition("/")
        for outlet in self.centre.outlets:
            if outlet.platform in KINDS and outlet.address.strip("/") == address:
                return (await self._pages(outlet)).get(leaf)
        return None

    async def _pages(self, outlet: Outlet) -> Mapping[str, Page]:
        async with self._making:
            now = self.clock.now()
            made = self._made.get(outlet.name)
            if made is None or now - made[0] >= _FRESH or now < made[0]:
                made = now, _pages_of(outlet, await self._sent(outlet), self, now)
                self._made[outlet.name] = made
            return made[1]

    async def _sent(self, outlet: Outlet) -> tuple[Standing, ...]:
        """All that was sent there, oldest first. What is published of a draft never changes."""
        issues = []
        async with self.units() as unit:
            for row in await unit.publications.out(outlet.name, _REMEMBERED):
                draft = self._drafts.get(row.draft) or await unit.drafts.get(row.draft)
                if draft is None or not _is_as_approved(draft, row):
                    log.error("altered, and so not shown: publication %s", row.number)
                    continue
                self._drafts[row.draft] = draft
                issues.append(Issue(draft, row.text))
        return standings(issues)


def _is_as_approved(draft: Draft, row: Publication) -> bool:
    """Whether these are still the bytes that were approved: what was altered since is not shown."""
    return draft.digest == row.digest and draft.content.renderings.get(row.outlet) == row.text


def _pages_of(
    outlet: Outlet, sent: tuple[Standing, ...], of: PublicPages, now: datetime
) -> dict[str, Page]:
    """Every page of one outlet, by its last name."""
    is_alerts = outlet.platform == "cap"
    pages = {}
    for each in sent:
        if is_alerts:
            body = of.sign(document(each, of.issuer, outlet.languages, of.words))
            pages[f"{each.issue.name}.xml"] = Page(body, CAP_TYPE, each.issue.sent)
        else:
            kind = "text/plain; charset=utf-8"
            pages[f"{each.issue.name}.txt"] = Page(each.issue.text.encode(), kind, each.issue.sent)
    changed = max((each.changed for each in sent), default=datetime.fromtimestamp(0, now.tzinfo))
    shown = [s for s in sent if not is_alerts or now < _last_shown(s)][: -_SHOWN - 1 : -1]
    shelf = Shelf(outlet, of.centre.mode, tuple(shown), changed)
    feed = atom(shelf, of.issuer, now, of.words)
    pages["atom.xml"] = Page(feed, "application/atom+xml; charset=utf-8", changed)
    if not is_alerts:
        said = json_feed(shelf, of.issuer, now, of.words)
        pages["feed.json"] = Page(said, "application/feed+json; charset=utf-8", changed)
    return pages


def _last_shown(standing: Standing) -> datetime:
    ended = standing.expires if standing.holds(standing.issue.sent) else standing.changed
    return ended + _AFTER_ITS_END


@asynccontextmanager
async def serving(pages: PublicPages, host: str, port: int) -> AsyncIterator[int]:
    """Serve them for as long as this lasts; yields the port. Raises `OSError` if it is taken."""

    async def answer(request: web.Request) -> web.Response:
        page = await pages.page(request.match_info["path"])
        if page is None:
            raise web.HTTPNotFound(text="There is no such page.\n")
        return _answer(page, request)

    application = web.Application(client_max_size=1024)
    application.router.add_get("/{path:.+}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def _answer(page: Page, request: web.Request) -> web.Response:
    changed = page.changed.replace(microsecond=0)
    headers = {
        "ETag": f'"{page.tag}"',
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Cache-Control": "public, max-age=5",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(page, changed, request):
        return web.Response(status=304, headers=headers)
    return web.Response(body=page.body, headers=headers | {"Content-Type": page.kind})


def _is_known(page: Page, changed: datetime, request: web.Request) -> bool:
    """Whether whoever asks has it already (RFC 9110, 13.1): a tag counts before a date."""
    if tags := request.headers.get("If-None-Match"):
        return any(tag.strip().removeprefix("W/").strip('"') in (page.tag, "*")
                   for tag in tags.split(","))  # fmt: skip
    try:
        return parsedate_to_datetime(request.headers["If-Modified-Since"]) >= changed
    except (KeyError, ValueError, TypeError):
        return False
