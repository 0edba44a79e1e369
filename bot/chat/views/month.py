"""The report of a month, for people and for machines."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

from babel.dates import format_skeleton

from bot.chat.views.clock import span
from bot.chat.views.samples import tally_rows
from bot.chat.words import Say, spoken
from bot.domain.message import Rows, mark
from bot.domain.mode import Mode
from bot.domain.month import Month, middle
from bot.domain.paper import Heading, Part, Table
from bot.domain.sample import ENOUGH
from classifiers.label import Share


def title(start: datetime, language: str, say: Say) -> str:
    """What it is called, with the month as the language writes it."""
    named = format_skeleton("yMMMM", start, locale=language)
    return say("Report of the month: {month}", month=named)


def parts(month: Month, say: Say) -> tuple[Part, ...]:
    """The report as people read it."""
    none = (say("None."),)
    return (
        Heading(say("Flags and decisions")),
        Rows(tuple(_flags(month, say))),
        Heading(say("How well the score says it")),
        _bands(month, say) if month.bands else Rows(none),
        Heading(say("What was missed")),
        Rows(tally_rows(month.tally, say) or none),
        Heading(say("Situations opened")),
        Rows(tuple(spoken(say(mode.value), str(month.incidents.get(mode, 0)), say)
                   for mode in Mode)),
        Heading(say("How fast we answered")),
        Rows(tuple(_answers(month, say)) or none),
    )  # fmt: skip


def as_csv(month: Month) -> str:
    """The figures as CSV, one a line, in no language."""
    out = io.StringIO()
    csv.writer(out).writerows([("figure", "value"), *_figures(month)])
    return out.getvalue()


def as_json(month: Month) -> str:
    """The figures as one JSON object, in no language."""
    return json.dumps(dict(_figures(month)), indent=1)


# What a machine reads.
AS_FIGURES = {"csv": as_csv, "json": as_json}


def _flags(month: Month, say: Say) -> Iterator[str]:
    yield say("posts flagged: {count}, not decided: {open}", count=month.flags,
              open=month.undecided)  # fmt: skip
    for word, count in month.decisions.items():
        yield spoken(say(word), str(count), say)
    if month.right.whole:
        yield say("of {whole} decided, confirmed {share}; copies are left out",
                  whole=month.right.whole, share=_share(month.right))  # fmt: skip


def _bands(month: Month, say: Say) -> Table:
    head = (say("score"), say("decided"), say("mean score"), say("confirmed"))
    rows = tuple(
        (f"{band.low:.0%}–{band.high:.0%}", str(band.confirmed.whole), f"{band.score:.0%}",
         _share(band.confirmed))
        for band in month.bands
    )  # fmt: skip
    return Table(head, rows, (25, 25, 25, 25))


def _answers(month: Month, say: Say) -> Iterator[str]:
    if not month.answers:
        return
    yield say("answers that went out: {count}", count=len(month.answers))
    decided = middle(each.to_decision for each in month.answers)
    if decided is not None:
        yield say("from the first flag to the first decision, half within {time}",
                  time=span(decided))  # fmt: skip
    released = middle(each.to_release for each in month.answers)
    if released is not None:
        sentence = mark("from there to the release, half within {time}")
        yield say(sentence, time=span(released))


def _share(share: Share) -> str:
    """The count; with enough of them also the share, and where it lies 19 times of 20."""
    if share.whole < ENOUGH:
        return str(share.part)
    low, high = share.bounds()
    return f"{share.part} ({share.part / share.whole:.0%}; {low:.0%}–{high:.0%})"


def _figures(month: Month) -> Iterator[tuple[str, int | float | None]]:
    yield "flags", month.flags
    yield "undecided", month.undecided
    for word, count in month.decisions.items():
        yield f"decided.{word}", count
    yield "precision.confirmed", month.right.part
    yield "precision.decided", month.right.whole
    for band in month.bands:
        name = f"calibration.{band.low:.1f}"
        yield f"{name}.decided", band.confirmed.whole
        yield f"{name}.confirmed", band.confirmed.part
        yield f"{name}.score", round(band.score, 4)
    yield "unflagged", month.tally.left
    yield "samples.labelled", month.tally.looked.whole
    yield "samples.suspect", month.tally.looked.part
    names = ("missed", "missed.low", "missed.high")
    yield from zip(names, month.tally.missed or (None, None, None), strict=True)
    for mode in Mode:
        yield f"situations.{mode}", month.incidents.get(mode, 0)
    yield "answers", len(month.answers)
    for name, median in (
        ("seconds.to_decision", middle(each.to_decision for each in month.answers)),
        ("seconds.to_release", middle(each.to_release for each in month.answers)),
    ):
        yield name, median.total_seconds() if median is not None else None
