"""The picture: a PNG of the size that was promised, whatever it shows, and soon."""

import struct
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.plot import png
from bot.domain.drawing import Curve, Drawing, Milestone
from tests.clock import START

HOUR = timedelta(hours=1)
LOCAL = START.astimezone(ZoneInfo("Europe/Brussels"))


def _drawing(*curves: Curve, milestones: tuple[Milestone, ...] = ()) -> Drawing:
    return Drawing("Title", LOCAL, HOUR, 4, curves, milestones, "posts", "published", "corrected")


def _curve(name: str, *counts: int) -> Curve:
    return Curve(name, counts or (0, 3, 1, 0))


@pytest.mark.parametrize(
    "drawing",
    [
        _drawing(),
        _drawing(_curve("none", 0, 0)),
        _drawing(_curve("$x_1$ costs $5 {braces} \\frac")),
        _drawing(*(_curve(f"storyline-{n}" * 9) for n in range(6))),
        _drawing(_curve("a"), milestones=(Milestone(LOCAL + HOUR, False),)),
    ],
)
def test_it_is_a_png_of_960_by_960_dots(drawing: Drawing) -> None:
    picture = png(drawing)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (960, 960)


@pytest.mark.parametrize("hours", [1, 2, 3, 4, 6, 12, 24, 48, 72, 168, 720, 2160])
def test_every_span_has_its_ticks(hours: int) -> None:
    drawing = replace(_drawing(_curve("a", *range(24))), step=hours * HOUR / 24, steps=24)
    assert png(drawing)


def test_the_same_drawing_is_the_same_picture_and_a_correction_looks_different() -> None:
    published = _drawing(_curve("a"), milestones=(Milestone(LOCAL + HOUR, False),))
    corrected = _drawing(_curve("a"), milestones=(Milestone(LOCAL + HOUR, True),))
    assert png(published) == png(published) != png(corrected)


def test_a_program_that_does_not_draw_does_not_load_matplotlib() -> None:
    alone = "import bot.app, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", alone], check=False).returncode == 0
