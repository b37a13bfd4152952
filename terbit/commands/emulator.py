"""`terbit emulator`: printers that are not there, each as its own process."""

from pathlib import Path
from typing import Annotated

import typer

from printers.dialects.evolis.settings import DIALECTS
from printers.emulator.card.server import run_card_emulator
from printers.emulator.paper.server import run_paper_emulator

app = typer.Typer(help="Printers that are not there.", no_args_is_help=True)


@app.command("card")
def card(
    link: Annotated[Path, typer.Option(help="Symlink to publish for the pty.")],
    state: Annotated[Path, typer.Option(help="The printer's memory, kept over restarts.")],
    out: Annotated[Path, typer.Option(help="Folder for cards and record.jsonl.")],
    control: Annotated[
        Path | None, typer.Option(help="Unix socket for the tester's hands.")
    ] = None,
    dialect: Annotated[str, typer.Option(help="Which printer to be.")] = "evolis",
    baud: Annotated[
        int, typer.Option(min=0, help="Line speed to keep to; 0 is as fast as it goes.")
    ] = 115_200,
) -> None:
    """Runs until SIGTERM; kill -9 is a power cut."""
    if dialect not in DIALECTS:
        raise typer.BadParameter(f"no dialect {dialect}; there are {', '.join(sorted(DIALECTS))}")
    run_card_emulator(link, state, out, control, dialect, baud)


@app.command("paper")
def paper(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Loopback port to listen on.")],
    out: Annotated[Path, typer.Option(help="Folder for documents and record.jsonl.")],
    control: Annotated[
        Path | None, typer.Option(help="Unix socket for the tester's hands.")
    ] = None,
) -> None:
    """A4 at ipp://localhost:PORT/ipp/print until SIGTERM; kill -9 is a power cut."""
    run_paper_emulator(port, out, control)


@app.callback()
def _group() -> None:
    """Printers that are not there."""
