"""What outlives an emulator that is killed: synced lines, and files that are replaced whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unreadable(ValueError):
    """Not what this program wrote: hands were in the file."""


@contextmanager
def told_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(type(error).__name__) from error


class SyncedLines:
    """A file of lines that is only ever added to; `found` is what was there at the start."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.found = _whole_lines(path)
        self._file = path.open("ab", buffering=0)

    def append(self, line: str) -> None:
        """Return once the line is on the disk."""
        self._file.write(line.encode() + b"\n")
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def replace_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, whenever the power goes."""
    scratch = path.with_name(path.name + ".new")
    with scratch.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def _whole_lines(path: Path) -> list[str]:
    """All whole lines; what a kill left of a torn last line is cut off."""
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        os.truncate(path, len(whole))
    return whole.decode().splitlines()
