"""`terbit audit timeline ID`: everything that happened to one thing, in order."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from application.registry.reader import LogReader
from domain.values.serials import is_serial, tidy
from projections.history import queries as history
from projections.history.sentences import sentence
from projections.queue_board import queries as queue
from projections.register import queries as register
from terbit.commands.console import AsJson, Dir, opened, say, say_json

app = typer.Typer(help="The history.", no_args_is_help=True)


@app.command("timeline")
def timeline(
    subject: Annotated[
        str, typer.Argument(help="Stream id, receipt number, or serial of a blank.")
    ],
    directory: Dir = None,
    as_json: AsJson = False,
) -> None:
    """Without personal data: the console shows what the log says in clear."""
    installation = opened(directory)
    with installation.views.connect() as connection:
        positions = sorted(
            {
                position
                for found in _subjects(connection, subject)
                for position in history.positions_of(connection, found)
            }
        )
    reader = LogReader(installation.log)
    events = list(history.timeline(reader, None, positions))
    reader.close()
    installation.close()
    rows = [{**event, "sentence": sentence(event["topic"], event["fields"])} for event in events]
    if as_json:
        say_json({"subject": subject, "events": rows})
    else:
        for row in rows:
            say(f"{row['position']:>8}  {row['fields']['occurred_at']}  {row['sentence']}")
    if not rows:
        typer.echo(f"nothing is known of {subject}", err=True)
        raise typer.Exit(1)


def _subjects(connection: Connection, subject: str) -> list[str]:
    """A document's story includes that of its print jobs and of its recording."""
    found = register.by_receipt(connection, subject.strip().upper())
    if found is not None:
        recording = [found["enrolment"]] if found["enrolment"] else []
        return [found["document"], *recording, *queue.jobs_of(connection, found["document"])]
    serial = tidy(subject)
    return [subject, f"serial:{serial}"] if is_serial(serial) else [subject]


@app.callback()
def _group() -> None:
    """The history."""
