"""The report of a month, for people and for machines."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

from babel.dates import format_skeleton

from bot.chat.views.accuracy import share
from bot.chat.views.clock import span
from bot.chat.views.samples import tally_rows
from bot.chat.words import Say, percent, spoken
from bot.domain.incident import IncidentKind
from bot.domain.message import Rows, mark
from bot.domain.month import Accuracy, Month, middle
from bot.domain.paper import Heading, Part, Table

KINDS = {
    IncidentKind.INCIDENT: mark("incident"),
    IncidentKind.EVENT: mark("event"),
    IncidentKind.EXERCISE: mark("exercise"),
    IncidentKind.TEST: mark("test"),
}


def title(start: datetime, language: str, say: Say) -> str:
    """What it is called, with the month as the language writes it."""
    named = format_skeleton("yMMMM", start, locale=language)
    return say("Report of the month: {month}", month=named)


def parts(month: Month, say: Say) -> tuple[Part, ...]:
    """The report as people read it: together, and then by room."""
    none = (say("None."),)
    flagged = say("posts flagged: {count}, not decided: {open}", count=month.flags,
                  open=month.undecided)  # fmt: skip
    whole = month.whole
    return (
        Heading(say("Flags and decisions")),
        Rows((flagged, *_decided(whole, say))),
        Heading(say("How well the score says it")),
        _bands(whole, say) if whole.bands else Rows(none),
        Heading(say("What was missed")),
        Rows(tally_rows(whole.tally, say) or none),
        *(part for room, found in month.rooms.items() for part in _room(room, found, say)),
        Heading(say("Situations opened")),
        Rows(tuple(spoken(say(KINDS[each]), str(month.situations.get(each, 0)), say)
                   for each in IncidentKind)),
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


def _room(room: str, found: Accuracy, say: Say) -> Iterator[Part]:
    """The same for what was decided in one room."""
    named = spoken(say("Room"), room, say) if room else say("Room unknown")
    yield Heading(named, 3)
    yield Rows((*_decided(found, say), *tally_rows(found.tally, say)))
    if found.bands:
        yield _bands(found, say)


def _decided(found: Accuracy, say: Say) -> Iterator[str]:
    for word, count in found.decisions.items():
        yield spoken(say(word), str(count), say)
    if found.right.whole:
        yield say("of {whole} decided, confirmed {share}; copies are left out",
                  whole=found.right.whole, share=share(found.right, say))  # fmt: skip


def _bands(found: Accuracy, say: Say) -> Table:
    head = (say("score"), say("decided"), say("mean score"), say("confirmed"))
    rows = tuple(
        (f"{percent(band.low, say)}–{percent(band.high, say)}", str(band.confirmed.whole),
         percent(band.score, say), share(band.confirmed, say))
        for band in found.bands
    )  # fmt: skip
    return Table(head, rows, (25, 25, 25, 25))


def _answers(month: Month, say: Say) -> Iterator[str]:
    if not month.answers:
        return
    yield say("cases that were first answered: {count}", count=len(month.answers))
    if taken_back := sum(each.taken_back for each in month.answers):
        yield say("of these answers, retracted since: {count}", count=taken_back)
    decided = middle(each.to_decision for each in month.answers)
    if decided is not None:
        yield say("from the first flag to the first decision, half within {time}",
                  time=span(decided))  # fmt: skip
    released = middle(each.to_release for each in month.answers)
    if released is not None:
        sentence = mark("from there to the release, half within {time}")
        yield say(sentence, time=span(released))


def _figures(month: Month) -> Iterator[tuple[str, int | float | None]]:
    yield "flags", month.flags
    yield "undecided", month.undecided
    yield "unflagged", month.whole.tally.left
    yield from _accuracy(month.whole)
    for room, found in month.rooms.items():
        for name, value in _accuracy(found):
            # Where nobody knows the room, its name is empty: no room can be called so.
            yield f"room.{room}.{name}", value
    for kind in IncidentKind:
        yield f"situations.{kind}", month.situations.get(kind, 0)
    yield "answers", len(month.answers)
    yield "answers.retracted", sum(each.taken_back for each in month.answers)
    for name, median in (
        ("seconds.to_decision", middle(each.to_decision for each in month.answers)),
        ("seconds.to_release", middle(each.to_release for each in month.answers)),
    ):
        yield name, median.total_seconds() if median is not None else None


def _accuracy(found: Accuracy) -> Iterator[tuple[str, int | float | None]]:
    for word, count in found.decisions.items():
        yield f"decided.{word}", count
    yield "precision.confirmed", found.right.part
    yield "precision.decided", found.right.whole
    for band in found.bands:
        name = f"calibration.{band.low:.1f}"
        yield f"{name}.decided", band.confirmed.whole
        yield f"{name}.confirmed", band.confirmed.part
        yield f"{name}.score", round(band.score, 4)
    yield "samples.labelled", found.tally.looked.whole
    yield "samples.suspect", found.tally.looked.part
    names = ("missed", "missed.low", "missed.high")
    yield from zip(names, found.tally.missed or (None, None, None), strict=True)
