"""Secrets: from a file, else from a variable; which are missing or cannot be read."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.config.sections import (
    Config,
    MatrixSection,
    OutletSection,
    TelegramSection,
    WritingSection,
)

_NEEDS = {
    "webhook": "a webhook needs a secret to sign with",
    "mastodon": "a Mastodon account needs its token",
}


def secret(outlet: OutletSection, environment: Mapping[str, str] = os.environ) -> str:
    """The secret an outlet signs with; empty for none."""
    return _read(outlet.secret_file, _variable(outlet), environment)


def telegram_token(section: TelegramSection, environment: Mapping[str, str] = os.environ) -> str:
    """What Telegram knows the bot by; empty for none."""
    return _read(section.token_file, "VIGIE_TELEGRAM_TOKEN", environment)


def webhook_secret(section: TelegramSection, environment: Mapping[str, str] = os.environ) -> str:
    """What Telegram must show at our door; empty for none."""
    file = section.webhook.secret_file if section.webhook else None
    return _read(file, "VIGIE_TELEGRAM_WEBHOOK_SECRET", environment)


def matrix_secrets(
    section: MatrixSection, environment: Mapping[str, str] = os.environ
) -> tuple[str, str]:
    """The password and the token of the account on its homeserver, each empty for none."""
    password = _read(section.password_file, "VIGIE_MATRIX_PASSWORD", environment)
    return password, _read(section.token_file, "VIGIE_MATRIX_TOKEN", environment)


def writing_key(section: WritingSection, environment: Mapping[str, str] = os.environ) -> str:
    """What the writing help knows us by; empty where it asks for none."""
    return _read(section.key_file, "VIGIE_WRITING_KEY", environment)


def secret_mistakes(config: Config, environment: Mapping[str, str]) -> list[str]:
    """One line for each secret that is missing or cannot be read."""
    unreadable = [line for place, file in _files(config) if (line := _unreadable(place, file))]
    return unreadable or [*_missing(config, environment)]


def _missing(config: Config, environment: Mapping[str, str]) -> list[str]:
    found = [
        f"outlets[{i}]: {_NEEDS[outlet.platform]}: secret_file or {_variable(outlet)}"
        for i, outlet in enumerate(config.outlets)
        if outlet.platform in _NEEDS and not secret(outlet, environment)
    ]
    telegram, matrix = config.telegram, config.matrix
    if telegram and not telegram_token(telegram, environment):
        found.append("telegram: needs its token: token_file or VIGIE_TELEGRAM_TOKEN")
    if telegram and telegram.webhook and not webhook_secret(telegram, environment):
        found.append(
            "telegram.webhook: needs a secret: secret_file or VIGIE_TELEGRAM_WEBHOOK_SECRET"
        )
    if matrix:
        password, token = matrix_secrets(matrix, environment)
        if not (password or token):
            found.append(
                "matrix: needs password_file or VIGIE_MATRIX_PASSWORD; "
                "or token_file or VIGIE_MATRIX_TOKEN, with device"
            )
        elif not password and not matrix.device:
            found.append("matrix.device: a token needs the device that it was made for")
    return found


def _files(config: Config) -> list[tuple[str, Path]]:
    """Every file that a secret is in, with its place in the configuration."""
    named = [(f"outlets[{i}].secret_file", o.secret_file) for i, o in enumerate(config.outlets)]
    if config.telegram:
        named.append(("telegram.token_file", config.telegram.token_file))
        if config.telegram.webhook:
            named.append(("telegram.webhook.secret_file", config.telegram.webhook.secret_file))
    if config.matrix:
        named.append(("matrix.password_file", config.matrix.password_file))
        named.append(("matrix.token_file", config.matrix.token_file))
    if config.public:
        named.append(("public.sign_key_file", config.public.sign_key_file))
        named.append(("public.sign_cert_file", config.public.sign_cert_file))
    if config.writing:
        named.append(("writing.key_file", config.writing.key_file))
    return [(place, file) for place, file in named if file is not None]


def _unreadable(place: str, file: Path) -> str:
    try:
        file.read_text("utf-8")
    except FileNotFoundError:
        return f"{place}: there is no file {file}"
    except (OSError, ValueError) as error:
        return f"{place}: cannot be read: {error}"
    return ""


def _read(file: Path | None, variable: str, environment: Mapping[str, str]) -> str:
    return file.read_text("utf-8").strip() if file else environment.get(variable, "")


def _variable(outlet: OutletSection) -> str:
    return f"VIGIE_{outlet.name.upper().replace('-', '_')}_SECRET"
