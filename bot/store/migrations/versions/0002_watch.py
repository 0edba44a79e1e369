"""What the watch came to know: how feeds fare, what alerts and claims say, and warnings."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns, each with what is true of the rows that are there, and the new tables."""
    for column in (
        sa.Column("keywords", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("code", Words),
        sa.Column("cursor", Words),
        sa.Column("moved_to", Words),
        sa.Column("moved_seen", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ids", Words, nullable=False, server_default="id"),
        sa.Column("health", Words, nullable=False, server_default="fine"),
        sa.Column("rhythm", sa.JSON),
        sa.Column("added_in", Words),
        sa.Column("troubled_at", Moment),
    ):
        op.add_column("feeds", column)
    for column in (
        sa.Column("trust", Words, nullable=False, server_default="feed"),
        sa.Column("alert", sa.JSON),
        sa.Column("claim", sa.JSON),
    ):
        op.add_column("item_revisions", column)
    op.create_index("ix_items_feed_number", "items", ["feed", "number"])
    _the_warnings()


def _the_warnings() -> None:
    op.create_table(
        "warnings",
        sa.Column("number", Number, primary_key=True),
        sa.Column("opened_at", Moment, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "warning_items",
        sa.Column("warning", Number, sa.ForeignKey("warnings.number"), primary_key=True),
        sa.Column("item", Number, sa.ForeignKey("items.number"), primary_key=True),
    )
    op.create_table(
        "warning_names",
        sa.Column("identifier", Words, primary_key=True),
        sa.Column("warning", Number, sa.ForeignKey("warnings.number"), primary_key=True),
    )
