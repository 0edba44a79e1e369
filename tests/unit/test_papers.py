"""Documents as files: Markdown, HTML and PDF, with hostile words in every part of them."""

import io
import logging
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from bot.chat.papers.forms import write, written
from bot.chat.papers.markdown import escaped, markdown
from bot.chat.papers.page import html
from bot.chat.papers.sheets import pdf
from bot.chat.plot import strip_png
from bot.chat.views.documents import document, section
from bot.chat.views.papers import as_file, paper_of
from bot.chat.views.timeline import drawn, timeline
from bot.domain.drawing import Lane, Timeline
from bot.domain.log import GENESIS, Entry, Head, next_entry
from bot.domain.message import Paragraph, Quote, Rows
from bot.domain.mode import Mode
from bot.domain.paper import Form, Heading, Paper, Part, Picture, Table
from tests.desk import WORDS, centre

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
EVIL = (
    '<script>alert(1)</script><img src=x onerror="alert(1)"> ![t](https://evil.example/t.png) '
    "[tap](javascript:alert(1)) <https://evil.example> | # * _ ` &lt; \u202egnp.exe"
)
EMPTY = strip_png(Timeline("Nothing", NOW, NOW.replace(hour=9), (Lane("flags", ()),)))


def paper(*parts: Part, marker: str = "EXERCISE") -> Paper:
    return Paper("Fire <b>& flood", "en", marker, NOW, parts, ("Log of incident 1: head 9f2c",))


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text += data


EVERYWHERE = (
    Heading(EVIL), Paragraph(EVIL), Quote(f"{EVIL}\n{EVIL}"), Rows((EVIL, EVIL)),
    Table((EVIL, "b"), ((EVIL, EVIL),), (50, 50)), Picture(EMPTY, EVIL),
)  # fmt: skip


def test_words_of_others_do_nothing_on_a_page() -> None:
    page = Elements(html(paper(*EVERYWHERE)))
    names = {tag for tag, _ in page.tags}
    assert names <= {
        "html", "head", "meta", "title", "style", "body", "p", "main", "h1", "h2", "blockquote",
        "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "img", "footer", "hr",
    }  # fmt: skip
    sources = [attrs["src"] or "" for tag, attrs in page.tags if tag == "img"]
    assert len(sources) == 1
    assert sources[0].startswith("data:image/png;base64,")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in page.tags if "href" in attrs]
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text


def test_words_of_others_do_nothing_in_markdown_that_another_program_shows() -> None:
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(markdown(paper(*EVERYWHERE), "report"))
    )
    page = Elements(shown)
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags if "href" in attrs]
    assert [attrs["src"] for tag, attrs in page.tags if tag == "img"] == ["report-1.png"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1. )-+=#*_`~[]()<>!|\\&:$\n/\"'\u202f"), max_size=40))
def test_a_line_reads_on_the_page_as_it_was_written(words: str) -> None:
    page = Elements(html(paper(Rows((f"x{words}x",)))))
    seen = page.text.partition("Fire <b>& flood")[2].partition("Fire <b>& flood")[2]
    assert seen.partition("Log of")[0].strip() == re.sub(r"[ \n]+", " ", f"x{words}x")


@pytest.mark.parametrize("words", ["1. one", "- one", "# one", "12) one", "+ one", "===", "---"])
def test_no_beginning_of_a_line_becomes_a_list_or_a_title(words: str) -> None:
    shown = MarkdownIt("commonmark").render(f"above\n\n{escaped(words)}\n")
    assert Elements(shown).text == f"above\n{words}\n"
    assert {tag for tag, _ in Elements(shown).tags} == {"p"}


def test_the_page_says_its_language_has_heads_of_columns_and_loads_nothing() -> None:
    page = html(paper(Table(("who", "what"), (("a", "b"),), (50, 50))))
    tags = Elements(page).tags
    assert ("html", {"lang": "en"}) in tags
    assert [attrs.get("scope") for tag, attrs in tags if tag == "th"] == ["col", "col"]
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_marker_is_first_and_last_in_every_form_and_on_every_sheet() -> None:
    long = paper(Rows(tuple(f"line {number}" for number in range(200))))
    text = markdown(long, "x")
    assert text.startswith("**EXERCISE**\n")
    assert text.endswith("**EXERCISE**\n")
    words = Elements(html(long)).text.split("}")[-1].split()
    assert (words[0], words[-1]) == ("EXERCISE", "EXERCISE")
    sheets = PdfReader(io.BytesIO(pdf(long))).pages
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        lines = sheet.extract_text().splitlines()
        assert (lines[0], lines[-1]) == ("EXERCISE", "EXERCISE")
        assert f"{number} / {len(sheets)}" in lines
        assert "Log of incident 1: head 9f2c" in lines


@pytest.mark.parametrize("step", [4, 5])
def test_no_heading_is_left_alone_at_the_foot_of_a_sheet(step: int) -> None:
    parts: list[Part] = []
    for number in range(40):
        rows = tuple(f"row {number}.{each}" for each in range(1 + number * step % 5))
        parts += [Heading(f"heading {number}"), Rows(rows)]
    sheets = PdfReader(io.BytesIO(pdf(paper(*parts)))).pages
    assert len(sheets) > 2
    for sheet in sheets:
        lines = sheet.extract_text().splitlines()
        *_, last = (line for line in lines if "heading" in line or "row" in line)
        assert "row" in last, last


