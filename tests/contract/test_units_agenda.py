"""Every store tells when there is something to do, never later than it is so."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.publication import Delivery
from bot.domain.room import Utterance
from bot.ports import Due, Units
from monitors.feed import Feed, Progress
from tests import samples
from tests.clock import START

SOON, LATER = START + timedelta(seconds=30), START + timedelta(minutes=1)


async def test_where_nothing_waits_nothing_is_due(units: Units) -> None:
    async with units() as unit:
        assert await unit.agenda.next() == Due(None, None)


async def test_a_feed_is_due_for_its_poll_and_a_claimed_one_when_its_lease_ends(
    units: Units,
) -> None:
    async with units() as unit:
        await unit.feeds.add(Feed("https://news.example/rss", "News"), Progress(next_poll=SOON))
        assert await unit.agenda.next() == Due(SOON, None)
        await unit.feeds.claim_due("us", SOON, LATER, 10)
        assert await unit.agenda.next() == Due(LATER, None)


async def test_what_was_heard_is_due_until_it_is_worked_off(units: Units) -> None:
    async with units() as unit:
        await unit.inbox.add(Utterance("1", "desk", "editor", "/help"), START)
        await unit.inbox.add_noise("2", START, "{}")
        assert await unit.agenda.next() == Due(None, START)
        await unit.inbox.done("1", SOON)
        assert await unit.agenda.next() == Due(None, None)


async def test_a_post_is_due_when_it_was_put_off_to_or_its_lease_ends(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add(samples.post("later"), LATER)
        await unit.outbox.add(samples.post("now"), START)
        assert await unit.agenda.next() == Due(None, START)
        [queued] = await unit.outbox.claim("us", START, SOON, 10)
        assert await unit.agenda.next() == Due(None, SOON)
        await unit.outbox.done(queued.number)
        assert await unit.agenda.next() == Due(None, LATER)


async def test_a_publication_is_due_until_it_is_settled(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        kept = await unit.publications.add(samples.publication(draft.number))
        assert kept is not None
        assert await unit.agenda.next() == Due(None, START)
        await unit.publications.claim("us", START, LATER)
        await unit.publications.save(replace(kept, state=Delivery.SENDING))
        assert await unit.agenda.next() == Due(None, LATER)
        await unit.publications.save(kept.settle(Delivery.SENT, SOON, "there"))
        assert await unit.agenda.next() == Due(None, None)


async def test_words_that_are_to_be_let_go_of_at_once_are_gone_and_stay_known(
    units: Units,
) -> None:
    async with units() as unit:
        said = Utterance("1", "desk", "editor", "/log a name")
        await unit.inbox.add(said, START, '{"text": "/log a name"}')
        await unit.inbox.blank("1")
        await unit.commit()
    async with units() as unit:
        assert await unit.inbox.waiting() == [replace(said, text="")]
        assert not await unit.inbox.add(said, START)
