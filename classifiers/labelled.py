"""Labelled lines: JSON lines that say what is so, to measure the judge or to fit the text model on.

    {"text": "…", "suspect": true, "lang": "fr", "role": "social", "kind": "…", "event": "…",
     "narrative": "…", "stance": "spreads"}

Only `text` and `suspect` are needed. Links and names of accounts are never learned from.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from classifiers.calibration import Calibration
from classifiers.choosing import PARTS, chosen
from classifiers.fitting import reading_of
from classifiers.judge import Judge
from classifiers.measure import Figures
from classifiers.tables import figures_table, reliability_table, table
from classifiers.textmodel import Lesson, Reading, Slotted, TextModel
from classifiers.verdict import Stance, sigmoid

FEWEST_EVENTS = 3


class LineError(ValueError):
    """A line that cannot be used, with its number."""


class Line(BaseModel):
    """One labelled text. Other keys pass."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    text: str
    suspect: bool
    lang: str = ""
    role: str = ""
    kind: str = ""
    event: str = ""
    narrative: str | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled text and what was said of it."""

    line: Line
    flagged: bool
    score: float
    narrative: str | None = None
    stance: Stance | None = None


def read(lines: Iterable[str]) -> list[Line]:
    """Every line that is not blank. Raises LineError at the first that cannot be used."""
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            # Through JSON, so that a stance may be a word and a number still no text.
            found.append(Line.model_validate_json(line.lstrip("\ufeff")))
        except (ValidationError, RecursionError) as wrong:
            raise LineError(f"line {number}: {_sentence(wrong)}") from wrong
    return found


def judged(judge: Judge, lines: Iterable[Line]) -> list[Scored]:
    """What the judge says of them, knowing the language and the role that a line names."""
    found = []
    for line in lines:
        verdict = judge.judge(line.text, lang=line.lang or None, role=line.role or "unknown")
        said = (verdict.suspect, verdict.score, verdict.narrative, verdict.stance)
        found.append(Scored(line, *said))
    return found


def learned(training: Sequence[Line], test: Sequence[Line]) -> list[Scored]:
    """What the text model says of a test after it was fitted on other lines.

    The way of weighing is chosen and the scores are calibrated on training texts left out in turn:
    whole events where there are three or more, else parts drawn without regard to the order of the
    lines. A text is flagged when the model, to which both answers weigh the same, holds suspect the
    likelier.
    """
    model, calibration = _fitted([reading_of(line.text) for line in training], training)
    found = []
    for line in test:
        said = float(model.log_odds(Slotted.of(reading_of(line.text)))[0])
        score = sigmoid(calibration.slope * said + calibration.offset)
        found.append(Scored(line, said >= 0.0, score))
    return found


def report(scored: Sequence[Scored]) -> str:
    """The figures of all and of each part the lines name, and whether the scores hold."""
    parts = [("everything", list(scored))]
    namings: tuple[tuple[str, Callable[[Line], str]], ...] = (
        ("lang", lambda line: line.lang),
        ("role", lambda line: line.role),
        ("kind", lambda line: line.kind),
        ("event", lambda line: line.event),
    )
    for name, of in namings:
        values = sorted({of(one.line) for one in scored} - {""})
        if len(values) > 1:
            parts += [(f"{name} {v}", [s for s in scored if of(s.line) == v]) for v in values]
    truth, scores = [one.line.suspect for one in scored], [one.score for one in scored]
    tables = [
        figures_table([(name, _figures(texts)) for name, texts in parts]),
        reliability_table(truth, scores),
    ]
    if rows := _also(scored):
        tables.append(table(("also labelled", "texts", "right"), rows))
    return "\n\n".join(tables)


def _also(scored: Sequence[Scored]) -> list[tuple[str, str, str]]:
    named = [s for s in scored if s.line.narrative is not None]
    stood = [s for s in scored if s.line.stance is not None and s.stance is not None]
    rows = []
    for name, texts, right in (
        ("narrative", named, sum(s.narrative == s.line.narrative for s in named)),
        ("stance", stood, sum(s.stance is s.line.stance for s in stood)),
    ):
        if texts:
            rows.append((name, str(len(texts)), f"{right / len(texts):.3f}"))
    return rows


def _fitted(readings: Sequence[Reading], lines: Sequence[Line]) -> tuple[TextModel, Calibration]:
    lesson = Lesson.of(readings)
    suspect = [line.suspect for line in lines]
    best = chosen(lesson, suspect, range(len(lines)), _folds(lines))
    calibration = Calibration.of(best.log_odds.tolist(), suspect, [True] * len(lines))
    return lesson.fit({"suspect": suspect}, way=best.way), calibration


def _folds(lines: Sequence[Line]) -> list[str]:
    events = {line.event for line in lines}
    if len(events) >= FEWEST_EVENTS:
        return [line.event for line in lines]
    return [str(crc32(line.text.encode("utf-8", "replace")) % PARTS) for line in lines]


def _figures(scored: Sequence[Scored]) -> Figures:
    return Figures.of(
        np.array([one.line.suspect for one in scored], dtype=bool),
        np.array([one.flagged for one in scored], dtype=bool),
        np.array([one.score for one in scored], dtype=np.float64),
    )


def _sentence(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError):
        first = wrong.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"
    return json.dumps(str(wrong))
