"""Folding events into rows: what a projector works with, and what a view is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table

from application.database import by_key, upsert
from application.personal.keys import Keys
from application.registry.decoder import Fields, decode, open_personal
from application.registry.reader import Stored

Row = dict[str, Any]


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
    """Rows of one table by primary key: loaded when first needed, written when changed."""

    def __init__(self, table: Table, connection: Connection | None) -> None:
        self.table = table
        self._connection = connection
        self._keys = [column.name for column in table.primary_key]
        self._blank: Row = {column.name: _default(column) for column in table.columns}
        self._known: dict[Any, Row | None] = {}
        self._changed: dict[Any, Row] = {}

    def get(self, *key: Any) -> Row | None:
        """The row, or None. Change it only by `put` or `edit`."""
        known = key[0] if len(key) == 1 else key
        if known in self._known:
            return self._known[known]
        found = self._load(key) if self._connection is not None else None
        self._known[known] = found
        return found

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

    def flush(self, engine: Engine, connection: Connection) -> None:
        if self._changed:
            rows = list(self._changed.values())
            for part in _parts(rows, 1000):
                connection.execute(upsert(engine.dialect.name, self.table), part)
            self._changed.clear()

    def _load(self, key: tuple[Any, ...]) -> Row | None:
        if self._connection is None:
            return None
        values = dict(zip(self._keys, key, strict=True))
        row = self._connection.execute(by_key(self.table), values).mappings().first()
        return None if row is None else dict(row)

    def _key(self, row: Row) -> Any:
        key = tuple(row[name] for name in self._keys)
        return key[0] if len(key) == 1 else key


class Folding:
    """The tables of one view during one batch (or one rebuild)."""

    def __init__(
        self, tables: Mapping[str, Table], connection: Connection | None, keys: Keys
    ) -> None:
        self.rows = {name: Rows(table, connection) for name, table in tables.items()}
        self.keys = keys

    def flush(self, engine: Engine, connection: Connection) -> None:
        for rows in self.rows.values():
            rows.flush(engine, connection)


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
        for stored in page:
            handler = self.handlers.get(stored.topic)
            if handler is not None:
                handler(folding, Entry(stored, folding.keys))
            elif stored.topic not in self.ignored:
                raise LookupError(f"{self.name} knows no {stored.topic}")


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None


def _parts(rows: list[Row], size: int) -> Iterator[list[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
