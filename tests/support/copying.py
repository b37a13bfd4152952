"""Backups in tests: taken and put back in this process, and what must be true of a copy."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from application.backing_up.manifest import Manifest
from application.backing_up.taking import DATA, KEYS
from application.registry.decoder import decode
from application.registry.reader import LogReader
from terbit.copies import Restored, back_up, restore
from terbit.settings import Settings
from terbit.wiring import Installation, open_installation
from tests.support.office import Office

Watch = Callable[[str, int, int], None]


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""


def parts_in(folder: Path) -> dict[str, Path]:
    return {DATA: folder / DATA, KEYS: folder / KEYS}


def copied(office: Office, folder: Path, tell: Watch = quiet) -> Manifest:
    return back_up(office.installation, parts_in(folder), tell)[0]


def put_back(folder: Path, target: Path) -> tuple[Restored, Installation]:
    """From `folder`, whose keys may be of another backup; opened as the program opens it."""
    done = restore(parts_in(folder), target, quiet, other_keys=True)
    return done, open_installation(Settings(dir=target))


def lacking(installation: Installation) -> list[str]:
    """Topics of events whose key or printed payload is not there."""
    with sqlite3.connect(installation.settings.dir / "attachments.sqlite") as database:
        there = {row[0] for row in database.execute("SELECT digest FROM attachments")}
    database.close()
    found, position = [], 0
    reader = LogReader(installation.log)
    while page := reader.page(position):
        position = page[-1].position
        for row in page:
            fields = decode(row.topic, row.state)
            sealed = fields.get("personal")
            if sealed and installation.centre.keys.cipher(row.stream) is None:
                found.append(f"key of {row.topic}")
            if row.topic == "print_job.leased" and fields["payload_digest"] not in there:
                found.append("payload")
    reader.close()
    return found


def die_at(step: int) -> Watch:
    """As by kill -9, at one step of the backup."""
    seen: list[None] = []

    def tell(_what: str, _done: int, _of: int) -> None:
        seen.append(None)
        if len(seen) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return tell


if __name__ == "__main__":
    made = open_installation(Settings(dir=Path(sys.argv[1])))
    back_up(made, parts_in(Path(sys.argv[2])), die_at(int(sys.argv[3])))
    made.close()
