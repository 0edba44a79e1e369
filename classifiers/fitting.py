"""Fitting: what the judge learns from our own texts, and how much of it to believe.

What rumours sound like is learned from all narratives at once. How far to trust it is learned from
texts whose whole narrative was left out of the fit, since a crisis brings its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from classifiers.calibration import Calibration
from classifiers.corpus import ANY_DAY, Told, background, corpus, joined, told_by
from classifiers.judge import RUMOUR, STANCE_SHARE, named, stance_from, standing, taken_up
from classifiers.likeness import Likeness
from classifiers.narrative import Narrative
from classifiers.signs import signs_in
from classifiers.text import Folded, fold
from classifiers.textmodel import Lesson, Reading, TextModel
from classifiers.tokens import tokens
from classifiers.verdict import Stance
from classifiers.weighing import Way

FOLDS = 3


def shipped() -> tuple[Told, ...]:
    """Every text of ours that comes with the package, besides the narratives' wordings."""
    return (*corpus(), *background())


def learned(
    narratives: Sequence[Narrative], told: Sequence[Told]
) -> tuple[TextModel, TextModel, Calibration]:
    """How rumours sound, how texts stand to what they talk about, and what to believe of it."""
    return Textbook.of((*told, *told_by(narratives))).learned(narratives)


@dataclass(frozen=True, slots=True)
class Textbook:
    """Texts of ours, read once, to be learned from many times with some of them left out."""

    told: tuple[Told, ...]
    lesson: Lesson

    @classmethod
    def of(cls, told: Iterable[Told]) -> "Textbook":
        ours = tuple(told)
        every = (*ours, *joined(ours))
        return cls(every, Lesson.of([reading_of(one.text) for one in every]))

    def learned(
        self, narratives: Sequence[Narrative], kept: Callable[[Told], bool] = lambda told: True
    ) -> tuple[TextModel, TextModel, Calibration]:
        """The two models and the calibration, from the texts that are kept, for a judge who names
        these narratives."""
        rows = [at for at, told in enumerate(self.told) if kept(told)]
        rumours, stances = self._models(rows)
        return rumours, stances, self._calibration(rows, narratives)

    def _models(self, rows: Sequence[int]) -> tuple[TextModel, TextModel]:
        spreads = {RUMOUR: [told.spreads for told in self.told]}
        rumours = self.lesson.fit(spreads, only=rows, way=Way.TELLING)
        # A counterexample teaches no stance: nobody said how it stands.
        sure = [at for at in rows if self.told[at].kind != "counterexample"]
        answers = {stance.value: [t.stance is stance for t in self.told] for stance in Stance}
        return rumours, self.lesson.fit(answers, only=sure)

    def _calibration(self, rows: Sequence[int], narratives: Sequence[Narrative]) -> Calibration:
        """From what models said of texts whose narrative they had not read."""
        known = Likeness.fit(narratives)
        heard = [
            one for fold_ in range(FOLDS) for one in self._left_out(rows, fold_, narratives, known)
        ]
        return Calibration.of(
            [said for _, said, _ in heard],
            [told.spreads for told, _, _ in heard],
            [told.narrative != ANY_DAY for told, _, _ in heard],
            [near for _, _, near in heard],
            [told.lang for told, _, _ in heard],
        )

    def _left_out(
        self, rows: Sequence[int], part: int, narratives: Sequence[Narrative], known: Likeness
    ) -> Iterator[tuple[Told, float, float]]:
        """Texts of one part, what models of the others say of them, and how near they are. Each
        comes twice: as if all were known of its narrative, and no more than a room begins with.
        What little is known of draws texts of others, and must not be trusted more for it."""
        inside = [at for at in rows if _fold_of(self.told[at]) == part]
        rumours, stances = self._models(sorted({*rows} - {*inside}))
        new = {self.told[at].narrative for at in inside}
        taught = Likeness.fit([n.as_taught() if n.id in new else n for n in narratives])
        for at in filter(self._weighs, inside):
            told, text = self.told[at], self.lesson.texts[at]
            stood = stances.log_odds(text)
            said = float(rumours.log_odds(text)[0]) + STANCE_SHARE * standing(stood)
            folded = fold(told.text) if taken_up(stance_from(stood)) else None
            for likeness in (known, taught):
                yield told, said, _nearness(likeness, folded) if folded else 0.0

    def _weighs(self, at: int) -> bool:
        """A wording is near itself, and would teach that the next one is as near."""
        return not self.told[at].joined and self.told[at].kind != "wording"


def reading_of(text: str) -> Reading:
    """A text as the models read it."""
    folded = fold(text)
    words = tuple(token.text for token in tokens(folded))
    return Reading(words, signs_in(folded).counted)


def _nearness(likeness: Likeness, text: Folded) -> float:
    """How near a text is to what it would be named for."""
    near = named(likeness.nearest(text))
    return near.storyline if near else 0.0


def _fold_of(told: Told) -> int:
    """The same fold for a whole narrative; texts of any other day are dealt out one by one."""
    name = told.text if told.narrative == ANY_DAY else told.narrative
    return crc32(name.encode()) % FOLDS
