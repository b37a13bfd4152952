"""Reading the log in pages, straight from the table: for projections and auditors."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

PAGE = 10_000


class Stored(NamedTuple):
    """One row of the log as it stands: position, stream (hex), version, topic, bytes."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes


class LogReader:
    """A read-only connection of its own; one per thread."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)

    def page(self, after: int, limit: int = PAGE) -> list[Stored]:
        """Rows after the position, in order. Gaps in positions are legal."""
        cursor = self._connection.execute(
            "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
            "WHERE rowid>? ORDER BY rowid LIMIT ?",
            (after, limit),
        )
        with closing(cursor):
            return [Stored._make(row) for row in cursor]

    def at(self, positions: Sequence[int]) -> list[Stored]:
        """Rows at these positions, in order; at most some hundreds."""
        marks = ",".join("?" * len(positions))
        cursor = self._connection.execute(
            "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "  # noqa: S608
            f"WHERE rowid IN ({marks}) ORDER BY rowid",
            tuple(positions),
        )
        with closing(cursor):
            return [Stored._make(row) for row in cursor]

    def stream(self, stream: str) -> Iterator[Stored]:
        """Rows of one stream with their positions, oldest first."""
        cursor = self._connection.execute(
            "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events "
            "WHERE originator_id=? ORDER BY originator_version",
            (stream,),
        )
        with closing(cursor):
            yield from (Stored._make(row) for row in cursor)

    def last(self) -> int:
        row = self._connection.execute("SELECT MAX(rowid) FROM stored_events").fetchone()
        return int(row[0] or 0)

    def close(self) -> None:
        self._connection.close()
