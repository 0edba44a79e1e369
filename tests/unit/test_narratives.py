"""Narrative files: what loads, and how a mistake is named."""

from pathlib import Path

import pytest

from classifiers.narrative import LANGUAGES, load

GOOD = """id = "{id}"
title = "A storyline"
description = "Claims something."
[examples]
en = ["they hide it from us", "share before it is deleted"]
"""


def write(directory: Path, name: str, text: str) -> None:
    (directory / name).write_text(text, encoding="utf-8")


def test_every_shipped_narrative_loads_in_all_five_languages() -> None:
    narratives, errors = load()
    assert not errors
    assert len(narratives) >= 10
    for narrative in narratives:
        assert set(narrative.examples) == set(LANGUAGES)
        assert {"en", *narrative.titles} == set(LANGUAGES)
        assert set(narrative.motifs) == set(LANGUAGES)


def test_a_good_file_becomes_a_narrative(tmp_path: Path) -> None:
    write(tmp_path, "one.toml", GOOD.format(id="one"))
    narratives, errors = load(tmp_path)
    assert errors == ()
    assert narratives[0].examples["en"][0] == "they hide it from us"
    assert narratives[0].counterexamples == {}
    assert narratives[0].titles == {}


def test_a_title_may_be_given_in_some_languages(tmp_path: Path) -> None:
    write(tmp_path, "one.toml", GOOD.format(id="one") + '[titles]\nfr = "Un récit"\n')
    narratives, errors = load(tmp_path)
    assert errors == ()
    assert narratives[0].titles == {"fr": "Un récit"}


def test_motifs_may_stand_on_many_lines_and_an_own_narrative_has_none(tmp_path: Path) -> None:
    write(tmp_path, "one.toml", GOOD.format(id="one") + '[motifs]\nfr = """\ntunnel,\npont"""\n')
    write(tmp_path, "two.toml", GOOD.format(id="two"))
    narratives, errors = load(tmp_path)
    assert errors == ()
    assert [narrative.motifs for narrative in narratives] == [{"fr": "tunnel,\npont"}, {}]


def test_a_bad_file_is_named_and_the_others_load(tmp_path: Path) -> None:
    write(tmp_path, "bad.toml", GOOD.format(id="bad") + 'colour = "red"\n')
    write(tmp_path, "good.toml", GOOD.format(id="good"))
    narratives, errors = load(tmp_path)
    assert [narrative.id for narrative in narratives] == ["good"]
    assert errors[0].path.name == "bad.toml"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (GOOD.format(id="x").replace("title", "titel"), 2, "titel"),
        (GOOD.format(id="x").replace("en =", "xx ="), 4, "examples: unknown language xx"),
        (GOOD.format(id="Not A Slug"), 1, "id"),
        (GOOD.format(id="x").replace("[examples]", "[examples"), 4, "line 4"),
        (GOOD.format(id="x") + '[titles]\nfr = "t"\nxx = "t"\n', 6, "unknown language xx"),
        (GOOD.format(id="x") + '[titles]\nfr = "t"\nnl = " "\n', 8, "titles.nl"),
        (GOOD.format(id="x") + '[titles]\nfr = "one\\ntwo"\n', 7, "titles.fr"),
        (GOOD.format(id="x") + '[motifs]\nfr = "tunnel"\nxx = "t"\n', 6, "unknown language xx"),
        (GOOD.format(id="x") + '[motifs]\nfr = "tunnel"\nnl = " "\n', 8, "motifs.nl"),
        (GOOD.format(id="x") + '[motifs]\nfr = ["tunnel"]\n', 7, "motifs.fr"),
        (GOOD.format(id="x").replace("[examples]", 'titles = "t"\n[examples]'), 4, "titles"),
        ('id = "x"\ntitle = "t"\ndescription = "d"\n[examples]\n', 4, "at least one example"),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    write(tmp_path, "x.toml", text)
    narratives, errors = load(tmp_path)
    assert narratives == ()
    assert any(error.line == line and reason in str(error) for error in errors), errors


def test_all_mistakes_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, "x.toml", 'id = "x"\ncolour = "red"\n')
    _, errors = load(tmp_path)
    assert len(errors) == 4


def test_an_id_given_twice_is_a_mistake_of_the_later_file(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", GOOD.format(id="same"))
    write(tmp_path, "b.toml", GOOD.format(id="same"))
    narratives, errors = load(tmp_path)
    assert len(narratives) == 1
    assert errors[0].path.name == "b.toml"


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    _, errors = load(tmp_path)
    assert "cannot be read" in errors[0].reason


def test_a_directory_that_is_not_there_is_reported(tmp_path: Path) -> None:
    narratives, errors = load(tmp_path / "nowhere")
    assert narratives == ()
    assert "no such directory" in str(errors[0])
