"""Fitting: what the judge learns from our own texts, and how much of it to believe.

What rumours sound like is learned from all narratives at once. How far to trust it is learned from
texts whose whole narrative was left out of the fit, since a crisis brings its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from classifiers.calibration import Calibration
from classifiers.corpus import ANY_DAY, Told, background, corpus, joined, told_by
from classifiers.judge import RUMOUR, STANCE_SHARE, stance_from, standing, taken_up
from classifiers.likeness import Likeness
from classifiers.narrative import Narrative
from classifiers.signs import signs_in
from classifiers.text import fold
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
    book = Textbook.of((*told, *told_by(narratives)))
    return book.learned(Likeness.fit(narratives))


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
        self, likeness: Likeness, kept: Callable[[Told], bool] = lambda told: True
    ) -> tuple[TextModel, TextModel, Calibration]:
        """The two models and the calibration, from the texts that are kept. `likeness` knows the
        narratives by their wordings, which are no part of what nearness is weighed on."""
        rows = [at for at, told in enumerate(self.told) if kept(told)]
        rumours, stances = self._models(rows)
        return rumours, stances, self._calibration(rows, likeness)

    def _models(self, rows: Sequence[int]) -> tuple[TextModel, TextModel]:
        spreads = {RUMOUR: [told.spreads for told in self.told]}
        rumours = self.lesson.fit(spreads, only=rows, way=Way.TELLING)
        # A counterexample teaches no stance: nobody said how it stands.
        sure = [at for at in rows if self.told[at].kind != "counterexample"]
        answers = {stance.value: [t.stance is stance for t in self.told] for stance in Stance}
        return rumours, self.lesson.fit(answers, only=sure)

    def _calibration(self, rows: Sequence[int], likeness: Likeness) -> Calibration:
        """From what models said of texts whose narrative they had not read."""
        said: dict[int, float] = {}
        alike: dict[int, float] = {}
        for fold_ in range(FOLDS):
            inside = [at for at in rows if _fold_of(self.told[at]) == fold_]
            rumours, stances = self._models(sorted({*rows} - {*inside}))
            for at in inside:
                text = self.lesson.texts[at]
                stood = stances.log_odds(text)
                said[at] = float(rumours.log_odds(text)[0]) + STANCE_SHARE * standing(stood)
                alike[at] = 0.0
                if taken_up(stance_from(stood)) and self._weighs(at):
                    near = likeness.nearest(fold(self.told[at].text))
                    alike[at] = near.storyline if near else 0.0
        written = [at for at in rows if self._weighs(at)]
        suspect = [self.told[at].spreads for at in written]
        about = [self.told[at].narrative != ANY_DAY for at in written]
        return Calibration.of(
            [said[at] for at in written],
            suspect,
            about,
            [alike[at] for at in written],
            [self.told[at].lang for at in written],
        )

    def _weighs(self, at: int) -> bool:
        """A wording is near itself, and would teach that the next one is as near."""
        return not self.told[at].joined and self.told[at].kind != "wording"


def reading_of(text: str) -> Reading:
    """A text as the models read it."""
    folded = fold(text)
    words = tuple(token.text for token in tokens(folded))
    return Reading(words, signs_in(folded).counted)


def _fold_of(told: Told) -> int:
    """The same fold for a whole narrative; texts of any other day are dealt out one by one."""
    name = told.text if told.narrative == ANY_DAY else told.narrative
    return crc32(name.encode()) % FOLDS
