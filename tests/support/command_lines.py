"""Command lines written in pages, units and compose files, held against the command tree."""

import shlex
from functools import cache
from typing import Any

import typer

from terbit.commands.root import app


@cache
def _tree() -> Any:
    return typer.main.get_command(app)


def wrong_with(line: str) -> str:
    """What the CLI does not have of `terbit …`; empty when it has all. Values are not judged."""
    words = shlex.split(line, comments=True)
    if not words or words[0].rpartition("/")[2] != "terbit":
        return f"no terbit command: {line}"
    command, path = _tree(), ["terbit"]
    rest = words[1:]
    while rest and hasattr(command, "get_command"):
        found = None if rest[0].startswith("-") else command.get_command(None, rest[0])
        if found is None:
            break
        command = found
        path.append(rest.pop(0))
    if rest and not rest[0].startswith("-") and hasattr(command, "get_command"):
        return f"{' '.join(path)} has no {rest[0]}"
    options = {name for one in command.params for name in one.opts + one.secondary_opts}
    named = [word.partition("=")[0] for word in rest if word.startswith("--")]
    unknown = [name for name in named if name not in options]
    return f"{' '.join(path)} has no {', '.join(unknown)}" if unknown else ""
