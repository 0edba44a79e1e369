"""An open desk for tests, on any store: six people, three rooms, two outlets, a clock held by hand.

The `World` is what outlives a crash: the clock, what the rooms read, what the public read. A desk
is opened in it on any `Units`, thrown away, and opened again:

    world = World()
    desk = world.open(units)
    reply = await desk.says("editor", "/draft Stay inside.")
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.app import Ground, assembled
from bot.chat.rounds import Rounds
from bot.chat.words import Catalogues
from bot.desk.intake import Intake
from bot.desk.judging import TeachableJudge
from bot.desk.rooms import Whereabouts
from bot.desk.shelf import shipped
from bot.desk.uttering import Draw
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM
from bot.domain.message import File, Message
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.pacing import Pace
from bot.domain.publication import PostFailed, Receipt
from bot.domain.room import Duty, Member, Role, Room, Team, Utterance, handle
from bot.outlets.exact import exact_bytes
from bot.ports import Batch, OutletPort, Platform, Remark, Units, Writer
from classifiers.narrative import Narrative
from classifiers.verdict import Finding, Stance, Verdict, score_of
from monitors.feed import Item, Outcome, Poll, Progress, SourceRole, digest_of
from tests import samples
from tests.clock import START, ManualClock
from tests.fuse import crash

PAPER = "paper"
# Of a feed whose first import is behind it: what comes now is news.
READ = Progress(START, imported=True, last_ok=START)
ROOMS = (
    Room("watch", PAPER, "watch", "fr", frozenset({Duty.MONITORING})),
    Room("desk", PAPER, "desk", "en", frozenset({Duty.DRAFTING, Duty.COORDINATION})),
    Room("approval", PAPER, "approval", "en", frozenset({Duty.APPROVAL})),
)
PEOPLE: dict[str, frozenset[Role]] = {
    "Duty officer": frozenset({Role.DUTY_OFFICER, Role.ADMIN}),
    "Monitor": frozenset({Role.MONITOR}),
    "Editor": frozenset({Role.EDITOR}),
    "Second editor": frozenset({Role.EDITOR, Role.APPROVER}),
    "Approver": frozenset({Role.APPROVER}),
    "Mayor": frozenset({Role.AUTHORITY}),
}
# The site knows a publication that comes twice by its key; the wire does not.
SITE = Outlet("site", PAPER, "site", ("fr", "en"), repeatable=True)
WIRE = Outlet("wire", PAPER, "wire", ("en",), repeatable=False)
# Reading catalogues takes longer than most tests; they never change.
WORDS = Catalogues()


def centre(mode: Mode = Mode.LIVE, outlets: tuple[Outlet, ...] = (SITE, WIRE)) -> Centre:
    """The centre of these tests."""
    members = tuple(Member(name, roles, {PAPER: handle(name)}) for name, roles in PEOPLE.items())
    return Centre(
        "Crisis Centre Test", mode, ("fr", "en"), ZoneInfo("Europe/Brussels"),
        Team(ROOMS, members), outlets, DEFAULT_QUORUM, shipped(),
    )  # fmt: skip


class PaperRooms:
    """A platform that keeps, for each room, what can be read there: an edit replaces."""

    def __init__(self) -> None:
        self._read: dict[str, dict[str, Message]] = {}
        self._said = 0
        self.works = True
        self.files: list[File] = []

    @property
    def pace(self) -> Pace:
        """Paper bears everything."""
        return Pace()

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        """Nobody is heard on paper."""
        nothing: tuple[Batch, ...] = ()
        for batch in nothing:
            yield batch

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        """Write it down; its reference is a number."""
        self._must_work()
        self._said += 1
        self._read.setdefault(room.name, {})[str(self._said)] = message
        return str(self._said)

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        """Write it over the earlier one, or anew where no such sheet is left."""
        self._must_work()
        self._read.setdefault(room.name, {})[reference] = message
        return reference

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        """Hang it up, and write its words down."""
        self._must_work()
        self.files.append(file)
        return await self.tell(room, Message(caption), key)

    async def answer(self, answer_to: str, words: str) -> None:
        """Paper answers nobody."""

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        """Paper is patient."""
        return ()

    async def close(self) -> None:
        """Nothing is held."""

    def read(self, room: str) -> list[Message]:
        """All that can be read in a room now, oldest first."""
        return list(self._read.get(room, {}).values())

    def _must_work(self) -> None:
        if not self.works:
            raise PostFailed("The paper is used up.", retry=True)


class Fate(StrEnum):
    """What becomes of one call of an outlet."""

    ARRIVES = "arrives"
    REFUSED = "refused"
    LATER = "later"
    LOST_ANSWER = "it arrived, the answer did not"
    LOST = "nobody knows, and it did not arrive"
    CRASH_BEFORE = "the desk died before it arrived"
    CRASH_AFTER = "the desk died after it arrived"


MAY_HAVE_ARRIVED = frozenset(Fate) - {Fate.REFUSED, Fate.LATER}
ARRIVED = frozenset({Fate.ARRIVES, Fate.LOST_ANSWER, Fate.CRASH_AFTER})


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an outlet, as the other side knows it."""

    outlet: str
    key: str
    text: str
    fate: Fate
    answers: str = ""


