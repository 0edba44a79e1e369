"""Every store keeps the same promises: what a unit is, what waits, and the log.

The watch, the desk and what goes out have files of their own beside this one.
"""

import asyncio
from datetime import timedelta, timezone
from itertools import chain

import pytest

from bot.domain.log import GENESIS, Head, first_break
from bot.domain.room import Utterance
from bot.ports import Lane, StoreError, Units
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


# --- the outbox --------------------------------------------------------------------------------


async def test_a_post_comes_back_as_it_was_queued(units: Units) -> None:
    card, message = samples.post("card"), samples.post("message", Lane.REPLY, subject=None)
    async with units() as unit:
        await unit.outbox.add(card, START)
        await unit.outbox.add(message, START)
        await unit.commit()
    async with units() as unit:
        claimed = await unit.outbox.claim("us", START, LATER, 10)
        assert [queued.post for queued in claimed] == [message, card]
        assert {queued.attempts for queued in claimed} == {1}


async def test_a_key_waits_once_and_may_come_again_when_it_was_said(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        await unit.outbox.add(samples.post("a", Lane.REPLY), START)
        assert await unit.outbox.count() == 1
        [queued] = await unit.outbox.claim("us", START, LATER, 10)
        assert queued.post.lane is Lane.FLAG
        await unit.outbox.done(queued.number)
        assert await unit.outbox.count() == 0
        await unit.outbox.add(samples.post("a"), START)
        assert await unit.outbox.count() == 1


async def test_the_outbox_goes_by_lane_then_by_age(units: Units) -> None:
    async with units() as unit:
        for key, lane in (
            ("f1", Lane.FLAG),
            ("a1", Lane.APPROVAL),
            ("r1", Lane.REPLY),
            ("f2", Lane.FLAG),
            ("r2", Lane.REPLY),
        ):
            await unit.outbox.add(samples.post(key, lane), START)
        first = await unit.outbox.claim("us", START, LATER, 2)
        rest = await unit.outbox.claim("us", START, LATER, 10)
        assert [queued.post.key for queued in first] == ["r1", "r2"]
        assert [queued.post.key for queued in rest] == ["a1", "f1", "f2"]


async def test_a_post_is_not_given_before_it_is_due(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), LATER)
        before = LATER - timedelta(microseconds=1)
        assert await unit.outbox.claim("us", before, LATER, 10) == []
        assert len(await unit.outbox.claim("us", LATER, LATER, 10)) == 1


async def test_a_claimed_post_is_free_again_when_its_lease_runs_out(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        await unit.outbox.claim("us", START, LATER, 10)
        before = LATER - timedelta(microseconds=1)
        assert await unit.outbox.claim("them", before, LATER, 10) == []
        [queued] = await unit.outbox.claim("them", LATER, LATER + timedelta(minutes=1), 10)
        assert queued.attempts == 2


async def test_a_post_put_off_is_free_and_due_later(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        [queued] = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.later(queued.number, START + timedelta(seconds=5), "slow down")
        assert await unit.outbox.count() == 1
        assert await unit.outbox.claim("us", START, LATER, 10) == []
        [again] = await unit.outbox.claim("us", START + timedelta(seconds=5), LATER, 10)
        assert (again.number, again.attempts) == (queued.number, 2)


async def test_a_card_that_changes_while_it_is_said_is_said_again(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("card"), START)
        await unit.outbox.add(samples.post("message", subject=None), START)
        card, message = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.add(samples.post("card"), LATER)
        await unit.outbox.add(samples.post("message", subject=None), LATER)
        await unit.outbox.done(card.number)
        await unit.outbox.done(message.number)
        assert await unit.outbox.claim("us", START, LATER, 10) == []
        [again] = await unit.outbox.claim("us", LATER, LATER, 10)
        assert (again.post.key, again.attempts) == ("card", 1)
        await unit.outbox.done(again.number)
        assert await unit.outbox.count() == 0


async def test_two_who_claim_at_once_never_get_the_same_post(units: Units) -> None:
    async with units() as unit:
        for key in "abcdef":
            await unit.outbox.add(samples.post(key), START)
        await unit.commit()

    async def claim(owner: str) -> list[int]:
        async with units() as unit:
            claimed = await unit.outbox.claim(owner, START, LATER, 2)
            await asyncio.sleep(0.01)
            await unit.commit()
            return [queued.number for queued in claimed]

    taken = await asyncio.gather(*(claim(owner) for owner in ("us", "them", "others")))
    assert sorted(chain(*taken)) == [1, 2, 3, 4, 5, 6]


async def test_saying_or_putting_off_what_is_gone_changes_nothing(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.done(99)
        await unit.outbox.later(99, LATER, "gone")
        assert await unit.outbox.count() == 0


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
