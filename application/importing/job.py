"""One list on its way in, from the upload to the report, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from application.deciding import Order
from application.enrolling import Into
from application.importing.bad_rows import Written
from application.importing.preview import Preview
from application.importing.report import FileRefused, Problem, Report
from application.importing.taking import Listed
from domain.refusal import Refused

MOST_TOLD = 200
"""Problems on a page; the file of bad rows has them all."""

MOST_LINES = 10


class Stage(StrEnum):
    READY = "ready"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    REFUSED = "refused"
    FAILED = "failed"


BUSY = frozenset({Stage.WAITING, Stage.RUNNING})


@dataclass(kw_only=True, slots=True)
class Warned:
    """One kind of warning: how often, and the first lines with their sheets."""

    reason: str
    times: int = 0
    lines: list[tuple[str | None, int]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What stays of a report for hours: sums, and as many problems as a page shows."""

    rows: int
    imported: int
    duplicates: int
    rejected_rows: int
    problems: int
    rejected: tuple[Problem, ...]
    warned: tuple[Warned, ...]


@dataclass(kw_only=True, eq=False)
class Job:
    """One list of one posting. The worker alone writes to it once it runs; pages read."""

    id: str
    owner: str
    into: Into
    listed: Listed
    preview: Preview
    path: Path
    offered: datetime
    stage: Stage = Stage.READY
    order: Order | None = None
    report: Report = field(default_factory=Report)
    outcome: Outcome | None = None
    saved: int = 0
    bad: Path | None = None
    written: Written | None = None
    refused: Refused | FileRefused | None = None
    ended: datetime | None = None
    stopping: bool = False


def summed(report: Report) -> Outcome:
    places = {(problem.sheet, problem.line) for problem in report.rejected}
    return Outcome(
        rows=report.rows,
        imported=report.imported,
        duplicates=report.duplicates,
        rejected_rows=len(places),
        problems=len(report.rejected),
        rejected=tuple(report.rejected[:MOST_TOLD]),
        warned=_by_reason(report.warnings),
    )


def _by_reason(warnings: Sequence[Problem]) -> tuple[Warned, ...]:
    """The most frequent first."""
    found: dict[str, Warned] = {}
    for problem in warnings:
        warned = found.setdefault(problem.reason, Warned(reason=problem.reason))
        warned.times += 1
        if len(warned.lines) < MOST_LINES:
            warned.lines.append((problem.sheet, problem.line))
    return tuple(sorted(found.values(), key=lambda warned: -warned.times))
