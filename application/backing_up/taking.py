"""Taking the copy: which files, in which order, and into which of the two parts."""

from collections.abc import Sequence
from pathlib import Path

from application.backing_up.copying import Tell, copy_database, copy_file, measured, seal
from application.backing_up.manifest import Kept

DATA, KEYS = "data", "keys"
EVENTS, KEYS_DATABASE, MASTER = "events.sqlite", "keys.sqlite", "secrets/master.key"
SETTINGS = "terbit.toml"
ORDER = ("relay.sqlite", EVENTS, "attachments.sqlite", KEYS_DATABASE, "access.sqlite")
"""The databases are copied one after the other, each as it stands at its own moment.

A key is made and an attachment is stored before the event that needs it is saved. So whatever an
event of the copy needs was there when the log was copied, and is there later too: keys and
attachments are only added to (but for erased ones, which must go). Accounts are added after the
events that register their staff. How far the relay has published points the other way: taken
after the log, it could be ahead of the log's copy, and events would never be published.
"""
MADE_AGAIN = frozenset({"views.sqlite"})
"""Read models hold names in the clear and are built from the log."""
NEVER = frozenset({"session.key"})
"""Made anew: after a restore everybody signs in again, whoever held a session then."""


def databases(folder: Path, order: Sequence[str] = ORDER) -> list[str]:
    """Of an installation, in the order of the copy; one that is not known here goes last."""
    there = {path.name for path in folder.glob("*.sqlite")} - MADE_AGAIN
    return [name for name in order if name in there] + sorted(there - set(order))


def part_of(name: str) -> str:
    """Settings can hold the broker's password, so they go with the keys."""
    own = name in (KEYS_DATABASE, SETTINGS) or name.startswith("secrets/")
    return KEYS if own else DATA


def copy_all(source: Path, parts: dict[str, Path], tell: Tell) -> None:
    """Raises CopyFailed, OSError."""
    for name in databases(source):
        copy_database(source / name, parts[part_of(name)] / name, tell)
    for path in [*sorted((source / "secrets").iterdir()), source / SETTINGS]:
        if path.is_file() and path.name not in NEVER:
            name = str(path.relative_to(source))
            copy_file(path, parts[part_of(name)] / name)


def sealed(folder: Path, tell: Tell) -> dict[str, Kept]:
    """The files of a part, closed for good, on the disk and measured."""
    for path in folder.glob("*.sqlite"):
        seal(path)
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    files: dict[str, Kept] = {}
    for number, name in enumerate(names, start=1):
        files[name] = measured(folder / name)
        tell("checksums", number, len(names))
    return files
