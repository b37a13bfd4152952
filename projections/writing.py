"""Many rows into a table at once: on SQLite straight to the driver, in half the time."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

from application.database import upsert

Row = dict[str, Any]
Processor = Callable[[Any], Any]
PART = 1000


class _Statement(NamedTuple):
    text: str
    pick: Callable[[Row], tuple[Any, ...]]
    processors: tuple[tuple[int, Processor], ...]

    def values(self, row: Row) -> Sequence[Any]:
        """As the driver takes them, in the statement's order."""
        if not self.processors:
            return self.pick(row)
        values = list(self.pick(row))
        for at, process in self.processors:
            values[at] = process(values[at])
        return values


def write(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert, or replace by primary key. Every row names all columns."""
    straight = connection.dialect.name == "sqlite"
    for start in range(0, len(rows), PART):
        part = rows[start : start + PART]
        if straight:
            statement = _sqlite(table)
            values = [tuple(statement.values(row)) for row in part]
            connection.exec_driver_sql(statement.text, values)
        else:
            connection.execute(upsert(connection.dialect.name, table), part)


@cache
def _sqlite(table: Table) -> _Statement:
    dialect = sqlite.dialect()
    statement: Any = upsert("sqlite", table)
    compiled = statement.compile(dialect=dialect)
    names = tuple(compiled.positiontup)
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    processors = tuple((at, process) for at, process in enumerate(found) if process is not None)
    return _Statement(str(compiled), _picker(names), processors)


def _picker(names: tuple[str, ...]) -> Callable[[Row], tuple[Any, ...]]:
    if len(names) == 1:
        return lambda row: (row[names[0]],)
    return itemgetter(*names)
