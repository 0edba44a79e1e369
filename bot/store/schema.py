"""What every table is made with: its place in the schema, its number, its lease."""

from sqlalchemy import Column, MetaData, Table
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


def table(name: str, *parts: SchemaItem) -> Table:
    """A table of the schema."""
    return Table(name, metadata, *parts)


def numbered(name: str, *parts: SchemaItem) -> Table:
    """A table whose rows people know by number; a number is never given twice."""
    number = Column("number", Number, primary_key=True)
    return Table(name, metadata, number, *parts, sqlite_autoincrement=True)


def lease() -> tuple[SchemaItem, SchemaItem]:
    """Who holds a row, and until when."""
    return Column("lease_owner", Words), Column("lease_until", Moment)
