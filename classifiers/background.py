"""The shipped texts that carry no rumour: what a feed says on any other day."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "background.toml"


@cache
def background() -> Mapping[str, tuple[str, ...]]:
    """Language code to texts."""
    table: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {lang: tuple(texts) for lang, texts in table.items()}
