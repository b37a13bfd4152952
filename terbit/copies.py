"""A backup taken and put back: joins the copies, their keys and the read models built of them."""

import hmac
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine

from application.backing_up.copying import Tell, sync, write_whole
from application.backing_up.errors import CopyFailed, NotWhole
from application.backing_up.manifest import NAME, Manifest, State, read, written
from application.backing_up.putting_back import master_of, put_back, streams_without_key
from application.backing_up.taking import (
    DATA,
    EVENTS,
    KEYS,
    KEYS_DATABASE,
    MASTER,
    copy_all,
    sealed,
)
from application.database import open_scratch, open_sqlite
from application.deciding import stamp
from application.personal.keys import Keys
from application.registry.application import Registry
from projections.state_hash import StateHash, state_hash
from terbit.errors import is_of_a_database
from terbit.system import SystemClock, SystemIdentifiers
from terbit.wiring import Installation, make_secrets


@dataclass(frozen=True, kw_only=True)
class Restored:
    """`compared`: the read models were, for keys and version are those of the backup.

    `keys`: of the part with the keys. `without_key`: streams whose sealed fields nobody can open,
    though nobody was erased.
    """

    manifest: Manifest
    keys: Manifest
    erased: int
    without_key: int
    compared: bool


def back_up(installation: Installation, parts: dict[str, Path], tell: Tell) -> list[Manifest]:
    """Into folders that are not there yet. Raises CopyFailed, OSError; then nothing is left."""
    source = installation.settings.dir
    made: list[Path] = []
    with _nothing_half_left(made):
        for folder in parts.values():
            if not folder.parent.exists():
                folder.parent.mkdir(mode=0o700, parents=True)
                made.append(folder.parent)
            folder.mkdir(mode=0o700)
            made.append(folder)
        copy_all(source, parts, tell)
        master = (parts[KEYS] / MASTER).read_bytes()
        # Ordered after the log was copied or before it: a copy brings no erased person back.
        erased = installation.centre.registry.claiming.keys_of("erased")
        with (
            _keys(parts[KEYS] / KEYS_DATABASE, master) as keys,
            _scratch(source / "backup-views.scratch") as views,
        ):
            keys.destroy(erased)
            # An erasure beside the copy could not empty the write-ahead log that was being read.
            installation.centre.keys.destroy(erased)
            found = state_hash(views, parts[DATA] / EVENTS, keys, tell)
        backup = installation.centre.identifiers.new()
        manifests = [
            Manifest(
                part=part,
                backup=backup,
                installation=_fingerprint(master),
                version=version("terbit"),
                taken_at=stamp(installation.centre.clock.now()),
                position=found.position,
                files=sealed(folder, tell),
                state=State(log=found.log, views=found.views),
            )
            for part, folder in parts.items()
        ]
        for manifest in manifests:
            write_whole(parts[manifest.part] / NAME, written(manifest))
    return manifests


def restore(
    parts: dict[str, Path], target: Path, tell: Tell, *, other_keys: bool = False
) -> Restored:
    """Into an empty folder. Raises NotWhole, CopyFailed, OSError; then the folder is empty again.

    `other_keys`: keys of another backup of the same installation will do.
    """
    data, own = read(parts[DATA], DATA), read(parts[KEYS], KEYS)
    _require_one_backup(data, own, parts, other_keys=other_keys)
    master = master_of(parts[KEYS], own)
    made: list[Path] = []
    if not target.exists():
        target.mkdir(mode=0o700, parents=True)
        made.append(target)
    with _nothing_half_left(made, inside=target):
        wrong = [
            problem
            for manifest in (data, own)
            for problem in put_back(parts[manifest.part], manifest, target, tell)
        ]
        if wrong:
            raise NotWhole("; ".join(wrong))
        with _keys(target / KEYS_DATABASE, master) as keys:
            erased = _erase_again(target / EVENTS, keys)
            with _engine(target / "views.sqlite") as views:
                found = state_hash(views, target / EVENTS, keys, tell, keep=True)
        compared = data.backup == own.backup and data.version == version("terbit")
        _compare(data, found, views_too=compared)
        without_key = streams_without_key(target / EVENTS, target / KEYS_DATABASE)
        # The last step: without a master key a folder is no installation to anybody.
        (target / MASTER).parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(target / MASTER, master)
        make_secrets(target, SystemIdentifiers())
        sync(target)
    return Restored(
        manifest=data,
        keys=own,
        erased=erased,
        without_key=without_key,
        compared=compared,
    )


def _require_one_backup(
    data: Manifest, own: Manifest, parts: dict[str, Path], *, other_keys: bool
) -> None:
    if data.installation != own.installation:
        raise NotWhole(f"{parts[KEYS]}: keys of another installation")
    if data.backup != own.backup and not other_keys:
        raise NotWhole(
            f"{parts[KEYS]}: keys of another backup, of {own.taken_at}, than {parts[DATA]}, "
            f"of {data.taken_at}; to use them all the same: --other-keys"
        )


def _erase_again(events: Path, keys: Keys) -> int:
    """As at each start: keys older than an erasure do not bring the person back."""
    registry = Registry(events, keys, SystemIdentifiers())
    try:
        erased = registry.claiming.keys_of("erased")
    finally:
        registry.close()
    keys.destroy(erased)
    return len(erased)


def _compare(data: Manifest, found: StateHash, *, views_too: bool) -> None:
    """Raises NotWhole."""
    if (data.position, data.state.log) != (found.position, found.log):
        raise NotWhole(f"{EVENTS}: not the log of the backup, though its checksum fits")
    if views_too and data.state.views != found.views:
        names = sorted(data.state.views.keys() | found.views.keys())
        other = [name for name in names if data.state.views.get(name) != found.views.get(name)]
        raise NotWhole(f"read models are not those of the backup: {', '.join(other)}")


def _fingerprint(master: bytes) -> str:
    """Says which installation, and nothing of the key: that is 256 random bits."""
    return hmac.new(master, b"terbit.installation", sha256).hexdigest()[:32]


@contextmanager
def _keys(path: Path, master: bytes) -> Iterator[Keys]:
    with _engine(path) as engine:
        yield Keys(engine, master, SystemClock(), SystemIdentifiers())


@contextmanager
def _engine(path: Path) -> Iterator[Engine]:
    engine = open_sqlite(path)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _scratch(path: Path) -> Iterator[Engine]:
    engine = open_scratch(path)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _nothing_half_left(made: list[Path], inside: Path | None = None) -> Iterator[None]:
    """Folders in `made`, and all that is `inside`, go when anything goes wrong."""
    try:
        yield
    except BaseException as error:
        for folder in [*made, *(inside.iterdir() if inside and inside.exists() else ())]:
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.unlink(missing_ok=True)
        if is_of_a_database(error):
            raise CopyFailed(f"{_of_sqlite(error)}; nothing was kept") from error
        raise


def _of_sqlite(error: BaseException) -> str:
    found: BaseException | None = error
    while found is not None and not isinstance(found, sqlite3.Error):
        found = found.__cause__ or found.__context__
    return str(found)
