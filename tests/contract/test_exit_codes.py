"""What `vigie` ends with: 0 done, 1 failed, 2 wrong use or configuration."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from tests.program import CONFIGURATION


def ended(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.stdout


@pytest.fixture
def config(tmp_path: Path) -> str:
    file = tmp_path / "vigie.toml"
    store = CONFIGURATION.replace("sqlite:///", f"sqlite:///{tmp_path}/")
    file.write_text(store.replace("public.txt", f"{tmp_path}/public.txt"), "utf-8")
    return str(file)


def test_a_script_that_cannot_be_played_is_wrong_use(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text("{}", "utf-8")
    for words in (("drill", str(spoilt)), ("drill", str(spoilt), "--check")):
        assert ended(*words) == (2, "")


def test_a_report_of_no_known_kind_or_language_is_refused_before_anything_is_played() -> None:
    for words in (("--report", "report.doc"), ("--report", "a.md", "--language", "xx")):
        assert ended("drill", *words) == (2, "")


def test_what_is_no_address_of_a_feed_is_wrong_use() -> None:
    assert ended("feeds", "try", "nonsense") == (2, "")
    assert ended("feeds", "try", "http://127.0.0.1:1/rss")[0] == 1


def test_a_store_of_another_mode_is_a_wrong_configuration(config: str) -> None:
    assert ended("migrate", "--config", config)[0] == 0
    other = Path(config).with_name("other.toml")
    other.write_text(Path(config).read_text("utf-8").replace('"live"', '"exercise"'), "utf-8")
    for command in (["migrate"], ["run"], ["log", "verify"]):
        assert ended(*command, "--config", str(other)) == (2, "")


def test_an_unknown_language_of_a_paper_is_wrong_use(config: str) -> None:
    ended("migrate", "--config", config)
    for words in (["log", "export"], ["report", "month", "2026-11"]):
        assert ended(*words, "--config", config, "--language", "xx") == (2, "")
        assert ended(*words, "--config", config, "--language", "lb")[0] == 0
