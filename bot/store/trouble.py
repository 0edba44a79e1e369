"""What a database's error means for the people who run the desk, and what they do next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty

from bot.ports import StoreError

FAILURES = (SQLAlchemyError, sqlite3.Error, asyncpg.PostgresError, OSError)

_FULL = "The disk under the store {place} is full; nothing of this was kept. Free some space."
_DAMAGED = (
    "The store {place} is damaged, or is no Vigie store ({why}). Keep the file as it is, and"
    " restore the last backup."
)
_BUSY = "The store {place} was held by somebody else for too long; nothing was kept. Try again."
_MET = "Somebody else changed the same thing at this moment; nothing of this was kept. Try again."
_UNREADABLE = (
    "Cannot open the store {place} ({why}). Check that its directory exists and may be written."
)
_READ_ONLY = "The store {place} may not be written ({why}). Check who owns it and its disk."
_STRANGER = "The store {place} refuses our user or password. Check store.url."
_NO_DATABASE = "There is no database {place}. Create it, then run: vigie migrate"
_AWAY = "Cannot reach the store {place} ({why}). Check that the server runs, and store.url."
_BROKEN = (
    "The disk under the store {place} fails ({why}); nothing of this was kept. Check it, its quota"
    " included."
)
_ELSE = "The store {place} failed ({why}); nothing of this was kept."

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _BROKEN,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html, by code or class of codes.
_POSTGRESQL = {
    "53100": _FULL,
    "55P03": _BUSY,
    "40": _MET,
    "28": _STRANGER,
    "3D": _NO_DATABASE,
    "08": _AWAY,
    "53": _AWAY,
    "57": _AWAY,
    "XX": _DAMAGED,
    "25006": _READ_ONLY,
}


def store_error(failure: Exception, place: str) -> StoreError:
    """The sentence for a failure. `place` is the store's address as it may be shown."""
    cause = _cause(failure)
    return StoreError(_sentence(failure, cause).format(place=place, why=_why(cause)))


@contextmanager
def failing_as_store_error(place: str) -> Iterator[None]:
    """Whatever the database does wrong in here leaves as a `StoreError`."""
    try:
        yield
    except FAILURES as failure:
        raise store_error(failure, place) from failure


def _cause(failure: BaseException) -> BaseException:
    """The driver's own error, under what was wrapped around it."""
    under = getattr(failure, "orig", None) or (
        failure.__cause__ if isinstance(failure, SQLAlchemyError) else None
    )
    return _cause(under) if isinstance(under, BaseException) else failure


def _sentence(failure: Exception, cause: BaseException) -> str:
    if isinstance(failure, IntegrityError):
        return _MET
    if isinstance(failure, PoolIsEmpty):
        return _BUSY
    # The lower byte of SQLite's code is the kind, the rest only details it.
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, _ELSE)
    state = getattr(cause, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], _ELSE)
    return _AWAY if isinstance(cause, OSError) or _was_cut(failure) else _ELSE


def _was_cut(failure: Exception) -> bool:
    return bool(getattr(failure, "connection_invalidated", False))


def _why(cause: BaseException) -> str:
    """The first line of what the driver said, without the statement and its values."""
    return next(iter(str(cause).splitlines()), "") or type(cause).__name__
