"""The first tables."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, Number, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, those first that others refer to."""
    _the_store_itself()
    _what_waits()
    _the_watch()
    _the_desk()
    _the_drafts()
    _the_rest()


def _the_store_itself() -> None:
    op.create_table(
        "meta",
        sa.Column("name", Words, primary_key=True),
        sa.Column("value", Words, nullable=False),
    )


def _what_waits() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", Number, primary_key=True),
        sa.Column("key", Words, nullable=False, unique=True),
        sa.Column("room", Words, nullable=False),
        sa.Column("account", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("pressed", sa.Boolean, nullable=False),
        sa.Column("heard_at", Moment, nullable=False),
        sa.Column("done_at", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["number"],
        sqlite_where=sa.column("done_at").is_(None),
        postgresql_where=sa.column("done_at").is_(None),
    )
    op.create_table(
        "outbox",
        sa.Column("number", Number, primary_key=True),
        sa.Column("key", Words, nullable=False, unique=True),
        sa.Column("room", Words, nullable=False),
        sa.Column("lane", Words, nullable=False),
        sa.Column("message", sa.JSON(none_as_null=True)),
        sa.Column("subject", Words),
        sa.Column("due", Moment, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("why", Words),
        sa.Column("again", Moment),
        sa.Column("lease_owner", Words),
        sa.Column("lease_until", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_due", "outbox", ["due"])


def _the_watch() -> None:
    op.create_table(
        "feeds",
        sa.Column("number", Number, primary_key=True),
        sa.Column("url", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("role", Words, nullable=False),
        sa.Column("language", Words),
        sa.Column("every_seconds", sa.Double, nullable=False),
        sa.Column("timezone", Words, nullable=False),
        sa.Column("next_poll", Moment, nullable=False),
        sa.Column("etag", Words),
        sa.Column("last_modified", Words),
        sa.Column("body_digest", Words),
        sa.Column("imported", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_ok", Moment),
        sa.Column("trouble", Words),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("item_count", sa.Integer, nullable=False),
        sa.Column("lease_owner", Words),
        sa.Column("lease_until", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_index(
        "uq_feeds_watched_url",
        "feeds",
        ["url"],
        unique=True,
        sqlite_where=sa.column("removed").is_(False),
        postgresql_where=sa.column("removed").is_(False),
    )
    op.create_table(
        "items",
        sa.Column("number", Number, primary_key=True),
        sa.Column("feed", Number, sa.ForeignKey("feeds.number"), nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("wordings", sa.Integer, nullable=False),
        sa.UniqueConstraint("feed", "key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "item_revisions",
        sa.Column("item", Number, sa.ForeignKey("items.number"), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("novelty", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("title", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("link", Words),
        sa.Column("published", Moment),
        sa.Column("language", Words),
    )
    op.create_table(
        "narratives",
        sa.Column("slug", Words, primary_key=True),
        sa.Column("title", Words, nullable=False),
        sa.Column("description", Words, nullable=False),
        sa.Column("examples", sa.JSON, nullable=False),
        sa.Column("counterexamples", sa.JSON, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
    )


def _the_desk() -> None:
    op.create_table(
        "incidents",
        sa.Column("number", Number, primary_key=True),
        sa.Column("title", Words, nullable=False),
        sa.Column("mode", Words, nullable=False),
        sa.Column("opened_by", Words, nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("closed_at", Moment),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cases",
        sa.Column("number", Number, primary_key=True),
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), nullable=False),
        sa.Column("narrative", Words),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("owner", Words),
        sa.Column("priority", Words, nullable=False),
        sa.Column("priority_reason", Words, nullable=False),
        sa.UniqueConstraint("incident", "narrative"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "flags",
        sa.Column("number", Number, primary_key=True),
        sa.Column("case", Number, sa.ForeignKey("cases.number"), nullable=False),
        sa.Column("item", Number, sa.ForeignKey("items.number"), nullable=False),
        sa.Column("feed", Words, nullable=False),
        sa.Column("link", Words),
        sa.Column("text", Words, nullable=False),
        sa.Column("verdict", sa.JSON, nullable=False),
        sa.Column("raised_at", Moment, nullable=False),
        sa.Column("decided_by", Words),
        sa.Column("decided_at", Moment),
        sa.Column("dismissal", Words),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flags_item", "flags", ["item"])
    op.create_index("ix_flags_case_number", "flags", ["case", "number"])
    op.create_index(
        "ix_flags_undecided",
        "flags",
        ["number"],
        sqlite_where=sa.column("decided_at").is_(None),
        postgresql_where=sa.column("decided_at").is_(None),
    )
    op.create_table(
        "labels",
        sa.Column("number", Number, primary_key=True),
        sa.Column("flag", Number, sa.ForeignKey("flags.number"), nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("word", Words, nullable=False),
        sa.UniqueConstraint("flag", "by", "at", "word"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "log_heads",
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", Words, nullable=False),
    )
    op.create_table(
        "log_entries",
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("refs", sa.JSON, nullable=False),
        sa.Column("before", Words, nullable=False),
        sa.Column("hash", Words, nullable=False),
    )


def _the_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("number", Number, primary_key=True),
        sa.Column("incident", Number, sa.ForeignKey("incidents.number"), nullable=False),
        sa.Column("case", Number, sa.ForeignKey("cases.number")),
        sa.Column("quorum_approvals", sa.Integer, nullable=False),
        sa.Column("quorum_authority", sa.Boolean, nullable=False),
        sa.Column("state", Words, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_state", "drafts", ["state"])
    op.create_table(
        "draft_versions",
        sa.Column("draft", Number, sa.ForeignKey("drafts.number"), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "draft_steps",
        sa.Column("draft", Number, sa.ForeignKey("drafts.number"), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act", Words, nullable=False),
        sa.Column("by", Words, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("reason", Words, nullable=False),
        sa.Column("authority", sa.Boolean, nullable=False),
    )
    op.create_table(
        "publications",
        sa.Column("number", Number, primary_key=True),
        sa.Column("key", Words, nullable=False, unique=True),
        sa.Column("draft", Number, sa.ForeignKey("drafts.number"), nullable=False),
        sa.Column("digest", Words, nullable=False),
        sa.Column("outlet", Words, nullable=False),
        sa.Column("mode", Words, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("due", Moment, nullable=False),
        sa.Column("state", Words, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("receipt", Words, nullable=False),
        sa.Column("settled_at", Moment),
        sa.Column("lease_owner", Words),
        sa.Column("lease_until", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_publications_draft", "publications", ["draft"])
    op.create_index("ix_publications_state_due", "publications", ["state", "due"])
    op.create_table(
        "attempts",
        sa.Column("publication", Number, sa.ForeignKey("publications.number"), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("text_sha256", Words, nullable=False),
        sa.Column("outcome", Words, nullable=False),
        sa.Column("detail", Words, nullable=False),
    )


def _the_rest() -> None:
    op.create_table(
        "contacts",
        sa.Column("number", Number, primary_key=True),
        sa.Column("value", Words, nullable=False),
        sa.Column("purpose", Words, nullable=False),
        sa.Column("owner", Words, nullable=False),
        sa.Column("tested_by", Words),
        sa.Column("tested_at", Moment),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cards",
        sa.Column("room", Words, primary_key=True),
        sa.Column("subject", Words, primary_key=True),
        sa.Column("reference", Words, nullable=False),
        sa.Column("shown", Words, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", Words, primary_key=True),
        sa.Column("value", Words, nullable=False),
    )
