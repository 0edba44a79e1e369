"""The life of a draft: who may do what to it, when, and what an approval is worth."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import errors
from bot.domain.content import DEFAULT_QUORUM, Content, MessageClass
from bot.domain.draft import APPROVAL_AGE, SHORTEST_DIGEST, Act, Draft, State, Step
from bot.domain.mode import Mode
from bot.domain.room import Member, Role
from tests.clock import START

EDITOR = "Editor"
APPROVER = Member("Approver", frozenset({Role.APPROVER}))
SECOND = Member("Second approver", frozenset({Role.APPROVER, Role.EDITOR}))
MAYOR = Member("Mayor", frozenset({Role.AUTHORITY}))
MONITOR = Member("Monitor", frozenset({Role.MONITOR}))


def content(text: str = "Stay inside.", kind: MessageClass = MessageClass.REBUTTAL) -> Content:
    return Content(kind, Mode.LIVE, {"en": text}, {"site": text})


def warning(until: datetime | None = START + timedelta(hours=2), area: str = "Quay") -> Content:
    return replace(content(kind=MessageClass.WARNING), until=until, area=area)


def draft(first: Content | None = None) -> Draft:
    first = first or content()
    step = Step(Act.REVISE, EDITOR, START, first.digest)
    return Draft(7, 0, DEFAULT_QUORUM[first.kind], (first,), (step,))


def submitted(first: Content | None = None) -> Draft:
    return draft(first).submit(EDITOR, START)


def approved(first: Content | None = None, at: datetime = START) -> Draft:
    waiting = submitted(first)
    for who in (APPROVER, MAYOR):
        waiting = waiting.approve(who, at, waiting.digest)
    return waiting


def published() -> Draft:
    return approved().release("Mayor", START)


# --- what an approval names ---


def test_a_digest_does_not_depend_on_the_order_of_languages_or_outlets() -> None:
    one = replace(content(), texts={"en": "a", "fr": "b"}, renderings={"x": "1", "y": "2"})
    two = replace(content(), texts={"fr": "b", "en": "a"}, renderings={"y": "2", "x": "1"})
    assert one.digest == two.digest


@pytest.mark.parametrize(
    "other",
    [
        replace(content(), kind=MessageClass.INFORMATION),
        replace(content(), mode=Mode.EXERCISE),
        replace(content(), texts={"en": "Stay inside!"}),
        replace(content(), texts={"fr": "Stay inside."}),
        replace(content(), renderings={"site": "Stay inside. "}),
        replace(content(), renderings={"wire": "Stay inside."}),
        replace(content(), area="Quay"),
        replace(content(), until=START),
        replace(content(), amends=1),
    ],
)
def test_a_digest_changes_with_everything_an_approval_covers(other: Content) -> None:
    assert other.digest != content().digest


def test_a_place_still_to_be_filled_is_found_in_any_language() -> None:
    assert replace(content(), texts={"en": "Done.", "fr": "Le {lieu} est"}).open_slot == "{lieu}"
    assert content("A brace } and { alone").open_slot is None


# --- changing ---


def test_a_change_takes_a_submitted_draft_back_and_its_approvals_count_for_nothing() -> None:
    changed = (
        submitted()
        .approve(APPROVER, START, submitted().digest)
        .revise(EDITOR, START, content("Go out."))
    )
    assert (changed.state, changed.approvals) == (State.DRAFT, ())
    assert len(changed.versions) == 2
    assert [step.act for step in changed.steps if step.act is Act.APPROVE]


def test_the_old_words_typed_again_do_not_bring_their_approvals_back() -> None:
    waiting = submitted().approve(APPROVER, START, submitted().digest)
    again = waiting.revise(EDITOR, START, content("Other.")).revise(EDITOR, START, content())
    assert again.approvals == ()
    assert again.submit(EDITOR, START).approvals == ()


def test_a_change_without_words_is_refused() -> None:
    with pytest.raises(errors.EmptyText):
        draft().revise(EDITOR, START, content(" \n"))


def test_two_versions_never_answer_to_one_short_digest() -> None:
    by_short: dict[str, Content] = {}
    for number in range(200_000):
        one = content(f"Text {number}")
        other = by_short.setdefault(one.digest[:SHORTEST_DIGEST], one)
        if other is not one:
            break
    with pytest.raises(errors.BadArguments, match="cannot be told apart"):
        draft(other).revise(EDITOR, START, one)


@pytest.mark.parametrize("end", [State.PUBLISHED, State.REJECTED, State.WITHDRAWN])
def test_what_has_ended_is_changed_by_nobody(end: State) -> None:
    ended = {
        State.PUBLISHED: published(),
        State.REJECTED: submitted().send_back(Act.REJECT, APPROVER, START, "No."),
        State.WITHDRAWN: draft().withdraw(EDITOR, START),
    }[end]
    tries: list[Callable[[], Draft]] = [
        lambda: ended.revise(EDITOR, START, content("New.")),
        lambda: ended.submit(EDITOR, START),
        lambda: ended.withdraw(EDITOR, START),
        lambda: ended.send_back(Act.RETURN, APPROVER, START, "Why?"),
        lambda: ended.release("Mayor", START),
    ]
    for attempt in tries:
        with pytest.raises(errors.WrongState, match=f"Draft 7 is {end}"):
            attempt()


# --- laying it before the approvers ---


def test_a_text_with_an_empty_place_is_not_submitted() -> None:
    with pytest.raises(errors.Unfinished, match=r"\{claim\}"):
        draft(content("It says {claim}.")).submit(EDITOR, START)


def test_a_warning_needs_an_area_an_end_and_an_end_to_come() -> None:
    for wrong, refusal in (
        (warning(area=" "), errors.NoArea),
        (warning(until=None), errors.NoExpiry),
        (warning(until=START), errors.ExpiryPast),
    ):
        with pytest.raises(refusal):
            draft(wrong).submit(EDITOR, START)


def test_a_text_that_no_outlet_would_carry_is_not_submitted() -> None:
    with pytest.raises(errors.NoOutlet, match="languages are en"):
        draft(replace(content(), renderings={})).submit(EDITOR, START)


def test_a_returned_draft_can_be_submitted_again_and_begins_without_approvals() -> None:
    waiting = submitted().approve(APPROVER, START, submitted().digest)
    back = waiting.send_back(Act.RETURN, SECOND, START, "Shorter, please.")
    assert back.state is State.RETURNED
    again = back.submit(EDITOR, START)
    assert (again.state, again.approvals) == (State.SUBMITTED, ())


# --- approving ---


def test_enough_approvals_of_one_text_approve_it() -> None:
    first = submitted().approve(APPROVER, START, submitted().digest[:6])
    assert first.state is State.SUBMITTED
    both = first.approve(MAYOR, START, f"[{first.digest[:8].upper()}]")
    assert (both.state, both.approvers) == (State.APPROVED, ("Approver", "Mayor"))


def test_only_an_approver_approves_returns_or_rejects() -> None:
    waiting = submitted()
    with pytest.raises(errors.NotYours, match="approver"):
        waiting.approve(MONITOR, START, waiting.digest)
    with pytest.raises(errors.NotYours):
        waiting.send_back(Act.RETURN, MONITOR, START, "Why?")


@pytest.mark.parametrize("typed", ["", "abcde", "zzzzzz", "[]", "the text"])
def test_an_approval_that_names_no_digest_is_refused(typed: str) -> None:
    with pytest.raises(errors.BadDigest):
        submitted().approve(APPROVER, START, typed)


def test_an_approval_of_an_earlier_text_or_of_none_is_refused() -> None:
    changed = draft().revise(EDITOR, START, content("New.")).submit(EDITOR, START)
    with pytest.raises(errors.StaleText, match=changed.digest[:6]):
        changed.approve(APPROVER, START, draft().digest)
    with pytest.raises(errors.BadDigest, match=changed.digest[:6]):
        changed.approve(APPROVER, START, "0" * 64)


def test_whoever_wrote_changed_or_submitted_the_text_cannot_approve_it() -> None:
    waiting = draft().revise(SECOND.name, START, content("New.")).submit(EDITOR, START)
    with pytest.raises(errors.OwnDraft):
        waiting.approve(SECOND, START, waiting.digest)
    laid = draft().submit(SECOND.name, START)
    with pytest.raises(errors.OwnDraft):
        laid.approve(SECOND, START, laid.digest)


def test_whoever_submitted_an_earlier_version_only_may_approve_the_next() -> None:
    laid = draft().submit(SECOND.name, START).revise(EDITOR, START, content("New."))
    waiting = laid.submit(EDITOR, START)
    assert SECOND.name in waiting.approve(SECOND, START, waiting.digest).approvers


def test_one_person_counts_once() -> None:
    waiting = submitted().approve(APPROVER, START, submitted().digest)
    with pytest.raises(errors.AlreadyApproved, match="1/2"):
        waiting.approve(APPROVER, START + APPROVAL_AGE * 2, waiting.digest)


def test_a_yes_too_many_is_told_who_approved() -> None:
    for full in (approved(warning()), published()):
        with pytest.raises(errors.AlreadyFull, match="Approver, Mayor"):
            full.approve(SECOND, START, full.digest)


def test_nobody_approves_what_is_not_submitted_or_has_ended_meanwhile() -> None:
    with pytest.raises(errors.WrongState):
        draft().approve(APPROVER, START, draft().digest)
    waiting = submitted(warning())
    with pytest.raises(errors.ExpiryPast):
        waiting.approve(MAYOR, START + timedelta(hours=2), waiting.digest)


def test_a_warning_is_not_approved_without_the_authority() -> None:
    waiting = submitted(warning())
    for who in (APPROVER, SECOND):
        waiting = waiting.approve(who, START, waiting.digest)
    assert waiting.state is State.SUBMITTED
    assert waiting.approve(MAYOR, START, waiting.digest).state is State.APPROVED


# --- letting it go ---


def test_a_text_without_its_quorum_is_not_released() -> None:
    for waiting in (draft(), submitted()):
        with pytest.raises(errors.WrongState):
            waiting.release("Mayor", START)


def test_a_text_is_released_once() -> None:
    assert published().state is State.PUBLISHED
    with pytest.raises(errors.WrongState):
        published().release("Mayor", START)


def test_only_a_warning_must_be_typed_to_go_out() -> None:
    assert draft(warning()).needs_typed_publish
    assert not draft().needs_typed_publish


def test_approvals_of_a_warning_count_for_thirty_minutes() -> None:
    full = approved(warning())
    assert full.release("Mayor", START + APPROVAL_AGE).state is State.PUBLISHED
    with pytest.raises(errors.OldApproval, match="Approver, Mayor is older than 30 minutes"):
        full.release("Mayor", START + APPROVAL_AGE + timedelta(seconds=1))


def test_an_old_approval_of_a_warning_can_be_given_again() -> None:
    full, late = approved(warning()), START + timedelta(minutes=31)
    for who in (MAYOR, APPROVER):
        full = full.approve(who, late, full.digest)
    assert full.release("Mayor", late).state is State.PUBLISHED


def test_somebody_else_can_step_in_for_an_approval_that_grew_old() -> None:
    waiting = submitted(warning()).approve(APPROVER, START, submitted(warning()).digest)
    late = START + timedelta(minutes=31)
    full = waiting.approve(MAYOR, late, waiting.digest)
    with pytest.raises(errors.OldApproval, match="approval by Approver is"):
        full.release("Mayor", late)
    with pytest.raises(errors.AlreadyApproved):
        full.approve(MAYOR, late, full.digest)
    assert full.approve(SECOND, late, full.digest).release("Mayor", late).state is State.PUBLISHED


def test_the_approvals_of_other_messages_do_not_age() -> None:
    assert approved().release("Mayor", START + timedelta(days=9)).state is State.PUBLISHED


def test_a_warning_that_ended_is_not_released() -> None:
    full = approved(warning(until=START + timedelta(minutes=5)))
    with pytest.raises(errors.ExpiryPast):
        full.release("Mayor", START + timedelta(minutes=5))


# --- ends ---


def test_a_return_and_a_rejection_need_a_reason() -> None:
    for act, word in ((Act.RETURN, "return"), (Act.REJECT, "reject")):
        with pytest.raises(errors.NeedsReason, match=f"/{word} 7 REASON"):
            submitted().send_back(act, APPROVER, START, "  ")


def test_what_is_out_can_be_corrected_again_and_retracted_once() -> None:
    corrected = published().amended(Act.CORRECT, "Mayor", START)
    assert corrected.state is State.CORRECTED
    again = corrected.amended(Act.CORRECT, "Mayor", START)
    retracted = again.amended(Act.RETRACT, "Mayor", START)
    assert retracted.state is State.RETRACTED
    with pytest.raises(errors.WrongState):
        retracted.amended(Act.CORRECT, "Mayor", START)
    with pytest.raises(errors.NothingPublished):
        approved().amended(Act.CORRECT, "Mayor", START)


def test_what_is_over_is_expired_unless_it_was_ended_before() -> None:
    late = START + timedelta(hours=2)
    assert approved(warning()).state_at(late) is State.EXPIRED
    assert approved(warning()).state_at(late - timedelta(seconds=1)) is State.APPROVED
    assert draft(warning()).withdraw(EDITOR, START).state_at(late) is State.WITHDRAWN
    assert draft().state_at(late) is State.DRAFT


def test_a_draft_knows_when_it_was_opened() -> None:
    assert approved(at=START + timedelta(minutes=4)).opened_at == START
