"""The column types: what goes in comes out the same on SQLite and on PostgreSQL."""

import re
from datetime import UTC, datetime

from sqlalchemy import BigInteger, Dialect, Integer, String, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

_LARGEST = 2**63 - 1
# PostgreSQL keeps no NUL, and neither database keeps half of a surrogate pair.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def keepable(text: str) -> str:
    """The text with the few characters that no database keeps shown as U+FFFD."""
    return _UNKEEPABLE.sub("\ufffd", text)


def _in_utc(moment: datetime) -> datetime:
    # Without its zone it would be another moment on another machine.
    if moment.utcoffset() is None:
        raise ValueError(f"a time without its zone: {moment.isoformat()}")
    return moment.astimezone(UTC)


class Moment(TypeDecorator[datetime]):
    """An aware time, given back in UTC, exact to the microsecond; refuses a naive one both ways.

    SQLite has no type for it: there it is text of one width, so that its order is that of time.
    """

    impl = String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        return TIMESTAMP(timezone=True) if dialect.name == "postgresql" else String(32)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        utc = _in_utc(value)
        return utc if dialect.name == "postgresql" else utc.isoformat(timespec="microseconds")

    def process_result_value(
        self, value: datetime | str | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        read = datetime.fromisoformat(value) if isinstance(value, str) else value
        return _in_utc(read)


class Number(TypeDecorator[int]):
    """A number that rows are known by.

    People type any number after a command; one beyond 64 bits becomes one that no row has.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        # Only a column that SQLite calls INTEGER numbers its rows.
        return Integer() if dialect.name == "sqlite" else BigInteger()

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        return value if value is None or abs(value) <= _LARGEST else -1


class Words(TypeDecorator[str]):
    """Text from anywhere, made `keepable`, so that no strange letter stops a unit."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keepable(value)
