"""Facts, and contacts that were removed."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of facts; every contact that is there stays in use."""
    op.create_table(
        "facts",
        sa.Column("number", Number, primary_key=True),
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), nullable=False),
        sa.Column("statement", Words, nullable=False),
        sa.Column("language", Words, nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("standing", Words, nullable=False),
        sa.Column("release", Words, nullable=False),
        sa.Column("source", Words, nullable=False),
        sa.Column("confirmed_by", Words),
        sa.Column("confirmed_at", Moment),
        sa.Column("expires", Moment),
        sa.Column("cleared_by", Words, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_facts_incident", "facts", ["incident"])
    removed = sa.Column("removed", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("contacts", removed)
