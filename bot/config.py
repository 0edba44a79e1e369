"""The configuration: TOML and `VIGIE_…` variables in, frozen values out, all mistakes at once.

Only `app` and `__main__` see this module; everyone else is handed plain values. Secrets come from
files or variables alone, never from the TOML itself.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, DirectoryPath, Field, ValidationError

from bot.desk.feeds import unfit
from bot.domain.centre import Centre
from bot.domain.draft import DEFAULT_QUORUM, MessageClass, Quorum
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.room import Duty, Member, Role, Room, Team, handle
from monitors.feed import Feed, SourceRole

LANGUAGES = ("en", "fr", "nl", "de", "lb")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class ConfigError(Exception):
    """The configuration cannot be used; `mistakes` holds one line for each thing to mend."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def _every(value: object) -> object:
    """ "5m" as a length of time; anything else is left for pydantic to refuse."""
    if isinstance(value, str) and value[:-1].isdigit() and value[-1:] in _UNITS:
        return timedelta(**{_UNITS[value[-1]]: int(value[:-1])})
    raise ValueError('expected a number and a unit, such as "90s", "5m" or "1h"')


def _network(value: object) -> object:
    """A network as "10.20.0.0/16"; kept as text, refused when it is none."""
    try:
        ip_network(str(value))
    except ValueError:
        raise ValueError('expected a network, such as "10.20.0.0/16"') from None
    return value


Network = Annotated[str, BeforeValidator(_network)]
Length = Annotated[timedelta, BeforeValidator(_every)]
Language = Literal["en", "fr", "nl", "de", "lb"]
Name = Annotated[str, Field(min_length=1, max_length=80)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CentreSection(_Section):
    """[centre]"""

    name: Name
    languages: tuple[Language, ...] = Field(min_length=1)
    timezone: str = "Europe/Brussels"
    mode: Mode


class StoreSection(_Section):
    """[store]"""

    url: str = Field("sqlite:///vigie.db", pattern=r"^(sqlite:///.+|postgresql://.+)")


class TelegramSection(_Section):
    """[telegram]"""

    token_file: Path | None = None
    api: str = "https://api.telegram.org"


class MatrixSection(_Section):
    """[matrix]"""

    homeserver: str
    user: str
    password_file: Path | None = None
    token_file: Path | None = None
    device: str | None = None
    encryption: bool = True
    store: Path = Path("matrix-keys")


class RoomSection(_Section):
    """[[rooms]]"""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
    platform: Literal["telegram", "matrix", "console"]
    address: str = ""
    language: Language
    duties: tuple[Duty, ...] = ()


class MemberSection(_Section):
    """[[members]]"""

    name: Name
    telegram: int | None = None
    matrix: str | None = None
    roles: tuple[Role, ...] = Field(min_length=1)


class FeedSection(_Section):
    """[[feeds]]"""

    url: str = Field(pattern=r"^(https?|wss?)://[^/\s@]+(/\S*)?$")
    name: Name
    role: SourceRole = SourceRole.UNKNOWN
    language: Language | None = None
    every: Length = timedelta(minutes=5)
    keywords: tuple[str, ...] = ()


class OutletSection(_Section):
    """[[outlets]]"""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
    platform: Literal["telegram", "matrix", "webhook", "email", "mastodon", "cap", "atom", "file"]
    address: str = Field(min_length=1)
    languages: tuple[Language, ...] = Field(min_length=1)
    secret_file: Path | None = None
    idempotent: bool = False


class WatchSection(_Section):
    """[watch]"""

    allow_private_addresses: bool | tuple[Network, ...] = False


class JudgeSection(_Section):
    """[judge]"""

    embeddings: DirectoryPath | None = None


class Config(_Section):
    """The whole file."""

    centre: CentreSection
    store: StoreSection = Field(default_factory=lambda: StoreSection(url="sqlite:///vigie.db"))
    telegram: TelegramSection | None = None
    matrix: MatrixSection | None = None
    rooms: tuple[RoomSection, ...] = Field(min_length=1)
    members: tuple[MemberSection, ...] = Field(min_length=1)
    feeds: tuple[FeedSection, ...] = ()
    outlets: tuple[OutletSection, ...] = ()
    quorum: Mapping[MessageClass, Annotated[int, Field(ge=1, le=9)]] = {}
    watch: WatchSection = Field(default_factory=WatchSection)
    judge: JudgeSection = Field(default_factory=JudgeSection)

    def to_centre(self) -> Centre:
        """The centre as the rules know it."""
        return Centre(
            name=self.centre.name,
            mode=self.centre.mode,
            languages=self.centre.languages,
            timezone=ZoneInfo(self.centre.timezone),
            team=Team(tuple(map(_room, self.rooms)), tuple(map(_member, self.members))),
            outlets=tuple(map(_outlet, self.outlets)),
            quorum={kind: self._quorum(kind) for kind in MessageClass},
        )

    def to_feeds(self) -> tuple[Feed, ...]:
        """The feeds that every start makes sure to watch."""
        zone = self.centre.timezone
        return tuple(
            Feed(f.url, f.name, f.role, f.language, f.every, zone, f.keywords) for f in self.feeds
        )

    def _quorum(self, kind: MessageClass) -> Quorum:
        default = DEFAULT_QUORUM[kind]
        return Quorum(self.quorum.get(kind, default.approvals), default.authority)


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read and check a configuration file. Raises `ConfigError` with every mistake in it."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError([f"{path}: there is no such file"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: cannot be read: {error}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{path}: this is not TOML: {error}"]) from None
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        raise ConfigError([_mistake(each) for each in error.errors()]) from None
    if mistakes := [*_contradictions(config), *_not_yet(config), *_secrets(config, environment)]:
        raise ConfigError(mistakes)
    return config


