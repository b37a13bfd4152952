"""`terbit stock show`: where the blanks are, now or as of a position or a recorded time."""

from datetime import datetime
from typing import Annotated

import typer

from application.deciding import stamp
from application.registry.reader import LogReader
from projections.stock import queries as stock
from terbit.commands.console import AsJson, Dir, opened, say_json, say_table

app = typer.Typer(help="Blanks.", no_args_is_help=True)
LAST = 2**63 - 1
DIGITS = 18
COLUMNS = (
    "office",
    "kind",
    "batch",
    "received",
    "transferred_in",
    "on_shelf",
    "at_station",
    "unsettled",
    "printed",
    "spoiled",
    "missing",
    "destroyed",
    "in_transit",
    "transferred_out",
)


@app.command("show")
def show(
    directory: Dir = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="A position, or a time such as 2026-11-25T10:00Z.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The eleven terms of the identity per office, kind and batch."""
    installation = opened(directory)
    if as_of is None:
        with installation.views.connect() as connection:
            rows = stock.by_office(connection)
    else:
        reader = LogReader(installation.log)
        rows = _as_of(reader, as_of)
        reader.close()
    installation.close()
    if as_json:
        say_json({"as_of": as_of, "balances": rows})
    else:
        say_table("Blangko", COLUMNS, rows)


def _as_of(reader: LogReader, as_of: str) -> list[stock.Row]:
    if as_of.isascii() and as_of.isdigit():
        # A number of more digits than these is beyond the end of any log.
        return stock.as_of(reader, position=int(as_of) if len(as_of) <= DIGITS else LAST)
    try:
        recorded = stamp(datetime.fromisoformat(as_of))
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(f"{as_of} is neither a position nor a time") from error
    return stock.as_of(reader, recorded=recorded)


@app.callback()
def _group() -> None:
    """Blanks."""
