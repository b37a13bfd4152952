"""The library's SQLite recorder with claims and commands written in the append's transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor

from application.errors import AlreadyDone, ClaimTaken, Conflict
from application.registry.claims import Claim

_CLAIMS_TABLE = (
    "CREATE TABLE IF NOT EXISTS claims (kind TEXT, key TEXT, owner TEXT NOT NULL, "
    "PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_COMMANDS_TABLE = (
    "CREATE TABLE IF NOT EXISTS commands (command_id TEXT PRIMARY KEY, "
    "answer TEXT NOT NULL) WITHOUT ROWID"
)


class ClaimingRecorder(SQLiteApplicationRecorder):
    """`save(*events, claims=[...], command=(id, answer))`: all of it or nothing.

    The answer is kept with the position of the last event.

    `reads`: stream -> version that a decision was judged by; a newer one is a Conflict.

    Events are inserted first: that takes SQLite's write lock, so what the claims are checked
    against cannot change before the commit.
    """

    def construct_create_table_statements(self) -> list[str]:
        return [
            *super().construct_create_table_statements(),
            _CLAIMS_TABLE,
            _COMMANDS_TABLE,
        ]

    def assert_full(self) -> None:
        """The promise of a commit rests on this: WAL and synchronous FULL (2) or EXTRA (3)."""
        with self.datastore.transaction(commit=False) as c:
            c.execute("PRAGMA synchronous")
            if c.fetchone()[0] < 2:
                raise RuntimeError("SQLite must run with synchronous=FULL")

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        ids = super()._insert_events(c, stored_events)
        reads: Mapping[str, int] = kwargs.get("reads", {})
        for stream, version in reads.items():
            if self._version(c, stream) != version:
                raise Conflict("a stream that was read has changed")
        claims: Sequence[Claim] = kwargs.get("claims", ())
        for claim in claims:
            _APPLY[claim.act](c, claim)
        command: tuple[str, dict[str, Any]] | None = kwargs.get("command")
        if command is not None:
            command_id, answer = command
            _record_command(c, command_id, json.dumps({**answer, "position": (ids or [0])[-1]}))
        return ids

    def _version(self, c: SQLiteCursor, stream: str) -> int:
        c.execute(
            f"SELECT MAX(originator_version) FROM {self.events_table_name} "  # noqa: S608
            "WHERE originator_id=?",
            (stream,),
        )
        return c.fetchone()[0] or 0

    def moments(self, originator: UUID, *topics: str) -> list[tuple[int, int]]:
        """`(position, version)` of the events of these topics in one stream, oldest first."""
        marks = ",".join("?" * len(topics))
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                f"SELECT rowid, originator_version FROM {self.events_table_name} "  # noqa: S608
                f"WHERE originator_id=? AND topic IN ({marks}) ORDER BY originator_version",
                (originator.hex, *topics),
            )
            return [(int(row[0]), int(row[1])) for row in c.fetchall()]

    def claim_owner(self, kind: str, key: str) -> str | None:
        with self.datastore.transaction(commit=False) as c:
            return _owner(c, kind, key)

    def claims_below(self, kind: str, prefix: str) -> list[str]:
        """Owners of all claims whose key begins with the prefix."""
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                "SELECT owner FROM claims WHERE kind=? AND key>=? AND key<? ORDER BY key",
                (kind, prefix, prefix + "\U0010ffff"),
            )
            return [row[0] for row in c.fetchall()]

    def keys_of(self, kind: str) -> list[str]:
        """Keys of every claim of a kind that is seldom taken."""
        with self.datastore.transaction(commit=False) as c:
            c.execute("SELECT key FROM claims WHERE kind=? ORDER BY key", (kind,))
            return [row[0] for row in c.fetchall()]

    def owners(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """Key -> owner of those that are taken; at most a few hundred keys."""
        marks = ",".join("?" * len(keys))
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                f"SELECT key, owner FROM claims WHERE kind=? AND key IN ({marks})",  # noqa: S608
                (kind, *keys),
            )
            return {row[0]: row[1] for row in c.fetchall()}

    def answer(self, command_id: str) -> str | None:
        with self.datastore.transaction(commit=False) as c:
            return _answer(c, command_id)

    def answers_below(self, prefix: str) -> list[str]:
        """The answers of all commands whose id begins with the prefix, in the order given."""
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                "SELECT answer FROM commands WHERE command_id>=? AND command_id<?",
                (prefix, prefix + "\U0010ffff"),
            )
            return [row[0] for row in c.fetchall()]


def _record_command(c: SQLiteCursor, command_id: str, answer: str) -> None:
    try:
        c.execute("INSERT INTO commands VALUES (?,?)", (command_id, answer))
    except sqlite3.IntegrityError as error:
        raise AlreadyDone(_answer(c, command_id) or "{}") from error


def _answer(c: SQLiteCursor, command_id: str) -> str | None:
    c.execute("SELECT answer FROM commands WHERE command_id=?", (command_id,))
    row = c.fetchone()
    return None if row is None else str(row[0])


def _owner(c: SQLiteCursor, kind: str, key: str) -> str | None:
    c.execute("SELECT owner FROM claims WHERE kind=? AND key=?", (kind, key))
    row = c.fetchone()
    return None if row is None else str(row[0])


def _take(c: SQLiteCursor, claim: Claim) -> None:
    try:
        c.execute("INSERT INTO claims VALUES (?,?,?)", (claim.kind, claim.key, claim.owner))
    except sqlite3.IntegrityError as error:
        owner = _owner(c, claim.kind, claim.key)
        raise ClaimTaken(claim.kind, claim.key, owner) from error


def _note(c: SQLiteCursor, claim: Claim) -> None:
    c.execute("INSERT OR IGNORE INTO claims VALUES (?,?,?)", (claim.kind, claim.key, claim.owner))


def _release(c: SQLiteCursor, claim: Claim) -> None:
    """Only its owner's claim goes; without an owner named, whoever's it is."""
    c.execute(
        "DELETE FROM claims WHERE kind=? AND key=? AND (?='' OR owner=?)",
        (claim.kind, claim.key, claim.owner, claim.owner),
    )


def _present(c: SQLiteCursor, claim: Claim) -> None:
    if _owner(c, claim.kind, claim.key) is None:
        raise ClaimTaken(claim.kind, claim.key, None)


def _absent(c: SQLiteCursor, claim: Claim) -> None:
    owner = _owner(c, claim.kind, claim.key)
    if owner is not None:
        raise ClaimTaken(claim.kind, claim.key, owner)


_APPLY = {"take": _take, "note": _note, "release": _release, "present": _present, "absent": _absent}
