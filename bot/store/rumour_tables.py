"""The tables of what rises that nobody listed. A change here needs a migration beside it."""

from sqlalchemy import JSON, Column, ForeignKey, Integer

from bot.store.columns import Moment, Number, Words
from bot.store.schema import numbered, table

rumours = numbered(
    "rumours",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False),
    Column("title", Words, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False, index=True),
    Column("core", JSON, nullable=False),
    Column("items", JSON, nullable=False),
    Column("examples", JSON, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("hosts", Integer, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("fate", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("narrative", Words, nullable=False),
    Column("after", Integer, nullable=False),
)

# Items that count when it is asked what rises; kept for as long as that is.
soundings = table(
    "soundings",
    Column("item", Number, ForeignKey("items.number"), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("verdict", JSON(none_as_null=True)),
)
