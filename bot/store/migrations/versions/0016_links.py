"""Posts are found by their links."""

from alembic import op

revision = "0016"
down_revision = "0014"


def upgrade() -> None:
    """Add the index; by hash on PostgreSQL, whose trees refuse long links."""
    op.create_index("ix_item_revisions_link", "item_revisions", ["link"], postgresql_using="hash")
