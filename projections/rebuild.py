"""Rebuilding a view beside the live one, comparing the two, and swapping."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import orjson
from sqlalchemy import Connection, Engine, MetaData, Table, delete, insert, select

from application.personal.keys import Keys
from application.registry.reader import LogReader
from projections.folding import Folding, View
from projections.runner import mark, progress, touch


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """`live` and `rebuilt`: hash over all rows in key order, at one position."""

    view: str
    position: int
    rows: int
    live: str
    rebuilt: str

    @property
    def equal(self) -> bool:
        return self.live == self.rebuilt


class Rebuilder:
    """Folds the log into shadow tables, page by page, never the whole log in memory."""

    def __init__(self, engine: Engine, log: Path, keys: Keys) -> None:
        self._engine = engine
        self._log = log
        self._keys = keys

    def run(
        self, view: View, *, swap: bool, tell: Callable[[int, int], None] | None = None
    ) -> Comparison:
        """Rebuild to the live view's position and compare; with `swap` the new rows stay."""
        shadow = _shadow(view)
        shadow_tables = {table.name: shadow.tables[f"{table.name}_new"] for table in view.tables}
        shadow.drop_all(self._engine)
        shadow.create_all(self._engine)
        reader = LogReader(self._log)
        folding = Folding(shadow_tables, None, self._keys)
        try:
            with self._engine.connect() as connection:
                at = progress(connection, view.name)
            stretch = _Stretch(view, folding, reader, tell)
            position = self._fold(stretch, 0, at.position)
            with self._engine.begin() as connection:
                # A write first takes SQLite's lock: the live view cannot move while we compare.
                touch(connection, view.name)
                live = progress(connection, view.name)
                position = self._fold(stretch, position, live.position, connection)
                comparison = _compare(view, shadow_tables, connection, position)
                if swap:
                    _swap(view, shadow_tables, connection)
                    mark(self._engine, connection, view.name, position, None)
        finally:
            reader.close()
        shadow.drop_all(self._engine)
        return comparison

    def _fold(
        self,
        stretch: "_Stretch",
        position: int,
        target: int,
        connection: Connection | None = None,
    ) -> int:
        while position < target:
            page = [row for row in stretch.reader.page(position) if row.position <= target]
            if not page:
                break
            stretch.view.fold(stretch.folding, page)
            if connection is not None:
                stretch.folding.flush(self._engine, connection)
            else:
                with self._engine.begin() as own:
                    stretch.folding.flush(self._engine, own)
            position = page[-1].position
            if stretch.tell is not None:
                stretch.tell(position, target)
        return position


@dataclass(frozen=True, slots=True)
class _Stretch:
    view: View
    folding: Folding
    reader: LogReader
    tell: Callable[[int, int], None] | None


def _shadow(view: View) -> MetaData:
    shadow = MetaData()
    for table in view.tables:
        copy = table.to_metadata(shadow, name=f"{table.name}_new")
        for index in list(copy.indexes):
            copy.indexes.discard(index)
    return shadow


def _compare(
    view: View, shadow: dict[str, Table], connection: Connection, position: int
) -> Comparison:
    live, rebuilt, rows = sha256(), sha256(), 0
    for table in view.tables:
        rows += _digest(connection, table, live)
        _digest(connection, shadow[table.name], rebuilt)
    return Comparison(
        view=view.name,
        position=position,
        rows=rows,
        live=live.hexdigest(),
        rebuilt=rebuilt.hexdigest(),
    )


def _digest(connection: Connection, table: Table, into: Hash) -> int:
    count = 0
    for row in connection.execute(select(table).order_by(*table.primary_key)):
        into.update(orjson.dumps(list(row)))
        count += 1
    return count


def _swap(view: View, shadow: dict[str, Table], connection: Connection) -> None:
    for table in view.tables:
        connection.execute(delete(table))
        names = [column.name for column in table.columns]
        connection.execute(insert(table).from_select(names, select(shadow[table.name])))
