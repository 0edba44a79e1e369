"""The sections of the file, as pydantic reads them, and the values the desk is made of."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, DirectoryPath, Field

from bot.desk.feeds import is_web
from bot.desk.shelf import load as load_templates
from bot.domain.alert import Area
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM, MessageClass, Quorum
from bot.domain.flag import GROWTH_STEPS
from bot.domain.issue import Issuer
from bot.domain.lengths import Measure
from bot.domain.mode import Mode
from bot.domain.outlet import MASTODON_REMEMBERS, Outlet
from bot.domain.partner import Partner
from bot.domain.promise import Leads
from bot.domain.publication import ASK_AFTER
from bot.domain.restraint import BUDGET, Quiet, Restraint
from bot.domain.room import Duty, Member, Role, Room, Team, handle
from monitors.feed import Feed, SourceRole

LANGUAGES = ("en", "fr", "nl", "de", "lb")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _every(value: object) -> object:
    """ "5m" as a length of time; anything else is left for pydantic to refuse."""
    # No more than five digits: a moment so far away must still be one on the calendar.
    if found := re.fullmatch(r"([0-9]{1,5})([smhd])", str(value)):
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    raise ValueError('expected a number and a unit, such as "90s", "5m" or "1h"')


def _network(value: object) -> object:
    """A network as "10.20.0.0/16"; kept as text, refused when it is none."""
    try:
        ip_network(str(value))
    except ValueError:
        raise ValueError('expected a network, such as "10.20.0.0/16"') from None
    return value


def _hours(value: object) -> object:
    """Hours of the day as "22:00-06:30"; kept as text, refused when they are none."""
    found = re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", str(value))
    if found is None or len(set(str(value).split("-"))) == 1:
        raise ValueError('expected two times of the day, such as "22:00-06:30"')
    return value


def _web(value: str) -> str:
    if not is_web(value):
        raise ValueError("it is no web address")
    return value


Web = Annotated[str, AfterValidator(_web)]
Hours = Annotated[str, BeforeValidator(_hours)]
Network = Annotated[str, BeforeValidator(_network)]
Length = Annotated[timedelta, BeforeValidator(_every)]
Language = Literal["en", "fr", "nl", "de", "lb"]
Mail = Annotated[str, Field(pattern=r"^[\w!#$%&'*+/=?^.{|}~-]+@[A-Za-z0-9.-]+$")]
Name = Annotated[str, Field(min_length=1, max_length=80)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CentreSection(_Section):
    """[centre]"""

    name: Name
    languages: tuple[Language, ...] = Field(min_length=1)
    timezone: str = "Europe/Brussels"
    mode: Mode
    templates: Path | None = None


class StoreSection(_Section):
    """[store]"""

    url: str = Field("sqlite:///vigie.db", pattern=r"^(sqlite:///.+|postgresql://.+)")


class TelegramWebhookSection(_Section):
    """[telegram.webhook]"""

    url: Web = Field(pattern=r"^https://\S+$")
    listen: str = Field("127.0.0.1:8443", pattern=r"^\S+:\d{1,5}$")
    secret_file: Path | None = None


class TelegramSection(_Section):
    """[telegram]"""

    token_file: Path | None = None
    api: Web = Field("https://api.telegram.org", pattern=r"^https?://\S+$")
    webhook: TelegramWebhookSection | None = None


class MatrixSection(_Section):
    """[matrix]"""

    homeserver: Web = Field(pattern=r"^https?://\S+$")
    user: str = Field(pattern=r"^@[^:\s]+:\S+$")
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
    quiet: Hours | None = None
    quiet_in_incident: bool = False
    budget: int = Field(BUDGET, ge=1, le=1000)
    steps: tuple[Annotated[int, Field(ge=2)], ...] = GROWTH_STEPS

    def to_restraint(self) -> Restraint:
        """How this room wants to be told."""
        quiet = None
        if self.quiet is not None:
            start, end = (time.fromisoformat(word) for word in self.quiet.split("-"))
            quiet = Quiet(start, end)
        return Restraint(quiet, self.budget, self.steps, self.quiet_in_incident)


class MemberSection(_Section):
    """[[members]]"""

    name: Name
    telegram: int | None = None
    matrix: str | None = None
    roles: tuple[Role, ...] = Field(min_length=1)
    deputies: tuple[Name, ...] = ()


class PartnerSection(_Section):
    """[[partners]]"""

    name: Name
    room: str
    matrix: Annotated[str, Field(pattern=r"^@[^:\s]+:\S+$")] | None = None


class FeedSection(_Section):
    """[[feeds]]"""

    url: Web = Field(pattern=r"^(https?|wss?)://[^/\s@]+(/\S*)?$")
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
    fits: Measure | None = None
    longest: int = Field(0, ge=0)
    visibility: Literal["public", "unlisted", "private"] = "public"
    sender: str = ""
    readers: tuple[Mail, ...] = ()
    exercise: bool = False


class AreaSection(_Section):
    """[[public.areas]]"""

    name: Name
    polygons: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    codes: Mapping[str, str] = {}


class PublicSection(_Section):
    """[public]"""

    base: Web = Field(pattern=r"^https?://[^\s?#]+$")
    listen: str = Field("127.0.0.1:8080", pattern=r"^\S+:\d{1,5}$")
    sender: Mail
    areas: tuple[AreaSection, ...] = ()
    sign_key_file: Path | None = None
    sign_cert_file: Path | None = None

    def to_issuer(self, centre: Centre) -> Issuer:
        """Who warns, as the alerts say it."""
        areas = (Area(a.name, a.polygons, a.circles, a.codes) for a in self.areas)
        base = self.base.rstrip("/")
        return Issuer(self.sender, centre.name, base, centre.timezone, tuple(areas))


class WatchSection(_Section):
    """[watch]"""

    allow_private_addresses: bool | tuple[Network, ...] = False
    keep: Annotated[Length, Field(ge=timedelta(days=1))] = timedelta(days=90)


class JudgeSection(_Section):
    """[judge]"""

    embeddings: DirectoryPath | None = None


class WritingSection(_Section):
    """[writing]"""

    endpoint: Web = Field(pattern=r"^https?://[^\s?#]+$")
    model: Name
    key_file: Path | None = None


class ExerciseSection(_Section):
    """[exercise]"""

    folder: Path = Path("exercises")


class ApprovalSection(_Section):
    """[approval]"""

    answer_within: Length = timedelta(minutes=10)
    look_within: Annotated[Length, Field(ge=timedelta(minutes=1))] = timedelta(minutes=15)


class PromisesSection(_Section):
    """[promises]"""

    before_update: Length = Leads().before_update
    before_end: Length = Leads().before_end


class PublishingSection(_Section):
    """[publishing]"""

    ask_after: Length = ASK_AFTER


class Config(_Section):
    """The whole file."""

    centre: CentreSection
    store: StoreSection = Field(default_factory=lambda: StoreSection(url="sqlite:///vigie.db"))
    telegram: TelegramSection | None = None
    matrix: MatrixSection | None = None
    rooms: tuple[RoomSection, ...] = Field(min_length=1)
    members: tuple[MemberSection, ...] = Field(min_length=1)
    partners: tuple[PartnerSection, ...] = ()
    feeds: tuple[FeedSection, ...] = ()
    outlets: tuple[OutletSection, ...] = ()
    quorum: Mapping[MessageClass, Annotated[int, Field(ge=1, le=9)]] = {}
    watch: WatchSection = Field(default_factory=WatchSection)
    judge: JudgeSection = Field(default_factory=JudgeSection)
    public: PublicSection | None = None
    exercise: ExerciseSection = Field(default_factory=ExerciseSection)
    approval: ApprovalSection = Field(default_factory=ApprovalSection)
    writing: WritingSection | None = None
    promises: PromisesSection = Field(default_factory=PromisesSection)
    publishing: PublishingSection = Field(default_factory=PublishingSection)

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
            templates=load_templates(self.centre.templates)[0],
            answer_within=self.approval.answer_within,
            look_within=self.approval.look_within,
            leads=Leads(self.promises.before_update, self.promises.before_end),
            ask_after=self.publishing.ask_after,
            keep_posts=self.watch.keep,
            partners=tuple(Partner(p.name, p.room, p.matrix) for p in self.partners),
        )

    def to_feeds(self) -> tuple[Feed, ...]:
        """The feeds that every start makes sure to watch."""
        zone = self.centre.timezone
        return tuple(
            Feed(f.url, f.name, f.role, f.language, f.every, zone, f.keywords) for f in self.feeds
        )

    @property
    def reachable(self) -> bool | tuple[str, ...]:
        """Which private addresses feeds may be at. An exercise has its feeds on this machine."""
        allowed = self.watch.allow_private_addresses
        if self.centre.mode is Mode.LIVE or allowed is True:
            return allowed
        return (*(allowed or ()), "127.0.0.0/8")

    def _quorum(self, kind: MessageClass) -> Quorum:
        default = DEFAULT_QUORUM[kind]
        return Quorum(self.quorum.get(kind, default.approvals), default.authority)


_REPEATABLE = frozenset({"file", "mastodon", "atom", "cap", "matrix"})
_MEASURES = {name: Measure(name) for name in ("telegram", "matrix", "mastodon")}


def _room(section: RoomSection) -> Room:
    address = section.address or section.name
    return Room(
        section.name, section.platform, address, section.language, frozenset(section.duties),
        section.to_restraint(),
    )  # fmt: skip


def _member(section: MemberSection) -> Member:
    """The person, on every platform; on the console by the name as one typed word."""
    accounts = {"console": handle(section.name)}
    if section.telegram is not None:
        accounts["telegram"] = str(section.telegram)
    if section.matrix is not None:
        accounts["matrix"] = section.matrix
    return Member(section.name, frozenset(section.roles), accounts, section.deputies)


def _outlet(section: OutletSection) -> Outlet:
    repeatable = section.idempotent or section.platform in _REPEATABLE
    return Outlet(
        section.name, section.platform, section.address, section.languages, repeatable,
        MASTODON_REMEMBERS if section.platform == "mastodon" else None,
        section.fits or _MEASURES.get(section.platform), section.longest,
    )  # fmt: skip
