"""When a feed last troubled the rooms, so that one that comes and goes is told once."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the moment; a feed that is there has troubled nobody yet."""
    op.add_column("feeds", sa.Column("troubled_at", Moment))
