"""Copying databases that are being written, and files; each whole, private and on the disk."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from application.backing_up.errors import CopyFailed
from application.backing_up.manifest import Kept

PAGES = 2_000
"""Of a database, copied between two words of progress."""
CHUNK = 1 << 20
Tell = Callable[[str, int, int], None]
"""What is under way, how much of it is done, of how much."""


def copy_database(source: Path, target: Path, tell: Tell) -> None:
    """As it stands at one moment, however much is written meanwhile. Raises CopyFailed."""
    _make_private(target)
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.isolation_level = None
            # One read transaction around all steps: without it every save by another process
            # makes SQLite begin the copy again, and a busy office would never be copied.
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
            live.backup(
                copy,
                pages=PAGES,
                progress=lambda _, left, all_of_it: tell(source.name, all_of_it - left, all_of_it),
            )
    except sqlite3.Error as error:
        raise CopyFailed(f"{target}: {error}") from error


def seal(path: Path) -> None:
    """One file, without a write-ahead log beside it, on the disk. Raises CopyFailed."""
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise CopyFailed(f"{path}: {error}") from error
    sync(path)


def copy_file(source: Path, target: Path) -> Kept:
    """What was copied, measured on the way: nobody can change it between the two."""
    digest, size = sha256(), 0
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_private(target)
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            size += writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return Kept(size=size, sha256=digest.hexdigest())


def measured(path: Path) -> Kept:
    digest, size = sha256(), 0
    with path.open("rb") as reader:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Kept(size=size, sha256=digest.hexdigest())


def write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, whenever the power goes; for its owner's eyes only."""
    scratch = path.with_name(path.name + ".new")
    _make_private(scratch)
    with scratch.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _make_private(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
