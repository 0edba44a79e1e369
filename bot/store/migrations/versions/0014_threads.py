"""Where within a room an answer belongs."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Words

revision = "0014"
down_revision = "0007"


def upgrade() -> None:
    """Add the thread; what waits belongs to the room itself."""
    op.add_column("outbox", sa.Column("thread", Words, nullable=False, server_default=""))
