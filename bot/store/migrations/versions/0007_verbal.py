"""Who entered and who read back an approval that was given by phone."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Words

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the two names; every step that is there was typed by whoever it names."""
    for name in ("entered", "read_back"):
        op.add_column("draft_steps", sa.Column(name, Words, nullable=False, server_default=""))
