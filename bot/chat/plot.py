"""Draws counts over time as a PNG. The only importer of matplotlib.

That takes half a second: whoever draws imports this module when there is something to draw.

Made for a phone held upright: few lines, large letters, one name beside each line. The colours are
those of Okabe and Ito (2008), which people who see fewer colours tell apart; every line has a
pattern and a marker of its own besides, and so has each kind of milestone.
"""

import io
from itertools import cycle
from threading import Lock

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.domain.drawing import Drawing

# Okabe and Ito's colours, without yellow, which white swallows.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_PATTERNS = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
_MARKERS = ("o", "s", "^", "D", "v", "P")
_SIZE = (6.4, 6.4)
_DPI = 150
_LONGEST_NAME = 34
# Fonts are shared between threads.
_one_at_a_time = Lock()


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG of 960 by 960 dots. Takes a second at the first time."""
    with _one_at_a_time:
        return _png(drawing)


def _png(drawing: Drawing) -> bytes:
    # A dollar in a name is no formula.
    with rc_context({"text.parse_math": False, "font.size": 13}):
        figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _plot(axes, drawing)
        _mark(axes, drawing)
        _scale(axes, drawing)
        axes.set_title(drawing.title, fontsize=14, fontweight="bold", wrap=True)
        axes.grid(alpha=0.3)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        if drawing.curves or drawing.milestones:
            figure.legend(loc="outside lower left", fontsize=12, frameon=False)
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
            linewidth=2.5, markersize=6, label=f"{_short(curve.name)} ({curve.total})",
        )  # fmt: skip
    highest = max((max(curve.counts) for curve in drawing.curves), default=0)
    axes.set_ylim(0, max(highest, 1) * 1.18)


def _scale(axes: Axes, drawing: Drawing) -> None:
    zone = drawing.start.tzinfo
    axes.set_xlim(date2num(drawing.start), date2num(drawing.end))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    locator = AutoDateLocator(tz=zone, minticks=3, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, tz=zone, show_offset=False, formats=_FORMATS)
    )
    axes.set_ylabel(drawing.upright)


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


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
