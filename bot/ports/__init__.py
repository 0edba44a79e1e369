"""What the desk needs of the world, as Protocols: a store, a judge, a clock, rooms and outlets.

A `Unit` is one transaction. A verb is handed an open unit and never commits; whoever opened it
(the dispatcher, the watch, the delivery) commits once, so that what was said, what it changed, its
line in the log and what follows from it stand or fall together.
"""

from bot.domain.pacing import Pace
from bot.ports.exchange import Requests, Shares
from bot.ports.public import Contacts, Drafts, Facts, Proposals, Publications
from bot.ports.queue import (
    Agenda,
    Buttons,
    Card,
    Cards,
    Due,
    Ears,
    Inbox,
    Lane,
    Late,
    Leases,
    Outbox,
    Post,
    Queued,
    Spoken,
    Tellings,
)
from bot.ports.rooms import (
    Batch,
    Event,
    Lookable,
    OutletPort,
    Platform,
    PlatformDown,
    Recountable,
    Remark,
    RoomsNow,
)
from bot.ports.triage import Cases, Flags, Narratives, Rumours, Samples
from bot.ports.unit import Incidents, Log, ModeError, Settings, StoreError, Unit, Units
from bot.ports.watch import Feeds, Items, KeptFeed, Warnings
from bot.ports.world import Clock, Judge, Words, Writer

__all__ = [
    "Agenda",
    "Batch",
    "Buttons",
    "Card",
    "Cards",
    "Cases",
    "Clock",
    "Contacts",
    "Drafts",
    "Due",
    "Ears",
    "Event",
    "Facts",
    "Feeds",
    "Flags",
    "Inbox",
    "Incidents",
    "Items",
    "Judge",
    "KeptFeed",
    "Lane",
    "Late",
    "Leases",
    "Log",
    "Lookable",
    "ModeError",
    "Narratives",
    "Outbox",
    "OutletPort",
    "Pace",
    "Platform",
    "PlatformDown",
    "Post",
    "Proposals",
    "Publications",
    "Queued",
    "Recountable",
    "Remark",
    "Requests",
    "RoomsNow",
    "Rumours",
    "Samples",
    "Settings",
    "Shares",
    "Spoken",
    "StoreError",
    "Tellings",
    "Unit",
    "Units",
    "Warnings",
    "Words",
    "Writer",
]
