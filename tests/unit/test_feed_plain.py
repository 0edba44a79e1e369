"""HTML to the words that a reader would see."""

from monitors.plain import MOST_TEXT, plain, tidy


def test_paragraphs_become_lines() -> None:
    assert plain("<p>One\n two</p><p>three<br>four</p>") == "One two\nthree\nfour"


def test_inline_markup_does_not_cut_words() -> None:
    assert plain("boil <b>wa</b>ter") == "boil water"


def test_entities_are_resolved_once() -> None:
    assert plain("caf&eacute; &amp;amp; <i>th&#233;</i> &lt;b&gt;") == "café &amp; thé <b>"


def test_scripts_and_styles_are_gone_with_their_words() -> None:
    assert plain("<style>p{}</style>a<script>alert(1)</script>b<!-- c -->") == "ab"


def test_text_without_markup_keeps_its_lines() -> None:
    assert plain("One\n\n  two &amp; three") == "One\ntwo & three"


def test_a_lone_less_than_sign_is_text() -> None:
    assert plain("3 < 5 and <b>5 > 3</b>") == "3 < 5 and 5 > 3"


def test_characters_that_nobody_can_write_are_dropped() -> None:
    assert tidy("a\x00b\x1b[31m\ud800c\ufffe") == "ab[31mc"


def test_long_text_is_cut() -> None:
    assert len(plain("<p>" + "x" * 300_000)) == MOST_TEXT


def test_deep_nesting_is_cut_before_it_costs_time() -> None:
    assert plain("word" + "<div>" * 40_000 + "lost") == "word"
