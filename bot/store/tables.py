"""The tables. A change here needs a migration beside it; a test compares the two."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.sql.schema import SchemaItem

from bot.store.columns import Moment, Number, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts)


def _numbered(name: str, *parts: SchemaItem) -> Table:
    """A table whose rows people know by number; a number is never given twice."""
    number = Column("number", Number, primary_key=True)
    return Table(name, metadata, number, *parts, sqlite_autoincrement=True)


def _lease() -> tuple[SchemaItem, SchemaItem]:
    return Column("lease_owner", Words), Column("lease_until", Moment)


meta = _table(
    "meta", Column("name", Words, primary_key=True), Column("value", Words, nullable=False)
)

# --- what waits to be done ---

inbox = _numbered(
    "inbox",
    Column("key", Words, nullable=False, unique=True),
    Column("room", Words, nullable=False),
    Column("account", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("pressed", Boolean, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("done_at", Moment),
    # What was heard besides words, and the event as the platform sent it.
    Column("kind", Words, nullable=False, server_default="said"),
    Column("details", JSON(none_as_null=True)),
    Column("raw", Words),
)
Index(
    "ix_inbox_waiting",
    inbox.c.number,
    sqlite_where=inbox.c.done_at.is_(None),
    postgresql_where=inbox.c.done_at.is_(None),
)

outbox = _numbered(
    "outbox",
    Column("key", Words, nullable=False, unique=True),
    Column("room", Words, nullable=False),
    Column("lane", Words, nullable=False),
    Column("message", JSON(none_as_null=True)),
    Column("subject", Words),
    Column("due", Moment, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("why", Words),
    Column("again", Moment),
    *_lease(),
    # How often it was said to the end, which attempt was refused for sure, and whether what comes
    # after it in its lane waits behind it.
    Column("round", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("blocks", Boolean, nullable=False, server_default=false()),
    Column("thread", Words, nullable=False, server_default=""),
)
Index("ix_outbox_room", outbox.c.room, outbox.c.lane, outbox.c.number)

ears = _table(
    "ears",
    Column("platform", Words, primary_key=True),
    Column("cursor", Words),
    *_lease(),
)

spoken = _table(
    "spoken",
    Column("room", Words, primary_key=True),
    Column("reference", Words, primary_key=True),
    Column("says", JSON, nullable=False),
    Column("coming", JSON(none_as_null=True)),
    Column("said_at", Moment, nullable=False, index=True),
)

# --- the watch ---

feeds = _numbered(
    "feeds",
    Column("url", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("language", Words),
    Column("every_seconds", Double, nullable=False),
    Column("timezone", Words, nullable=False),
    Column("next_poll", Moment, nullable=False, index=True),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_digest", Words),
    Column("imported", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_ok", Moment),
    Column("trouble", Words),
    Column("muted", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False),
    # Kept beside the items, because counting 100 000 of them at every /feeds is too slow.
    Column("item_count", Integer, nullable=False),
    *_lease(),
    Column("keywords", JSON, nullable=False, server_default="[]"),
    Column("code", Words),
    Column("cursor", Words),
    Column("moved_to", Words),
    Column("moved_seen", Integer, nullable=False, server_default="0"),
    Column("ids", Words, nullable=False, server_default="id"),
    # How the rooms were last told that it is doing, when it publishes, and who asked for it.
    Column("health", Words, nullable=False, server_default="fine"),
    Column("rhythm", JSON(none_as_null=True)),
    Column("added_in", Words),
    Column("troubled_at", Moment),
)
Index(
    "uq_feeds_watched_url",
    feeds.c.url,
    unique=True,
    sqlite_where=feeds.c.removed.is_(False),
    postgresql_where=feeds.c.removed.is_(False),
)

items = _numbered(
    "items",
    Column("feed", Number, ForeignKey("feeds.number"), nullable=False),
    Column("key", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("wordings", Integer, nullable=False),
    UniqueConstraint("feed", "key"),
)
# Numbers grow, so this is also the order in which a feed's items were first seen.
Index("ix_items_feed_number", items.c.feed, items.c.number)

item_revisions = _table(
    "item_revisions",
    Column("item", Number, ForeignKey("items.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("novelty", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("digest", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("link", Words),
    Column("published", Moment),
    Column("language", Words),
    Column("trust", Words, nullable=False, server_default="feed"),
    Column("alert", JSON(none_as_null=True)),
    Column("claim", JSON(none_as_null=True)),
)

# --- warnings of the authorities ---

warnings = _numbered("warnings", Column("opened_at", Moment, nullable=False))

warning_items = _table(
    "warning_items",
    Column("warning", Number, ForeignKey("warnings.number"), primary_key=True),
    Column("item", Number, ForeignKey("items.number"), primary_key=True),
)

# Every identifier by which a later alert, or an earlier one that comes late, finds its warning.
warning_names = _table(
    "warning_names",
    Column("identifier", Words, primary_key=True),
    Column("warning", Number, ForeignKey("warnings.number"), primary_key=True),
)

narratives = _table(
    "narratives",
    Column("slug", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("examples", JSON, nullable=False),
    Column("counterexamples", JSON, nullable=False),
    Column("closed", Boolean, nullable=False),
)

# --- incidents, cases, flags, the log ---

incidents = _numbered(
    "incidents",
    Column("title", Words, nullable=False),
    Column("mode", Words, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
)

cases = _numbered(
    "cases",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False),
    Column("narrative", Words),
    Column("opened_at", Moment, nullable=False),
    Column("count", Integer, nullable=False),
    Column("owner", Words),
    Column("priority", Words, nullable=False),
    Column("priority_reason", Words, nullable=False),
    UniqueConstraint("incident", "narrative"),
)

flags = _numbered(
    "flags",
    Column("case", Number, ForeignKey("cases.number"), nullable=False),
    Column("item", Number, ForeignKey("items.number"), nullable=False, index=True),
    Column("feed", Words, nullable=False),
    Column("link", Words),
    Column("text", Words, nullable=False),
    Column("verdict", JSON, nullable=False),
    Column("raised_at", Moment, nullable=False),
    Column("decided_by", Words),
    Column("decided_at", Moment),
    Column("dismissal", Words),
)
Index("ix_flags_case_number", flags.c.case, flags.c.number)
Index(
    "ix_flags_undecided",
    flags.c.number,
    sqlite_where=flags.c.decided_at.is_(None),
    postgresql_where=flags.c.decided_at.is_(None),
)

# By which copies of what a case without a narrative gathers are found.
case_keys = _table(
    "case_keys",
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("case", Number, ForeignKey("cases.number"), primary_key=True),
)

labels = _numbered(
    "labels",
    Column("flag", Number, ForeignKey("flags.number"), nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("word", Words, nullable=False),
    UniqueConstraint("flag", "by", "at", "word"),
)

log_heads = _table(
    "log_heads",
    Column("incident", Number, ForeignKey("incidents.number"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Words, nullable=False),
)

log_entries = _table(
    "log_entries",
    Column("incident", Number, ForeignKey("incidents.number"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("refs", JSON, nullable=False),
    Column("before", Words, nullable=False),
    Column("hash", Words, nullable=False),
)

# --- drafts and what became of them ---

drafts = _numbered(
    "drafts",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False),
    Column("case", Number, ForeignKey("cases.number")),
    Column("quorum_approvals", Integer, nullable=False),
    Column("quorum_authority", Boolean, nullable=False),
    # Read from the steps at every save, to find drafts by; it is never read back.
    Column("state", Words, nullable=False, index=True),
)

draft_versions = _table(
    "draft_versions",
    Column("draft", Number, ForeignKey("drafts.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False),
    Column("content", JSON, nullable=False),
)

draft_steps = _table(
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

publications = _numbered(
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
    *_lease(),
)
Index("ix_publications_state_due", publications.c.state, publications.c.due)

attempts = _table(
    "attempts",
    Column("publication", Number, ForeignKey("publications.number"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("text_sha256", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("detail", Words, nullable=False),
)

# --- the rest ---

facts = _numbered(
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

contacts = _numbered(
    "contacts",
    Column("value", Words, nullable=False),
    Column("purpose", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("tested_by", Words),
    Column("tested_at", Moment),
    # A contact that was removed stays, for the log names it by its number.
    Column("removed", Boolean, nullable=False, server_default=false()),
)

cards = _table(
    "cards",
    Column("room", Words, primary_key=True),
    Column("subject", Words, primary_key=True),
    Column("reference", Words, nullable=False),
    Column("shown", Words, nullable=False),
)

settings = _table(
    "settings", Column("name", Words, primary_key=True), Column("value", Words, nullable=False)
)
