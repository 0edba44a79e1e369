"""What lets copies of a post find the case of their story."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the keys of stories; a case that is there has none, and gathers no copies."""
    op.create_table(
        "case_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("case", Number, sa.ForeignKey("cases.number"), primary_key=True),
    )
