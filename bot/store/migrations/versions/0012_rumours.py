"""Possible new rumours, and the items among which they are looked for."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add both tables; what was read before counts for nothing."""
    op.create_table(
        "rumours",
        sa.Column("number", Number, primary_key=True),
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), nullable=False),
        sa.Column("title", Words, nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("opened_at", Moment, nullable=False, index=True),
        sa.Column("core", sa.JSON, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("examples", sa.JSON, nullable=False),
        sa.Column("voices", sa.Integer, nullable=False),
        sa.Column("hosts", sa.Integer, nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("fate", Words, nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("reason", Words, nullable=False),
        sa.Column("narrative", Words, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "soundings",
        sa.Column("item", Number, sa.ForeignKey("items.number"), primary_key=True),
        sa.Column("at", Moment, nullable=False, index=True),
        sa.Column("verdict", sa.JSON(none_as_null=True)),
    )
