"""Where everything that matters is kept: SQL, and nothing but SQL.

    Store.open(url, mode) --units()--> one transaction at a time --commit--> kept

The only importer of SQLAlchemy, alembic and the database drivers; their types and errors end here.
"""
