"""A desk that anything may happen to, and what must be true of it all the while.

The rules that make things happen are in `test_state_machine`; what the desk must make of them is
known from `tests.rulebook`, which shares no rule with it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis.stateful import RuleBasedStateMachine, invariant

from bot.domain.alone import awaits_look
from bot.domain.draft import Act, Draft
from bot.domain.log import Entry, first_break
from bot.domain.mode import Mode, is_framed
from bot.domain.publication import Delivery, Publication
from bot.ports import Lane, Units
from tests.desk import MAY_HAVE_ARRIVED, PEOPLE, ROOMS, WIRE, OpenDesk, World, centre
from tests.fuse import Fuse, FusedUnits, SimulatedCrash
from tests.rulebook import MAY, NEEDED, OPEN, Released, Sheet

ANSWER = timedelta(minutes=10)
Opened = tuple[Units, Callable[[], Coroutine[None, None, None]]]
Open = Callable[[], Coroutine[None, None, Opened]]


class WatchedDesk(RuleBasedStateMachine):
    """The machine. `open_store` opens the example's own store, again after each crash."""

    def __init__(self, open_store: Open, mode: Mode) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.open_store = open_store
        self.world = World(mode)
        self.fuse = Fuse()
        self.sheets: list[Sheet] = []
        self.released: dict[str, Released] = {}
        self.resent: dict[str, int] = {}
        self.expected_log: list[str] = []
        self.settled: dict[str, int] = {}
        self.checked = 0
        self.met_stranger: date | None = None
        self.desk: OpenDesk
        self._open()

    # --- how anything is done ---

    def _open(self) -> None:
        units, self.close_store = self.runner.run(self.open_store())
        here = replace(centre(self.world.mode), answer_within=ANSWER)
        self.desk = self.world.open(FusedUnits(units, self.fuse), centre_now=here)

    def do(self, work: Callable[[OpenDesk], Awaitable[None]]) -> None:
        """Do it; should the desk die of it, open another and do it there."""

        async def once() -> None:
            await work(self.desk)

        while True:
            try:
                return self.runner.run(once())
            except SimulatedCrash:
                self.fuse.hold()
                self.runner.run(self.close_store())
                self._open()

    def says(self, who: str, text: str, *kinds: str) -> None:
        """Somebody types a command; the log must then grow by these lines and no others."""
        heard = self.world.utterance(who, text, "desk")
        self.do(lambda desk: desk.hears(heard))
        self.expected_log += kinds or self._refused(who)

    def _refused(self, who: str) -> list[str]:
        """A refusal is a line of the log; a stranger has one a day."""
        if who in PEOPLE:
            return ["refused"]
        today = self.world.clock.now().date()
        is_first, self.met_stranger = self.met_stranger != today, today
        return ["refused"] * is_first

    def sheet(self, index: int, *states: str) -> Sheet:
        """A draft, mostly one in these states, so that not everything is refused.

        An index below zero names one draft by its number.
        """
        if index < 0:
            return self.sheets[-index - 1]
        fit = [sheet for sheet in self.sheets if sheet.state in states]
        sheets = fit if fit and index else self.sheets
        return sheets[-1 - index % len(sheets)]

    def draft(self, number: int) -> Draft:
        draft = self.runner.run(_read(self.desk, number))
        assert draft is not None
        return draft

    def code(self, number: int) -> str:
        """The code under the text that somebody is about to let go alone."""
        kept = self.runner.run(_setting(self.desk, f"alone/{number}"))
        return str(json.loads(kept or "{}").get("code", "none"))

    def in_doubt(self) -> list[Publication]:
        return self.runner.run(_rows(self.desk, Delivery.UNCERTAIN, Delivery.FAILED))

    def release(
        self, sheet: Sheet, draft: Draft, hands: frozenset[str], *, typed: bool, alone: bool = False
    ) -> None:
        counting = frozenset(sheet.counting(self.world.clock.now()))
        for outlet, text in sheet.renderings(self.world.mode is Mode.EXERCISE).items():
            self.released[f"{sheet.number}/{draft.digest}/{outlet}"] = Released(
                sheet.number, text, sheet.kind, counting, hands, sheet.until, typed, alone
            )

    # --- what must always be true ---

    @invariant()
    def nothing_is_sent_that_was_not_approved_by_enough_others(self) -> None:
        now, calls = self.world.clock.now(), self.world.outlet.calls
        for call in calls[self.checked :]:
            allowed = self.released[call.key]
            assert call.text == allowed.text
            assert is_framed(call.text, self.world.mode)
            assert not allowed.approvers & allowed.hands
            assert allowed.approvers <= MAY["approve"]
            assert self.sheets[allowed.number - 1].state == "published"
            assert allowed.until is None or allowed.until > now
            if allowed.alone:
                assert allowed.kind in ("warning", "information")
            else:
                assert len(allowed.approvers) >= NEEDED[allowed.kind]
                assert "Mayor" in allowed.approvers or allowed.kind != "warning"
            if allowed.kind == "warning":
                assert allowed.typed
                assert allowed.until is not None
        self.checked = len(calls)

    @invariant()
    def nothing_is_sent_twice_by_itself(self) -> None:
        calls = self.world.outlet.calls
        for key in {call.key for call in calls if call.outlet == WIRE.name}:
            risky = [c for c in calls if c.key == key and c.fate in MAY_HAVE_ARRIVED]
            assert len(risky) <= 1 + self.resent.get(key, 0)
        for row in self.runner.run(_rows(self.desk, Delivery.SENT)):
            times = sum(1 for call in calls if call.key == row.key)
            assert self.settled.setdefault(row.key, times) == times

    @invariant()
    def the_desk_knows_what_the_rulebook_knows(self) -> None:
        for sheet in self.sheets:
            draft = self.draft(sheet.number)
            assert draft.state.value == sheet.state
            assert draft.content.kind.value == sheet.kind
            assert dict(draft.content.texts) == sheet.texts
            assert dict(draft.content.renderings) == sheet.renderings(
                self.world.mode is Mode.EXERCISE
            )
            if sheet.state in OPEN:
                assert set(draft.approvers) == set(sheet.votes)
            assert awaits_look(draft) == (
                bool(sheet.alone) and not sheet.looked and sheet.state == "published"
            )

    @invariant()
    def a_yes_by_phone_has_two_witnesses_and_a_person_counts_once(self) -> None:
        for sheet in self.sheets:
            draft = self.draft(sheet.number)
            assert len(set(draft.approvers)) == len(draft.approvers)
            for yes in draft.approvals:
                three = {yes.by, yes.entered, yes.read_back} - {""}
                assert len(three) == (3 if yes.entered else 1)
                assert not three & draft.hands

    @invariant()
    def nobody_is_called_twice_or_too_soon_or_in_vain(self) -> None:
        for sheet in self.sheets:
            draft = self.draft(sheet.number)
            laid, *since = draft.since_laid
            calls = [step for step in since if step.act is Act.CALL]
            names = {call.by for call in calls}
            assert len(names) == len(calls)
            assert names <= MAY["approve"] - draft.hands
            times = [laid.at, *(call.at for call in calls)]
            assert all(later - one >= ANSWER for one, later in pairwise(times))

    @invariant()
    def the_log_is_whole_and_says_each_thing_once(self) -> None:
        entries = self.runner.run(_whole_log(self.desk))
        kinds = [e.kind for e in entries if not _is_its_own(e)]
        assert kinds == self.expected_log

    def teardown(self) -> None:
        """In the end, when all works again, everything accepted is settled and said."""
        self.fuse.hold()
        try:
            self.world.outlet.script = []
            for _ in range(4):
                self.world.clock.advance(minutes=6)
                self.do(lambda desk: desk.rounds.settle())
            assert self.runner.run(_rows(self.desk, Delivery.QUEUED, Delivery.SENDING)) == []
            assert self.runner.run(_left_to_say(self.desk)) == 0
            sent = {row.key for row in self.runner.run(_rows(self.desk, *Delivery))}
            assert sent == set(self.released)
        finally:
            self.runner.run(self.close_store())
            self.runner.close()


