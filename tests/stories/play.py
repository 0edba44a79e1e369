"""Play a story: the real desk, on a real store, with a clock that only the story moves.

Each act is followed by everything that the loops of `vigie run` would do next, so that a story
reads the same every time.
"""

import io
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from bot.app import Desk, fitted_judge, opened
from bot.desk.judging import TeachableJudge
from bot.domain.centre import Centre
from bot.domain.log import first_break
from bot.drill.leader import Leader
from bot.outlets.file import FileOutlet
from bot.outlets.webhook import WebhookOutlet
from bot.platforms.console import Console, Speaking
from monitors.feed import Feed, Progress, SourceRole
from monitors.watch import poll
from tests.clock import ManualClock
from tests.contract.receiver import Fault, Receiver, Reply, receiving
from tests.stories.place import SECRET, Died, Mortal, Pages, centre, serving, texts_in
from tests.stories.script import (
    Act,
    Crashes,
    Fails,
    Follows,
    Holds,
    HoldsOnce,
    LogIs,
    Matching,
    Publishes,
    Reads,
    ReportSays,
    Says,
    Serves,
    Step,
    Story,
    StoryFailed,
    Tampers,
    Waits,
    Warns,
    filled,
)
from tests.stories.tongues import english_in

# People need a moment to type, and a feed is looked at within so many minutes.
TYPING = timedelta(seconds=20)
LOOKED_AT = timedelta(minutes=6)
EVERY = timedelta(minutes=2)
SCRIPTS = Path(__file__).parent / "exercises"
_HEAD = re.compile(r"(\w+) ([<~]) (.*)")


class Otherwise(Exception):
    """Something else happened than the story says."""


@dataclass(slots=True)
class Heard:
    """One message as a room read it: `<` when it was said, `~` when an earlier one changed."""

    room: str
    mark: str
    lines: list[str]

    def __str__(self) -> str:
        return "\n".join([f"{self.room}{self.mark} {self.lines[0]}", *self.lines[1:]])


