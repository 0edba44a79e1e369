"""The state of the store in memory: a table is a dictionary of frozen values."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.draft import Draft
from bot.domain.exchange import Request
from bot.domain.fact import Fact
from bot.domain.flag import Case, Decision, Flag
from bot.domain.health import Sighting
from bot.domain.hearing import Lasting
from bot.domain.incident import Incident
from bot.domain.log import Entry, Head
from bot.domain.partner import Share
from bot.domain.proposal import Proposal
from bot.domain.publication import Attempt, Publication
from bot.domain.restraint import Telling
from bot.domain.rumour import Rumour, Sounding
from bot.domain.sample import Sample
from bot.ports import Buttons, Card, KeptFeed, Post, StoreError
from classifiers.narrative import Narrative
from monitors.feed import Item


@dataclass(frozen=True, slots=True)
class KeptEvent:
    heard: Lasting | None
    raw: str
    at: datetime
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    post: Post
    due: datetime
    attempts: int = 0
    lease: datetime | None = None
    again: datetime | None = None
    owner: str = ""
    round: int = 0
    refused: int = 0
    blocks: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class HeldEars:
    owner: str
    until: datetime
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    kept: KeptFeed
    removed: bool = False
    lease: datetime | None = None

    @property
    def polled(self) -> bool:
        return not self.removed and not self.kept.muted

    @property
    def due(self) -> datetime:
        return max(self.kept.progress.next_poll, self.lease or self.kept.progress.next_poll)


@dataclass(frozen=True, slots=True)
class KeptItem:
    number: int
    feed: int
    item: Item
    first: Sighting
    at: datetime
    edits: int = 0


@dataclass(slots=True)
class Tables:
    """Every table; `given` counts the numbers given in each, `over` ends their use."""

    over: bool = False
    given: dict[str, int] = field(default_factory=dict)
    inbox: dict[str, KeptEvent] = field(default_factory=dict)
    outbox: dict[int, Waiting] = field(default_factory=dict)
    ears: dict[str, HeldEars] = field(default_factory=dict)
    spoken: dict[tuple[str, str], tuple[Buttons, datetime]] = field(default_factory=dict)
    entries: dict[tuple[int, int], Entry] = field(default_factory=dict)
    heads: dict[int, Head] = field(default_factory=dict)
    feeds: dict[int, Watch] = field(default_factory=dict)
    items: dict[tuple[int, str], KeptItem] = field(default_factory=dict)
    warnings: dict[int, tuple[tuple[int, ...], frozenset[str]]] = field(default_factory=dict)
    flags: dict[int, Flag] = field(default_factory=dict)
    labels: list[tuple[int, Decision]] = field(default_factory=list)
    cases: dict[int, Case] = field(default_factory=dict)
    case_keys: set[tuple[int, int]] = field(default_factory=set)
    incidents: dict[int, Incident] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    publications: dict[int, Publication] = field(default_factory=dict)
    leases: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    attempts: dict[tuple[int, int], Attempt] = field(default_factory=dict)
    narratives: dict[str, tuple[Narrative, bool]] = field(default_factory=dict)
    facts: dict[int, Fact] = field(default_factory=dict)
    contacts: dict[int, Contact] = field(default_factory=dict)
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    proposals: dict[int, Proposal] = field(default_factory=dict)
    proposal_leases: dict[int, datetime] = field(default_factory=dict)
    shares: dict[int, Share] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    rumours: dict[int, Rumour] = field(default_factory=dict)
    soundings: dict[int, Sounding] = field(default_factory=dict)
    tellings: dict[tuple[int, int], Telling] = field(default_factory=dict)
    gathered: dict[int, int] = field(default_factory=dict)
    official_words: dict[tuple[int, int], tuple[str, datetime]] = field(default_factory=dict)
    samples: dict[int, Sample] = field(default_factory=dict)

    def copied(self) -> "Tables":
        return Tables(**{table.name: copy(getattr(self, table.name)) for table in fields(self)})

    def next(self, table: str) -> int:
        self.given[table] = self.given.get(table, 0) + 1
        return self.given[table]


class Table:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @property
    def _kept(self) -> Tables:
        if self._tables.over:
            raise RuntimeError("this unit is over: it was committed")
        return self._tables


def must_be_there(key: object, table: Mapping[object, object] | Iterable[object]) -> None:
    if key not in table:
        raise StoreError(f"There is no {key} to change; nothing was kept.")
