"""Draws what was when as a PNG. The only importer of matplotlib.

That takes half a second: whoever draws imports this module when there is something to draw.

Made for a phone held upright: few lines, large letters, one name beside each line. The colours are
those of Okabe and Ito (2008), which people who see fewer colours tell apart; every line has a
pattern and a marker of its own besides, and so has each kind of milestone.
"""

import io
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import cycle
from textwrap import fill
from threading import Lock

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.domain.drawing import Drawing, Lane, Timeline
from bot.domain.message import short

# Okabe and Ito's colours, without yellow, which white swallows.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_PATTERNS = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
_MARKERS = ("o", "s", "^", "D", "v", "P")
_SIZE = (6.4, 6.4)
_STRIP = (6.4, 4.8)
_DPI = 150
# As many letters as the width holds, with the count after them.
_LONGEST_NAME = 60
# Fonts are shared between threads.
_one_at_a_time = Lock()


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG of 960 by 960 dots. Takes a second at the first time."""
    with _one_at_a_time:
        return _png(drawing)


def strip_png(timeline: Timeline) -> bytes:
    """The timeline as a PNG of 960 by 720 dots."""
    with _one_at_a_time, _looks():
        figure = Figure(figsize=_STRIP, dpi=_DPI, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        looks = zip(cycle(_COLOURS), cycle(_MARKERS), strict=False)
        for height, (lane, look) in enumerate(zip(timeline.lanes, looks, strict=False)):
            _lay(axes, lane, height, *look)
        names = [f"{lane.name} ({len(lane.moments)})" for lane in timeline.lanes]
        axes.set_yticks(range(len(names)), [fill(name, 16) for name in names])
        axes.set_ylim(len(names) - 0.5, -0.6)
        _clock(axes, timeline.start, timeline.end)
        axes.set_title(timeline.title, fontsize=14, fontweight="bold", wrap=True, loc="right")
        return _finished(axes, canvas)


def _looks() -> AbstractContextManager[None]:
    # A dollar in a name is no formula.
    return rc_context({"text.parse_math": False, "font.size": 13})


def _lay(axes: Axes, lane: Lane, height: int, colour: str, sign: str) -> None:
    """A lane: a sign for each moment, and the numbers above and below by turns."""
    axes.axhline(height, color="black", linewidth=0.6, alpha=0.4, zorder=0)
    sides = cycle((-18, 8))
    for moment in lane.moments:
        when = date2num(moment.at)
        axes.plot(
            [when], [height], color=colour, marker=sign, markersize=9, markeredgecolor="black",
            markeredgewidth=0.6, linestyle="none",
        )  # fmt: skip
        if moment.label:
            axes.annotate(
                moment.label, (when, height), (0, next(sides)), ha="center",
                textcoords="offset points", fontsize=10,
            )  # fmt: skip


def _png(drawing: Drawing) -> bytes:
    with _looks():
        figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _plot(axes, drawing)
        _mark(axes, drawing)
        _scale(axes, drawing)
        axes.set_title(drawing.title, fontsize=14, fontweight="bold", wrap=True)
        if drawing.curves or drawing.milestones:
            figure.legend(loc="outside lower left", fontsize=12, frameon=False)
        return _finished(axes, canvas)


def _finished(axes: Axes, canvas: FigureCanvasAgg) -> bytes:
    axes.grid(alpha=0.3)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    out = io.BytesIO()
    canvas.print_png(out)
    return out.getvalue()


def _plot(axes: Axes, drawing: Drawing) -> None:
    looks = zip(cycle(_COLOURS), cycle(_PATTERNS), cycle(_MARKERS), strict=False)
    for curve, (colour, pattern, sign) in zip(drawing.curves, looks, strict=False):
        steps = range(len(curve.counts))
        middles = [date2num(drawing.start + (n + 0.5) * drawing.step) for n in steps]
        axes.plot(
            middles, curve.counts, color=colour, linestyle=pattern, marker=sign,
            linewidth=2.5, markersize=6,
            label=f"{short(curve.name, _LONGEST_NAME)} ({curve.total})",
        )  # fmt: skip
    highest = max((max(curve.counts) for curve in drawing.curves), default=0)
    axes.set_ylim(0, max(highest, 1) * 1.18)


def _scale(axes: Axes, drawing: Drawing) -> None:
    _clock(axes, drawing.start, drawing.end)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.set_ylabel(drawing.upright)


def _clock(axes: Axes, start: datetime, end: datetime) -> None:
    zone = start.tzinfo
    axes.set_xlim(date2num(start), date2num(end))
    locator = AutoDateLocator(tz=zone, minticks=3, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, tz=zone, show_offset=False, formats=_FORMATS)
    )


# In every language of ours days come before months, and months are numbers.
_FORMATS = ["%Y", "%d-%m", "%d-%m", "%H:%M", "%H:%M", "%S"]


def _mark(axes: Axes, drawing: Drawing) -> None:
    """An upright line for each milestone, with a sign on top: one for what we published, another
    for what we corrected."""
    top = axes.get_ylim()[1] * 0.96
    for corrects, word, pattern, sign in (
        (False, drawing.published, "-", "v"),
        (True, drawing.corrected, ":", "X"),
    ):
        times = [each.at for each in drawing.milestones if each.is_correction is corrects]
        for at in times:
            axes.axvline(date2num(at), color="black", linestyle=pattern, linewidth=1.2)
        if times:
            axes.plot(
                date2num(times), [top] * len(times), color="black", linestyle="none", marker=sign,
                markersize=10, label=f"{word} ({len(times)})",
            )  # fmt: skip
