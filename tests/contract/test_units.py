"""Every store keeps the same promises: what a unit is, what waits, and the log.

The watch, the desk and what goes out have files of their own beside this one.
"""

import asyncio
from datetime import timedelta, timezone

import pytest

from bot.domain.log import GENESIS, Head, first_break
from bot.domain.room import Utterance
from bot.ports import StoreError, Units
from tests import samples
from tests.clock import START

LATER = START + timedelta(minutes=1)

# --- a unit ------------------------------------------------------------------------------------


async def test_what_was_committed_is_there_and_the_rest_never_was(units: Units) -> None:
    async with units() as unit:
        await unit.settings.put("kept", "yes")
        await unit.commit()
    async with units() as unit:
        await unit.settings.put("kept", "changed")
        await unit.settings.put("left", "yes")
    async with units() as unit:
        assert await unit.settings.under("") == {"kept": "yes"}


async def test_a_unit_that_fails_undoes_all_of_it(units: Units) -> None:
    async def fail() -> None:
        async with units() as unit:
            await unit.log.add(0, START, "Editor 1", "test", "lost", {})
            await unit.outbox.add(samples.post("a"), START)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with units() as unit:
        assert await unit.log.heads() == [Head(0, 0, GENESIS)]
        assert await unit.outbox.count() == 0


async def test_a_unit_that_is_cancelled_undoes_all_of_it_and_the_next_one_works(
    units: Units,
) -> None:
    async def never_ends() -> None:
        async with units() as unit:
            await unit.settings.put("half", "done")
            written.set()
            await asyncio.Event().wait()

    written = asyncio.Event()
    task = asyncio.create_task(never_ends())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with units() as unit:
        assert await unit.settings.get("half") is None
        await unit.settings.put("whole", "yes")
        await unit.commit()


async def test_nothing_may_follow_a_commit(units: Units) -> None:
    async with units() as unit:
        await unit.commit()
        with pytest.raises(RuntimeError, match="over"):
            await unit.settings.put("late", "yes")
    async with units() as unit:
        assert await unit.settings.get("late") is None


async def test_a_unit_sees_what_it_wrote_before_it_is_committed(units: Units) -> None:
    async with units() as unit:
        await unit.settings.put("language/watch", "fr")
        assert await unit.settings.get("language/watch") == "fr"


# --- the inbox ---------------------------------------------------------------------------------


async def test_an_utterance_comes_back_as_it_was_said(units: Units) -> None:
    async with units() as unit:
        assert await unit.inbox.add(samples.UTTERANCE, START)
        await unit.commit()
    async with units() as unit:
        assert await unit.inbox.waiting() == [samples.UTTERANCE]


async def test_a_replayed_utterance_is_heard_once_even_after_it_was_worked_off(
    units: Units,
) -> None:
    async with units() as unit:
        await unit.inbox.add(samples.UTTERANCE, START)
        assert not await unit.inbox.add(samples.UTTERANCE, LATER)
        assert await unit.inbox.done(samples.UTTERANCE.key, LATER)
        assert not await unit.inbox.add(samples.UTTERANCE, LATER)
        assert await unit.inbox.waiting() == []


async def test_the_inbox_gives_the_oldest_first_and_no_more_than_asked(units: Units) -> None:
    async with units() as unit:
        for key in "cab":
            await unit.inbox.add(_said(key), START)
        await unit.inbox.done("c", LATER)
        assert [heard.key for heard in await unit.inbox.waiting()] == ["a", "b"]
        assert [heard.key for heard in await unit.inbox.waiting(1)] == ["a"]


async def test_what_was_never_heard_cannot_be_worked_off(units: Units) -> None:
    async with units() as unit:
        assert not await unit.inbox.done("unknown", START)


async def test_of_two_who_work_off_an_utterance_at_once_only_one_may_go_on(units: Units) -> None:
    async with units() as unit:
        await unit.inbox.add(samples.UTTERANCE, START)
        await unit.commit()

    async def work_off() -> bool:
        async with units() as unit:
            mine = await unit.inbox.done(samples.UTTERANCE.key, LATER)
            await asyncio.sleep(0)
            await unit.commit()
            return mine

    assert sorted(await asyncio.gather(work_off(), work_off(), work_off())) == [False, False, True]


