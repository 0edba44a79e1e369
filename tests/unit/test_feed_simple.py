"""The quick road through HTML gives the words that the cleaner gives, or nothing."""

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitors.plain import _cleaned, tidy
from monitors.simple import simple_words

_NAMES = (
    *("a", "abbr", "b", "em", "img", "q", "s", "span", "strong", "sub", "wbr", "article", "br"),
    *("div", "figure", "h2", "h3", "hr", "li", "main", "ol", "p", "section", "ul"),
)
_ATTRIBUTES = (
    *("", "", "", "", ' class="x"', ' alt="L\'eau"', ' a="1" b="2"', ' a="&quot;"', ' a=">"'),
    *(" a=x", " a='\"'", ' a"b="> "', " /", "/", ' a="x'),
)
_WORDS = (
    *("water", " ", "a b", "\n", "&amp;", "&lt;b&gt;", "&nbsp;", "&#10;", "&#x80;", "&#0;", "&#1;"),
    *("&notit;", "&copy", "&", "<", ">", '"', "</", "<!-- c -->", "é", "\u00ad", "<TD>", "\t"),
)
_start = st.builds("<{}{}>".format, st.sampled_from(_NAMES), st.sampled_from(_ATTRIBUTES))
_end = st.builds("</{}>".format, st.sampled_from(_NAMES))
_pieces = st.one_of(_start, _start, _end, st.sampled_from(_WORDS), st.sampled_from(_WORDS[:3]))


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(_NAMES), inside)


_fragments = st.recursive(
    _pieces, lambda inner: _element(st.lists(inner, max_size=4).map("".join)), max_leaves=12
)


@given(st.lists(_fragments, max_size=8).map("".join))
@settings(max_examples=400, deadline=None)
def test_the_quick_road_reads_what_the_cleaner_reads(html: str) -> None:
    words = simple_words(html)
    if words is not None:
        assert tidy(unescape(words)) == tidy(unescape(_cleaned(html)))


def test_what_feeds_write_most_is_simple() -> None:
    html = (
        '<figure class="wide"><img src="a.jpg" alt="L\'eau" /><figcaption>A</figcaption></figure>'
        '<p>Boil <strong>the</strong> <a href="https://x.example/?a=1&amp;b=2">water</a>.<br/>Now.'
        "</p>\n<ul><li>one</li><li>two</li></ul>"
    )
    assert simple_words(html) is not None


@pytest.mark.parametrize(
    "html",
    [
        "a</div>b",
        "<<b>p>",
        "<script>x</script>",
        "<table>a<tr><td>b",
        '<a title=">">x</a>',
        "a<!-- b -->",
        "\x00<b>a</b>",
        "<b>" * 3000,
    ],
)
def test_what_a_browser_would_mend_is_not_simple(html: str) -> None:
    assert simple_words(html) is None