@dataclass(slots=True)
class Play:
    """One story on its way. `unread` is what the rooms read since the last thing that was done."""

    centre: Centre
    store: Path
    pages: Pages
    receiver: Receiver
    values: dict[str, str] = field(default_factory=dict)
    unread: dict[str, list[Heard]] = field(default_factory=dict)
    clock: ManualClock = field(default_factory=ManualClock)
    console: Console = field(init=False)
    desk: Desk = field(init=False)
    leader: Leader = field(init=False)
    _outlets: dict[str, Mortal] = field(init=False)
    _stack: AsyncExitStack = field(init=False)
    _screen: io.StringIO = field(default_factory=io.StringIO)
    _runs: int = 0
    _deaf: bool = False
    _passing_over: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the scripts of exercises are, and the reports on them."""
        return self.store.parent / "exercises"

    # --- the desk ---

    async def open(self) -> None:
        """Open the desk on its store."""
        self._runs += 1
        first = Speaking("nobody", self.centre.team.rooms[0].name)
        self.console = console = Console(first, run=f"run{self._runs}", stream=self._screen)
        self._outlets = {
            "file": Mortal(FileOutlet(self.clock.now)),
            "webhook": Mortal(WebhookOutlet({"website": SECRET}, self.clock.now)),
        }
        self._stack = AsyncExitStack()
        self.folder.mkdir(exist_ok=True)
        for script in SCRIPTS.glob("*.json"):
            shutil.copy(script, self.folder)
        self.desk = await self._stack.enter_async_context(
            opened(
                self.centre, f"sqlite:///{self.store}", lambda *_: {"console": console},
                self._outlets, self.clock, allow_private=("127.0.0.0/8",), make_judge=judge,
            )
        )  # fmt: skip
        self.leader = Leader(self.desk, self.folder)
        await self._stack.enter_async_context(self.leader.open())

    async def close(self) -> None:
        """Close it, with whatever is still to be done."""
        await self._stack.aclose()

    async def _reopen(self) -> None:
        await self.close()
        await self.open()
        await self._work()

    async def _work(self) -> None:
        """Poll what is due, and do everything that follows."""
        try:
            await self.leader.step()
            for claimed in await self.desk.ledger.due(self.clock.now(), 100):
                seen = await poll(claimed, self.desk.fetcher, self.clock)
                await self.desk.intake.take_in(claimed.number, seen)
            await self.desk.rounds.settle()
            await self.leader.step()
            await self.desk.rounds.settle()
        except Died:
            await self._reopen()
        self._listen()

    async def _pass(self, span: timedelta) -> None:
        """Let time pass, stopping wherever a feed falls due."""
        until = self.clock.now() + span
        while (now := self.clock.now()) < until:
            due = await self.desk.ledger.next_due() or until
            stop = min(until, max(due, now + timedelta(seconds=1)))
            self.clock.advance((stop - now).total_seconds())
            await self._work()

    def _listen(self) -> None:
        """Take what the console printed since the last time."""
        printed = self._screen.getvalue()
        self._screen.seek(0)
        self._screen.truncate()
        for line in printed.split("\n")[:-1]:
            if head := _HEAD.fullmatch(line):
                message = Heard(head[1], head[2], [head[3]])
                self.unread.setdefault(message.room, []).append(message)
                self.said.append(head[3])
            else:
                message.lines.append(line.rstrip())
            # Words of others, and the exact words of a draft, stand in any language.
            if not line.startswith("  |"):
                self.said.append(line)

    # --- the acts ---

    async def do(self, act: Act) -> None:
        """Do or check one thing. Raises `Otherwise`."""
        match act:
            case Reads():
                self._read(act)
            case HoldsOnce(name, text):
                wanted, found = filled(text, self.values), self._public(name)
                _expect(found.count(wanted) == 1, repr(wanted), "\n".join(map(repr, found)))
            case ReportSays(words):
                found = "\n".join(f.read_text("utf-8") for f in self.folder.glob("report-*.md"))
                # The French colon stands behind a space that no line is broken at.
                _expect(words in found.replace("\xa0", " "), words, found)
            case Holds(name, count):
                found = self._public(name)
                _expect(len(found) == count, f"{count} texts", f"{len(found)}: {found}")
            case LogIs(whole):
                breaks = await self._breaks()
                _expect(whole is not bool(breaks), f"whole: {whole}", str(breaks))
            case Tampers(sql):
                self._tamper(sql)
            case Fails(how):
                self.receiver.script.append(_fault(how))
            case _:
                self.unread.clear()
                self._passing_over.clear()
                await self._happen(act)

    async def _happen(self, act: Act) -> None:
        match act:
            case Says():
                await self._pass(TYPING)
                self.unread.clear()
                await self._say(act)
            case Follows(name, role, language):
                url = self._serve(name, "posts")
                feed = Feed(url, name, SourceRole(role), language, EVERY)
                async with self.desk.units() as unit:
                    await unit.feeds.add(feed, Progress(next_poll=self.clock.now()))
                    await unit.commit()
                await self._work()
            case Serves(name, what):
                self._serve(name, what)
            case Publishes(name, text):
                words = filled(text, self.values)
                self.pages.posts[name].append((words, self.clock.now()))
                await self._pass(LOOKED_AT)
            case Warns():
                self.pages.warn(act, self.clock.now())
                await self._pass(LOOKED_AT)
            case Waits(span):
                await self._pass(span)
            case Crashes("before answering"):
                self._deaf = True
            case Crashes("after publishing"):
                for outlet in self._outlets.values():
                    outlet.dies = True
            case Crashes():
                await self._reopen()

    async def _say(self, act: Says) -> None:
        async def line() -> AsyncIterator[str]:
            yield f"{act.who}@{act.room}: {filled(act.text, self.values)}"

        async for heard in self.console.hear(line(), echo=False):
            await self.desk.rounds.hear(replace(heard, pressed=act.pressed))
        if self._deaf:
            self._deaf = False
            await self._reopen()
        await self._work()

    def _serve(self, name: str, what: str) -> str:
        self.values[name] = self.pages.serve(name, what)
        return self.values[name]

    def _tamper(self, sql: str) -> None:
        try:
            with closing(sqlite3.connect(self.store)) as connection, connection:
                changed = connection.execute(filled(sql, self.values)).rowcount
        except sqlite3.Error as error:
            raise Otherwise(f"the store does not take this: {error}") from None
        _expect(changed > 0, "a change in the store", "nothing changed")

    # --- what came of it ---

    def _read(self, act: Reads) -> None:
        mine = self.unread.get(act.room, [])
        read = "\n".join(map(str, mine)) or "(nothing)"
        if act.lines == ("...",):
            self._passing_over.add(act.room)
            return
        if act.lines == ("(nothing)",):
            _expect(not mine, "nothing", read)
            return
        matching = Matching(self.values)
        may_be = mine if act.room in self._passing_over else mine[:1]
        for at, heard in enumerate(may_be):
            if heard.mark == act.mark and matching.message(act.lines, tuple(heard.lines)):
                self.unread[act.room] = mine[at + 1 :]
                self._passing_over.discard(act.room)
                return
        wanted = Heard(act.room, act.mark, list(act.lines))
        raise Otherwise(f"expected:\n{wanted}\nread:\n{read}")

    def _public(self, name: str) -> list[str]:
        if not name:
            return [text for _, text in self.receiver.public]
        outlet = self.centre.outlet(name)
        assert outlet, f"the story has no outlet {name}"
        return texts_in(Path(outlet.address))

    async def _breaks(self) -> list[str]:
        async with self.desk.units() as unit:
            heads = await unit.log.heads()
            found = [first_break(await unit.log.entries(h.incident), h) for h in heads]
        return [f"incident {b.incident}, line {b.seq}: {b.why}" for b in found if b]


@cache
def judge() -> TeachableJudge:
    """The judge that all stories share: fitting one takes a second or two."""
    return fitted_judge()


async def play(story: Story, folder: Path) -> None:
    """Play a story in an empty folder. Raises `StoryFailed` at the first line that goes wrong."""
    async with serving() as pages, receiving(SECRET) as receiver:
        place = centre(story.header, folder, receiver.address)
        run = Play(place, folder / "vigie.db", pages, receiver)
        await run.open()
        try:
            for step in story.steps:
                await _do(run, story, step)
        finally:
            await run.close()
        if one_language(story) and (english := english_in(story.header["language"], run.said)):
            raise StoryFailed(story.file, len(story.steps), f"English: {english}")


def one_language(story: Story) -> bool:
    """Whether all rooms speak one language, other than English, from the beginning to the end."""
    changes = any(isinstance(s.act, Says) and "/language" in s.act.text for s in story.steps)
    others = "=" in story.header.get("rooms", "")
    return story.header.get("language", "en") != "en" and not changes and not others


async def _do(run: Play, story: Story, step: Step) -> None:
    try:
        await run.do(step.act)
    except Otherwise as other:
        raise StoryFailed(story.file, step.line, str(other)) from None


def _expect(fine: bool, expected: str, found: str) -> None:
    if not fine:
        raise Otherwise(f"expected:\n{expected}\nfound:\n{found}")


def _fault(how: str) -> Fault | Reply:
    match how:
        case "loses the answer":
            return Fault.ANSWER_CUT
        case "loses the request":
            return Fault.DROPPED
        case _:
            return Reply(int(how.removeprefix("answers ")))
