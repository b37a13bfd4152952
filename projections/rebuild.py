"""Rebuilding a view beside the live one, comparing the two, and swapping."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import orjson
from sqlalchemy import Connection, Engine, MetaData, Table, delete, insert, select

from application.personal.keys import Keys
from application.registry.reader import LogReader, Stored
from projections.folding import Folding, View
from projections.runner import mark, progress, touch

BOUND = 250_000
"""Columns of one table that stay in memory, more or less: about 20 MiB twice."""


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
    """Folds the log into shadow tables, page by page; neither log nor rows are all in memory."""

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
        folding = Folding(shadow_tables, None, self._keys, BOUND)
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
            if connection is not None:
                self._take(stretch, page, connection)
            else:
                with self._engine.begin() as own:
                    self._take(stretch, page, own)
            position = page[-1].position
            if stretch.tell is not None:
                stretch.tell(position, target)
        return position

    def _take(self, stretch: "_Stretch", page: list[Stored], connection: Connection) -> None:
        stretch.folding.read_from(connection)
        with _no_search_for_cycles():
            stretch.view.fold(stretch.folding, page)
        stretch.folding.flush(connection)


@dataclass(frozen=True, slots=True)
class _Stretch:
    view: View
    folding: Folding
    reader: LogReader
    tell: Callable[[int, int], None] | None


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """A page makes many rows and no cycles, and looking for them took 40 % of the folding."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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
    for part in connection.execute(select(table).order_by(*table.primary_key)).partitions(1000):
        for row in part:
            into.update(orjson.dumps(list(row)))
        count += len(part)
    return count


def _swap(view: View, shadow: dict[str, Table], connection: Connection) -> None:
    for table in view.tables:
        connection.execute(delete(table))
        names = [column.name for column in table.columns]
        connection.execute(insert(table).from_select(names, select(shadow[table.name])))
