"""JSON lines in, JSON lines out."""

import json
from math import isclose

import pytest

from classifiers.judge import Judge
from classifiers.lines import judge_lines
from classifiers.narrative import Narrative
from classifiers.verdict import sigmoid


@pytest.fixture(scope="module")
def judge(shipped_judge: Judge) -> Judge:
    return shipped_judge.naming(
        [
            Narrative(
                "dam",
                "Dam",
                "Dam opened on purpose.",
                {"en": ("they opened the dam on purpose", "the dam was no accident, share this")},
                {"en": ("the dam is under control, says the operator",)},
            )
        ]
    )


def answer(judge: Judge, line: str) -> tuple[dict[str, object], bool]:
    ((written, judged),) = judge_lines(judge, [line])
    assert "\n" not in written
    return json.loads(written), judged


def test_a_line_gets_exactly_the_promised_keys(judge: Judge) -> None:
    line = '{"id": 7, "text": "They opened the dam!", "lang": "en", "role": "social"}'
    got, judged = answer(judge, line)
    assert judged
    assert list(got) == ["id", "lang", "suspect", "score", "narrative", "stance", "findings"]
    assert got["id"] == 7
    findings = got["findings"]
    assert isinstance(findings, list)
    assert all(set(finding) == {"code", "weight", "quote"} for finding in findings)
    score = got["score"]
    assert isinstance(score, float)
    assert isclose(score, sigmoid(sum(finding["weight"] for finding in findings)))


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("not json", None),
        ("[1, 2]", None),
        ('{"text": "no id"}', None),
        ('{"id": "a"}', "a"),
        ('{"id": "a", "text": 5}', "a"),
        ('{"id": "a", "text": null}', "a"),
        ('{"id": 3, "text": "x", "role": "king"}', 3),
        ('{"id": NaN, "text": "x"}', None),
        ("[" * 100_000, None),
    ],
)
def test_a_bad_line_gets_an_error_and_its_id_if_known(
    judge: Judge, line: str, known: object
) -> None:
    got, judged = answer(judge, line)
    assert not judged
    assert set(got) == {"id", "error"}
    assert got["id"] == known


def test_a_bad_line_does_not_stop_the_others(judge: Judge) -> None:
    lines = ['{"id": 1, "text": "a"}\n', "oops\n", "\n", '{"id": 2, "text": "b"}\n']
    assert [judged for _, judged in judge_lines(judge, lines)] == [True, False, True]


def test_letters_outside_ascii_are_kept(judge: Judge) -> None:
    ((written, _),) = judge_lines(judge, ['{"id": "é", "text": "My cousin là said so"}'])
    assert '"é"' in written


def test_half_a_surrogate_pair_can_still_be_written(judge: Judge) -> None:
    ((written, _),) = judge_lines(judge, ['{"id": "\\ud800", "text": "x"}'])
    assert written.encode("utf-8")


def test_other_keys_pass(judge: Judge) -> None:
    _, judged = answer(judge, '{"id": 1, "text": "a", "label": true, "url": "u", "time": "t"}')
    assert judged
