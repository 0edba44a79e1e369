"""Cases that are silenced, merged, split, and counted without reading posts; what was told."""

import sqlalchemy as sa
from alembic import op

from bot.domain.flag import site
from bot.store.columns import Moment, Number, Words

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add what is new; the flags that are there get their host and language."""
    for name, kind in (
        ("silenced_until", Moment), ("silenced_by", Words), ("silence_reason", Words),
        ("contradicts", Number), ("merged_into", Number), ("split_from", Number),
    ):  # fmt: skip
        op.add_column("cases", sa.Column(name, kind))
    op.create_index("ix_cases_merged_into", "cases", ["merged_into"])
    for name in ("host", "lang"):
        op.add_column("flags", sa.Column(name, Words, nullable=False, server_default=""))
    op.add_column("flags", sa.Column("gathered_in", Number))
    _fill()
    op.create_index("ix_flags_gathered_in", "flags", ["gathered_in"])
    op.create_index(
        "ix_flags_counted", "flags",
        ["case", "raised_at", "host", "lang", "decided_at", "dismissal"],
    )  # fmt: skip
    op.create_table(
        "official_words",
        sa.Column("case", Number, sa.ForeignKey("cases.number"), primary_key=True),
        sa.Column("item", Number, sa.ForeignKey("items.number"), primary_key=True),
        sa.Column("feed", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_table(
        "tellings",
        sa.Column("post", Number, primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("room", Words, nullable=False),
        sa.Column("subject", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("held", Words),
        sa.Column("held_until", Moment),
        sa.Column("told_at", Moment),
        sa.Column("digest", Words, nullable=False, server_default=""),
    )
    op.create_index("ix_tellings_subject", "tellings", ["subject"])
    op.create_index("ix_tellings_at", "tellings", ["at"])
    op.create_index("ix_tellings_room_told_at", "tellings", ["room", "told_at"])


def _fill() -> None:
    flags = sa.table(
        "flags", sa.column("number"), sa.column("feed"), sa.column("link"),
        sa.column("verdict", sa.JSON), sa.column("host"), sa.column("lang"),
    )  # fmt: skip
    here = op.get_bind()
    read = here.execute(sa.select(flags.c.number, flags.c.feed, flags.c.link, flags.c.verdict))
    known = [
        {"n": row.number, "h": site(row.link) or row.feed, "l": row.verdict["lang"]} for row in read
    ]
    if known:
        mine = flags.c.number == sa.bindparam("n")
        filled: dict[str, sa.BindParameter[str]] = {
            "host": sa.bindparam("h"),
            "lang": sa.bindparam("l"),
        }
        here.execute(sa.update(flags).where(mine).values(filled), known)
