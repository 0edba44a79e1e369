"""A paper as a PDF on A4, with the marker at the top and the foot of every sheet.

The only importer of fpdf2, which needs no program beside it. The letters are DejaVu's, which come
with matplotlib and are embedded: a sheet looks the same on every machine.
"""

import logging
import re
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import FontFace, TextStyle, TTFFont

from bot.chat.papers.page import body, titled
from bot.domain.message import short
from bot.domain.paper import Paper

# It tells every sign that a font lacks; they are replaced here before it sees them.
logging.getLogger("fpdf").setLevel(logging.ERROR)
_FONT = "DejaVu"
_SIZE = 9
_MARGIN = 15
# In mm.
_PADDING = 0.7
# A day and its hour: no line is broken in the midst of them.
_MOMENT = re.compile(r"\b\d{1,2}\.? [^\W\d]+\.? \d\d:\d\d\b")
_LACKING = "\N{REPLACEMENT CHARACTER}"
# More logs than this are proved on the last sheet alone.
_MOST_PROOF = 2
_INK = "#111111"
# Room for the eye between two lines, in the height of one.
_LINES = 1.25
# A heading and what begins below it, in mm: neither stands alone at the foot of a sheet.
_TOGETHER = 16
# What stands below a heading is counted in its own height, all else in mm.
_STYLES = {
    "h1": TextStyle(font_style="B", font_size_pt=15, color=_INK, t_margin=2, b_margin=0.4),
    "h2": TextStyle(font_style="B", font_size_pt=12, color=_INK, t_margin=4, b_margin=0.2),
    "h3": TextStyle(font_style="B", font_size_pt=10.5, color=_INK, t_margin=3, b_margin=0.2),
    "p": TextStyle(b_margin=1.5),
    "li": TextStyle(l_margin=5, t_margin=0.8),
    "ul": TextStyle(t_margin=1, b_margin=1),
    "blockquote": TextStyle(color="#333333", l_margin=6, t_margin=1, b_margin=1),
    "strong": FontFace(emphasis="BOLD"),
}


def pdf(paper: Paper) -> bytes:
    """The whole PDF. A table of a thousand rows takes some seconds."""
    sheets = _Sheets(paper)
    sheets.add_page()
    # Justified narrow columns are hard to read; a picture is as wide as three quarters of a sheet.
    words = sheets.drawable(_MOMENT.sub(lambda at: at[0].replace(" ", "\u00a0"), body(paper)))
    words = words.replace("<td>", '<td align="left">')
    words = words.replace("<table>", f'<table cellpadding="{_PADDING}">')
    words = words.replace("<img ", '<img width="400" ')
    for tag in ("p", "ul"):
        words = words.replace(f"<{tag}>", f'<{tag} line-height="{_LINES}">')
    sheets.write_html(
        words, font_family=_FONT, tag_styles=_STYLES, ul_bullet_char="•",
        li_prefix_color=_INK, table_line_separators=True,
    )  # fmt: skip
    sheets.prove(paper.proof)
    return bytes(sheets.output())


class _Sheets(FPDF):
    """Sheets with the paper's marker, title, number and proof on each."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(format="A4")
        self._paper = paper
        fonts = _fonts()
        for style, file in (
            ("", "DejaVuSans"),
            ("B", "DejaVuSans-Bold"),
            ("I", "DejaVuSans-Oblique"),
            ("BI", "DejaVuSans-BoldOblique"),
        ):
            self.add_font(_FONT, style, fonts / f"{file}.ttf")
        self.set_font(_FONT, size=_SIZE)
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=2 * _MARGIN)
        self.set_title(self.drawable(titled(paper)))
        self.set_lang(paper.language)
        self.set_creation_date(paper.made_at)

    def header(self) -> None:
        """The marker, and from the second sheet on the title."""
        self._mark()
        self.set_font(_FONT, size=7.5)
        if self.page_no() > 1:
            self.cell(0, 5, self._title(), align="C", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def start_section(self, name: str, level: int = 0, strict: bool = True) -> None:
        """A heading, on the sheet of what it is the heading of."""
        if self.will_page_break(_TOGETHER):
            self.add_page()
        super().start_section(name, level, strict)

    def footer(self) -> None:
        """The proof, the number of the sheet, and the marker last."""
        proof = self._paper.proof[:_MOST_PROOF]
        self.set_y(-2 * _MARGIN + 2)
        self.set_font(_FONT, size=6)
        for line in proof:
            self.cell(0, 3, self.drawable(line), align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_font(_FONT, size=7.5)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C", new_x="LMARGIN", new_y="NEXT")
        self._mark()

    def prove(self, proof: tuple[str, ...]) -> None:
        """All of the proof at the end, where the foot has not room for it."""
        if len(proof) <= _MOST_PROOF:
            return
        self.ln(4)
        self.set_font(_FONT, size=7)
        for line in proof:
            self.multi_cell(0, 4, self.drawable(line), new_x="LMARGIN", new_y="NEXT")

    def drawable(self, text: str) -> str:
        """The text with a sign for each letter that the font has not."""
        font = self.fonts[_FONT.lower()]
        known = font.cmap if isinstance(font, TTFFont) else ()
        return "".join(c if c.isspace() or ord(c) in known else _LACKING for c in text)

    def _mark(self) -> None:
        if self._paper.marker:
            self.set_font(_FONT, "B", 12)
            self.cell(0, 7, self._paper.marker, align="C", new_x="LMARGIN", new_y="NEXT")

    def _title(self) -> str:
        return short(self.drawable(self._paper.title), 110)


def _fonts() -> Path:
    """Where matplotlib keeps its letters; it is not imported for them."""
    found = find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
