"""How well the judge's first form does on storylines and voices that it has not seen.

Three figures, each fitted without what it is measured on, the threshold likewise:

* one narrative left out: a storyline that nobody has written down yet;
* one voice left out: the n-th text of every list, because the narrative files go through the same
  voices in the same order, and a judge may learn the order;
* naming: the right narrative for a wording left out.

The cue phrases were written before the narrative files were seen; the concepts were written knowing
the titles; STRENGTH, WORDING_ALONE and PRIOR were chosen on the first figure, so it flatters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from classifiers.judge import Judge
from classifiers.narrative import LANGUAGES, Narrative, load

FALSE_FLAGS = 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """One text with what was left out to judge it, and the log-odds it got."""

    left_out: str
    lang: str
    spreads: bool
    log_odds: float
    named: bool


def main() -> None:
    narratives, errors = load()
    for error in errors:
        print(f"skipped: {error}")
    print(f"{len(narratives)} narratives\n")
    report("one narrative left out", list(without_narrative(narratives)))
    voices = list(without_voice(narratives))
    report("one voice left out", voices)
    for spreads in (True, False):
        named = [judged.named for judged in voices if judged.spreads == spreads]
        kind = "examples" if spreads else "counterexamples"
        print(f"right narrative named, {kind} left out: {np.mean(named):.2f}")


def without_narrative(narratives: Sequence[Narrative]) -> Iterator[Judged]:
    for left_out in narratives:
        judge = Judge.fit([n for n in narratives if n.id != left_out.id])
        yield from judged_by(judge, left_out.id, [left_out])


def without_voice(narratives: Sequence[Narrative]) -> Iterator[Judged]:
    most = max(len(texts) for n in narratives for texts in n.examples.values())
    for voice in range(most):
        judge = Judge.fit([silenced(n, voice) for n in narratives])
        yield from judged_by(judge, str(voice), narratives, only=voice)


def silenced(narrative: Narrative, voice: int) -> Narrative:
    def kept(wordings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {lang: texts[:voice] + texts[voice + 1 :] for lang, texts in wordings.items()}

    return replace(
        narrative,
        examples=kept(narrative.examples),
        counterexamples=kept(narrative.counterexamples),
    )


def judged_by(
    judge: Judge, left_out: str, narratives: Sequence[Narrative], only: int | None = None
) -> Iterator[Judged]:
    for narrative in narratives:
        for spreads, part in ((True, narrative.examples), (False, narrative.counterexamples)):
            for lang, texts in part.items():
                for text in (text for at, text in enumerate(texts) if only in (None, at)):
                    verdict = judge.judge(text)
                    total = sum(finding.weight for finding in verdict.findings)
                    named = verdict.narrative == narrative.id
                    yield Judged(left_out, lang, spreads, total, named)


def report(title: str, judged: Sequence[Judged]) -> None:
    spreads = np.array([one.spreads for one in judged])
    odds = np.array([one.log_odds for one in judged])
    langs = np.array([one.lang for one in judged])
    own = thresholds_from_the_others(judged)
    print(f"{title}: {spreads.sum()} spread, {(~spreads).sum()} do not")
    print("       AUC   shipped threshold    threshold chosen on the other folds")
    print("             recall false flags   recall false flags")
    for name, which in [
        ("all", spreads | ~spreads),
        *((lang, langs == lang) for lang in LANGUAGES),
    ]:
        yes, no = which & spreads, which & ~spreads
        print(
            f"{name:5} {roc_auc_score(spreads[which], odds[which]):6.3f}"
            f"  {np.mean(odds[yes] >= 0):6.2f} {np.mean(odds[no] >= 0):8.2f}"
            f"      {np.mean(odds[yes] > own[yes]):6.2f} {np.mean(odds[no] > own[no]):8.2f}"
        )
    print(
        f"log-odds at which {FALSE_FLAGS:.0%} are flagged: "
        f"{np.quantile(odds[~spreads], 1 - FALSE_FLAGS):+.2f}\n"
    )


def thresholds_from_the_others(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """For each text, the threshold that the texts of all other folds would have chosen."""
    chosen = {
        fold: float(
            np.quantile(
                [one.log_odds for one in judged if not one.spreads and one.left_out != fold],
                1 - FALSE_FLAGS,
            )
        )
        for fold in {one.left_out for one in judged}
    }
    return np.array([chosen[one.left_out] for one in judged])


if __name__ == "__main__":
    main()
