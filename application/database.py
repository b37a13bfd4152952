"""Opening databases by SQLAlchemy, and the two statements that differ by product."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Executable, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite


def open_sqlite(path: Path) -> Engine:
    """WAL and FULL: a commit that returned survives a power cut."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return engine


def insert_or_ignore(engine: Engine, table: Table) -> Executable:
    if engine.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def upsert(engine: Engine, table: Table, columns: Sequence[str] | None = None) -> Executable:
    """Insert, or replace all columns of the row with the same primary key."""
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    statement: Any = insert(table)
    keys = [column.name for column in table.primary_key]
    names = columns or [column.name for column in table.columns]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    result: Executable = (
        statement.on_conflict_do_update(index_elements=keys, set_=changed)
        if changed
        else statement.on_conflict_do_nothing()
    )
    return result
