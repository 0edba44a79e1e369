"""Drafts, votes, edits, lost answers, crashes and restarts in any order: the promises hold.

People type what comes to their mind, the outlets fail as they please, and the power goes between
any two steps; `WatchedDesk` looks at everything after each step.
"""

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from bot.domain.mode import Mode
from bot.store.migrate import migrate
from bot.store.unit import Store
from tests.clock import START
from tests.memory_store import MemoryUnits
from tests.postgres import Cluster
from tests.stories.machine import Open, Opened
from tests.stories.moves import Desks, approvers, pick

witnesses = st.sampled_from(["Duty officer", "Approver", "Monitor", "Second editor", "Editor"])


class Nights(Desks):
    """What may happen besides when people cannot be reached."""

    @rule(who=witnesses, index=pick, named=approvers, old=st.sampled_from([False, False, True]))
    def hear_by_phone(self, who: str, index: int, named: str, old: bool) -> None:
        sheet, now = self.sheet(index, "submitted"), self.world.clock.now()
        draft = self.draft(sheet.number)
        digest = draft.versions[0].digest if old else draft.digest
        may = digest == draft.digest and sheet.may_enter(who, named, digest, now)
        if may:
            sheet.heard[named] = who, now
        words = f'/verbal {sheet.number} {digest[:6]} "{named}"'
        self.says(who, words, *["draft.verbal"] * may)

    @rule(who=witnesses, index=pick, named=approvers)
    def read_back(self, who: str, index: int, named: str) -> None:
        sheet, now = self.sheet(index, "submitted"), self.world.clock.now()
        digest = self.draft(sheet.number).digest
        kinds: list[str] = []
        if sheet.may_read_back(who, named, digest, now):
            kinds = ["draft.read_back", *self.counted(sheet, named, now, phoned=True)]
        self.says(who, f'/readback {sheet.number} {digest[:6]} "{named}"', *kinds)

    @rule(who=approvers, index=pick)
    def annul(self, who: str, index: int) -> None:
        sheet = self.sheet(index, "submitted", "approved")
        may = sheet.may_annul(who, self.world.clock.now())
        if may:
            sheet.annul(who)
        self.says(who, f"/annul {sheet.number}", *["draft.annulled"] * may)

    @rule(kind=st.sampled_from(["warning", "information", "rebuttal"]), reader=witnesses,
          minutes=st.sampled_from([0, 0, 9, 11]),
          then=st.sampled_from(["", "annul", "go on"]))  # fmt: skip
    def telephone(self, kind: str, reader: str, minutes: int, then: str) -> None:
        """A whole call: entered, read back, perhaps annulled or joined by others."""
        self.prepare(kind, 2, "")
        newest = -len(self.sheets)
        self.hear_by_phone("Duty officer", newest, "Mayor", False)
        self.time_passes(minutes)
        self.read_back(reader, newest, "Mayor")
        if then == "annul":
            self.annul("Mayor", newest)
            self.hear_by_phone("Duty officer", newest, "Mayor", False)
        elif then:
            self.go_further(self.sheets[-1])
            self.go_further(self.sheets[-1])

    @rule(who=st.sampled_from(["Duty officer", "Duty officer", "Mayor"]), index=pick,
          guess=st.sampled_from(["", "", "000000"]),
          minutes=st.sampled_from([0, 0, 11]))  # fmt: skip
    def release_alone(self, who: str, index: int, guess: str, minutes: int) -> None:
        sheet = self.sheet(index, "submitted", "approved")
        number = sheet.number
        word = "LIVE" if self.world.mode is Mode.LIVE else "EXERCISE"
        words = f'/release {number} {word} {sheet.area} reason="Nobody answers."'
        asked = sheet.may_release_alone(who, self.world.clock.now())
        self.says(who, words, *["draft.alone_asked"] * asked)
        code = guess or self.code(number)
        self.time_passes(minutes)
        in_time = asked and not guess and not minutes
        may = in_time and sheet.may_release_alone(who, self.world.clock.now())
        kinds = ["draft.released_alone", "draft.released"] * may
        if may:
            draft = self.draft(number)
            hands = frozenset(sheet.hands | sheet.submitter.get(draft.digest, set()))
            self.release(sheet, draft, hands, typed=True, alone=True)
            sheet.state, sheet.alone = "published", who
        self.says(who, f"/release now {number} {code}", *kinds)

    @rule(kind=st.sampled_from(["warning", "information", "rebuttal"]), looker=approvers,
          minutes=st.sampled_from([0, 16]))  # fmt: skip
    def alone_at_night(self, kind: str, looker: str, minutes: int) -> None:
        """A whole night: released by one, reminded of, looked at by another."""
        self.prepare(kind, 2, "")
        self.release_alone("Duty officer", -len(self.sheets), "", 0)
        self.time_passes(minutes)
        self.deliver([])
        self.look(looker, -len(self.sheets))

    @rule(who=st.sampled_from(["Mayor", "Approver", "Duty officer", "Monitor"]), index=pick)
    def look(self, who: str, index: int) -> None:
        sheet = self.sheet(index, "published")
        may = sheet.may_look(who, self.draft(sheet.number).digest)
        sheet.looked = sheet.looked or may
        self.says(who, f"/looked {sheet.number} ok", *["draft.looked"] * may)


# --- on each store ---


def _run(open_store: Callable[[], Open], mode: Mode, examples: int) -> None:
    class Here(Nights):
        def __init__(self) -> None:
            super().__init__(open_store(), mode)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _in(url: str, mode: Mode) -> Open:
    async def open_store() -> Opened:
        store = await Store.open(url, mode)
        return store.units, store.close

    return open_store


# The modes differ in their markers alone, so that one of them is looked at closely.
@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.EXERCISE])
def test_the_promises_hold_in_memory(mode: Mode) -> None:
    def in_memory() -> Open:
        units = MemoryUnits(mode)

        async def close() -> None:
            """What is committed stays."""

        async def open_store() -> Opened:
            return units, close

        return open_store

    _run(in_memory, mode, examples=60)


def test_the_promises_hold_on_sqlite(tmp_path: Path) -> None:
    template = tmp_path / "template.db"
    with ThreadPoolExecutor(1) as threads:
        making = migrate(f"sqlite:///{template}", Mode.EXERCISE, now=START)
        threads.submit(asyncio.run, making).result()
    made = iter(range(10_000))

    def in_a_file() -> Open:
        file = shutil.copy(template, tmp_path / f"{next(made)}.db")
        return _in(f"sqlite:///{file}", Mode.EXERCISE)

    _run(in_a_file, Mode.EXERCISE, examples=6)


@pytest.mark.postgres
def test_the_promises_hold_on_postgresql(postgres: Cluster, postgres_template: str) -> None:
    def in_a_database() -> Open:
        return _in(postgres.url(postgres.create(postgres_template)), Mode.LIVE)

    _run(in_a_database, Mode.LIVE, examples=4)
