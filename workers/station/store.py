"""The station's database: journal, leases, stacks and attempts, in one SQLite file at FULL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
  seq INTEGER PRIMARY KEY, text TEXT NOT NULL, signature TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS leases (
  print_job TEXT PRIMARY KEY, lease INTEGER NOT NULL, receipt TEXT NOT NULL,
  payload_digest TEXT NOT NULL, payload BLOB NOT NULL, granted_at INTEGER NOT NULL,
  state TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'ktp_el');
CREATE TABLE IF NOT EXISTS attempts (
  attempt TEXT NOT NULL, print_job TEXT NOT NULL, printer TEXT NOT NULL, receipt TEXT NOT NULL,
  box TEXT, serial TEXT, counters TEXT, state TEXT NOT NULL,
  proposal TEXT, words TEXT, device TEXT, PRIMARY KEY (print_job, attempt));
CREATE TABLE IF NOT EXISTS stack (
  box TEXT NOT NULL, serial TEXT NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (box, serial));
CREATE TABLE IF NOT EXISTS marks (box TEXT PRIMARY KEY, serial TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS boxes (
  box TEXT PRIMARY KEY, printer TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'ktp_el',
  remaining INTEGER, label TEXT);
CREATE TABLE IF NOT EXISTS printers (printer TEXT PRIMARY KEY, counters TEXT);
"""
LATER = (
    ("leases", "kind", "TEXT NOT NULL DEFAULT 'ktp_el'"),
    ("attempts", "device", "TEXT"),
    ("boxes", "kind", "TEXT NOT NULL DEFAULT 'ktp_el'"),
    ("boxes", "remaining", "INTEGER"),
    ("boxes", "label", "TEXT"),
)
"""Columns that a database of 0.1.0 lacks. `boxes.remaining` is of counted boxes only."""

Row = sqlite3.Row


class Store:
    """One connection, one writer at a time; a transaction that returned survives a power cut."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = Row
        self._lock = RLock()
        self._depth = 0
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        if self._connection.execute("PRAGMA synchronous").fetchone()[0] < 2:
            raise RuntimeError("SQLite must run with synchronous=FULL")
        self._connection.executescript(SCHEMA)
        for table, column, kind in LATER:
            known = self._connection.execute(f"PRAGMA table_info({table})")
            if column not in {row["name"] for row in known}:
                self._connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; may be nested, the outermost commits."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def run(self, sql: str, *values: Any) -> None:
        with self._lock:
            self._connection.execute(sql, values)

    def all(self, sql: str, *values: Any) -> list[Row]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Row | None:
        found = self.all(sql, *values)
        return found[0] if found else None

    def meta(self, name: str, default: str = "") -> str:
        row = self.one("SELECT value FROM meta WHERE name=?", name)
        return default if row is None else str(row["value"])

    def set_meta(self, name: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?,?)", name, value)

    def close(self) -> None:
        with self._lock:
            self._connection.close()
