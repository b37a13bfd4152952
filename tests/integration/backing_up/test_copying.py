"""Copying a database that somebody writes all the time, and in which order databases go."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from application.backing_up import copying
from application.backing_up.errors import CopyFailed
from projections.state_hash import state_hash
from terbit.copies import _engine, _keys
from tests.support.copying import copied, quiet
from tests.support.office import Office

ROWS, FULL = 200, "x" * 3_000


@pytest.fixture
def live(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another connection to a database of some hundred pages."""
    with closing(sqlite3.connect(tmp_path / "live.sqlite")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (x)")
        database.executemany("INSERT INTO t VALUES (?)", [(FULL,)] * ROWS)
        database.commit()
        yield database


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        assert "ok" == database.execute("PRAGMA integrity_check").fetchone()[0]
        return int(database.execute("SELECT count(*) FROM t").fetchone()[0])


def test_a_copy_ends_though_somebody_writes_at_every_step(
    tmp_path: Path, live: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES", 1)
    steps: list[int] = []

    def write(_what: str, done: int, _of: int) -> None:
        assert done not in steps, "the copy began again"
        steps.append(done)
        live.execute("INSERT INTO t VALUES (?)", (FULL,))
        live.commit()

    copying.copy_database(tmp_path / "live.sqlite", tmp_path / "copy.sqlite", write)

    assert len(steps) > ROWS / 2
    assert sorted(steps) == steps
    assert ROWS == count(tmp_path / "copy.sqlite")
    assert ROWS + len(steps) == count(tmp_path / "live.sqlite")


def test_a_copy_over_something_is_none(tmp_path: Path, live: sqlite3.Connection) -> None:
    (tmp_path / "copy.sqlite").touch()
    with pytest.raises(FileExistsError):
        copying.copy_database(tmp_path / "live.sqlite", tmp_path / "copy.sqlite", quiet)


def test_a_damaged_database_is_said_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "live.sqlite").write_bytes(b"damaged " * 1000)
    with pytest.raises(CopyFailed) as found:
        copying.copy_database(tmp_path / "live.sqlite", tmp_path / "copy.sqlite", quiet)

    assert "copy.sqlite: file is not a database" in str(found.value)


def test_the_relay_never_goes_before_the_log(office: Office, tmp_path: Path) -> None:
    """While the log is copied it publishes on: what it says of that is not in the copy."""
    with closing(sqlite3.connect(tmp_path / "terbit" / "relay.sqlite")) as relay:
        relay.execute("CREATE TABLE t (x)")
        relay.execute("INSERT INTO t VALUES (1)")
        relay.commit()
        later: list[str] = []

        def publish(what: str, _done: int, _of: int) -> None:
            if what == "events.sqlite":
                later.append(what)
                relay.execute("INSERT INTO t VALUES (2)")
                relay.commit()

        copied(office, tmp_path / "b", publish)

    assert later
    assert 1 == count(tmp_path / "b" / "data" / "relay.sqlite")


def test_the_state_hash_sees_a_row_that_was_changed(office: Office, tmp_path: Path) -> None:
    """In the log, and in what is built of it."""
    office.complete(name="ANI UMPAMA")
    made = copied(office, tmp_path / "b")
    events = tmp_path / "b" / "data" / "events.sqlite"
    with closing(sqlite3.connect(events)) as log:
        log.execute("UPDATE stored_events SET topic='office.frozen' WHERE topic='office.opened'")
        log.commit()
    master = (tmp_path / "b" / "keys" / "secrets" / "master.key").read_bytes()
    with (
        _keys(tmp_path / "b" / "keys" / "keys.sqlite", master) as keys,
        _engine(tmp_path / "views.sqlite") as views,
    ):
        found = state_hash(views, events, keys, quiet)

    assert made.position == found.position
    assert made.state.log != found.log
    assert made.state.views != found.views
