"""`terbit restore`: a backup put back into an empty folder, every byte of it checked."""

from pathlib import Path
from typing import Annotated

import typer

from application.backing_up.errors import CopyFailed, NotWhole
from application.backing_up.taking import DATA, KEYS
from terbit.commands.backup import told
from terbit.commands.console import AsJson, say, say_json
from terbit.copies import Restored
from terbit.copies import restore as put_back

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def restore(
    source: Annotated[Path, typer.Option("--from", help="Folder with data/ (and keys/).")],
    directory: Annotated[
        Path, typer.Option("--dir", help="Folder of the new installation: empty, or not there.")
    ],
    keys: Annotated[
        Path | None, typer.Option(help="Folder with the keys, where they are elsewhere.")
    ] = None,
    other_keys: Annotated[
        bool,
        typer.Option(
            "--other-keys", help="Keys of another backup: whose key is newer cannot be read."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check, copy, build the read models and compare; exit 1 names the file that is wrong."""
    parts = {DATA: source / DATA, KEYS: keys or source / KEYS}
    for folder in parts.values():
        if not folder.is_dir():
            raise typer.BadParameter(f"{folder} is not a folder")
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise typer.BadParameter(f"{directory} is not empty")
    try:
        with told(hidden=as_json) as tell:
            done = put_back(parts, directory, tell, other_keys=other_keys)
    except (NotWhole, CopyFailed) as error:
        typer.echo(f"terbit: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        say_json(
            {
                "dir": str(directory),
                "backup": done.manifest.backup,
                "taken_at": done.manifest.taken_at,
                "position": done.manifest.position,
                "keys_backup": done.keys.backup,
                "keys_taken_at": done.keys.taken_at,
                "erased": done.erased,
                "without_key": done.without_key,
                "compared": done.compared,
            }
        )
        return
    _tell(done, directory)


def _tell(done: Restored, directory: Path) -> None:
    say(f"Restored to {directory}: position {done.manifest.position}, of {done.manifest.taken_at}.")
    if done.keys.backup != done.manifest.backup:
        say(f"Keys of another backup, of {done.keys.taken_at}.")
    if done.without_key:
        say(f"{done.without_key} streams have no key: they cannot be read and look as if erased.")
    if done.compared:
        say("Log and read models are those of the backup.")
    else:
        say("The log is that of the backup; keys or version are not, so views were not compared.")
    say("Everybody signs in again.")
