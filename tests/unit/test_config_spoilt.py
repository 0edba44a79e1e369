"""A configuration that no program can read is told like any other mistake: nothing breaks."""

from pathlib import Path

import pytest

from bot.config import ConfigError, load
from tests.unit.test_config import KEYS, WHOLE, mistakes


@pytest.mark.parametrize(
    ("line", "spoilt", "mistake"),
    [
        ('every = "90s"', 'every = "99999999999999999999d"', "feeds[0].every: expected a number"),
        ('every = "90s"', 'every = "²m"', "feeds[0].every: expected a number"),
        ('every = "90s"', 'every = "999999d"', "feeds[0].every: expected a number"),
        ("https://news.example.org/rss?a=1", "http://[::1", "feeds[0].url: it is no web address"),
        ("https://news.example.org/rss?a=1", "http://a:99999/", "feeds[0].url: it is no web"),
        ("https://partner.example.org/hook", "https://[hook", "outlets[1].address: expected an"),
        ('mode = "exercise"', 'mode = "exercise"\ntimezone = "Europe"', "centre.timezone: there"),
        ('mode = "exercise"', f'mode = "exercise"\ntimezone = "{"x" * 300}"', "centre.timezone: "),
        ("idempotent = true", 'secret_file = "a\\u0000b"', "outlets[1].secret_file: cannot"),
        ('mode = "exercise"', 'mode = "exercise"\ntemplates = "a\\u0000b"', "a\0b: "),
        ("warning = 3", f"warning = {'9' * 5000}", "TOML: a number in it is too long"),
        ("warning = 3", f"warning = {'[' * 5000}", "TOML: it is nested too deeply"),
        ("[quorum]\nwarning = 3", "", ""),
        ("[quorum]\nwarning = 3", "[exercise]\nfolder = 3", "exercise.folder: expected a path"),
        ("[quorum]\nwarning = 3", "[[quorum]]\nwarning = 3", "quorum: expected a section"),
        ("warning = 3", "warning = nan", "quorum.warning: expected a whole number"),
    ],
)  # fmt: skip
def test_whatever_is_spoilt_is_told_with_its_place(
    tmp_path: Path, line: str, spoilt: str, mistake: str
) -> None:
    assert line in WHOLE
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE.replace(line, spoilt), "utf-8")
    if not mistake:
        load(file, KEYS)
        return
    with pytest.raises(ConfigError) as refused:
        load(file, KEYS)
    assert any(mistake in told for told in refused.value.mistakes), refused.value.mistakes


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000, "1979-13-45"])
def test_a_spoilt_template_is_told_with_its_file(tmp_path: Path, value: str) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "X1.toml").write_text(f"id = {value}\n", "utf-8")
    named = f'mode = "exercise"\ntemplates = "{folder}"'
    [mistake] = mistakes(tmp_path, WHOLE.replace('mode = "exercise"', named))
    assert mistake.startswith(f"{folder}/X1.toml: this is not TOML: ")
