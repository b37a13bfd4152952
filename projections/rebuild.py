"""Rebuilding a view beside the live one, comparing the two, and swapping."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection, Engine, MetaData, Table, delete, insert, select

from application.personal.keys import Keys
from application.registry.reader import LogReader, Stored
from projections.folding import Folding, View
from projections.runner import mark, progress, touch

BOUND = 250_000
"""Columns of one table that stay in memory, more or less: about 20 MiB twice."""


MOST_DIFFERENCES = 5
Ordered = tuple[tuple[Any, ...], dict[str, Any]]
"""A row with its key before it."""


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A row that is not the same: its key, and the columns; no values, for some are personal."""

    table: str
    key: str
    what: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """`live` and `rebuilt`: hash over all rows in key order, at one position."""

    view: str
    position: int
    rows: int
    live: str
    rebuilt: str
    differences: tuple[Difference, ...] = ()

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
            stretch = Stretch(view, folding, reader, tell)
            position = fold(self._engine, stretch, 0, at.position)
            with self._engine.begin() as connection:
                # A write first takes SQLite's lock: the live view cannot move while we compare.
                touch(connection, view.name)
                live = progress(connection, view.name)
                position = fold(self._engine, stretch, position, live.position, connection)
                comparison = compare(view, connection, connection, shadow_tables, position)
                if swap:
                    _swap(view, shadow_tables, connection)
                    mark(self._engine, connection, view.name, position, None)
        finally:
            reader.close()
        shadow.drop_all(self._engine)
        return comparison


@dataclass(frozen=True, slots=True)
class Stretch:
    """A view on its way from the beginning of the log."""

    view: View
    folding: Folding
    reader: LogReader
    tell: Callable[[int, int], None] | None


def fold(
    engine: Engine,
    stretch: Stretch,
    position: int,
    target: int,
    connection: Connection | None = None,
) -> int:
    """Up to the target; each page in a transaction of its own unless one is given."""
    while position < target:
        page = [row for row in stretch.reader.page(position) if row.position <= target]
        if not page:
            break
        if connection is not None:
            _take(stretch, page, connection)
        else:
            with engine.begin() as own:
                _take(stretch, page, own)
        position = page[-1].position
        if stretch.tell is not None:
            stretch.tell(position, target)
    return position


def _take(stretch: Stretch, page: list[Stored], connection: Connection) -> None:
    stretch.folding.read_from(connection)
    with _no_search_for_cycles():
        stretch.view.fold(stretch.folding, page)
    stretch.folding.flush(connection)


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


def compare(
    view: View,
    live: Connection,
    rebuilt: Connection,
    shadow: Mapping[str, Table],
    position: int,
) -> Comparison:
    """Both must stand at the position; `shadow`: the rebuilt table of each live one."""
    of_live, of_rebuilt, rows = sha256(), sha256(), 0
    for table in view.tables:
        rows += _digest(live, table, of_live)
        _digest(rebuilt, shadow[table.name], of_rebuilt)
    differences: tuple[Difference, ...] = ()
    if of_live.digest() != of_rebuilt.digest():
        found = (_differences(table, live, rebuilt, shadow[table.name]) for table in view.tables)
        differences = tuple(islice(chain.from_iterable(found), MOST_DIFFERENCES))
    return Comparison(
        view=view.name,
        position=position,
        rows=rows,
        live=of_live.hexdigest(),
        rebuilt=of_rebuilt.hexdigest(),
        differences=differences,
    )


def _differences(
    table: Table, live: Connection, rebuilt: Connection, shadow: Table
) -> Iterator[Difference]:
    """Both in the order of their keys, side by side."""
    ours, theirs = _in_order(live, table), _in_order(rebuilt, shadow)
    here, there = next(ours, None), next(theirs, None)
    while here is not None or there is not None:
        if there is None or (here is not None and here[0] < there[0]):
            yield _difference(table, here, "only in the live view")
            here = next(ours, None)
        elif here is None or there[0] < here[0]:
            yield _difference(table, there, "only in the rebuilt view")
            there = next(theirs, None)
        else:
            changed = tuple(name for name in here[1] if here[1][name] != there[1][name])
            if changed:
                yield _difference(table, here, "differs", changed)
            here, there = next(ours, None), next(theirs, None)


def _in_order(connection: Connection, table: Table) -> Iterator[Ordered]:
    names = [column.name for column in table.primary_key]
    query = select(table).order_by(*table.primary_key)
    for part in connection.execute(query).mappings().partitions(1000):
        for row in part:
            yield tuple(row[name] for name in names), dict(row)


def _difference(
    table: Table, row: Ordered | None, what: str, columns: tuple[str, ...] = ()
) -> Difference:
    key = ", ".join(map(str, row[0])) if row else ""
    return Difference(table=table.name, key=key, what=what, columns=columns)


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
