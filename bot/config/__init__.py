"""The configuration: TOML and `VIGIE_…` variables in, frozen values out, all mistakes at once.

Only `app`, `__main__` and the command line see this package; everyone else is handed plain values.
Secrets come from files or variables alone, never from the TOML itself.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from bot.config.afar import read_by_others
from bot.config.checks import contradictions
from bot.config.reading import read, told, written
from bot.config.secrets import (
    matrix_secrets,
    secret,
    secret_mistakes,
    telegram_token,
    webhook_secret,
    writing_key,
)
from bot.config.sections import LANGUAGES, Config, MatrixSection, OutletSection, TelegramSection
from bot.desk.shelf import toml

__all__ = [
    "LANGUAGES",
    "Config",
    "ConfigError",
    "MatrixSection",
    "OutletSection",
    "TelegramSection",
    "load",
    "matrix_secrets",
    "read_by_others",
    "secret",
    "telegram_token",
    "webhook_secret",
    "writing_key",
]


class ConfigError(Exception):
    """The configuration cannot be used; `mistakes` holds one line for each thing to mend."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read and check a configuration file. Raises `ConfigError` with every mistake in it."""
    try:
        raw = toml(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError([f"{path}: there is no such file"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: cannot be read: {error}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{path}: this is not TOML: {error}"]) from None
    config, slips = read(raw)
    mistakes = [f"{written(path)}: {why}" for path, why in slips]
    if config is not None:
        more = [*contradictions(config), *secret_mistakes(config, environment)]
        mistakes += [line for line in more if not line.startswith(told(slips))]
    if config is None or mistakes:
        raise ConfigError(mistakes)
    return config
