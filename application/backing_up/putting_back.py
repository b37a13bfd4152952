"""Putting the files of a backup back into an empty folder, each one checked on its way."""

import sqlite3
from contextlib import closing
from pathlib import Path

from application.backing_up.copying import Tell, copy_file
from application.backing_up.errors import NotWhole
from application.backing_up.manifest import Kept, Manifest
from application.backing_up.taking import MASTER


def put_back(folder: Path, manifest: Manifest, target: Path, tell: Tell) -> list[str]:
    """What is wrong, file by file. The master key stays behind: with it a folder is whole."""
    wrong = []
    for number, (name, kept) in enumerate(sorted(manifest.files.items()), start=1):
        source = folder / name
        if not source.is_file():
            wrong.append(f"{source}: not there")
        elif name != MASTER:
            wrong += _differences(source, copy_file(source, target / name), kept)
        tell(manifest.part, number, len(manifest.files))
    return wrong


def master_of(folder: Path, manifest: Manifest) -> bytes:
    """Raises NotWhole."""
    kept = manifest.files.get(MASTER)
    source = folder / MASTER
    if kept is None or not source.is_file():
        raise NotWhole(f"{source}: not there")
    content = source.read_bytes()
    wrong = _differences(source, Kept.of(content), kept)
    if wrong:
        raise NotWhole(wrong[0])
    return content


def streams_without_key(events: Path, keys: Path) -> int:
    """Streams of the log with sealed fields and no row in `keys`; an erased one has a row."""
    with closing(sqlite3.connect(events)) as log:
        log.execute("ATTACH ? AS other", (str(keys),))
        # A quote within a value of JSON is escaped, so only the field itself looks like this.
        row = log.execute(
            "SELECT count(DISTINCT originator_id) FROM stored_events "
            'WHERE instr(state, CAST(\'"personal":"\' AS BLOB)) > 0 '
            "AND originator_id NOT IN (SELECT stream FROM other.data_keys)"
        ).fetchone()
    return int(row[0])


def _differences(source: Path, found: Kept, kept: Kept) -> list[str]:
    if found.size != kept.size:
        return [f"{source}: {found.size} bytes, not the {kept.size} of the backup"]
    if found.sha256 != kept.sha256:
        return [f"{source}: not the bytes of the backup"]
    return []
