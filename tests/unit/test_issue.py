"""What went out: what each message ends or replaces, and what still holds."""

from datetime import timedelta

from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, State, Step
from bot.domain.issue import Issue, Standing, standings
from bot.domain.mode import Mode
from tests.clock import START

WARNING, ALL_CLEAR = MessageClass.WARNING, MessageClass.ALL_CLEAR
CORRECTION, RETRACTION = MessageClass.CORRECTION, MessageClass.RETRACTION


def issue(
    number: int,
    kind: MessageClass = WARNING,
    *,
    minutes: int | None = None,
    amends: int | None = None,
    area: str = "Esch",
    hours: float | None = 6,
    incident: int = 1,
    follows: int | None = None,
) -> Issue:
    """One message, let go `minutes` after the start, its number of minutes unless given."""
    sent = START + timedelta(minutes=number if minutes is None else minutes)
    until = sent + timedelta(hours=hours) if hours and amends is None else None
    content = Content(
        kind, Mode.LIVE, {"en": f"Text {number}."}, {}, area, until, amends, follows=follows
    )
    step = Step(Act.RELEASE, "Mayor", sent, content.digest)
    return Issue(Draft(number, incident, Quorum(1), (content,), (step,)), f"Text {number}.")


def found(*issues: Issue) -> dict[int, Standing]:
    return {each.issue.number: each for each in standings(issues)}


def refers(standing: Standing) -> list[int]:
    return [each.number for each in standing.refers]


def test_a_second_warning_replaces_nothing() -> None:
    seen = found(issue(1), issue(2))
    assert [refers(each) for each in seen.values()] == [[], []]
    assert all(each.holds(START + timedelta(hours=1)) for each in seen.values())


def test_a_correction_updates_its_message_and_every_correction_of_it_that_holds() -> None:
    seen = found(issue(1), issue(2), issue(3, CORRECTION, amends=1), issue(4, CORRECTION, amends=1))

    assert refers(seen[3]) == [1]
    assert refers(seen[4]) == [3]
    assert (seen[1].state, seen[3].state) == (State.CORRECTED, State.CORRECTED)
    assert seen[2].state is State.PUBLISHED
    assert seen[4].expires == seen[1].expires


def test_a_retraction_refers_to_what_holds_of_its_message_and_is_never_ended_itself() -> None:
    seen = found(
        issue(1), issue(3, CORRECTION, amends=1), issue(4, RETRACTION, amends=3),
        issue(5, ALL_CLEAR),
    )  # fmt: skip
    assert refers(seen[4]) == [3]
    assert seen[3].state is State.RETRACTED
    assert refers(seen[5]) == []


def test_an_all_clear_ends_every_message_of_its_incident_that_still_holds() -> None:
    seen = found(
        issue(1), issue(2, area="Differdange"), issue(3, hours=0.01), issue(4, incident=2),
        issue(5, ALL_CLEAR, area=""),
    )  # fmt: skip
    assert refers(seen[5]) == [1, 2]
    assert (seen[1].state, seen[2].state) == (State.EXPIRED, State.EXPIRED)
    assert seen[4].state is State.PUBLISHED
    assert seen[5].area == "Esch"


def test_on_the_daily_watch_an_all_clear_ends_only_what_is_about_its_area() -> None:
    seen = found(
        issue(1, incident=0), issue(2, area="Differdange", incident=0),
        issue(3, ALL_CLEAR, area=" esch", incident=0),
    )  # fmt: skip
    assert refers(seen[3]) == [1]
    assert seen[2].state is State.PUBLISHED


def test_a_correction_of_what_is_over_still_says_what_it_corrects_and_can_be_read() -> None:
    late = issue(2, CORRECTION, minutes=600, amends=1)
    seen = found(issue(1, hours=1), late)
    assert refers(seen[2]) == [1]
    assert seen[2].expires == late.sent + timedelta(hours=2)


def test_the_order_in_which_they_are_read_does_not_matter() -> None:
    issues = [issue(1), issue(2), issue(3, CORRECTION, amends=2), issue(4, ALL_CLEAR)]
    assert standings(issues) == standings(list(reversed(issues)))


def test_a_warning_that_follows_an_earlier_one_takes_its_place_and_an_information_does_not() -> (
    None
):
    newer = found(issue(1), issue(2, follows=1))
    assert (newer[1].state, refers(newer[2])) == (State.EXPIRED, [1])
    told = found(issue(1), issue(2, MessageClass.INFORMATION, follows=1))
    assert (told[1].state, refers(told[2])) == (State.PUBLISHED, [])
