"""The public feed over real HTTP: what was approved, read back by our own watch and by others."""

import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import aiohttp
import feedparser
import pytest
from capvalidator.validate import Validator

from bot.domain.issue import Issuer
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.publication import Publication
from bot.outlets.caprules import faults
from bot.outlets.public import PublicPages, ServedOutlet, serving
from bot.outlets.signing import Sign, unsigned
from monitors.feed import Feed, Item, Progress, SourceRole
from monitors.fetch import Fetcher
from monitors.watch import Watched, poll
from tests.clock import START
from tests.desk import WORDS, OpenDesk, World, centre
from tests.memory_store import MemoryUnits

NEWS = Outlet("page", "atom", "news", ("fr", "en"), repeatable=True)
ALERTS = Outlet("alerts", "cap", "cap", ("fr", "en"), repeatable=True)
TEXTS = (
    "Restez à l'intérieur. Incendie à Esch à 14 h 30, disent les pompiers.",
    "Stay inside. Fire in Esch at 14:30, says the fire service.",
)
WORDED = "\n\n".join(TEXTS)


@dataclass(frozen=True, slots=True)
class Office:
    """A desk that serves its own feed."""

    desk: OpenDesk
    kept: MemoryUnits
    base: str

    async def warns(self, *, area: str = "Esch") -> None:
        """A warning from its first words to its release."""
        await self._written("warning", area)
        await self.desk.says(
            "duty-officer", f"/publish {self.last} {self.desk.world.mode.upper()} {area}"
        )

    async def informs(self) -> None:
        """A message that is no warning."""
        await self._written("information", "Esch")

    async def amends(self, word: str, number: int, why: str) -> None:
        """A correction or retraction, written and approved."""
        await self.desk.says("duty-officer", f"/{word} {number} {why}")
        await self._approved("approver")

    async def _written(self, kind: str, area: str) -> None:
        fr, en = TEXTS
        await self.desk.says("editor", f"/draft fr {fr}")
        number = self.last
        await self.desk.says("editor", f"/revise {number} en {en}")
        await self.desk.says("editor", f'/fill {number} class={kind} area="{area}" until=3h')
        await self.desk.says("editor", f"/submit {number}")
        await self._approved("approver", *(["mayor"] if kind == "warning" else []))

    async def _approved(self, *people: str) -> None:
        shown = await self.desk.says("editor", f"/show {self.last}")
        digest = shown.partition("[")[2][:6]
        for person in people:
            await self.desk.says(person, f"/approve {self.last} {digest}")

    @property
    def last(self) -> int:
        """The number of the newest draft."""
        return len(self.kept.kept.drafts)

    async def sent(self, outlet: str) -> Sequence[Publication]:
        """What was sent on an outlet, newest first."""
        async with self.desk.units() as unit:
            return await unit.publications.out(outlet, 100)

    async def alerts(self) -> list[bytes]:
        """Every alert that the index leads to."""
        _, index, _ = await self.get("cap/atom.xml")
        links = [entry.links[0].href for entry in feedparser.parse(io.BytesIO(index)).entries]
        return [(await self.get(link.removeprefix(self.base)))[1] for link in links]

    def alter(self, row: Publication) -> None:
        """Write something else into the store, as somebody with a database client can."""
        self.kept.kept.publications[row.number] = row

    async def get(self, path: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
        """One page, as anybody asks for it."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.base}/{path.lstrip('/')}", headers=headers) as response,
        ):
            return response.status, await response.read(), response.headers

    async def watched(self, path: str) -> list[Item]:
        """What our own watch sees there."""
        feed = Feed(f"{self.base}/{path}", "Us", SourceRole.OFFICIAL, "fr")
        clock = self.desk.world.clock
        async with Fetcher(allow_private=True) as fetcher:
            seen = await poll(Watched(0, feed, Progress(next_poll=clock.now())), fetcher, clock)
        assert isinstance(seen.outcome, tuple), seen.outcome
        return list(seen.outcome)


@asynccontextmanager
async def office(mode: Mode = Mode.LIVE, sign: Sign = unsigned) -> AsyncIterator[Office]:
    world, units = World(mode=mode), MemoryUnits(mode, START)
    here = centre(mode, (NEWS, ALERTS))
    issuer = Issuer("desk@crisis.example", here.name, "", here.timezone)
    pages = PublicPages(units, here, issuer, WORDS, world.clock, sign)
    async with serving(pages, "127.0.0.1", 0) as port:
        base = f"http://127.0.0.1:{port}"
        pages.issuer = replace(issuer, base=base)
        desk = world.open(units, centre_now=here, port=ServedOutlet(base))
        yield Office(desk, units, base)


async def test_a_warning_is_read_back_word_for_word() -> None:
    async with office() as open_office:
        await open_office.warns()
        _, feed, _ = await open_office.get("news/atom.xml")
        [entry] = feedparser.parse(io.BytesIO(feed)).entries

        assert entry.title == "Restez à l'intérieur."
        assert entry.content[0].value == WORDED
        status, text, headers = await open_office.get(
            entry.links[0].href.removeprefix(open_office.base)
        )
        assert (status, text) == (200, WORDED.encode())
        assert headers["Content-Type"].startswith("text/plain")
        [row] = await open_office.sent("page")
        assert row.receipt == entry.links[0].href
        [item] = await open_office.watched("news/atom.xml")
        assert (item.title, item.published) == (entry.title, START)
        said = json.loads((await open_office.get("news/feed.json"))[1])
        assert said["items"][0]["content_text"] == WORDED
        [same] = await open_office.watched("news/feed.json")
        assert same.title == item.title


async def test_an_alert_and_what_becomes_of_it_are_read_by_our_own_watch() -> None:
    async with office() as open_office:
        await open_office.warns()
        [alert] = await open_office.alerts()
        await open_office.amends("retract", 1, "It was steam.")
        open_office.desk.world.clock.advance(minutes=1)

        seen = await open_office.watched("cap/atom.xml")

        kinds = {item.alert.kind: item.alert for item in seen if item.alert}
        assert set(kinds) == {"Alert", "Cancel"}
        assert kinds["Cancel"].references == (kinds["Alert"].identifier,)
        after = await open_office.alerts()
        assert alert in after
        for each in after:
            assert Validator(each).schema()[0]
            assert not [fault for fault in faults(each) if fault.is_error]


async def test_only_warnings_and_their_end_become_alerts() -> None:
    async with office() as open_office:
        await open_office.informs()
        assert [row.outlet for row in await open_office.sent("page")] == ["page"]
        assert await open_office.sent("alerts") == []
        assert await open_office.alerts() == []


async def test_what_was_retracted_stays_and_says_so() -> None:
    async with office() as open_office:
        await open_office.informs()
        await open_office.amends("retract", 1, "It was steam.")
        open_office.desk.world.clock.advance(minutes=1)

        newest, oldest = await open_office.watched("news/atom.xml")

        assert oldest.title.startswith("[retiré] Restez")
        assert newest.title.startswith("MESSAGE RETIRÉ")


async def test_what_is_over_says_so_and_leaves_the_index_of_alerts_after_two_days() -> None:
    async with office() as open_office:
        await open_office.warns()
        open_office.desk.world.clock.advance(hours=4)
        [item] = await open_office.watched("news/atom.xml")
        assert item.title.startswith("[")
        assert len(await open_office.alerts()) == 1
        open_office.desk.world.clock.advance(hours=48)
        assert await open_office.alerts() == []


async def test_an_exercise_says_so_in_every_title_and_alert() -> None:
    async with office(Mode.EXERCISE) as open_office:
        await open_office.warns()
        _, feed, _ = await open_office.get("news/atom.xml")
        read = feedparser.parse(io.BytesIO(feed))
        for title in (read.feed.title, read.entries[0].title):
            assert title.startswith("EXERCICE – ")
            assert title.endswith(" – EXERCICE")
        [alert] = await open_office.alerts()
        assert b"<status>Exercise</status>" in alert


async def test_who_has_a_page_already_is_told_so_until_it_changes() -> None:
    async with office() as open_office:
        await open_office.informs()
        _, _, headers = await open_office.get("news/atom.xml")
        tag, changed = headers["ETag"], headers["Last-Modified"]

        by_tag = await open_office.get("news/atom.xml", **{"If-None-Match": f'"other", {tag}'})
        by_date = await open_office.get("news/atom.xml", **{"If-Modified-Since": changed})
        assert (by_tag[0], by_tag[1], by_date[0]) == (304, b"", 304)

        await open_office.informs()
        open_office.desk.world.clock.advance(minutes=1)
        anew, _, _ = await open_office.get("news/atom.xml", **{"If-None-Match": tag})
        assert anew == 200


@pytest.mark.parametrize(
    "path",
    [
        "",
        "news",
        "news/",
        "news/x.txt",
        "cap/feed.json",
        "news/../cap/atom.xml.bak",
        "%00",
        "a/b/c",
    ],
)
async def test_there_is_nothing_else_to_be_had(path: str) -> None:
    async with office() as open_office:
        await open_office.informs()
        status, _, _ = await open_office.get(path)
        assert status == 404


async def test_nothing_is_shown_before_it_is_approved_nor_after_it_was_altered() -> None:
    async with office() as open_office:
        await open_office.desk.says("editor", "/draft fr Restez.")
        assert await open_office.watched("news/atom.xml") == []
        await open_office.informs()
        [row] = await open_office.sent("page")
        open_office.alter(replace(row, text="Leave."))
        open_office.desk.world.clock.advance(minutes=1)
        assert await open_office.watched("news/atom.xml") == []


async def test_alerts_carry_the_signature_of_a_desk_that_signs_and_messages_do_not() -> None:
    async with office(
        sign=lambda alert: alert.replace(b"</alert>", b"<!-- signed --></alert>")
    ) as (open_office):
        await open_office.warns()
        [alert] = await open_office.alerts()
        assert alert.endswith(b"<!-- signed --></alert>\n")
        assert b"signed" not in (await open_office.get("news/atom.xml"))[1]
