"""The tables of what passes between centres. A change here needs a migration beside it."""

from sqlalchemy import Column, UniqueConstraint

from bot.store.columns import Moment, Number, Words
from bot.store.schema import numbered

shares = numbered(
    "shares",
    Column("room", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("subject", Number, nullable=False),
    Column("tlp", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("room", "what", "subject"),
)

requests = numbered(
    "requests",
    Column("way", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("room", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("reference", Words, nullable=False, index=True),
    Column("text", Words, nullable=False),
    Column("tlp", Words, nullable=False),
    Column("asked_by", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due", Moment),
    Column("received_at", Moment),
    Column("answer", Words, nullable=False),
    Column("answered_by", Words, nullable=False),
    Column("answered_at", Moment),
    UniqueConstraint("way", "partner", "key"),
)
