"""A SQLite store on a disk that runs full."""

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.engine import open_engine


def engine_with_room_for(pages: int, url: str) -> AsyncEngine:
    """An engine on a disk that is full after so many more pages of 4096 bytes."""
    engine = open_engine(url)

    @event.listens_for(engine.sync_engine, "connect")
    def _narrow(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        (used,) = cursor.fetchone() or (0,)
        cursor.execute(f"PRAGMA max_page_count={used + pages}")
        cursor.close()

    return engine
