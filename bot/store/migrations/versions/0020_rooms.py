"""In which room a decision was made, which posts lost their words, what an incident counts as."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Words

revision = "0020"
down_revision = "0018"

_COUNTED = ["case", "raised_at", "host", "lang", "decided_at", "dismissal"]


def upgrade() -> None:
    """Add what is new. Where older decisions were made nobody knows: "" says so."""
    for table, name in (
        ("flags", "decided_in"), ("flags", "faded"), ("labels", "room"), ("samples", "room"),
    ):  # fmt: skip
        op.add_column(table, sa.Column(name, Words, nullable=False, server_default=""))
    planned = sa.Column("is_planned", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("incidents", planned)
    op.drop_index("ix_flags_counted", "flags")
    op.create_index("ix_flags_counted", "flags", [*_COUNTED, "faded"])
    op.create_index("ix_flags_decided_in", "flags", ["decided_in", "raised_at"])
    op.create_index(
        "ix_flags_faded", "flags", ["number"],
        sqlite_where=sa.text("faded != ''"), postgresql_where=sa.text("faded != ''"),
    )  # fmt: skip
