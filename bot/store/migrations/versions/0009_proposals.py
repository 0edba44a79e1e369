"""What a machine proposes for a draft."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table; nothing was proposed yet."""
    op.create_table(
        "proposals",
        sa.Column("number", Number, primary_key=True),
        sa.Column("draft", Number, sa.ForeignKey("drafts.number"), nullable=False),
        sa.Column("state", Words, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("lease_owner", Words),
        sa.Column("lease_until", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposals_draft", "proposals", ["draft"])
    op.create_index("ix_proposals_state", "proposals", ["state"])
