"""What happened when in an incident or an exercise: a picture, and the same in words below it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from bot.chat.views.clock import at
from bot.chat.words import Say, spoken
from bot.domain.centre import Centre
from bot.domain.drawing import Lane, Moment, Timeline
from bot.domain.log import Entry
from bot.domain.message import Rows, mark
from bot.domain.mode import marker
from bot.domain.paper import Part, Picture

# From the first sign to the last word, each lane with the verbs of its lines in the log.
_LANES = (
    (mark("flags raised"), frozenset({"flag.raised"})),
    (mark("decisions"), frozenset({"flag.confirmed", "flag.dismissed", "case.priority"})),
    (mark("approvals"), frozenset({"draft.approved", "draft.read_back"})),
    (mark("published"), frozenset({"publication.sent"})),
    (mark("corrected or retracted"), frozenset({"draft.corrected", "draft.retracted"})),
)
# Of one thing on several outlets, the first arrival counts.
_ONCE = frozenset({"publication.sent"})


def timeline(
    entries: Sequence[Entry], start: datetime, end: datetime, centre: Centre, language: str,
    say: Say,
) -> Timeline:  # fmt: skip
    """The moments that the logs hold of this span."""
    zone = centre.timezone
    word = marker(centre.mode, language)
    title = say(
        "What happened when, {start} to {end}", start=at(start, zone), end=at(end, zone, start)
    )
    lanes = []
    for name, kinds in _LANES:
        within = (e for e in entries if e.kind in kinds and start <= e.at <= end)
        chosen = list(_firsts(within))
        numbers = [entry.refs.get("draft", "") for entry in chosen]
        # A number that stands beside its like says nothing new.
        shown = (now if now != before else "" for before, now in pairwise(("", *numbers)))
        moments = (
            Moment(entry.at.astimezone(zone), number)
            for entry, number in zip(chosen, shown, strict=True)
        )
        lanes.append(Lane(say(name), tuple(moments)))
    return Timeline(
        f"{word} – {title} – {word}" if word else title, start.astimezone(zone),
        end.astimezone(zone), tuple(lanes),
    )  # fmt: skip


def drawn(strip: Timeline, say: Say) -> Iterator[Part]:
    """The picture, and its words for who cannot see it. The first takes a second."""
    # Half a second to import: by the first who draws.
    from bot.chat.plot import strip_png

    rows = tuple(_words(strip, say))
    yield Picture(strip_png(strip), f"{strip.title}. {'; '.join(rows)}")
    yield Rows(rows)


def _firsts(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        draft = entry.refs.get("draft", "")
        if entry.kind in _ONCE and draft in seen:
            continue
        seen.add(draft)
        yield entry


def _words(strip: Timeline, say: Say) -> Iterator[str]:
    for lane in strip.lanes:
        if not lane.moments:
            yield spoken(lane.name, say("none"), say)
            continue
        times = [f"{moment.at:%H:%M}" for moment in lane.moments]
        sentence = mark("{count}, from {first} to {last}")
        words = say(sentence, count=len(times), first=times[0], last=times[-1])
        yield spoken(lane.name, words, say)