async def _read(desk: OpenDesk, number: int) -> Draft | None:
    async with desk.units() as unit:
        return await unit.drafts.get(number)


async def _setting(desk: OpenDesk, name: str) -> str | None:
    async with desk.units() as unit:
        return await unit.settings.get(name)


async def _rows(desk: OpenDesk, *states: Delivery) -> list[Publication]:
    async with desk.units() as unit:
        return list(await unit.publications.in_state(*states))


async def _left_to_say(desk: OpenDesk) -> int:
    """What is due and was not said; reminders of what was promised may wait for their time."""
    now = desk.world.clock.now()
    async with desk.units() as unit:
        due = [await unit.outbox.backlog(r.name, lane, now, 99) for r in ROOMS for lane in Lane]
        return sum(map(len, due)) + len(await unit.inbox.waiting())


async def _whole_log(desk: OpenDesk) -> list[Entry]:
    async with desk.units() as unit:
        [head] = await unit.log.heads()
        entries = list(await unit.log.entries(head.incident))
    assert first_break(entries, head) is None
    return entries


def _is_its_own(entry: Entry) -> bool:
    """Whether the desk wrote it by itself: about an outlet, or whom it called or reminded."""
    own = ("publication.", "draft.called", "draft.look_overdue")
    return entry.by == "vigie" and entry.kind.startswith(own)
