"""A yes by phone, a release by one person, and who is called next: what each of them is worth."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import alone, approval_errors, errors, verbal
from bot.domain.calling import Call, next_call
from bot.domain.content import MessageClass
from bot.domain.draft import APPROVAL_AGE, Act, Draft, State
from bot.domain.room import Member, Role, Team
from bot.domain.verbal import READ_BACK_WITHIN
from tests.clock import START
from tests.samples import DOCUMENT
from tests.unit.test_draft import APPROVER, EDITOR, MAYOR, MONITOR, content, submitted, warning

AUTHOR = Member(EDITOR, frozenset({Role.EDITOR, Role.APPROVER, Role.DUTY_OFFICER}))
OFFICER = Member("Duty officer", frozenset({Role.DUTY_OFFICER}))
RELIEF = Member("Relief officer", frozenset({Role.DUTY_OFFICER}))
TEN = timedelta(minutes=10)


def heard(draft: Draft, named: Member = MAYOR, by: Member = OFFICER) -> Draft:
    return verbal.enter(draft, named, by, START, draft.digest)


def read(draft: Draft, named: Member = MAYOR, by: Member = MONITOR) -> Draft:
    return verbal.read_back(draft, named, by, START, draft.digest)


# --- by phone ---


def test_a_yes_by_phone_counts_only_when_another_has_read_it_back() -> None:
    entered = heard(submitted())
    assert entered.approvers == ()
    assert read(entered).approvers == ("Mayor",)
    [yes] = read(entered).approvals
    assert (yes.authority, yes.entered, yes.read_back) == (True, "Duty officer", "Monitor")


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: read(heard(submitted()), by=OFFICER), approval_errors.ReadByAnother),
        (lambda: read(heard(submitted()), by=MAYOR), approval_errors.SpeakForYourself),
        (lambda: read(heard(submitted()), by=AUTHOR), approval_errors.NoWitness),
        (lambda: read(submitted()), approval_errors.NothingHeard),
        (lambda: read(heard(submitted()), named=APPROVER), approval_errors.NothingHeard),
        (lambda: heard(submitted(), by=AUTHOR), approval_errors.NoWitness),
        (lambda: heard(submitted(), by=MAYOR), approval_errors.SpeakForYourself),
        (lambda: heard(submitted(), by=MONITOR), errors.NotYours),
        (lambda: heard(submitted(), named=AUTHOR), approval_errors.NamedWrote),
        (lambda: heard(heard(submitted())), approval_errors.HeardAlready),
        (lambda: heard(read(heard(submitted()))), approval_errors.CountedAlready),
        (lambda: verbal.enter(submitted(), MAYOR, OFFICER, START, "beef99"), errors.BadDigest),
        (lambda: verbal.annul(submitted(), MAYOR, START), approval_errors.NothingToAnnul),
        (lambda: verbal.annul(heard(submitted()), APPROVER, START), approval_errors.NothingToAnnul),
    ],
)
def test_a_yes_by_phone_is_refused(refused: Callable[[], Draft], why: type[Exception]) -> None:
    with pytest.raises(why):
        refused()


def test_a_yes_by_phone_that_nobody_read_back_in_time_is_none() -> None:
    entered = heard(submitted())
    late = START + READ_BACK_WITHIN
    assert verbal.read_back(entered, MAYOR, MONITOR, late, entered.digest).approvers == ("Mayor",)
    later = late + timedelta(seconds=1)
    with pytest.raises(approval_errors.NothingHeard):
        verbal.read_back(entered, MAYOR, MONITOR, later, entered.digest)
    again = verbal.enter(entered, MAYOR, OFFICER, later, entered.digest)
    assert verbal.read_back(again, MAYOR, MONITOR, later, again.digest).approvers == ("Mayor",)


def test_a_new_text_forgets_what_was_said_about_the_old_one() -> None:
    revised = heard(submitted()).revise(EDITOR, START, content("Go inside.")).submit(EDITOR, START)
    with pytest.raises(approval_errors.NothingHeard):
        read(revised)
    assert read(heard(revised)).approvers == ("Mayor",)


def test_the_named_person_takes_it_back_and_nobody_says_it_for_them_again() -> None:
    full = read(heard(submitted())).approve(APPROVER, START, submitted().digest)
    assert full.state is State.APPROVED
    annulled = verbal.annul(full, MAYOR, START)
    assert (annulled.state, annulled.approvers) == (State.SUBMITTED, ("Approver",))
    with pytest.raises(approval_errors.Annulled):
        heard(annulled)
    assert annulled.approve(MAYOR, START, annulled.digest).state is State.APPROVED


def test_what_was_entered_and_annulled_cannot_be_read_back() -> None:
    with pytest.raises(approval_errors.Annulled):
        read(verbal.annul(heard(submitted()), MAYOR, START))


def test_whoever_was_heard_by_phone_may_say_it_in_person_and_counts_once() -> None:
    twice = read(heard(submitted())).approve(MAYOR, START, submitted().digest)
    assert twice.approvers == ("Mayor",)
    assert twice.approvals[0].entered == ""
    with pytest.raises(errors.AlreadyApproved):
        twice.approve(MAYOR, START, twice.digest)


def test_what_is_out_is_not_annulled() -> None:
    full = read(heard(submitted())).approve(APPROVER, START, submitted().digest)
    with pytest.raises(errors.WrongState):
        verbal.annul(full.release("Approver", START), MAYOR, START)


# --- alone ---


def released() -> Draft:
    return alone.release_alone(submitted(warning()), OFFICER, START, "nobody answers")


def test_one_officer_releases_a_warning_or_information_and_owes_a_look() -> None:
    for kind in (warning(), content(kind=MessageClass.INFORMATION)):
        out = alone.release_alone(submitted(kind), OFFICER, START, "nobody answers")
        assert out.state is State.PUBLISHED
        assert alone.awaits_look(out)
        assert not alone.awaits_look(alone.looked(out, RELIEF, START))


def test_the_officer_may_have_written_it() -> None:
    out = alone.release_alone(submitted(warning()), AUTHOR, START, "I am alone")
    assert alone.awaits_look(out)
    with pytest.raises(approval_errors.OwnLook):
        alone.looked(out, AUTHOR, START)


def test_a_release_with_its_quorum_owes_nobody_a_look() -> None:
    full = submitted()
    for who in (APPROVER, MAYOR):
        full = full.approve(who, START, full.digest)
    out = full.release("Mayor", START)
    assert not alone.awaits_look(out)
    with pytest.raises(approval_errors.NothingToLook):
        alone.looked(out, RELIEF, START)


@pytest.mark.parametrize("kind", sorted(set(MessageClass) - {MessageClass.WARNING, "information"}))
def test_no_other_class_is_released_alone(kind: MessageClass) -> None:
    text = content(kind=kind)
    if kind.is_internal:
        text = replace(text, renderings={}, document=DOCUMENT)
    with pytest.raises(approval_errors.NeverAlone):
        alone.release_alone(submitted(text), OFFICER, START, "nobody answers")


def test_only_an_officer_releases_alone_and_only_what_was_laid_before_the_approvers() -> None:
    with pytest.raises(errors.NotYours):
        alone.release_alone(submitted(warning()), MAYOR, START, "quick")
    returned = submitted(warning()).send_back(Act.RETURN, APPROVER, START, "no")
    with pytest.raises(errors.WrongState):
        alone.release_alone(returned, OFFICER, START, "nobody answers")
    late = START + timedelta(hours=3)
    with pytest.raises(errors.ExpiryPast):
        alone.release_alone(submitted(warning()), OFFICER, late, "nobody answers")


def test_a_warning_whose_approvals_are_too_old_may_be_released_alone() -> None:
    full = submitted(warning())
    for who in (APPROVER, MAYOR):
        full = full.approve(who, START, full.digest)
    with pytest.raises(approval_errors.HasQuorum):
        alone.release_alone(full, OFFICER, START + APPROVAL_AGE, "nobody answers")
    late = START + APPROVAL_AGE + timedelta(seconds=1)
    assert alone.awaits_look(alone.release_alone(full, OFFICER, late, "nobody answers"))


@pytest.mark.parametrize("who", [OFFICER, replace(APPROVER, name=EDITOR)])
def test_neither_releaser_nor_writer_gives_the_second_look(who: Member) -> None:
    with pytest.raises(approval_errors.OwnLook):
        alone.looked(released(), who, START)


@pytest.mark.parametrize("act", [Act.CORRECT, Act.RETRACT])
def test_what_is_corrected_or_retracted_owes_no_look_any_more(act: Act) -> None:
    assert not alone.awaits_look(released().amended(act, "Mayor", START))


# --- who is called ---


def team(*members: Member) -> Team:
    return Team((), members)


def called(draft: Draft, people: Team, turns: int = 9, step: timedelta = TEN) -> list[str]:
    names, now = [], START
    for _ in range(turns):
        now += step
        if call := next_call(draft, people, TEN, now):
            draft = call.draft
            names.append(call.member.name)
    return names


def approver(name: str, *deputies: str, role: Role = Role.APPROVER) -> Member:
    return Member(name, frozenset({role}), deputies=deputies)


def test_deputies_are_called_in_order_then_all_others_and_each_once() -> None:
    people = team(approver("A"), approver("B", "D", "C"), approver("C"), approver("D"))
    assert called(submitted(), people) == ["D", "C", "A", "B"]


def test_the_deputy_of_somebody_who_wrote_it_stands_in() -> None:
    people = team(approver(EDITOR, "B"), approver("A"), approver("B"))
    assert called(submitted(), people) == ["B", "A"]


def test_nobody_is_called_who_answered_wrote_it_or_may_not_approve() -> None:
    people = team(approver("A", "B"), approver("B"), approver("C"), approver(EDITOR), MONITOR)
    answered = submitted().approve(approver("A"), START, submitted().digest)
    assert called(answered, people) == ["B", "C"]


def test_the_legal_power_is_called_first_and_alone_when_it_alone_is_missing() -> None:
    mayor = approver("Mayor", "Governor", role=Role.AUTHORITY)
    governor = approver("Governor", role=Role.AUTHORITY)
    people = team(approver("A", "B"), approver("B"), mayor, governor)
    waiting = submitted(warning(until=START + timedelta(hours=9)))
    assert called(waiting, people) == ["Governor", "Mayor", "B", "A"]
    one = waiting.approve(approver("A"), START, waiting.digest)
    assert called(one, people) == ["Governor", "Mayor"]
    other = waiting.approve(mayor, START, waiting.digest)
    assert called(other, people) == ["B", "A", "Governor"]


def test_one_step_is_made_in_each_interval_however_long_the_desk_slept() -> None:
    people = team(approver("A"), approver("B"))
    assert called(submitted(), people, turns=3, step=timedelta(minutes=4)) == ["A"]
    late = START + timedelta(hours=5)
    first = next_call(submitted(), people, TEN, late)
    assert first is not None
    assert not first.is_last
    assert next_call(first.draft, people, TEN, late + timedelta(minutes=9)) is None
    second = next_call(first.draft, people, TEN, late + TEN)
    assert isinstance(second, Call)
    assert second.is_last


@pytest.mark.parametrize("made", [
    lambda draft: draft.send_back(Act.RETURN, APPROVER, START, "no"),
    lambda draft: draft.withdraw(EDITOR, START),
    lambda draft: draft.approve(APPROVER, START, draft.digest).approve(MAYOR, START, draft.digest),
    lambda draft: draft.revise(EDITOR, START, content("Go inside.")),
])  # fmt: skip
def test_nobody_is_called_for_what_is_decided(made: Callable[[Draft], Draft]) -> None:
    assert called(made(submitted()), team(approver("A"), approver("B"))) == []


def test_nobody_is_called_where_it_is_turned_off_or_over() -> None:
    people = team(approver("A"))
    later = START + timedelta(days=1)
    assert next_call(submitted(), people, timedelta(0), later) is None
    assert next_call(submitted(warning()), people, TEN, later) is None