def secret(outlet: OutletSection, environment: Mapping[str, str] = os.environ) -> str:
    """The secret an outlet signs with: from its file, else from its variable; empty for none."""
    if outlet.secret_file:
        return outlet.secret_file.read_text("utf-8").strip()
    return environment.get(_variable(outlet), "")


def _variable(outlet: OutletSection) -> str:
    return f"VIGIE_{outlet.name.upper().replace('-', '_')}_SECRET"


def _mistake(error: Mapping[str, object]) -> str:
    """One of pydantic's errors as `rooms[2].platform: what is expected`."""
    place = ""
    location = error["loc"]
    assert isinstance(location, tuple)  # so pydantic documents it
    for step in location:
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
    context = error.get("ctx")
    expected = context.get("expected") if isinstance(context, dict) else None
    why = {
        "extra_forbidden": "there is no such setting",
        "missing": "is missing",
    }.get(str(error["type"]), f"expected {expected}" if expected else str(error["msg"]))
    return f"{place.lstrip('.')}: {why}"


def _contradictions(config: Config) -> list[str]:
    """What each part allows but the whole does not."""
    found = []
    try:
        ZoneInfo(config.centre.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        found.append(f"centre.timezone: there is no time zone {config.centre.timezone!r}")
    for section, names in (
        ("rooms", [room.name for room in config.rooms]),
        ("outlets", [outlet.name for outlet in config.outlets]),
        ("members", [handle(member.name) for member in config.members]),
        ("feeds", [feed.url for feed in config.feeds]),
    ):
        found += [
            f"{section}[{i}]: {name!r} is there twice"
            for i, name in enumerate(names)
            if name in names[:i]
        ]
    found += [
        f"feeds[{i}]: {why}" for i, feed in enumerate(config.to_feeds()) if (why := unfit(feed))
    ]
    found += _shared_accounts(config)
    for i, room in enumerate(config.rooms):
        if room.language not in config.centre.languages:
            found.append(f"rooms[{i}].language: {room.language} is not in centre.languages")
    for i, outlet in enumerate(config.outlets):
        strange = sorted(set(outlet.languages) - set(config.centre.languages))
        if strange:
            found.append(f"outlets[{i}].languages: {', '.join(strange)} not in centre.languages")
        if outlet.platform == "webhook" and urlsplit(outlet.address).scheme not in (
            "http",
            "https",
        ):
            found.append(f"outlets[{i}].address: expected an http or https address")
    return found


def _shared_accounts(config: Config) -> list[str]:
    """One account is one person: shared, it would vote for two."""
    found = []
    for platform in ("telegram", "matrix"):
        accounts = [getattr(member, platform) for member in config.members]
        found += [
            f"members[{i}].{platform}: {account} belongs to another member already"
            for i, account in enumerate(accounts)
            if account is not None and account in accounts[:i]
        ]
    return found


def _not_yet(config: Config) -> list[str]:
    """What the file may say but this version cannot do yet: said, never ignored."""
    sentence = "{kind} is not built into this version yet; use {instead}"
    rooms = [
        f"rooms[{i}].platform: " + sentence.format(kind=room.platform, instead="console")
        for i, room in enumerate(config.rooms)
        if room.platform != "console"
    ]
    outlets = [
        f"outlets[{i}].platform: "
        + sentence.format(kind=outlet.platform, instead="file or webhook")
        for i, outlet in enumerate(config.outlets)
        if outlet.platform not in ("file", "webhook")
    ]
    return rooms + outlets


def _secrets(config: Config, environment: Mapping[str, str]) -> list[str]:
    found = []
    for i, outlet in enumerate(config.outlets):
        try:
            if outlet.secret_file:
                outlet.secret_file.read_text("utf-8")
        except FileNotFoundError:
            found.append(f"outlets[{i}].secret_file: there is no file {outlet.secret_file}")
            continue
        except (OSError, UnicodeDecodeError) as error:
            found.append(f"outlets[{i}].secret_file: cannot be read: {error}")
            continue
        if outlet.platform == "webhook" and not secret(outlet, environment):
            found.append(
                f"outlets[{i}]: a webhook needs a secret to sign with: "
                f"secret_file or {_variable(outlet)}"
            )
    return found


def _room(section: RoomSection) -> Room:
    address = section.address or section.name
    return Room(
        section.name, section.platform, address, section.language, frozenset(section.duties)
    )


def _member(section: MemberSection) -> Member:
    """The person, on every platform; on the console by the name as one typed word."""
    accounts = {"console": handle(section.name)}
    if section.telegram is not None:
        accounts["telegram"] = str(section.telegram)
    if section.matrix is not None:
        accounts["matrix"] = section.matrix
    return Member(section.name, frozenset(section.roles), accounts)


def _outlet(section: OutletSection) -> Outlet:
    repeatable = section.idempotent or section.platform == "file"
    return Outlet(section.name, section.platform, section.address, section.languages, repeatable)
