"""What was shared with partners, and what was asked between centres."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "shares",
        sa.Column("number", Number, primary_key=True),
        sa.Column("room", Words, nullable=False),
        sa.Column("what", Words, nullable=False),
        sa.Column("subject", Number, nullable=False),
        sa.Column("tlp", Words, nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
        sa.UniqueConstraint("room", "what", "subject"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "requests",
        sa.Column("number", Number, primary_key=True),
        sa.Column("way", Words, nullable=False),
        sa.Column("partner", Words, nullable=False),
        sa.Column("room", Words, nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("reference", Words, nullable=False, index=True),
        sa.Column("text", Words, nullable=False),
        sa.Column("tlp", Words, nullable=False),
        sa.Column("asked_by", Words, nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("due", Moment),
        sa.Column("received_at", Moment),
        sa.Column("answer", Words, nullable=False),
        sa.Column("answered_by", Words, nullable=False),
        sa.Column("answered_at", Moment),
        sa.UniqueConstraint("way", "partner", "key"),
        sqlite_autoincrement=True,
    )
