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
    UniqueConstraint,
    false,
)

from bot.store.columns import Moment, Number, Words
from bot.store.schema import lease, numbered, table

meta = table(
    "meta", Column("name", Words, primary_key=True), Column("value", Words, nullable=False)
)

# --- what waits to be done ---

inbox = numbered(
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

outbox = numbered(
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
    *lease(),
    # How often it was said to the end, which attempt was refused for sure, and whether what comes
    # after it in its lane waits behind it.
    Column("round", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("blocks", Boolean, nullable=False, server_default=false()),
    Column("thread", Words, nullable=False, server_default=""),
)
Index("ix_outbox_room", outbox.c.room, outbox.c.lane, outbox.c.number)

ears = table(
    "ears",
    Column("platform", Words, primary_key=True),
    Column("cursor", Words),
    *lease(),
)

spoken = table(
    "spoken",
    Column("room", Words, primary_key=True),
    Column("reference", Words, primary_key=True),
    Column("says", JSON, nullable=False),
    Column("coming", JSON(none_as_null=True)),
    Column("said_at", Moment, nullable=False, index=True),
)

# --- the watch ---

feeds = numbered(
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
    *lease(),
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

items = numbered(
    "items",
    Column("feed", Number, ForeignKey("feeds.number"), nullable=False),
    Column("key", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("wordings", Integer, nullable=False),
    UniqueConstraint("feed", "key"),
)
# Numbers grow, so this is also the order in which a feed's items were first seen.
Index("ix_items_feed_number", items.c.feed, items.c.number)

item_revisions = table(
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
# By its hash: a stranger's link may be longer than what PostgreSQL keeps in a tree.
Index("ix_item_revisions_link", item_revisions.c.link, postgresql_using="hash")

# --- warnings of the authorities ---

warnings = numbered("warnings", Column("opened_at", Moment, nullable=False))

warning_items = table(
    "warning_items",
    Column("warning", Number, ForeignKey("warnings.number"), primary_key=True),
    Column("item", Number, ForeignKey("items.number"), primary_key=True),
)

# Every identifier by which a later alert, or an earlier one that comes late, finds its warning.
warning_names = table(
    "warning_names",
    Column("identifier", Words, primary_key=True),
    Column("warning", Number, ForeignKey("warnings.number"), primary_key=True),
)

narratives = table(
    "narratives",
    Column("slug", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("examples", JSON, nullable=False),
    Column("counterexamples", JSON, nullable=False),
    Column("closed", Boolean, nullable=False),
)

# --- incidents, cases, flags, the log ---

incidents = numbered(
    "incidents",
    Column("title", Words, nullable=False),
    Column("mode", Words, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("is_planned", Boolean, nullable=False, server_default=false()),
)

cases = numbered(
    "cases",
    Column("incident", Number, ForeignKey("incidents.number"), nullable=False),
    Column("narrative", Words),
    Column("opened_at", Moment, nullable=False),
    Column("count", Integer, nullable=False),
    Column("owner", Words),
    Column("priority", Words, nullable=False),
    Column("priority_reason", Words, nullable=False),
    UniqueConstraint("incident", "narrative"),
    Column("silenced_until", Moment),
    Column("silenced_by", Words),
    Column("silence_reason", Words),
    Column("contradicts", Number),
    Column("merged_into", Number, index=True),
    Column("split_from", Number),
)

flags = numbered(
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
    # Of the link and the verdict, so that a case is counted without reading either.
    Column("host", Words, nullable=False, server_default=""),
    Column("lang", Words, nullable=False, server_default=""),
    # The case that gathered it, whatever it was merged into since: null when it is the same.
    Column("gathered_in", Number, index=True),
    # The room of the decision, "" where it is not known; and the mark of a text whose words are
    # let go of, "" while they are kept.
    Column("decided_in", Words, nullable=False, server_default=""),
    Column("faded", Words, nullable=False, server_default=""),
)
Index("ix_flags_case_number", flags.c.case, flags.c.number)
# It holds all that a card counts: 5,000 posts of a case are counted without reading a row.
Index(
    "ix_flags_counted",
    flags.c.case,
    flags.c.raised_at,
    flags.c.host,
    flags.c.lang,
    flags.c.decided_at,
    flags.c.dismissal,
    flags.c.faded,
)
Index("ix_flags_decided_in", flags.c.decided_in, flags.c.raised_at)
Index(
    "ix_flags_faded",
    flags.c.number,
    sqlite_where=flags.c.faded != "",
    postgresql_where=flags.c.faded != "",
)
Index(
    "ix_flags_undecided",
    flags.c.number,
    sqlite_where=flags.c.decided_at.is_(None),
    postgresql_where=flags.c.decided_at.is_(None),
)

# By which copies of what a case without a narrative gathers are found.
case_keys = table(
    "case_keys",
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("case", Number, ForeignKey("cases.number"), primary_key=True),
)

# What official sources and fact-checkers said on the storyline of a case.
official_words = table(
    "official_words",
    Column("case", Number, ForeignKey("cases.number"), primary_key=True),
    Column("item", Number, ForeignKey("items.number"), primary_key=True),
    Column("feed", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

labels = numbered(
    "labels",
    Column("flag", Number, ForeignKey("flags.number"), nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("word", Words, nullable=False),
    UniqueConstraint("flag", "by", "at", "word"),
    Column("room", Words, nullable=False, server_default=""),
)

log_heads = table(
    "log_heads",
    Column("incident", Number, ForeignKey("incidents.number"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Words, nullable=False),
)

log_entries = table(
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

# --- what is remembered ---

cards = table(
    "cards",
    Column("room", Words, primary_key=True),
    Column("subject", Words, primary_key=True),
    Column("reference", Words, nullable=False),
    Column("shown", Words, nullable=False),
)

settings = table(
    "settings", Column("name", Words, primary_key=True), Column("value", Words, nullable=False)
)
