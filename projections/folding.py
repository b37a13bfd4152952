"""Folding events into rows: what a projector works with, and what a view is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, select

from application.database import by_key
from application.personal.keys import Keys
from application.registry.decoder import Fields, decode, open_personal
from application.registry.reader import Stored
from projections.left import Left
from projections.writing import write

T = TypeVar("T")
Row = dict[str, Any]
ROW_WEIGHT = 8
"""What a row without any column weighs in memory, in columns."""


class Entry:
    """One stored event as a projector sees it: the decoded dict, personal data on demand."""

    __slots__ = ("fields", "keys", "position", "stream", "topic", "version")

    def __init__(self, stored: Stored, keys: Keys) -> None:
        self.position, self.stream, self.version, self.topic, state = stored
        self.fields = decode(self.topic, state)
        self.keys = keys

    def personal(self) -> Fields:
        """All fields with the personal ones opened; None where erased."""
        return open_personal(self.keys, self.stream, self.version, self.topic, dict(self.fields))


class Rows:
    """Rows of one table by primary key: loaded when first needed, written when changed.

    With `bound`, for a table that was empty: rows not used for long leave memory once written,
    and are loaded again when needed. A key that never left is known not to be there.
    """

    def __init__(self, table: Table, connection: Connection | None, bound: int = 0) -> None:
        self.table = table
        self.connection = connection
        self._columns = [column.name for column in table.primary_key]
        self._key = itemgetter(*self._columns)
        self._blank: Row = {column.name: _default(column) for column in table.columns}
        self._known: dict[Any, Row | None] = {}
        self._older: dict[Any, Row | None] = {}
        self._changed: dict[Any, Row] = {}
        self._room = bound // (len(self._blank) + ROW_WEIGHT)
        self._left = Left() if bound else None

    def get(self, *key: Any) -> Row | None:
        """The row, or None. Change it only by `put` or `edit`."""
        known = key[0] if len(key) == 1 else key
        if known in self._known:
            return self._known[known]
        older = known in self._older
        row = self._older.pop(known) if older else self._load(known, key)
        self._known[known] = row
        return row

    def put(self, **values: Any) -> Row:
        """A new row; columns not named take their defaults."""
        row = {**self._blank, **values}
        key = self._key(row)
        self._known[key] = row
        self._changed[key] = row
        return row

    def edit(self, *key: Any) -> Row | None:
        """The row to be changed in place; None when there is none."""
        row = self.get(*key)
        if row is not None:
            self._changed[key[0] if len(key) == 1 else key] = row
        return row

    def preload(self, keys: Iterable[str]) -> None:
        """Load again, with few statements, those of the keys whose rows have left memory."""
        if self.connection is None or not self._left or len(self._columns) > 1:
            return
        known, older, left = self._known, self._older, self._left
        gone = [key for key in keys if key not in known and key not in older and key in left]
        for part in _parts(gone, 500):
            for row in self.connection.execute(_by_keys(self.table), {"keys": part}).mappings():
                known[row[self._columns[0]]] = dict(row)

    def flush(self, connection: Connection) -> None:
        if self._changed:
            # In the order of the index: each of its pages is touched once.
            write(connection, self.table, sorted(self._changed.values(), key=self._key))
            self._changed.clear()
        if self._left is not None and len(self._known) > self._room:
            self._left.update(key for key, row in self._older.items() if row is not None)
            self._older, self._known = self._known, {}

    def _load(self, known: Any, key: tuple[Any, ...]) -> Row | None:
        never_left = self._left is not None and known not in self._left
        if self.connection is None or never_left:
            return None
        values = dict(zip(self._columns, key, strict=True))
        row = self.connection.execute(by_key(self.table), values).mappings().first()
        return None if row is None else dict(row)


class Folding:
    """The tables of one view during one batch, or, with `bound`, during one rebuild."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        connection: Connection | None,
        keys: Keys,
        bound: int = 0,
    ) -> None:
        self.rows = {name: Rows(table, connection, bound) for name, table in tables.items()}
        self.keys = keys
        self.bound = bound

    def read_from(self, connection: Connection) -> None:
        """From here on rows that left memory are loaded through this connection."""
        for rows in self.rows.values():
            rows.connection = connection

    def preload(self, streams: Iterable[str]) -> None:
        """Most rows are looked for by the stream of an event."""
        wanted = dict.fromkeys(streams)
        for rows in self.rows.values():
            rows.preload(wanted)

    def flush(self, connection: Connection) -> None:
        for rows in self.rows.values():
            rows.flush(connection)


Handler = Callable[[Folding, Entry], None]


@dataclass(frozen=True, kw_only=True)
class View:
    """A read model. Every topic is handled or listed as ignored: a test says so."""

    name: str
    tables: tuple[Table, ...]
    handlers: Mapping[str, Handler]
    ignored: frozenset[str]
    personal: frozenset[str] = frozenset()

    def fold(self, folding: Folding, page: Iterable[Stored]) -> None:
        """Raises whatever a handler raises: an event that cannot be applied stops the view."""
        page = list(page)
        if self.personal:
            folding.keys.preload(row.stream for row in page if row.topic in self.personal)
        if folding.bound:
            folding.preload(row.stream for row in page if row.topic in self.handlers)
        for stored in page:
            handler = self.handlers.get(stored.topic)
            if handler is not None:
                handler(folding, Entry(stored, folding.keys))
            elif stored.topic not in self.ignored:
                raise LookupError(f"{self.name} knows no {stored.topic}")


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None


@cache
def _by_keys(table: Table) -> Select[Any]:
    (column,) = table.primary_key
    return select(table).where(column.in_(bindparam("keys", expanding=True)))


def _parts(rows: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
