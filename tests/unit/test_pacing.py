"""The metronome: a platform's pace is never exceeded, and an answer never waits for notices."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pacing import Metronome, Move, Pace
from tests.clock import START

TELEGRAM = Pace(a_minute=20, gap=1.0, edit_gap=1.0, a_second=30)
WISHES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(Move), st.floats(0, 3)),
    max_size=120,
)
PACES = st.builds(
    Pace,
    a_minute=st.sampled_from([0, 1, 5, 20]),
    gap=st.sampled_from([0, 0.5, 3]),
    edit_gap=st.sampled_from([0, 1]),
    a_second=st.sampled_from([0, 0.5, 1, 4]),
)


def played(pace: Pace, wishes: list[tuple[str, Move, float]]) -> list[tuple[float, str, Move]]:
    """What is done when everyone waits as told."""
    beats, now, done = Metronome(pace), START, []
    for room, move, pause in wishes:
        now += timedelta(seconds=pause)
        now += timedelta(seconds=beats.wait(room, move, now))
        assert beats.wait(room, move, now) < 1e-5
        beats.beat(room, move, now)
        done.append(((now - START).total_seconds(), room, move))
    return done


def most_within(times: list[float], seconds: float) -> int:
    """How many of them lie within any such stretch of time."""
    return max(
        (sum(1 for t in times if start <= t < start + seconds - 1e-4) for start in times), default=0
    )


@given(PACES, WISHES)
def test_no_pace_is_ever_exceeded(pace: Pace, wishes: list[tuple[str, Move, float]]) -> None:
    done = played(pace, wishes)
    if pace.a_second:
        length, most = (1, pace.a_second) if pace.a_second >= 1 else (1 / pace.a_second, 1)
        assert most_within([time for time, _, _ in done], length) <= most
    for room in "abc":
        told = [time for time, where, move in done if where == room and move is not Move.EDIT]
        edited = [time for time, where, move in done if where == room and move is Move.EDIT]
        assert not pace.a_minute or most_within(told, 60) <= pace.a_minute
        assert not pace.gap or most_within(told, pace.gap) <= 1
        assert not pace.edit_gap or most_within(edited, pace.edit_gap) <= 1


@given(st.lists(st.sampled_from([Move.TELL, Move.EDIT]), max_size=200))
def test_notices_never_make_an_answer_wait_longer_than_a_gap(moves: list[Move]) -> None:
    beats, now = Metronome(TELEGRAM), START
    for move in moves:
        now += timedelta(seconds=beats.wait("a", move, now))
        beats.beat("a", move, now)
    for _ in range(5):
        wait = beats.wait("a", Move.REPLY, now)
        assert wait <= 1.0
        now += timedelta(seconds=wait)
        beats.beat("a", Move.REPLY, now)


def test_a_room_that_wants_quiet_has_it_and_the_others_are_not_asked_to() -> None:
    beats = Metronome(TELEGRAM)
    beats.rest("a", START + timedelta(seconds=30))
    beats.rest("a", START + timedelta(seconds=10))
    assert beats.wait("a", Move.REPLY, START) == 30
    assert beats.wait("b", Move.TELL, START) == 0


def test_without_limits_nothing_waits() -> None:
    assert all(time == 0 for time, _, _ in played(Pace(), [("a", Move.TELL, 0.0)] * 500))
