"""Every story file, played; and that the player notices when a story goes otherwise."""

import logging
from pathlib import Path

import pytest

from bot.chat.words import LANGUAGES
from tests.stories.play import play
from tests.stories.script import Matching, Says, StoryFailed, filled, read
from tests.stories.tongues import english_in

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.story"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
async def test_story(file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trouble = await _trouble(file, tmp_path)
    if trouble:
        pytest.fail(trouble, pytrace=False)
    # The desk answers its own bugs with a sentence; a story must not pass over one.
    assert [log.getMessage() for log in caplog.records if log.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("monitor@watch> /show\nwatch< There is no draft 1.", "the number is missing"),
        ("monitor@watch> /status\nwatch< *: the desk is at work.", "  - mode: live"),
        ("monitor@watch> /show\nwatch~ *", "watch< I could not read that"),
        ("monitor@watch> /show\nwatch< *\nwatch< *", "(nothing)"),
        ("monitor@watch> /show\nwatch< (nothing)", "the number is missing"),
        ("monitor@watch> /show\nlog is broken", "whole: False"),
        ("file public-page holds once: words", "'words'"),
        ("file public-page holds 1 text", "1 texts"),
        ("tamper DELETE FROM log_entries WHERE kind = 'none'", "nothing changed"),
        ("tamper DELETE FROM nowhere", "no such table"),
        ("monitor says hello", "means nothing in a story"),
    ],
)
async def test_a_story_that_goes_otherwise_is_told_with_its_line(
    lines: str, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "other.story"
    file.write_text(f"# Another one.\n\n{lines}\n", "utf-8")
    trouble = await _trouble(file, tmp_path)
    assert trouble.startswith(f"other.story:{2 + len(lines.splitlines())}: ")
    assert told in trouble


async def test_a_log_with_a_row_less_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "cut.story"
    file.write_text(
        "monitor@watch> /log first\nmonitor@watch> /log second\nlog is whole\n"
        "tamper DELETE FROM log_entries WHERE text = 'first'\nlog is whole\n",
        "utf-8",
    )
    assert (await _trouble(file, tmp_path)).startswith("cut.story:5: ")


def test_the_same_conversation_is_had_in_all_five_languages() -> None:
    def acts(language: str) -> list[tuple[str, ...]]:
        story = read(HERE / f"whole-{language}.story")
        assert story.header["language"] == language
        said = (step.act for step in story.steps if isinstance(step.act, Says))
        return [(act.who, act.room, act.text.split()[0]) for act in said]

    first, *others = (acts(language) for language in LANGUAGES)
    assert all(other == first for other in others)


def test_english_is_found_where_another_language_is_spoken() -> None:
    said = ["Le journal est vide.", "Draft 3 is returned.", "watch: The log is empty."]
    assert english_in("fr", said) == ["watch: The log is empty."]
    assert english_in("en", said) == []


def test_a_pattern_keeps_what_it_names_and_asks_for_it_again() -> None:
    matching = Matching()
    assert matching.message(("Draft <number> [<digest>] *",), ("Draft 7 [9f3a1c] warning: draft",))
    assert matching.values == {"number": "7", "digest": "9f3a1c"}
    assert matching.message(("Draft {number} is out.",), ("Draft 7 is out.",))
    assert not matching.message(("Draft {number} is out.",), ("Draft 8 is out.",))


def test_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    matching = Matching()
    assert matching.message(("one", "  ...", "  four"), ("one", "  two", "  three", "  four"))
    assert matching.message(("one ...",), ("one", "  two"))
    assert not matching.message(("one",), ("one", "  two"))
    assert not matching.message(("one", "  *"), ("one", "  two", "  three"))
    assert not matching.message(("one", "  ...", "  four"), ("one", "  two"))


def test_a_place_that_nobody_kept_is_typed_as_it_is() -> None:
    assert filled("{fact} {digest} {3 times ab}\\nend", {"digest": "9f3a1c"}) == (
        "{fact} 9f3a1c ababab\nend"
    )


async def _trouble(file: Path, folder: Path) -> str:
    """What went wrong in a story; empty when nothing did."""
    try:
        await play(read(file), folder)
    except StoryFailed as failed:
        return str(failed)
    return ""
