"""The table of posts offered by chance. A change here needs a migration beside it."""

from sqlalchemy import Boolean, Column, ForeignKey

from bot.store.columns import Moment, Number, Words
from bot.store.schema import numbered

samples = numbered(
    "samples",
    Column("item", Number, ForeignKey("items.number"), nullable=False, unique=True),
    Column("offered_at", Moment, nullable=False, index=True),
    Column("suspect", Boolean),
    Column("by", Words, nullable=False),
    Column("at", Moment),
    Column("room", Words, nullable=False, server_default=""),
)
