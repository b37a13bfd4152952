"""`terbit import enrolments|statuses FILE`: streaming, with an exact report."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from application import enrolling
from application.deciding import office_day
from application.enrolling import Into
from application.importing.enrolments import read_enrolments
from application.importing.opening import lines_of
from application.importing.recording import Recording
from application.importing.report import Problem, Rejected, Repeated, Report
from application.importing.scan import check
from application.importing.statuses import Observation, check_statuses, read_statuses
from domain.people.permission import Act
from terbit.commands.console import AsJson, Dir, console_order, opened, say, say_json
from terbit.wiring import Installation

T = TypeVar("T")
app = typer.Typer(help="Take files in.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
OfficeOption = Annotated[str, typer.Option("--office", help="Office the rows belong to.")]


@app.command("enrolments")
def enrolments(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Recordings of persons, one a row."""
    installation = opened(directory)
    report = import_enrolments(installation, file, office, show=not as_json)
    installation.close()
    _say(report, as_json)


@app.command("statuses")
def statuses(
    file: File, office: OfficeOption, directory: Dir = None, as_json: AsJson = False
) -> None:
    """Central statuses as observed: NIK, status word, time, source."""
    installation = opened(directory)
    report = import_statuses(installation, file, office, show=not as_json)
    installation.close()
    _say(report, as_json)


def import_enrolments(
    installation: Installation, file: Path, office: str, *, show: bool = False
) -> Report:
    """Raises FileRefused, Refused."""
    centre = installation.centre
    order = console_order(installation, Act.IMPORT, office)
    today = _today(installation, office)
    layout = check(file, today)
    report = Report()
    outcomes = read_enrolments(layout, today, centre.regions.codes(), enrolling.judge(centre))
    good = _good(_watched(outcomes, file, show=show), report)
    for _ in enrolling.capture(centre, order, Into(office=office, source=file.name), good):
        installation.runner.run_once()
    return report


def _good(
    outcomes: Iterable[Recording | Repeated | Rejected], report: Report
) -> Iterator[Recording]:
    for outcome in outcomes:
        if isinstance(outcome, Recording):
            report.took(outcome.warnings)
            yield outcome
        else:
            report.add(outcome)


def import_statuses(
    installation: Installation, file: Path, office: str, *, show: bool = False
) -> Report:
    """Raises FileRefused, Refused."""
    order = console_order(installation, Act.IMPORT, office)
    layout = check_statuses(file)
    report = Report()
    sheets: deque[str | None] = deque()
    outcomes = read_statuses(layout, _today(installation, office))
    rows = _observations(_watched(outcomes, file, show=show), report, sheets)
    into = Into(office=office, source=file.name)
    for chunk in enrolling.observe(installation.centre, order, into, rows):
        for row in chunk:
            _count(report, row, sheets.popleft())
        installation.runner.run_once()
    return report


def _observations(
    outcomes: Iterable[Observation | Rejected], report: Report, sheets: deque[str | None]
) -> Iterator[Observation]:
    """Notes the sheet of each observation: the answers come in the same order, by line only."""
    for outcome in outcomes:
        if isinstance(outcome, Observation):
            report.warnings += outcome.warnings
            sheets.append(outcome.sheet)
            yield outcome
        else:
            report.add(outcome)


def _count(report: Report, row: enrolling.Observed, sheet: str | None) -> None:
    if row.outcome == "taken":
        report.took()
    elif row.outcome == "known":
        report.add(Repeated(line=row.line, sheet=sheet))
    else:
        problem = Problem(
            line=row.line, code="nik_not_recorded", reason=NOT_RECORDED, field="nik", sheet=sheet
        )
        report.add(Rejected(line=row.line, problems=(problem,)))


NOT_RECORDED = "NIK ini belum ada perekamannya di sini; impor dahulu daftar perekamannya."


def _watched(rows: Iterable[T], file: Path, *, show: bool) -> Iterator[T]:
    """A progress bar on a terminal: by lines of a CSV, else a count of rows."""
    if not show or not Console().is_terminal:
        yield from rows
        return
    columns = (TextColumn(file.name), BarColumn(), TextColumn("{task.completed}"))
    with Progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task("", total=lines_of(file))
        for number, row in enumerate(rows, start=1):
            progress.update(task, completed=getattr(row, "line", number))
            yield row


def _today(installation: Installation, office: str) -> date:
    return date.fromisoformat(office_day(installation.centre, office))


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