class ScriptedOutlet:
    """Outlets whose fate is told beforehand: `script` is used up call by call, then all arrives."""

    def __init__(self) -> None:
        self.script: list[Fate] = []
        self.calls: list[Call] = []

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Do as the script says."""
        exact_bytes(outlet, text)
        fate = self.script.pop(0) if self.script else Fate.ARRIVES
        self.calls.append(Call(outlet.name, key, text, fate, answers))
        match fate:
            case Fate.REFUSED:
                raise PostFailed("The outlet does not want it.")
            case Fate.LATER:
                raise PostFailed("The outlet is busy.", retry=True)
            case Fate.LOST | Fate.LOST_ANSWER:
                raise PostFailed("The answer was lost.", uncertain=True)
            case Fate.CRASH_BEFORE | Fate.CRASH_AFTER:
                crash()
        return Receipt(f"{outlet.name}/{key}")

    def public(self, outlet: Outlet) -> list[str]:
        """What the public reads there, in order: a repeatable outlet shows a key once."""
        came = [call for call in self.calls if call.outlet == outlet.name and call.fate in ARRIVED]
        if outlet.repeatable:
            came = list({call.key: call for call in reversed(came)}.values())[::-1]
        return [call.text for call in came]


class WordJudge:
    """Suspects every text with the word "poison" in it; one with "odd" has no narrative."""

    threshold = 0.0
    narratives: tuple[Narrative, ...] = ()

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The verdict, for one reason or another."""
        suspect = "poison" in text.casefold()
        named = suspect and "odd" not in text.casefold()
        narrative = "tap-water-poisoned" if named else None
        stance = Stance.SPREADS if suspect else Stance.NONE
        finding = Finding("prior", 2.2 if suspect else -2.2, "")
        score = score_of([finding])
        return Verdict(lang or "en", suspect, score, narrative, stance, (finding,))

    def with_narratives(self, narratives: Sequence[Narrative]) -> "WordJudge":
        """It learns nothing."""
        return self


def word_judge() -> TeachableJudge:
    """What `LearningJudge` makes its judge with."""
    return WordJudge()


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk at work on some store."""

    world: "World"
    units: Units
    rounds: Rounds
    intake: Intake

    async def hears(self, heard: Utterance) -> None:
        """Keep what was said, and answer it; nothing goes to the outlets."""
        await self.rounds.hear(heard)
        await self.rounds.talk()

    async def says(self, who: str, text: str, room: str = "desk", *, pressed: bool = False) -> str:
        """Somebody types this in a room; returns what the bot answers. All that is due is done."""
        heard = self.world.utterance(who, text, room, pressed=pressed)
        before = len(self.world.rooms.read(room))
        await self.hears(heard)
        answer = self.world.rooms.read(room)[before:]
        await self.rounds.settle()
        return answer[0].plain() if answer else ""

    async def reads(self, feed: int, words: str) -> None:
        """A feed that was read before brings a post, the same one each time."""
        async with self.units() as unit:
            kept = await unit.feeds.get(feed)
        assert kept is not None
        link, now = f"{kept.feed.url}/1", self.world.clock.now()
        item = Item(link, digest_of("", words, link), "", words, link, None, "en")
        since = replace(kept.progress, last_ok=now)
        await self.intake.take_in(feed, Poll(kept.feed, now, (item,), since))

    async def polls(self, feed: int, outcome: Outcome, progress: Progress | None = None) -> None:
        """A feed that was read before is polled and brings this; all that follows is said."""
        async with self.units() as unit:
            kept = await unit.feeds.get(feed)
        assert kept is not None
        now = self.world.clock.now()
        after = progress or replace(READ, last_ok=now)
        await self.intake.take_in(feed, Poll(kept.feed, now, outcome, after))
        await self.rounds.settle()


async def watched(units: Units) -> int:
    """The number of a feed in which people talk, and which was read before."""
    async with units() as unit:
        number = await unit.feeds.add(replace(samples.FEED, role=SourceRole.SOCIAL), READ)
        await unit.commit()
    return number


@dataclass(slots=True)
class World:
    """Everything around a desk, which a crash leaves as it is. `centre` may be changed."""

    mode: Mode = Mode.LIVE
    clock: ManualClock = field(default_factory=ManualClock)
    rooms: PaperRooms = field(default_factory=PaperRooms)
    outlet: ScriptedOutlet = field(default_factory=ScriptedOutlet)
    said: int = 0
    opened: int = 0

    def open(
        self,
        units: Units,
        *,
        centre_now: Centre | None = None,
        platform: Platform | None = None,
        port: OutletPort | None = None,
        draw: Draw | None = None,
        writer: Writer | None = None,
    ) -> OpenDesk:
        """A new desk on a store of this world's mode; `port` stands for every outlet."""
        self.opened += 1
        owner = f"desk-{self.opened}"
        here = centre_now or centre(self.mode)
        parts = assembled(
            Ground(
                here, units, self.clock, owner, Whereabouts(here.team),
                {PAPER: platform or self.rooms},
                {outlet.platform: port or self.outlet for outlet in here.outlets},
                WORDS, word_judge, writer=writer, draw=draw,
            )
        )  # fmt: skip
        return OpenDesk(self, units, parts.rounds, parts.intake)

    def utterance(self, who: str, text: str, room: str, *, pressed: bool = False) -> Utterance:
        """The next thing somebody says, under a key of its own; `who` is a name or its handle."""
        self.said += 1
        return Utterance(f"{PAPER}/{self.said}", room, handle(who), text, pressed)
