"""`terbit import enrolments|statuses|applications|targets FILE`: streamed, an exact report."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from application.enrolling import Into
from application.importing.report import Report
from application.importing.taking import Kind, read_first, take
from application.targets.stating import take_targets
from domain.people.permission import Act
from terbit.commands.console import AsJson, Dir, console_order, opened, say, say_json
from terbit.wiring import Installation

app = typer.Typer(help="Take files in.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
OfficeOption = Annotated[str, typer.Option("--office", help="Office the rows belong to.")]


@app.command("enrolments")
def enrolments(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Recordings of persons, one a row."""
    _command(Kind.ENROLMENTS, file, office, directory, as_json=as_json)


@app.command("statuses")
def statuses(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Central statuses as observed: NIK, status word, time, source."""
    _command(Kind.STATUSES, file, office, directory, as_json=as_json)


@app.command("applications")
def applications(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Applications for documents, one a row; rows with one number belong together."""
    _command(Kind.APPLICATIONS, file, office, directory, as_json=as_json)


@app.command("targets")
def targets(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Bases, targets and counts of sources: indicator, place, kind, value, day, source."""
    installation = opened(directory)
    order = console_order(installation, Act.SET_TARGETS, office)
    report, _ = take_targets(installation.centre, order, file, office)
    installation.runner.run_once()
    installation.close()
    _say(report, as_json)


def _command(kind: Kind, file: Path, office: str, directory: Path | None, *, as_json: bool) -> None:
    installation = opened(directory)
    report = _import(installation, kind, file, office, show=not as_json)
    installation.close()
    _say(report, as_json)


def import_enrolments(installation: Installation, file: Path, office: str) -> Report:
    """Raises FileRefused, Refused."""
    return _import(installation, Kind.ENROLMENTS, file, office)


def import_statuses(installation: Installation, file: Path, office: str) -> Report:
    """Raises FileRefused, Refused."""
    return _import(installation, Kind.STATUSES, file, office)


def _import(
    installation: Installation, kind: Kind, file: Path, office: str, *, show: bool = False
) -> Report:
    centre, report = installation.centre, Report()
    order = console_order(installation, Act.IMPORT, office)
    listed = read_first(centre, kind, file, office)
    watch = partial(_watched, file=file, total=listed.layout.rows, show=show)
    for _ in take(centre, order, listed, Into(office=office, source=file.name), report, watch):
        installation.runner.run_once()
    return report


def _watched(rows: Iterable[Any], *, file: Path, total: int, show: bool) -> Iterator[Any]:
    """A progress bar on a terminal, by the rows of persons that the first reading saw."""
    if not show or not Console().is_terminal:
        yield from rows
        return
    columns = (TextColumn(file.name), BarColumn(), TextColumn("{task.completed}"))
    with Progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task("", total=total)
        for row in rows:
            progress.advance(task)
            yield row


def _say(report: Report, as_json: bool) -> None:
    if as_json:
        say_json(report.as_json())
        return
    say(f"{report.rows} baris: {report.imported} masuk, {report.duplicates} sudah ada.")
    for word, problems in (("ditolak", report.rejected), ("peringatan", report.warnings)):
        for problem in problems:
            column = f" {problem.column}" if problem.column else ""
            sheet = f"lembar {problem.sheet} " if problem.sheet else ""
            say(f"  {sheet}baris {problem.line}{column}: {word}: {problem.reason}")
