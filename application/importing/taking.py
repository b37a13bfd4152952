"""From a list to the registry: the same steps for the command line and the page."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from application import enrolling
from application.deciding import Centre, Order, office_day
from application.enrolling import Into
from application.importing.applications import check_applications, grouped, read_applications
from application.importing.enrolments import read_enrolments
from application.importing.layout import Layout
from application.importing.recording import Recording
from application.importing.report import Problem, Rejected, Repeated, Report
from application.importing.scan import check
from application.importing.statuses import Observation, check_statuses, read_statuses
from application.language import N_
from application.phrases import Phrase
from application.taking_in_lists import Outcome, Taken, take_in_lists

NOT_RECORDED = N_("NIK ini belum ada perekamannya di sini; impor dahulu daftar perekamannya.")

TOLD_TOGETHER = 100
"""Rows of applications between two reports of progress."""

Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""Sees each row pass, and may let no more pass."""


class Kind(StrEnum):
    ENROLMENTS = "enrolments"
    STATUSES = "statuses"
    APPLICATIONS = "applications"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A list that was read through once and may be taken in."""

    kind: Kind
    layout: Layout
    today: date


def read_first(centre: Centre, kind: Kind, path: Path, office: str) -> Listed:
    """Raises FileRefused for what concerns the file as a whole."""
    today = date.fromisoformat(office_day(centre, office))
    return Listed(kind=kind, layout=_layout(kind, path, today), today=today)


def _layout(kind: Kind, path: Path, today: date) -> Layout:
    match kind:
        case Kind.ENROLMENTS:
            return check(path, today)
        case Kind.STATUSES:
            return check_statuses(path)
        case Kind.APPLICATIONS:
            return check_applications(path)


def take(
    centre: Centre, order: Order, listed: Listed, into: Into, report: Report, watch: Watch = iter
) -> Iterator[int]:
    """Adds to the report as it goes; yields the number of rows taken by each save.

    Stopped anywhere, the same list again goes on where it was. Raises FileRefused, Refused.
    """
    yield from _TAKING[listed.kind](centre, order, listed, into, report, watch)


def _enrolments(
    centre: Centre, order: Order, listed: Listed, into: Into, report: Report, watch: Watch
) -> Iterator[int]:
    regions, judge = centre.regions.codes(), enrolling.judge(centre)
    outcomes = watch(read_enrolments(listed.layout, listed.today, regions, judge))
    yield from enrolling.capture(centre, order, into, _good(outcomes, report))


def _good(
    outcomes: Iterable[Recording | Repeated | Rejected], report: Report
) -> Iterator[Recording]:
    for outcome in outcomes:
        if isinstance(outcome, Recording):
            report.took(outcome.warnings)
            yield outcome
        else:
            report.add(outcome)


def _statuses(
    centre: Centre, order: Order, listed: Listed, into: Into, report: Report, watch: Watch
) -> Iterator[int]:
    sheets: deque[str | None] = deque()
    outcomes = watch(read_statuses(listed.layout, listed.today))
    rows = _observations(outcomes, report, sheets)
    for chunk in enrolling.observe(centre, order, into, rows):
        for row in chunk:
            _count(report, row, sheets.popleft())
        yield sum(row.outcome == "taken" for row in chunk)


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
            line=row.line,
            code="nik_not_recorded",
            reason=Phrase(NOT_RECORDED),
            field="nik",
            sheet=sheet,
        )
        report.add(Rejected(line=row.line, problems=(problem,)))


def _applications(
    centre: Centre, order: Order, listed: Listed, into: Into, report: Report, watch: Watch
) -> Iterator[int]:
    """A save for each application; told of in chunks, so that views follow without haste."""
    rows = watch(read_applications(listed.layout, listed.today))
    taken, pending = 0, 0
    for outcomes in take_in_lists(centre, order, into, grouped(rows, listed.layout)):
        taken += sum(_reported(report, outcome) for outcome in outcomes)
        pending += len(outcomes)
        if pending >= TOLD_TOGETHER:
            yield taken
            taken, pending = 0, 0
    yield taken


def _reported(report: Report, outcome: Outcome) -> bool:
    match outcome:
        case Taken():
            report.took(outcome.warnings)
            return True
        case _:
            report.add(outcome)
            return False


_TAKING: dict[Kind, Callable[[Centre, Order, Listed, Into, Report, Watch], Iterator[int]]] = {
    Kind.ENROLMENTS: _enrolments,
    Kind.STATUSES: _statuses,
    Kind.APPLICATIONS: _applications,
}
