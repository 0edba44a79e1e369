"""How much was seen over time: as a drawing with its words, or as bars for a terminal."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at, dated
from bot.chat.words import Say, named
from bot.desk.trend import STEPS, Trend
from bot.domain.centre import Centre
from bot.domain.drawing import Curve, Drawing
from bot.domain.message import Message, Paragraph, Rows, mark
from bot.domain.mode import marker

_BARS = " ▁▂▃▄▅▆▇█"


def picture(trend: Trend, case: int, centre: Centre, language: str, say: Say) -> Message:
    """The drawing, and below it the same in words: they are its alternative text."""
    zone = centre.timezone
    start = trend.start.astimezone(zone)
    curves = tuple(Curve(_name(curve, case, say), curve.counts) for curve in trend.curves)
    headline = _title(trend, case, centre, language, say)
    drawing = Drawing(
        headline, start, trend.step, STEPS, curves, trend.milestones,
        say("posts"), say("published"), say("corrected"),
    )  # fmt: skip
    # A picture is passed on with the words below it: they begin and end as everything played does.
    word = marker(centre.mode, language)
    last = (Paragraph(word),) if word else ()
    return Message(headline, (*_words(trend, case, zone, say), *last), drawing=drawing)


def bars(trend: Trend, case: int, centre: Centre, language: str, say: Say) -> Message:
    """A line of bars for each curve, all on one scale, and the words of the picture."""
    highest = max((max(curve.counts) for curve in trend.curves), default=0)
    rows = tuple(
        f"{_line(curve.counts, highest)} {_name(curve, case, say)}" for curve in trend.curves
    )
    blocks = _words(trend, case, centre.timezone, say)
    headline = _title(trend, case, centre, language, say)
    return Message(headline, (Rows(rows), *blocks) if rows else blocks)


def _title(trend: Trend, case: int, centre: Centre, language: str, say: Say) -> str:
    zone, end = centre.timezone, trend.start + trend.step * STEPS
    span = {"start": at(trend.start, zone), "end": at(end, zone)}
    if case:
        title = say("Case {number} by language, {start} to {end}", number=case, **span)
    else:
        title = say("Storylines seen, {start} to {end}", **span)
    word = marker(centre.mode, language)
    return f"{word} – {title} – {word}" if word else title


def _words(trend: Trend, case: int, zone: ZoneInfo, say: Say) -> tuple[Paragraph | Rows, ...]:
    total = sum(curve.total for curve in trend.curves)
    sentence = mark("Posts: {count} on {hosts} hosts; in the span before: {before}.")
    overall = say(sentence, count=total, hosts=trend.hosts, before=trend.before)
    if not trend.curves:
        overall = say(
            "Nothing suspect was seen; in the span before: {before}.", before=trend.before
        )
    rows = [_peak(curve, trend, case, zone, say) for curve in trend.curves]
    rows += _milestones(trend, zone, say)
    return (Paragraph(overall), Rows(tuple(rows))) if rows else (Paragraph(overall),)


def _peak(curve: Curve, trend: Trend, case: int, zone: ZoneInfo, say: Say) -> str:
    most = max(curve.counts)
    when = trend.start + curve.counts.index(most) * trend.step
    sentence = mark("{name}: {count}, most from {time} ({most} in {length})")
    return say(
        sentence, name=_name(curve, case, say), count=curve.total, time=at(when, zone), most=most,
        length=_length(trend.step),
    )  # fmt: skip


def _milestones(trend: Trend, zone: ZoneInfo, say: Say) -> list[str]:
    told = [
        (say("published: {times}", times=_times(trend, zone, say, corrections=False)), False),
        (say("corrected: {times}", times=_times(trend, zone, say, corrections=True)), True),
    ]
    there = {each.is_correction for each in trend.milestones}
    return [words for words, is_correction in told if is_correction in there]


def _times(trend: Trend, zone: ZoneInfo, say: Say, *, corrections: bool) -> str:
    chosen = [each.at for each in trend.milestones if each.is_correction is corrections]
    return ", ".join(dated(at(each, zone), say) for each in chosen)


def _name(curve: Curve, case: int, say: Say) -> str:
    if not curve.name:
        return say("others")
    if curve.name.isdigit() and not case:
        return say("case {number}", number=curve.name)
    return named(curve.name, say)


def _length(step: timedelta) -> str:
    minutes = step / timedelta(minutes=1)
    return f"{minutes / 60:.2g} h" if minutes >= 60 else f"{minutes:.0f} min"


def _line(counts: Sequence[int], highest: int) -> str:
    """Each count as a bar; what is there at all shows."""
    last = len(_BARS) - 1
    return "".join(_BARS[-(-count * last // max(highest, 1))] for count in counts)
