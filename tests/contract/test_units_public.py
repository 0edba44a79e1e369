"""Every store keeps the same promises: drafts, publications and the attempts at them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import alone, verbal
from bot.domain.content import DEFAULT_QUORUM, Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, State, Step
from bot.domain.mode import Mode
from bot.domain.proposal import Proposal
from bot.domain.publication import Attempt, Delivery, Publication
from bot.domain.room import Member, Role
from bot.ports import StoreError, Unit, Units
from tests import samples
from tests.clock import START
from tests.samples import DOCUMENT

LATER = START + timedelta(minutes=1)
APPROVER = Member("Approver 1", frozenset({Role.APPROVER}))
MAYOR = Member("Mayor", frozenset({Role.AUTHORITY}))


def _approved(draft: Draft) -> Draft:
    submitted = draft.submit("Editor 1", START)
    once = submitted.approve(APPROVER, START, draft.digest)
    return once.approve(MAYOR, samples.ODD_TIME - timedelta(hours=1), draft.digest)


# --- drafts ------------------------------------------------------------------------------------


async def test_a_draft_comes_back_with_all_its_versions_and_steps(units: Units) -> None:
    async with units() as unit:
        case = await unit.cases.add(samples.CASE)
        draft = await unit.drafts.add(samples.draft(case.number))
        assert draft == replace(samples.draft(case.number), number=1)
        revised = draft.revise("Editor 2", samples.ODD_TIME, samples.content("Other words."))
        await unit.drafts.save(revised)
        await unit.commit()
    async with units() as unit:
        kept = await unit.drafts.get(1)
        assert kept == revised
        approved = _approved(revised)
        await unit.drafts.save(approved)
        await unit.commit()
    async with units() as unit:
        kept = await unit.drafts.get(1)
        assert kept == approved
        assert kept is not None
        assert (kept.state, kept.digest) == (State.APPROVED, revised.digest)


async def test_a_yes_by_phone_comes_back_with_who_entered_and_who_read_it(units: Units) -> None:
    officer = Member("Duty officer", frozenset({Role.DUTY_OFFICER}))
    async with units() as unit:
        draft = (await unit.drafts.add(samples.draft())).submit("Editor 1", START)
        entered = verbal.enter(draft, MAYOR, officer, START, draft.digest)
        called = entered.step(Act.CALL, "Approver 1", START)
        read = verbal.read_back(called, MAYOR, APPROVER, LATER, draft.digest)
        annulled = verbal.annul(read, MAYOR, LATER)
        out = alone.release_alone(annulled, officer, LATER, "nobody answers")
        await unit.drafts.save(alone.looked(out, APPROVER, LATER))
        await unit.commit()
    async with units() as unit:
        kept = await unit.drafts.get(1)
        assert kept == alone.looked(out, APPROVER, LATER)
        assert [(s.by, s.entered, s.read_back) for s in kept.steps if s.entered] == [
            ("Mayor", "Duty officer", ""),
            ("Mayor", "Duty officer", "Approver 1"),
        ]


async def test_a_draft_of_little_comes_back_too(units: Units) -> None:
    bare = replace(samples.content(), renderings={}, area="", until=None, amends=3)
    small = replace(samples.draft(), versions=(replace(bare, kind=MessageClass.CORRECTION),))
    async with units() as unit:
        await unit.drafts.add(small)
        assert await unit.drafts.get(1) == replace(small, number=1)


async def test_what_people_said_of_a_text_comes_back_with_it(units: Units) -> None:
    whole = replace(
        samples.content(), follows=2, next_at=samples.ODD_TIME, said={"fr.hazard": "l'eau"},
        read={"fr": "Editor 1"}, alert={"alert": "red"},
    )  # fmt: skip
    kept = replace(samples.draft(), versions=(whole,))
    async with units() as unit:
        await unit.drafts.add(kept)
        found = await unit.drafts.get(1)
    assert found == replace(kept, number=1)
    assert found.digest == whole.digest != samples.content().digest


async def test_a_new_kind_of_message_brings_its_quorum(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        information = replace(samples.content(), kind=MessageClass.INFORMATION)
        revised = replace(draft, quorum=Quorum(1)).revise("Editor 1", LATER, information)
        await unit.drafts.save(revised)
        assert await unit.drafts.get(1) == revised


async def test_a_draft_nobody_knows_is_none(units: Units) -> None:
    async with units() as unit:
        assert await unit.drafts.get(1) is None
        assert await unit.drafts.get(10**30) is None
        with pytest.raises(StoreError):
            await unit.drafts.save(replace(samples.draft(), number=1))


async def test_what_was_kept_of_a_draft_is_never_replaced(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        await unit.drafts.save(draft.submit("Editor 1", START))
        with pytest.raises(StoreError, match="changed by somebody else"):
            await unit.drafts.save(draft.withdraw("Editor 2", START))
        with pytest.raises(StoreError, match="changed by somebody else"):
            await unit.drafts.save(draft)


async def test_finished_drafts_do_not_wait(units: Units) -> None:
    async with units() as unit:
        for _ in range(5):
            await unit.drafts.add(samples.draft())
        drafts = {draft.number: draft for draft in await unit.drafts.unfinished()}
        assert list(drafts) == [1, 2, 3, 4, 5]
        await unit.drafts.save(drafts[1].withdraw("Editor 1", START))
        submitted = drafts[2].submit("Editor 1", START)
        await unit.drafts.save(submitted.send_back(Act.REJECT, APPROVER, START, "no"))
        await unit.drafts.save(_approved(drafts[3]))
        released = _approved(drafts[4]).release("Mayor", START)
        await unit.drafts.save(released)
        await unit.commit()
    async with units() as unit:
        assert [draft.number for draft in await unit.drafts.unfinished()] == [3, 5]
        assert [draft.number for draft in await unit.drafts.out()] == [4]
        assert await unit.drafts.get(4) == released


async def test_what_was_corrected_is_still_out_and_what_was_retracted_is_not(units: Units) -> None:
    async with units() as unit:
        for act in (Act.CORRECT, Act.RETRACT):
            draft = await unit.drafts.add(samples.draft())
            released = _approved(draft).release("Mayor", START)
            await unit.drafts.save(released.amended(act, "Mayor", START))
        await unit.commit()
    async with units() as unit:
        assert [draft.number for draft in await unit.drafts.out()] == [1]


async def test_a_document_comes_back_with_every_line_and_the_same_digest(units: Units) -> None:
    words, kind = {DOCUMENT.language: DOCUMENT.plain()}, MessageClass.SITREP
    document = Content(kind, Mode.LIVE, words, until=samples.ODD_TIME, document=DOCUMENT)
    quorum = DEFAULT_QUORUM[MessageClass.SITREP]
    async with units() as unit:
        incident = await unit.incidents.add(samples.INCIDENT)
        first = Step(Act.REVISE, "Editor 1", START, document.digest)
        new = Draft(0, incident.number, quorum, (document,), (first,))
        draft = await unit.drafts.add(new)
        await unit.commit()
    async with units() as unit:
        kept = await unit.drafts.get(draft.number)
        assert kept is not None
        assert kept == draft
        assert kept.content.digest == document.digest
        assert [d.number for d in await unit.drafts.unfinished()] == [draft.number]
        issued = kept.submit("Editor 1", START).approve(APPROVER, START, kept.digest)
        await unit.drafts.save(issued.release("Approver 1", START))
        await unit.commit()
    async with units() as unit:
        assert [d.state for d in await unit.drafts.issued(incident.number)] == [State.ISSUED]
        assert list(await unit.drafts.issued(incident.number + 1)) == []
        assert (list(await unit.drafts.out()), list(await unit.drafts.unfinished())) == ([], [])


async def test_of_two_who_approve_at_once_both_count(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        await unit.drafts.save(draft.submit("Editor 1", START))
        await unit.commit()

    async def approve(who: Member) -> None:
        async with units() as unit:
            kept = await unit.drafts.get(1)
            await asyncio.sleep(0.01)
            assert kept is not None
            await unit.drafts.save(kept.approve(who, START, kept.digest))
            await unit.commit()

    await asyncio.gather(approve(APPROVER), approve(MAYOR))
    async with units() as unit:
        kept = await unit.drafts.get(1)
        assert kept is not None
        assert kept.state is State.APPROVED


# --- publications ------------------------------------------------------------------------------


async def _publish(unit: Unit, *outlets: str) -> list[Publication]:
    draft = await unit.drafts.add(samples.draft())
    added = [await unit.publications.add(samples.publication(draft.number, o)) for o in outlets]
    return [publication for publication in added if publication is not None]


async def test_a_publication_comes_back_in_exactly_its_words(units: Units) -> None:
    text = "EXERCISE – Boil it. 🚰\r\n  \u2028 two\n\nEXERCISE\n"
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        wanted = replace(samples.publication(draft.number), text=text, mode=Mode.EXERCISE)
        added = await unit.publications.add(wanted)
        await unit.commit()
    async with units() as unit:
        assert added == replace(wanted, number=1)
        assert await unit.publications.get(1) == added
        assert await unit.publications.get(2) is None


async def test_the_key_of_a_publication_is_unique_for_ever(units: Units) -> None:
    async with units() as unit:
        [first] = await _publish(unit, "public")
        sent = replace(first, state=Delivery.SENT, receipt="42", settled_at=LATER)
        await unit.publications.save(sent)
        await unit.commit()
    async with units() as unit:
        assert await unit.publications.add(samples.publication(first.draft)) is None
        elsewhere = await unit.publications.add(samples.publication(first.draft, "web"))
        assert elsewhere is not None
        assert await unit.publications.of_draft(first.draft) == [sent, elsewhere]
        await unit.commit()


async def test_of_two_who_publish_at_once_only_one_does(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        await unit.commit()

    async def publish() -> bool:
        async with units() as unit:
            added = await unit.publications.add(samples.publication(draft.number))
            await asyncio.sleep(0.01)
            await unit.commit()
            return added is not None

    assert sorted(await asyncio.gather(publish(), publish(), publish())) == [False, False, True]


async def test_what_became_of_a_publication_is_kept(units: Units) -> None:
    async with units() as unit:
        [publication] = await _publish(unit, "public")
        changed = replace(
            publication,
            state=Delivery.UNCERTAIN,
            due=samples.ODD_TIME,
            attempts=3,
            receipt="https://public.example.org/1",
            settled_at=LATER,
            wanted_at=LATER,
        )
        await unit.publications.save(changed)
        assert await unit.publications.get(1) == changed
        assert await unit.publications.in_state(Delivery.UNCERTAIN, Delivery.FAILED) == [changed]
        assert await unit.publications.in_state(Delivery.QUEUED) == []
        with pytest.raises(StoreError):
            await unit.publications.save(replace(changed, number=9))


async def test_what_was_sent_on_an_outlet_is_read_newest_first(units: Units) -> None:
    async with units() as unit:
        rows = await _publish(unit, "b", "a")
        first, other = (row.settle(Delivery.SENT, START, "there") for row in rows)
        await unit.publications.save(first)
        await unit.publications.save(other)
        assert await unit.publications.out("b", 10) == [first]
        assert await unit.publications.out("b", 0) == []
        assert await unit.publications.out("c", 10) == []


async def test_the_oldest_due_publication_is_claimed_first(units: Units) -> None:
    async with units() as unit:
        early, late, future = await _publish(unit, "b", "a", "c")
        await unit.publications.save(replace(early, due=START - timedelta(seconds=1)))
        await unit.publications.save(replace(late, due=START - timedelta(microseconds=1)))
        await unit.publications.save(replace(future, due=LATER))
        claimed = [await unit.publications.claim("us", START, LATER) for _ in "123"]
        assert [kept and kept.outlet for kept in claimed] == ["b", "a", None]


async def test_a_claimed_publication_is_free_when_it_is_saved_or_its_lease_runs_out(
    units: Units,
) -> None:
    async with units() as unit:
        await _publish(unit, "public")
        claimed = await unit.publications.claim("us", START, LATER)
        assert await unit.publications.claim("them", START, LATER) is None
        assert await unit.publications.claim("them", LATER, LATER + timedelta(1)) == claimed
        assert claimed is not None
        await unit.publications.save(replace(claimed, due=LATER, attempts=1))
        assert await unit.publications.claim("us", START, LATER) is None
        assert await unit.publications.claim("us", LATER, LATER) is not None


async def test_a_publication_left_in_sending_is_found_when_its_lease_runs_out(
    units: Units,
) -> None:
    async with units() as unit:
        await _publish(unit, "public")
        claimed = await unit.publications.claim("us", START, LATER)
        assert claimed is not None
        sending = replace(claimed, state=Delivery.SENDING, attempts=1)
        await unit.publications.save(sending)
        await unit.commit()
    async with units() as unit:
        before = LATER - timedelta(microseconds=1)
        assert await unit.publications.claim("them", before, LATER) is None
        assert await unit.publications.claim("them", LATER, LATER + timedelta(1)) == sending
        await unit.publications.save(replace(sending, state=Delivery.UNCERTAIN))
        assert await unit.publications.claim("them", LATER, LATER + timedelta(1)) is None


async def test_senders_at_once_claim_different_publications(units: Units) -> None:
    async with units() as unit:
        await _publish(unit, "a", "b", "c")
        await unit.commit()

    async def claim(owner: str) -> str | None:
        async with units() as unit:
            claimed = await unit.publications.claim(owner, START, LATER)
            await asyncio.sleep(0.01)
            await unit.commit()
            return claimed.outlet if claimed else None

    taken = await asyncio.gather(*(claim(owner) for owner in ("us", "them", "others")))
    assert sorted(outlet or "" for outlet in taken) == ["a", "b", "c"]


async def test_every_attempt_is_kept_and_an_unfinished_one_stays_without_outcome(
    units: Units,
) -> None:
    async with units() as unit:
        await _publish(unit, "public")
        first, second = Attempt(1, 1, START, "ab" * 32), Attempt(1, 2, samples.ODD_TIME, "ab" * 32)
        await unit.publications.add_attempt(first)
        settled = replace(first, outcome="refused", detail="503, come back in 5 s")
        await unit.publications.settle_attempt(settled)
        await unit.publications.add_attempt(second)
        await unit.commit()
    async with units() as unit:
        assert await unit.publications.attempts(1) == [settled, second]
        assert await unit.publications.attempts(2) == []
        with pytest.raises(StoreError):
            await unit.publications.settle_attempt(Attempt(1, 3, START, ""))


# --- proposals ---------------------------------------------------------------------------------


async def test_a_proposal_comes_back_as_it_was_and_is_claimed_by_one(units: Units) -> None:
    async with units() as unit:
        draft = await unit.drafts.add(samples.draft())
        asked = Proposal(
            0, draft.number, "fr", "lb", "l'eau « coupée »", "", "desk", "Editor", LATER
        )
        first, second = [await unit.proposals.add(asked) for _ in "ab"]
        assert (first.number, second.number) == (1, 2)
        assert await unit.proposals.get(1) == replace(asked, number=1)
        assert await unit.proposals.get(3) is None
        until = LATER + timedelta(minutes=1)
        assert await unit.proposals.claim("a", LATER, until) == first
        assert await unit.proposals.claim("b", LATER, until) == second
        assert await unit.proposals.claim("b", LATER, until) is None
        assert await unit.proposals.claim("b", until, until + timedelta(minutes=1)) == first
        await unit.proposals.save(first.made("d'Waasser"))
        await unit.commit()
    async with units() as unit:
        assert await unit.proposals.of_draft(draft.number) == [first.made("d'Waasser"), second]
        later = until + timedelta(hours=1)
        assert await unit.proposals.claim("c", later, later) == second
        with pytest.raises(StoreError):
            await unit.proposals.save(replace(first, number=9))


async def test_a_version_keeps_which_words_are_machine_made(units: Units) -> None:
    marked = replace(samples.content(), machine=("fr", "en"), read={"en": "Editor 2"})
    async with units() as unit:
        await unit.drafts.add(replace(samples.draft(), versions=(marked,)))
        kept = await unit.drafts.get(1)
        assert kept is not None
        assert (kept.content, kept.digest) == (marked, marked.digest)
        assert marked.digest != samples.content().digest
