"""Every store keeps the outbox's promises: who is spoken to next, and what comes again."""

import asyncio
from datetime import timedelta
from itertools import chain

from bot.domain.message import File, Message
from bot.domain.room import Utterance
from bot.ports import Buttons, Lane, Post, Units
from tests import samples
from tests.clock import START

LATER = START + timedelta(minutes=1)


async def test_a_post_comes_back_as_it_was_queued(units: Units) -> None:
    card, message = samples.post("card"), samples.post("message", Lane.REPLY, subject=None)
    async with units() as unit:
        await unit.outbox.add(card, START)
        await unit.outbox.add(message, START)
        await unit.commit()
    async with units() as unit:
        [first] = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.done(first.number)
        [second] = await unit.outbox.claim("us", START, LATER, 10)
        assert [first.post, second.post] == [message, card]
        assert (first.attempts, first.round, first.unsure) == (1, 0, False)


async def test_an_answer_comes_back_with_its_thread_and_its_file(units: Units) -> None:
    file = File("journal été.csv", "text/csv", bytes(range(256)))
    post = Post("reply/1", "watch", Lane.REPLY, Message("Log", file=file), thread="$root $event")
    async with units() as unit:
        await unit.outbox.add(post, START)
        await unit.commit()
    async with units() as unit:
        [queued] = await unit.outbox.claim("us", START, LATER, 10)
        assert queued.post == post


async def test_what_was_said_comes_back_with_its_thread(units: Units) -> None:
    said = [Utterance("k1", "watch", "editor", "/log", thread="$root $event"),
            Utterance("k2", "watch", "editor", "/log")]  # fmt: skip
    async with units() as unit:
        for each in said:
            await unit.inbox.add(each, START)
        await unit.commit()
    async with units() as unit:
        assert await unit.inbox.waiting() == said


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


async def test_a_room_is_given_its_posts_one_by_one_by_lane_then_by_age(units: Units) -> None:
    async with units() as unit:
        for key, lane in (
            ("d1", Lane.DIGEST),
            ("f1", Lane.FLAG),
            ("a1", Lane.APPROVAL),
            ("r1", Lane.REPLY),
            ("f2", Lane.FLAG),
            ("r2", Lane.REPLY),
        ):
            await unit.outbox.add(samples.post(key, lane), START)
        order = []
        while claimed := await unit.outbox.claim("us", START, LATER, 10):
            [queued] = claimed
            assert await unit.outbox.claim("them", START, LATER, 10) == []
            order.append(queued.post.key)
            await unit.outbox.done(queued.number)
        assert order == ["r1", "r2", "a1", "f1", "f2", "d1"]


async def test_rooms_do_not_wait_for_one_another(units: Units) -> None:
    async with units() as unit:
        for room in ("one", "two", "three", "four"):
            for key in "ab":
                await unit.outbox.add(samples.post(f"{key}/{room}", room=room), START)
        first = await unit.outbox.claim("us", START, LATER, 2, closed=["two"])
        assert [queued.post.key for queued in first] == ["a/one", "a/three"]
        at_work = ["one", "two", "three"]
        rest = await unit.outbox.claim("us", START, LATER, 10, closed=at_work)
        assert [queued.post.key for queued in rest] == ["a/four"]


