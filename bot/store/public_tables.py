"""What goes out, from facts to attempts, in tables. A change here needs a migration beside it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    false,
)

from bot.store.columns import Moment, Number, Words
from bot.store.schema import lease, numbered, table

drafts = numbered(
    "drafts",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False),
    Column("case", Number, ForeignKey("cases.number")),
    Column("quorum_approvals", Integer, nullable=False),
    Column("quorum_authority", Boolean, nullable=False),
    # Read from the steps at every save, to find drafts by; it is never read back.
    Column("state", Words, nullable=False, index=True),
)

draft_versions = table(
    "draft_versions",
    Column("draft", Number, ForeignKey("drafts.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False),
    Column("content", JSON, nullable=False),
)

draft_steps = table(
    "draft_steps",
    Column("draft", Number, ForeignKey("drafts.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("act", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("digest", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("authority", Boolean, nullable=False),
    # Of what was said by phone: who entered it, and who read it back.
    Column("entered", Words, nullable=False, server_default=""),
    Column("read_back", Words, nullable=False, server_default=""),
)

publications = numbered(
    "publications",
    Column("key", Words, nullable=False, unique=True),
    Column("draft", Number, ForeignKey("drafts.number"), nullable=False, index=True),
    Column("digest", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("mode", Words, nullable=False),
    # Not `Words`: what was approved is kept in exactly those bytes, or the unit fails.
    Column("text", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("receipt", Words, nullable=False),
    Column("settled_at", Moment),
    *lease(),
    Column("wanted_at", Moment),
)
Index("ix_publications_state_due", publications.c.state, publications.c.due)

attempts = table(
    "attempts",
    Column("publication", Number, ForeignKey("publications.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("text_sha256", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("detail", Words, nullable=False),
)

# --- the rest ---

facts = numbered(
    "facts",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False, index=True),
    Column("statement", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("standing", Words, nullable=False),
    Column("release", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("confirmed_by", Words),
    Column("confirmed_at", Moment),
    Column("expires", Moment),
    Column("cleared_by", Words, nullable=False),
)

contacts = numbered(
    "contacts",
    Column("value", Words, nullable=False),
    Column("purpose", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("tested_by", Words),
    Column("tested_at", Moment),
    # A contact that was removed stays, for the log names it by its number.
    Column("removed", Boolean, nullable=False, server_default=false()),
)

proposals = numbered(
    "proposals",
    Column("draft", Number, ForeignKey("drafts.number"), nullable=False, index=True),
    Column("state", Words, nullable=False, index=True),
    Column("asked", JSON, nullable=False),
    *lease(),
)