async def test_letters_no_database_keeps_do_not_stop_a_unit(units: Units) -> None:
    strange = Utterance("k\x00", "watch", "7", "nul \x00 and half \ud83d")
    async with units() as unit:
        assert await unit.inbox.add(strange, START)
        assert not await unit.inbox.add(strange, START)
        entry = await unit.log.add(0, START, "Editor 1", "said", "nul \x00", {"key": "k\x00"})
        await unit.commit()
    async with units() as unit:
        [heard] = await unit.inbox.waiting()
        assert heard.text.startswith("nul ")
        assert await unit.inbox.done(strange.key, LATER)
        assert await unit.log.entries(0) == [entry]


# --- the log -----------------------------------------------------------------------------------


async def test_the_log_is_a_whole_chain_that_comes_back_to_the_letter(units: Units) -> None:
    paris = timezone(timedelta(hours=2))
    async with units() as unit:
        refs = {"draft": "7", "digest": "9f3a1c"}
        first = await unit.log.add(0, samples.ODD_TIME, "Éditeur 1", "draft.written", "l'eau", refs)
        second = await unit.log.add(0, START.astimezone(paris), "Approver", "approved", "", {})
        await unit.commit()
    async with units() as unit:
        entries = await unit.log.entries(0)
        assert entries == [first, second]
        assert [(entry.seq, entry.before) for entry in entries] == [(1, GENESIS), (2, first.hash)]
        [head] = await unit.log.heads()
        assert head == Head(0, 2, second.hash)
        assert first_break(entries, head) is None
        assert await unit.log.entries(0, last=1) == [second]
        assert await unit.log.entries(0, last=0) == []


async def test_each_incident_has_a_chain_of_its_own(units: Units) -> None:
    async with units() as unit:
        incident = await unit.incidents.add(samples.INCIDENT)
        assert await unit.log.heads() == [Head(0, 0, GENESIS), Head(incident.number, 0, GENESIS)]
        entry = await unit.log.add(incident.number, START, "Duty officer", "opened", "", {})
        assert (entry.seq, await unit.log.entries(0)) == (1, [])


async def test_writers_at_once_leave_no_gap_in_the_log(units: Units) -> None:
    async def write(who: int) -> None:
        for _ in range(5):
            async with units() as unit:
                await unit.log.add(0, START, f"Editor {who}", "note", "text", {})
                await asyncio.sleep(0)
                await unit.commit()

    await asyncio.gather(*(write(who) for who in range(4)))
    async with units() as unit:
        entries, [head] = await unit.log.entries(0), await unit.log.heads()
        assert [entry.seq for entry in entries] == list(range(1, 21))
        assert first_break(entries, head) is None


async def test_an_incident_that_is_not_there_has_no_log(units: Units) -> None:
    async with units() as unit:
        assert await unit.log.entries(9) == []
        with pytest.raises(StoreError, match="Incident 9 has no log"):
            await unit.log.add(9, START, "Editor 1", "note", "text", {})


def _said(key: str) -> Utterance:
    return Utterance(key, "watch", "7", "/help")


async def test_the_log_is_asked_about_one_draft_without_the_rest(units: Units) -> None:
    async with units() as unit:
        for kind, draft in (("draft.released", "1"), ("draft.released", "12"), ("other", "1")):
            await unit.log.add(0, START, "Editor", kind, "", {"draft": draft, "digest": "ab"})
        await unit.log.add(0, START, "Editor", "draft.released", "", {})
        await unit.log.add(0, START, "Editor", "draft.released", "again", {"draft": "1"})
        found = await unit.log.of_draft(0, "draft.released", 1)
        assert [(entry.seq, entry.text) for entry in found] == [(1, ""), (5, "again")]
        assert await unit.log.of_draft(7, "draft.released", 1) == []