async def test_what_an_owner_gave_up_it_may_take_again_at_once(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        await unit.outbox.claim("us", START, LATER, 10)
        assert await unit.outbox.claim("them", START, LATER, 10) == []
        [again] = await unit.outbox.claim("us", START, LATER, 10)
        assert (again.attempts, again.unsure) == (2, True)


async def test_what_was_put_off_holds_back_its_lane_in_its_room_and_nothing_else(
    units: Units,
) -> None:
    async with units() as unit:
        for key, lane in (("f1", Lane.FLAG), ("f2", Lane.FLAG), ("d1", Lane.DIGEST)):
            await unit.outbox.add(samples.post(key, lane), START)
        [first] = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.later(first.number, LATER, "slow down")
        [other] = await unit.outbox.claim("us", START, LATER, 10)
        assert other.post.key == "d1"
        await unit.outbox.done(other.number)
        assert await unit.outbox.claim("us", START, LATER, 10) == []

        await unit.outbox.hasten(["watch"], START)
        [again] = await unit.outbox.claim("us", START, LATER, 10)
        assert (again.post.key, again.attempts) == ("f1", 2)


async def test_what_is_put_off_for_ever_or_only_for_its_pace_holds_nothing_back(
    units: Units,
) -> None:
    async with units() as unit:
        for key in ("f1", "f2"):
            await unit.outbox.add(samples.post(key), START)
        [first] = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.later(first.number, LATER, "", tried=False, blocks=False)
        [second] = await unit.outbox.claim("us", START, LATER, 10)
        assert second.post.key == "f2"
        await unit.outbox.done(second.number)
        [again] = await unit.outbox.claim("us", LATER, LATER + timedelta(minutes=1), 10)
        assert (again.post.key, again.attempts, again.unsure) == ("f1", 1, False)


async def test_an_attempt_cut_short_or_unanswered_may_have_arrived_and_a_refused_one_not(
    units: Units,
) -> None:
    times = [START + timedelta(minutes=minute) for minute in range(6)]
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        [queued] = await unit.outbox.claim("us", times[0], times[1], 1)
        await unit.outbox.later(queued.number, times[1], "busy")
        [queued] = await unit.outbox.claim("us", times[1], times[2], 1)
        assert not queued.unsure
        await unit.outbox.later(queued.number, times[2], "lost", sure=False)
        [queued] = await unit.outbox.claim("us", times[2], times[3], 1)
        assert queued.unsure
        await unit.outbox.later(queued.number, times[3], "busy")
        [queued] = await unit.outbox.claim("us", times[3], times[4], 1)
        assert not queued.unsure
        # It dies: nobody says what became of it.
        [queued] = await unit.outbox.claim("them", times[4], times[5], 1)
        assert queued.unsure


async def test_the_backlog_of_a_lane_is_what_is_due_in_it_claimed_or_not(units: Units) -> None:
    async with units() as unit:
        for key in ("f1", "f2", "f3"):
            await unit.outbox.add(samples.post(key), START)
        await unit.outbox.add(samples.post("later"), LATER)
        await unit.outbox.add(samples.post("elsewhere", room="press"), START)
        await unit.outbox.add(samples.post("reply", Lane.REPLY), START)
        await unit.outbox.claim("us", START, LATER, 10)
        backlog = await unit.outbox.backlog("watch", Lane.FLAG, START, 10)
        assert [queued.post.key for queued in backlog] == ["f1", "f2", "f3"]
        assert len(await unit.outbox.backlog("watch", Lane.FLAG, START, 2)) == 2


async def test_what_the_dead_held_can_be_set_free(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("a"), START)
        await unit.outbox.claim("dead", START, LATER, 10)
        await unit.outbox.add(samples.post("b", room="press"), START)
        await unit.outbox.claim("alive", START, LATER, 10)
        draft = await unit.drafts.add(samples.draft())
        await unit.publications.add(samples.publication(draft.number))
        await unit.publications.claim("dead", START, LATER)
        assert await unit.ears.take("telegram", "dead", START, LATER)
        assert await unit.leases.owners() == ["alive", "dead"]
        await unit.leases.free("dead")
        assert await unit.leases.owners() == ["alive"]
        [queued] = await unit.outbox.claim("us", START, LATER, 10)
        assert queued.post.key == "a"
        assert await unit.publications.claim("us", START, LATER)
        assert await unit.ears.take("telegram", "us", START, LATER)


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
        await unit.outbox.add(samples.post("message", subject=None, room="press"), START)
        card, message = await unit.outbox.claim("us", START, LATER, 10)
        await unit.outbox.add(samples.post("card"), LATER)
        await unit.outbox.add(samples.post("message", subject=None, room="press"), LATER)
        await unit.outbox.done(card.number)
        await unit.outbox.done(message.number)
        assert await unit.outbox.claim("us", START, LATER, 10) == []
        [again] = await unit.outbox.claim("us", LATER, LATER, 10)
        assert (again.post.key, again.attempts, again.round) == ("card", 1, 1)
        await unit.outbox.done(again.number)
        assert await unit.outbox.count() == 0


async def test_two_who_claim_at_once_never_get_the_same_post(units: Units) -> None:
    async with units() as unit:
        for key in "abcdef":
            await unit.outbox.add(samples.post(key, room=key), START)
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


async def test_the_messages_that_can_be_pressed_are_known_newest_first(units: Units) -> None:
    async with units() as unit:
        for number, reference in enumerate(("a", "c", "b")):
            at = START + timedelta(minutes=number)
            await unit.spoken.put("watch", reference, Buttons(("/status",)), at)
        await unit.spoken.put("desk", "d", Buttons(("/status",)), LATER)
        await unit.spoken.put("watch", "a", Buttons(("/help",)), START + timedelta(hours=1))
        assert await unit.spoken.newest("watch", 2) == ["a", "b"]
        assert await unit.spoken.newest("press", 2) == []
