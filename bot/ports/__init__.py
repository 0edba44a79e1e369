"""What the desk needs of the world, as Protocols: a store, a judge, a clock, rooms and outlets.

A `Unit` is one transaction. A verb is handed an open unit and never commits; whoever opened it
(the dispatcher, the watch, the delivery) commits once, so that what was said, what it changed, its
line in the log and what follows from it stand or fall together.
"""

from bot.ports.public import Contacts, Drafts, Facts, Publications
from bot.ports.queue import Card, Cards, Inbox, Lane, Outbox, Post, Queued
from bot.ports.rooms import (
    OutletPort,
    Platform,
)
from bot.ports.triage import Cases, Flags, Narratives
from bot.ports.unit import Incidents, Log, Settings, StoreError, Unit, Units
from bot.ports.watch import Feeds, Items, KeptFeed, Warnings
from bot.ports.world import Clock, Judge, Words

__all__ = [
    "Card",
    "Cards",
    "Cases",
    "Clock",
    "Contacts",
    "Drafts",
    "Facts",
    "Feeds",
    "Flags",
    "Inbox",
    "Incidents",
    "Items",
    "Judge",
    "KeptFeed",
    "Lane",
    "Log",
    "Narratives",
    "Outbox",
    "OutletPort",
    "Platform",
    "Post",
    "Publications",
    "Queued",
    "Settings",
    "StoreError",
    "Unit",
    "Units",
    "Warnings",
    "Words",
]
