"""`terbit backup`: a copy of the installation while it works, in two parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from application.backing_up.copying import Tell
from application.backing_up.errors import CopyFailed, NotWhole
from application.backing_up.expiring import expire_keys, named_by
from application.backing_up.manifest import Manifest
from application.backing_up.taking import DATA, KEYS
from terbit.commands.console import AsJson, Dir, say, say_json
from terbit.copies import back_up
from terbit.settings import read_settings
from terbit.wiring import open_installation

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def backup(
    to: Annotated[Path, typer.Option(help="Folder that gets data/ and keys/.")],
    keys_to: Annotated[
        Path | None, typer.Option(help="Another folder for keys/: better another disk.")
    ] = None,
    dated: Annotated[
        bool, typer.Option("--dated", help="Into a new folder in it, named by the time (UTC).")
    ] = False,
    keep_keys: Annotated[
        int | None,
        typer.Option(
            min=1, help="Days; once this backup is whole, older dated keys beside its own go."
        ),
    ] = None,
    directory: Dir = None,
    as_json: AsJson = False,
) -> None:
    """Copy events, attachments, accounts and keys; nobody has to stop working."""
    if keep_keys is not None and not dated:
        raise typer.BadParameter("--keep-keys is for --dated backups")
    installation = open_installation(read_settings(directory))
    now = installation.centre.clock.now()
    moment = named_by(now) if dated else "."
    parts = {DATA: to / moment / DATA, KEYS: (keys_to or to) / moment / KEYS}
    try:
        for part in parts.values():
            if part.exists():
                raise typer.BadParameter(f"{part} is there already")
        with told(hidden=as_json) as tell:
            manifests = back_up(installation, parts, tell)
    except CopyFailed as error:
        typer.echo(f"terbit: {error}", err=True)
        raise typer.Exit(1) from error
    finally:
        installation.close()
    # Only now: while no newer backup is whole, the last keys are the only ones.
    expired = [] if keep_keys is None else _expire(parts[KEYS].parent, now, keep_keys)
    if as_json:
        say_json(_answer(manifests, parts, expired))
    else:
        _tell(manifests, parts, expired)


def _expire(newest: Path, now: datetime, days: int) -> list[Path]:
    try:
        return expire_keys(newest.parent, newest.name, now - timedelta(days=days))
    except (NotWhole, OSError) as error:
        typer.echo(f"terbit: backup made, but older keys are left: {error}", err=True)
        raise typer.Exit(1) from error


def _tell(manifests: list[Manifest], parts: dict[str, Path], expired: list[Path]) -> None:
    size = sum(kept.size for one in manifests for kept in one.files.values())
    say(f"{manifests[0].position} positions, {size / 2**20:.1f} MiB")
    for view, digest in manifests[0].state.views.items():
        if digest is None:
            say(f"read model {view} cannot be built from this log: see terbit project status")
    say(f"data: {parts[DATA]}")
    say(f"keys: {parts[KEYS]} (keep them elsewhere, and for a short time)")
    for folder in expired:
        say(f"removed: {folder}, its time is over")


@contextmanager
def told(*, hidden: bool) -> Iterator[Tell]:
    """Progress on a terminal, a line for each thing under way."""
    console = Console(stderr=True)
    with Progress(console=console, disable=hidden or not console.is_terminal) as progress:
        tasks = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=of)
            progress.update(tasks[what], completed=done, total=of)

        yield tell


def _answer(
    manifests: list[Manifest], parts: dict[str, Path], expired: list[Path]
) -> dict[str, object]:
    first = manifests[0]
    return {
        "backup": first.backup,
        "version": first.version,
        "taken_at": first.taken_at,
        "position": first.position,
        "state": first.state.model_dump(),
        "parts": [
            {
                "part": one.part,
                "folder": str(parts[one.part]),
                "bytes": sum(kept.size for kept in one.files.values()),
                "files": sorted(one.files),
            }
            for one in manifests
        ],
        "expired": [str(folder) for folder in expired],
    }