def test_the_day_and_the_hour_of_a_title_stay_on_one_line() -> None:
    for words in (11, 12, 13):
        title = f"{'Feu ' * words}, 2 mars 09:18"
        made = Paper(title, "fr", "", NOW, (Paragraph("x"),), ())
        text = PdfReader(io.BytesIO(pdf(made))).pages[0].extract_text()
        assert "2 mars 09:18" in text.replace("\u00a0", " "), text


def test_a_real_document_bears_no_marker() -> None:
    assert "EXERCISE" not in html(paper(Paragraph("x"), marker=""))
    assert markdown(paper(Paragraph("x"), marker=""), "x").startswith("# Fire")


def test_the_letters_of_all_five_languages_are_in_the_sheets() -> None:
    letters = "« é è ê ç œ Œ » ä ö ü ß ë ï ij Ë é “ ” ‘ ’ – … → × €"
    sheet = PdfReader(io.BytesIO(pdf(paper(Paragraph(letters), marker="")))).pages[0]
    assert set(letters) <= set(sheet.extract_text()) | {" "}


def test_what_no_font_has_is_shown_as_missing_and_breaks_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        sheet = PdfReader(io.BytesIO(pdf(paper(Paragraph("a \U0001f9ff b 漢 c"))))).pages[0]
    assert "a \ufffd b \ufffd c" in sheet.extract_text()
    assert caplog.text == ""


def test_a_line_of_the_log_longer_than_a_sheet_is_written_whole() -> None:
    words = " ".join(f"w{number}" for number in range(3000))
    entry = _entries(words)[0]
    from bot.chat.views.logbook import as_paper

    made = as_paper([entry], "Log", centre(Mode.EXERCISE), "en", NOW, WORDS.into("en"))
    sheets = PdfReader(io.BytesIO(pdf(made))).pages
    found = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
    assert "w2999" in found
    table = made.parts[0]
    assert isinstance(table, Table)
    assert words in "".join(row[3] for row in table.rows)
    assert table.rows[0][1] == "2026-03-02 09:00:00 +01:00"
    assert made.proof == (f"Log of incident 1: lines 1, head {entry.hash}",)


def test_a_document_of_the_room_becomes_a_paper_with_headings() -> None:
    made = document("Report", [section("1. In short", ["a", "b"]), section("End.")],
                    Mode.EXERCISE, "fr")  # fmt: skip
    paper = paper_of(made, Mode.EXERCISE, "fr", NOW)
    assert paper.title == "Report"
    assert paper.marker == "EXERCICE"
    assert paper.parts == (Heading("1. In short"), Rows(("a", "b")), Paragraph("End."))
    given = as_file("sitrep-1", written(paper, Form.HTML), paper, "html")
    assert given.headline == "EXERCICE – Report"
    assert given.blocks[-1] == Paragraph("EXERCICE")
    assert given.file is not None
    assert given.file.name == "exercice-sitrep-1.html"


def test_markdown_has_its_pictures_beside_it_and_the_others_hold_theirs(tmp_path: Path) -> None:
    made = paper(Picture(EMPTY, "nothing happened"))
    for end in ("md", "html", "pdf"):
        write(made, tmp_path / f"report.{end}")
    assert {path.name for path in tmp_path.iterdir()} == {
        "report.md", "report.html", "report.pdf", "report-1.png",
    }  # fmt: skip
    assert "![nothing happened](report-1.png)" in (tmp_path / "report.md").read_text("utf-8")
    sheets = PdfReader(tmp_path / "report.pdf").pages
    assert [len(sheet.images) for sheet in sheets] == [1]


def _entries(*texts: str) -> list[Entry]:
    head, entries = Head(1, 0, GENESIS), []
    for text in texts:
        entries.append(next_entry(head, NOW, "Monitor", "log.written", text, {}))
        head = Head(1, entries[-1].seq, entries[-1].hash)
    return entries


def test_a_timeline_counts_a_publication_once_and_says_the_same_in_words() -> None:
    head, entries = Head(1, 0, GENESIS), []
    for minute, kind, draft in (
        (1, "flag.raised", ""), (2, "draft.approved", "4"), (3, "draft.approved", "4"),
        (4, "publication.sent", "4"), (5, "publication.sent", "4"), (9, "draft.corrected", "4"),
    ):  # fmt: skip
        refs = {"draft": draft} if draft else {}
        entry = next_entry(head, NOW.replace(minute=minute), "Vigie", kind, "", refs)
        entries.append(entry)
        head = Head(1, entry.seq, entry.hash)
    end = NOW.replace(minute=30)
    say = WORDS.into("fr")
    strip = timeline(entries, NOW, end, centre(Mode.EXERCISE), "fr", say)
    assert strip.title.startswith("EXERCICE – ")
    assert strip.title.endswith(" – EXERCICE")
    assert [len(lane.moments) for lane in strip.lanes] == [1, 0, 2, 1, 1]
    assert [moment.label for moment in strip.lanes[2].moments] == ["4", ""]
    picture, rows = drawn(strip, say)
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert isinstance(rows, Rows)
    assert all(row in picture.instead for row in rows.lines)
    assert rows.lines[0] == "signalements\u00a0: 1, de 09:01 à 09:01"
