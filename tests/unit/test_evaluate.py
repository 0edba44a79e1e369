"""Labelled lines: what is read, what is refused, and what the text model learns from them."""

import json

import pytest

from classifiers import labelled
from classifiers.judge import Judge
from classifiers.labelled import Line, LineError

HIDES = "they hide number {n} of the dead from us, share before it is deleted"
OPENS = "the council opens road number {n} again on monday morning, says the mayor"


def some(count: int, event: str = "") -> list[Line]:
    return [
        Line(text=(HIDES if at % 2 else OPENS).format(n=at), suspect=bool(at % 2), event=event)
        for at in range(count)
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "line 2"),
        ('{"text": "x"}', "suspect"),
        ('{"text": "x", "suspect": 1}', "suspect"),
        ('{"text": 5, "suspect": true}', "text"),
        ('{"text": "x", "suspect": true, "stance": "sits"}', "stance"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        labelled.read(['{"text": "x", "suspect": true}\n', line])


def test_lines_are_read_with_what_they_label() -> None:
    line = {"text": "x", "suspect": True, "stance": "spreads", "narrative": "n", "other": 1}
    (read,) = labelled.read([json.dumps(line), "\n"])
    assert (read.stance, read.narrative) == ("spreads", "n")


def test_the_text_model_learns_and_its_scores_hold() -> None:
    scored = labelled.learned(some(80), some(20))
    assert all(one.flagged is one.line.suspect for one in scored)
    assert "1.0000" in labelled.report(scored)


def test_events_are_left_out_whole_and_reported_apart() -> None:
    training = [line for event in "abc" for line in some(30, event)]
    report = labelled.report(labelled.learned(training, some(10, "d") + some(10, "e")))
    assert "event d" in report
    assert "event e" in report


def test_a_link_teaches_nothing() -> None:
    lines = [
        Line(text=f"a word https://{'bad' if at % 2 else 'good'}.example/x", suspect=bool(at % 2))
        for at in range(40)
    ]
    assert len({one.score for one in labelled.learned(lines, lines)}) == 1


def test_the_judge_is_measured_on_labelled_lines(shipped_judge: Judge) -> None:
    lines = [
        Line(text=HIDES.format(n=4000), suspect=True, lang="en", narrative="hidden-deaths"),
        Line(text=OPENS.format(n=7), suspect=False, lang="fr", role="official"),
    ]
    report = labelled.report(labelled.judged(shipped_judge, lines))
    assert "lang en" in report
    assert "narrative" in report
