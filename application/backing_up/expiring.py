"""Old copies of the keys go: each is the one thing that could show an erased person again."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from application.backing_up.errors import NotWhole
from application.backing_up.manifest import read
from application.backing_up.taking import KEYS

FORM = "%Y%m%dT%H%M%SZ"
"""The name of the folder of a dated backup: its moment (UTC)."""


def named_by(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(FORM)


def expire_keys(root: Path, newest: str, before: datetime) -> list[Path]:
    """Folders removed: keys of dated backups in `root` that were begun before the moment.

    `newest`, which must be whole, stays whatever its name says; keys of another installation stay
    too, and what is only half written goes. Raises NotWhole, OSError.
    """
    own = read(root / newest / KEYS, KEYS).installation
    gone = [
        folder / KEYS
        for folder in sorted(root.iterdir())
        if folder.name != newest
        and _is_before(folder.name, before)
        and (folder / KEYS).is_dir()
        and _installation_of(folder / KEYS) in (own, None)
    ]
    for keys in gone:
        shutil.rmtree(keys)
        if not any(keys.parent.iterdir()):
            keys.parent.rmdir()
    return gone


def _is_before(name: str, moment: datetime) -> bool:
    """Not so for a name that is no moment: somebody put that folder there."""
    try:
        begun = datetime.strptime(name, FORM).replace(tzinfo=UTC)
    except ValueError:
        return False
    return name == named_by(begun) and begun < moment


def _installation_of(keys: Path) -> str | None:
    """None for a part that is not whole."""
    try:
        return read(keys, KEYS).installation
    except NotWhole:
        return None
