"""Every store keeps the same promises: what was shared, what was asked, what was handed to us."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.exchange import Envelope, Leg, Request, Way
from bot.domain.hearing import Enveloped
from bot.domain.mode import Mode
from bot.domain.partner import Share, Shareable, Tlp
from bot.ports import StoreError, Units
from tests.clock import START
from tests.samples import ODD_TIME

SHARE = Share(0, "shared", Shareable.FACT, 3, Tlp.AMBER, "Approver", ODD_TIME)
REQUEST = Request(
    0, Way.OURS, "South", "shared", "ab" * 16, "", "Which substance? 🚰", Tlp.GREEN, "Duty officer",
    ODD_TIME, ODD_TIME,
)  # fmt: skip


async def test_a_thing_is_shared_in_a_room_once_and_again_in_its_place(units: Units) -> None:
    async with units() as unit:
        first = await unit.shares.put(SHARE)
        other = await unit.shares.put(replace(SHARE, room="others"))
        await unit.shares.put(replace(SHARE, what=Shareable.CASE))
        again = await unit.shares.put(replace(SHARE, tlp=Tlp.RED, by="Mayor"))
        await unit.commit()
    assert again == replace(first, tlp=Tlp.RED, by="Mayor")
    async with units() as unit:
        assert await unit.shares.get(first.number) == again
        assert await unit.shares.get(99) is None
        assert await unit.shares.of(Shareable.FACT, 3) == [again, other]
        assert await unit.shares.of(Shareable.DRAFT, 3) == []


async def test_what_was_taken_back_is_known_and_not_there_any_more(units: Units) -> None:
    async with units() as unit:
        first = await unit.shares.put(SHARE)
        second = await unit.shares.put(replace(SHARE, subject=4))
        ended = await unit.shares.put(first.end(ODD_TIME))
        await unit.commit()
    async with units() as unit:
        assert await unit.shares.in_room("shared") == [second]
        assert await unit.shares.of(Shareable.FACT, 3) == [ended]


async def test_a_request_comes_back_as_it_was_last_saved(units: Units) -> None:
    async with units() as unit:
        kept = await unit.requests.add(REQUEST)
        assert kept is not None
        named = replace(kept, reference="VIG-north-1").received(START)
        await unit.requests.save(named)
        await unit.commit()
    async with units() as unit:
        assert await unit.requests.get(kept.number) == named
        assert await unit.requests.called("VIG-north-1") == [named]
        assert await unit.requests.called("VIG-north-2") == []
        assert await unit.requests.keyed(Way.OURS, "South", REQUEST.key) == named
        assert await unit.requests.keyed(Way.THEIRS, "South", REQUEST.key) is None
        assert await unit.requests.open() == [named]
        answered = named.answered("Ammonia.", "South", ODD_TIME)
        await unit.requests.save(answered)
        assert await unit.requests.open() == []
        newer = await unit.requests.add(replace(named, partner="East"))
        assert await unit.requests.called("VIG-north-1") == [newer, answered]
        with pytest.raises(StoreError):
            await unit.requests.save(replace(named, number=9))


async def test_a_request_is_kept_once_for_each_partner_and_way(units: Units) -> None:
    async with units() as unit:
        first = await unit.requests.add(REQUEST)
        assert await unit.requests.add(REQUEST) is None
        theirs = await unit.requests.add(replace(REQUEST, way=Way.THEIRS))
        other = await unit.requests.add(replace(REQUEST, partner="East"))
        assert await unit.requests.open() == [first, theirs, other]


async def test_an_envelope_waits_in_the_inbox_as_it_came(units: Units) -> None:
    due = Envelope(
        Leg.REQUEST, "ab" * 16, "VIG-north-1", Mode.EXERCISE, "Which? 🚰", Tlp.AMBER, ODD_TIME,
        ODD_TIME,
    )  # fmt: skip
    heard = [
        Enveloped(f"matrix/{no}", "shared", "@north:server", each)
        for no, each in enumerate((due, replace(due, leg=Leg.RECEIPT, text="", due=None)))
    ]
    async with units() as unit:
        for each in heard:
            assert await unit.inbox.add(each, START, "{}")
            assert not await unit.inbox.add(each, START, "{}")
        await unit.commit()
    async with units() as unit:
        assert await unit.inbox.waiting() == heard


async def test_what_was_asked_or_answered_lately_is_found(units: Units) -> None:
    later = ODD_TIME + timedelta(hours=2)
    async with units() as unit:
        asked = await unit.requests.add(replace(REQUEST, asked_at=later))
        old = await unit.requests.add(replace(REQUEST, way=Way.THEIRS))
        third = await unit.requests.add(replace(REQUEST, partner="East"))
        assert asked
        assert old
        assert third
        answered = third.answered("Ammonia.", "East", later)
        await unit.requests.save(answered)
        await unit.commit()
    async with units() as unit:
        assert await unit.requests.since(later) == [asked, answered]
        assert await unit.requests.since(later + timedelta(seconds=1)) == []
        assert await unit.requests.since(ODD_TIME) == [asked, old, answered]
