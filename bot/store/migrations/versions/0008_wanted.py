"""When somebody last wanted a publication out, so that what waited too long is asked about."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the moment; what is queued already is as old as its draft's release, and goes out."""
    op.add_column("publications", sa.Column("wanted_at", Moment))
