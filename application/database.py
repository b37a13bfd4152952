"""Opening databases by SQLAlchemy, and the statements of one row.

Made once per table: making them took longer than running them.
"""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Executable, Select, Table, bindparam, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

KEPT, MOST = 20, 200


def open_sqlite(path: Path) -> Engine:
    """WAL and FULL: a commit that returned survives a power cut.

    As many connections as there are threads: whoever has to wait for one holds a page.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": 30},
        hide_parameters=True,
        pool_size=KEPT,
        max_overflow=MOST - KEPT,
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


def open_scratch(path: Path) -> Engine:
    """An empty database for one thread, whose file has no name any more: it outlives nobody."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False)
    # What it would write beside itself is kept in memory: nothing else bears the name.
    connection.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
    connection.execute("CREATE TABLE begun (at INTEGER)")
    connection.execute("DROP TABLE begun")
    path.unlink()
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)


@cache
def insert_or_ignore(dialect: str, table: Table) -> Executable:
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


@cache
def upsert(dialect: str, table: Table) -> Executable:
    """Insert, or replace all columns of the row with the same primary key."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Any = insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    result: Executable = (
        statement.on_conflict_do_update(index_elements=keys, set_=changed)
        if changed
        else statement.on_conflict_do_nothing()
    )
    return result


@cache
def by_key(table: Table) -> Select[Any]:
    """The row with a primary key; its columns are the parameters."""
    return select(table).where(*(column == bindparam(column.name) for column in table.primary_key))
