"""`terbit audit timeline | export | verify-export`: the history, to read and to hand on."""

import getpass
from contextlib import closing
from datetime import UTC
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from application.exporting.bundle import About, bundled
from application.exporting.verifying import verify
from application.registry.reader import LogReader
from domain.values.serials import is_serial, tidy
from projections.history import queries as history
from projections.history.exporting import Source, as_told
from projections.history.queries import Filter
from projections.history.sentences import sentence
from projections.queue_board import queries as queue
from projections.register import queries as register
from terbit.commands.console import AsJson, Dir, opened, say, say_json
from terbit.wiring import Installation

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


class Form(StrEnum):
    """The three forms of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


@app.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", help="The ZIP to make.", dir_okay=False)],
    form: Annotated[Form, typer.Option("--format")] = Form.CSV,
    first: Annotated[int | None, typer.Option("--from", min=1, help="First position.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1, help="Last position.")] = None,
    office: Annotated[str | None, typer.Option(help="Only events of this office.")] = None,
    directory: Dir = None,
    as_json: AsJson = False,
) -> None:
    """Events with a manifest of their digests; without personal fields."""
    if first is not None and last is not None and first > last:
        raise typer.BadParameter("--from is after --to")
    with closing(opened(directory)) as installation:
        end = installation.centre.registry.position()
        until = end if last is None else min(last, end)
        asked = Filter(office=office, after=(first or 1) - 1, until=until)
        source = Source(views=installation.views, log=installation.log, asked=asked)
        about = About(
            form=form.value,
            asked=as_told(asked),
            after=asked.after or 0,
            until=until,
            personal=False,
            version=version("terbit"),
            by=_at_the_console(installation),
            at=installation.centre.clock.now().astimezone(UTC),
            columns=source.columns,
        )
        _write(out, about, source)
    verdict = verify(out)
    told = {
        "file": str(out),
        "count": verdict.manifest["count"],
        "positions": verdict.manifest["positions"],
        "manifest_sha256": verdict.manifest_sha256,
    }
    if as_json:
        say_json(told)
    else:
        say(f"{told['count']} events in {out}, manifest {verdict.manifest_sha256}")


def _write(out: Path, about: About, source: Source) -> None:
    """Whole under its name, or not there."""
    made = out.with_name(f"{out.name}.part")
    try:
        with made.open("wb") as file:
            file.writelines(bundled(about, source.rows()))
        made.replace(out)
    finally:
        made.unlink(missing_ok=True)


def _at_the_console(installation: Installation) -> str:
    """The account linked to the OS user, as for what the console records."""
    accounts = installation.accounts
    found = accounts.staff_of_os_user(getpass.getuser()) or accounts.staff_of_os_user("*")
    return found or "system"


@app.command("verify-export")
def verify_export(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Whether every byte is as the manifest says; exit 1 when one is not."""
    verdict = verify(file)
    if as_json:
        say_json({
            "file": str(file),
            "whole": not verdict.problems,
            "problems": verdict.problems,
            "manifest_sha256": verdict.manifest_sha256,
            "manifest": verdict.manifest,
        })  # fmt: skip
    else:
        for problem in verdict.problems:
            say(problem)
        if not verdict.problems:
            say(f"whole: {verdict.manifest['count']} events, manifest {verdict.manifest_sha256}")
    if verdict.problems:
        raise typer.Exit(1)


@app.callback()
def _group() -> None:
    """The history."""
