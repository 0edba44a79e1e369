"""Posts that nobody flagged, offered by chance."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0018"
down_revision = "0016"


def upgrade() -> None:
    """Add the table; nothing was offered yet."""
    op.create_table(
        "samples",
        sa.Column("number", Number, primary_key=True),
        sa.Column("item", Number, sa.ForeignKey("items.number"), nullable=False, unique=True),
        sa.Column("offered_at", Moment, nullable=False, index=True),
        sa.Column("suspect", sa.Boolean),
        sa.Column("by", Words, nullable=False),
        sa.Column("at", Moment),
        sqlite_autoincrement=True,
    )
