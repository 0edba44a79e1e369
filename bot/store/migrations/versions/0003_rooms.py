"""Rooms on chat platforms: who listens up to where, what buttons say, and how posts fare."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns, each with what is true of the rows that are there, and the new tables."""
    for column in (
        sa.Column("kind", Words, nullable=False, server_default="said"),
        sa.Column("details", sa.JSON),
        sa.Column("raw", Words),
    ):
        op.add_column("inbox", column)
    for column in (
        sa.Column("round", sa.Integer, nullable=False, server_default="0"),
        sa.Column("refused", sa.Integer, nullable=False, server_default="0"),
        sa.Column("blocks", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("outbox", column)
    op.create_index("ix_outbox_room", "outbox", ["room", "lane", "number"])
    op.create_table(
        "ears",
        sa.Column("platform", Words, primary_key=True),
        sa.Column("cursor", Words),
        sa.Column("lease_owner", Words),
        sa.Column("lease_until", Moment),
    )
    op.create_table(
        "spoken",
        sa.Column("room", Words, primary_key=True),
        sa.Column("reference", Words, primary_key=True),
        sa.Column("says", sa.JSON, nullable=False),
        sa.Column("coming", sa.JSON),
        sa.Column("said_at", Moment, nullable=False),
    )
    op.create_index("ix_spoken_said_at", "spoken", ["said_at"])
