"""`vigie evaluate`: how right the judge is, on labelled lines or on our own corpus."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from classifiers import labelled, leaving_out, shelf
from classifiers.tables import corpus_report


class Leave(StrEnum):
    """What the judge is not allowed to have seen."""

    NARRATIVE = "narrative"
    LANGUAGE = "language"
    WRITER = "writer"


def of_judge(file: Path, say: Callable[[str], None]) -> str:
    """The shipped judge on labelled lines. Raises OSError, LineError."""
    lines = _read(file)
    return labelled.report(labelled.judged(shelf.fitted(say), lines))


def of_text_model(training: Sequence[Path], test: Path) -> str:
    """The text model, fitted on some files, on another. Raises OSError, LineError."""
    known = [line for file in training for line in _read(file)]
    return labelled.report(labelled.learned(known, _read(test)))


def of_corpus(leave: Leave, one_at_a_time: bool) -> str:
    """The judge on our own corpus, with something left out of every fit. Takes a minute."""
    if leave is Leave.LANGUAGE:
        return corpus_report(list(leaving_out.without_language()))
    if leave is Leave.WRITER:
        return corpus_report(list(leaving_out.without_writer()))
    return corpus_report(list(leaving_out.without_narrative(one_at_a_time)))


def _read(file: Path) -> list[labelled.Line]:
    try:
        with file.open(encoding="utf-8") as lines:
            found = labelled.read(lines)
    except UnicodeDecodeError as wrong:
        raise labelled.LineError(f"{file}: is not UTF-8") from wrong
    except labelled.LineError as wrong:
        raise labelled.LineError(f"{file}: {wrong}") from wrong
    if not found:
        raise labelled.LineError(f"{file}: holds no labelled line")
    return found
