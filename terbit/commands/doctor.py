"""`terbit doctor`: what would keep this installation from working, one line each."""

import importlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import typer

from terbit.commands.console import AsJson, Dir, say, say_json
from terbit.errors import is_of_a_database
from terbit.settings import Settings, read_settings
from terbit.wiring import open_installation

app = typer.Typer(pretty_exceptions_enable=False)

LEAST_FREE_MIB = 500
FOLDERS = (
    "domain",
    "application",
    "projections",
    "printers",
    "workers",
    "monitoring",
    "web",
    "terbit",
)
Check = tuple[str, bool, str]


@app.command()
def doctor(directory: Dir = None, as_json: AsJson = False) -> None:
    """Exit 1 when something is wrong."""
    settings = read_settings(directory)
    checks = [*_house(), *_files(settings), *_installation(settings)]
    if as_json:
        say_json({"checks": [{"name": n, "ok": ok, "detail": d} for n, ok, d in checks]})
    else:
        for name, ok, detail in checks:
            say(f"{'ok   ' if ok else 'WRONG'} {name}: {detail}")
    if not all(ok for _, ok, _ in checks):
        raise typer.Exit(1)


def _house() -> Iterator[Check]:
    """Another package with one of our folder names would be imported in our place."""
    root = Path(__file__).resolve().parents[2]
    for name in FOLDERS:
        found = Path(str(importlib.import_module(name).__file__)).resolve()
        yield (f"package {name}", found.is_relative_to(root), str(found.parent))


def _files(settings: Settings) -> Iterator[Check]:
    place = settings.dir if settings.dir.exists() else settings.dir.parent
    free = shutil.disk_usage(place).free // 2**20 if place.exists() else 0
    yield ("disk", free >= LEAST_FREE_MIB, f"{free} MiB free in {place}")
    writable = os.access(place, os.W_OK)
    yield ("folder", writable, f"{settings.dir} {'writable' if writable else 'not writable'}")
    secret = settings.dir / "secrets" / "master.key"
    if secret.exists():
        private = secret.stat().st_mode & 0o077 == 0
        yield (
            "master key",
            private,
            "readable by its owner only" if private else "readable by others",
        )


def _installation(settings: Settings) -> Iterator[Check]:
    if not (settings.dir / "secrets" / "master.key").exists():
        yield ("installation", False, "none here; make one with terbit init")
        return
    for path in sorted(settings.dir.glob("*.sqlite")):
        answer = _answer_of(path)
        yield (f"database {path.name}", answer == "ok", answer)
    try:
        yield from _views(settings)
    except Exception as error:
        if not is_of_a_database(error):
            raise
        yield ("views", False, "cannot be read: a database is damaged")


def _answer_of(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return str(database.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


def _views(settings: Settings) -> Iterator[Check]:
    installation = open_installation(settings)
    last = installation.centre.registry.position()
    for at in installation.runner.progress():
        detail = at.stopped or f"at {at.position} of {last}"
        yield (f"view {at.view}", at.stopped is None, detail)
    installation.close()
