"""Figures as tables: what `vigie evaluate` prints and docs/judge.md shows."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from classifiers.corpus import ANY_DAY
from classifiers.leaving_out import Judged, development
from classifiers.measure import Figures, auc, interval, reliability
from classifiers.narrative import LANGUAGES
from classifiers.verdict import Stance


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with its columns in line."""
    cells = [list(head), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in cells]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def figures_table(named: Sequence[tuple[str, Figures]]) -> str:
    """One line a part of the texts."""
    head = ("texts of", "texts", "suspect", "precision", "recall", "false flags", "F1 suspect")
    more = ("F1 clean", "weighted F1", "macro F1", "AP", "AUC", "ECE")
    return table(
        (*head, *more),
        [
            (
                name,
                str(f.texts),
                str(f.suspects),
                f"{f.precision:.3f}",
                f"{f.recall:.3f}",
                f"{f.false_flags:.3f}",
                f"{f.f1_suspect:.4f}",
                f"{f.f1_clean:.4f}",
                f"{f.weighted_f1:.4f}",
                f"{f.macro_f1:.4f}",
                f"{f.ap:.3f}",
                f"{f.auc:.3f}",
                f"{f.ece:.3f}",
            )
            for name, f in named
        ],
    )


def reliability_table(truth: Sequence[bool], scores: Sequence[float]) -> str:
    """What was said, and what was so."""
    bins = reliability(np.array(truth, dtype=bool), np.array(scores, dtype=np.float64))
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.texts), f"{b.score:.3f}", f"{b.suspect:.3f}")
        for b in bins
    ]
    return table(("score", "texts", "mean score", "were suspect"), rows)


def corpus_report(judged: Sequence[Judged]) -> str:
    """Everything about one way of leaving out: halves, languages, kinds, stances, calibration."""
    near = [one for one in judged if one.told.narrative != ANY_DAY]
    halves = [
        ("development half", [one for one in near if development(one.told.narrative)]),
        ("report half", [one for one in near if not development(one.told.narrative)]),
        ("all narratives", near),
        *((lang, [one for one in near if one.told.lang == lang]) for lang in LANGUAGES),
    ]
    truth = [one.told.spreads for one in judged]
    scores = [one.verdict.score for one in judged]
    return "\n\n".join(
        (
            "Texts about a narrative (spreading against near but clean):",
            table(
                ("texts of", "texts", "AUC", "recall", "false flags", "recall at 5 %", "named"),
                [(name, *_ranked(texts)) for name, texts in halves if texts],
            ),
            "Flagged, by kind of text (any day: the background):",
            table(("kind", "texts", "flagged"), _kinds(judged)),
            "Stance, a row what the writer meant:",
            table(("meant", "texts", "right", *(s.value for s in Stance)), _stances(judged)),
            "Reliability, background included:",
            reliability_table(truth, scores),
            figures_table([("everything", _figures(judged)), ("near a narrative", _figures(near))]),
        )
    )


def _ranked(judged: Sequence[Judged]) -> tuple[str, ...]:
    truth = np.array([one.told.spreads for one in judged])
    odds = np.array([one.log_odds for one in judged])
    flagged = np.array([one.verdict.suspect for one in judged])
    named = np.array([one.verdict.narrative == one.told.narrative for one in judged])
    groups = [one.told.narrative for one in judged]

    def told(figure: Callable[[np.ndarray[tuple[int], np.dtype[np.int64]]], float]) -> str:
        return str(interval(figure, groups))

    edge = float(np.quantile(odds[~truth], 0.95)) if (~truth).any() else 0.0
    return (
        str(len(judged)),
        told(lambda at: auc(truth[at], odds[at])),
        told(lambda at: float(flagged[at][truth[at]].mean())),
        told(lambda at: float(flagged[at][~truth[at]].mean())),
        f"{(odds[truth] > edge).mean():.3f}",
        told(lambda at: float(named[at][truth[at]].mean())),
    )


def _kinds(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    rows: dict[tuple[str, str], list[bool]] = {}
    for one in judged:
        sort = "spreads" if one.told.spreads else "clean"
        sort = "any day" if one.told.narrative == ANY_DAY else sort
        rows.setdefault((sort, one.told.kind), []).append(one.verdict.suspect)
    return [
        (f"{sort}: {kind}", str(len(flags)), f"{np.mean(flags):.3f}")
        for (sort, kind), flags in sorted(rows.items())
    ]


def _stances(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    rows = []
    for meant in Stance:
        said = [one.verdict.stance for one in judged if one.told.stance is meant]
        if said:
            counts = [str(sum(stance is other for stance in said)) for other in Stance]
            right = sum(stance is meant for stance in said) / len(said)
            rows.append((meant.value, str(len(said)), f"{right:.3f}", *counts))
    near = [one for one in judged if one.told.narrative != ANY_DAY]
    for name, texts in (("near a narrative", near), ("everything", judged)):
        right = float(np.mean([one.verdict.stance is one.told.stance for one in texts]))
        rows.append((name, str(len(texts)), f"{right:.3f}", *[""] * len(Stance)))
    return rows


def _figures(judged: Sequence[Judged]) -> Figures:
    return Figures.of(
        np.array([one.told.spreads for one in judged]),
        np.array([one.verdict.suspect for one in judged]),
        np.array([one.verdict.score for one in judged]),
    )
