"""The judge on what it has not seen: a narrative, a language or a writer left out of every fit.

A random split would put a storyline on both sides and flatter. Here a narrative that is judged is
known by three wordings a language and by nothing else, which is how a room teaches a new one. Its
wordings are then for naming alone: nothing of it is in the fit, in the calibration or in the
threshold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar
from zlib import crc32

from classifiers.corpus import ANY_DAY, Told, told_by
from classifiers.fitting import Textbook, shipped
from classifiers.judge import Judge
from classifiers.likeness import Likeness
from classifiers.narrative import LANGUAGES, Narrative, load
from classifiers.verdict import Verdict

T = TypeVar("T")

GROUPS = 8
"""Narratives are left out in so many groups; leaving out more than one at a time makes the judge no
better, and the command eight times as quick."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One text of ours, and what a judge said of it that was not fitted on it."""

    told: Told
    verdict: Verdict

    @property
    def log_odds(self) -> float:
        """The sum of the findings, which ranks finer than the score."""
        return sum(finding.weight for finding in self.verdict.findings)


def development(narrative: str) -> bool:
    """Whether a narrative is of the half that cues and settings may be chosen on. The other half is
    only reported."""
    return crc32(narrative.encode()) % 2 == 0


def without_narrative(one_at_a_time: bool = False) -> Iterator[Judged]:
    """Every text of the corpus, judged without its narrative; and of any other day, without it."""
    narratives, _ = load()
    book = Textbook.of((*shipped(), *told_by(narratives)))
    held = sorted({told.narrative for told in book.told} - {ANY_DAY})
    count = len(held) if one_at_a_time else GROUPS
    for group in range(count):
        out = {name for at, name in enumerate(held) if at % count == group}

        def kept(told: Told, out: set[str] = out, group: int = group) -> bool:
            return told.narrative not in out and _day_of(told, count) != group

        taught = [n.as_taught() if n.id in out else n for n in narratives]
        judge = judge_of(book, taught, kept)
        yield from (
            Judged(told, judge.judge(told.text))
            for told in book.told
            if _measured(told) and not kept(told)
        )


def without_language() -> Iterator[Judged]:
    """Every text of the corpus, judged by who has read the four other languages alone."""
    yield from _without(lambda told: told.lang)


def without_writer() -> Iterator[Judged]:
    """Every text of the corpus, judged by who has read nothing of its writer (nor, hence, of its
    narrative)."""
    hands = {told.narrative: told.hand for told in shipped()}
    yield from _without(lambda told: told.hand or hands.get(told.narrative, ""))


def judge_of(
    book: Textbook, narratives: Sequence[Narrative], kept: Callable[[Told], bool]
) -> Judge:
    """A judge fitted on the texts that are kept, which names these narratives."""
    rumours, stances, calibration = book.learned(narratives, kept)
    return Judge(tuple(narratives), rumours, stances, calibration, Likeness.fit(narratives))


def _without(part: Callable[[Told], str]) -> Iterator[Judged]:
    narratives, _ = load()
    book = Textbook.of((*shipped(), *told_by(narratives)))
    ordered = sorted((told for told in book.told if _measured(told)), key=part)
    for out, texts in groupby(ordered, key=part):
        known = narratives
        if out in LANGUAGES:
            known = tuple(
                replace(n, examples=_but(n.examples, out), counterexamples={},
                        motifs=_but(n.motifs, out))
                for n in narratives
            )  # fmt: skip

        def kept(told: Told, out: str = out) -> bool:
            return part(told) != out

        judge = judge_of(book, known, kept)
        yield from (Judged(told, judge.judge(told.text)) for told in texts)


def _but(by_language: Mapping[str, T], out: str) -> dict[str, T]:
    return {lang: kept for lang, kept in by_language.items() if lang != out}


def _day_of(told: Told, count: int) -> int:
    """Texts of any other day are left out one by one, in as many parts as the narratives."""
    return crc32(told.text.encode()) % count if told.narrative == ANY_DAY else -1


def _measured(told: Told) -> bool:
    """Whether a text was written to be judged, not to name a narrative or to lengthen others."""
    return told.kind not in {"wording", "counterexample"} and not told.joined
