"""Imports that people started from a page: one list each, and one at a time for all.

Nothing of them is kept but events: a list whose import was cut short is given again, and goes on
where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import structlog

from application.deciding import Centre, Order
from application.enrolling import Into
from application.importing.bad_rows import write_bad_rows
from application.importing.job import BUSY, Job, Stage, summed
from application.importing.preview import preview
from application.importing.report import FileRefused, Report
from application.importing.taking import Kind, read_first, take
from application.importing.uploads import Uploads
from domain.refusal import Refused

log = structlog.get_logger()
PATIENCE = timedelta(hours=1)
"""How long a list waits to be started."""

REPORT_STAYS = timedelta(hours=8)


class Busy(Exception):
    """An import of the same posting goes on; another one has to wait for its end."""


class Gone(Exception):
    """The list is not there any more, or another one came in its place."""


class Imports:
    """Thread-safe. `turn` is the worker's; the rest is for pages."""

    def __init__(self, centre: Centre, uploads: Uploads, tell: Callable[[], None]) -> None:
        self.uploads = uploads
        self._centre = centre
        self._tell = tell
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._reading = Lock()
        self._wake: Callable[[], None] = lambda: None
        self._is_ending: Callable[[], bool] = lambda: False

    def begin(self, wake: Callable[[], None], is_ending: Callable[[], bool]) -> None:
        """The process has started: how to call its worker, and whether that must end soon."""
        self.uploads.clear()
        self._wake, self._is_ending = wake, is_ending

    def of(self, owner: str) -> Job | None:
        return self._jobs.get(owner)

    def is_busy(self, owner: str) -> bool:
        job = self._jobs.get(owner)
        return job is not None and job.stage in BUSY

    def others(self, owner: str) -> int:
        """How many are before this one, or would be."""
        with self._lock:
            own = self._jobs.get(owner)
            jobs = list(self._jobs.values())
        before = jobs[: jobs.index(own)] if own in jobs and own is not None else jobs
        return sum(job.stage in BUSY for job in before if job.owner != owner)

    def offer(self, owner: str, kind: Kind, into: Into, path: Path) -> Job:
        """Reads the list through; `path` is ours from here on. Raises FileRefused, Busy."""
        try:
            with self._reading:  # a workbook may ask for two gibibytes: one at a time
                listed = read_first(self._centre, kind, path, into.office)
                found = preview(listed, self._centre.regions)
            job = Job(
                id=self._centre.identifiers.new(),
                owner=owner,
                into=into,
                listed=listed,
                preview=found,
                path=path,
                offered=self._centre.clock.now(),
            )
            self._put(job)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return job

    def _put(self, job: Job) -> None:
        with self._lock:
            before = self._jobs.get(job.owner)
            if before is not None and before.stage in BUSY:
                raise Busy
            self._forget(before)
            self._jobs[job.owner] = job

    def start(self, owner: str, job_id: str, order: Order) -> None:
        """Started twice is started once. Raises Gone."""
        with self._lock:
            job = self._named(owner, job_id)
            if job.stage is Stage.READY:
                job.order, job.stage = order, Stage.WAITING
                # The last one to be started is the last one in the row.
                self._jobs[owner] = self._jobs.pop(owner)
        self._wake()

    def drop(self, owner: str, job_id: str) -> None:
        """Forget a list or a report; an import that goes on ends after the rows at hand."""
        with self._lock:
            job = self._named(owner, job_id)
            if job.stage is Stage.RUNNING:
                job.stopping = True
            else:
                self._forget(job)

    def _named(self, owner: str, job_id: str) -> Job:
        job = self._jobs.get(owner)
        if job is None or job.id != job_id:
            raise Gone
        return job

    def _forget(self, job: Job | None) -> None:
        if job is None:
            return
        self._jobs.pop(job.owner, None)
        for path in (job.path, job.bad):
            if path is not None:
                path.unlink(missing_ok=True)

    def turn(self) -> float | None:
        """One import, if one waits; 0 when another may."""
        with self._lock:
            self._sweep(self._centre.clock.now())
            job = next((j for j in self._jobs.values() if j.stage is Stage.WAITING), None)
            if job is None or job.order is None:
                return None
            job.stage = Stage.RUNNING
        try:
            stage = self._run(job, job.order)
        except (Refused, FileRefused) as refused:
            job.refused, stage = refused, Stage.REFUSED
        except Exception as error:  # noqa: BLE001 - told on the page; the loop must go on
            # Only the kind of error: its text may hold a cell.
            log.error("import_failed", error=type(error).__name__)  # noqa: TRY400
            stage = Stage.FAILED
        self._end(job, stage)
        return 0.0

    def _run(self, job: Job, order: Order) -> Stage:
        cut: list[Any] = []

        def passing(rows: Iterable[Any]) -> Iterator[Any]:
            for row in rows:
                if job.stopping or self._is_ending():
                    cut.append(row)
                    return
                yield row

        for taken in take(self._centre, order, job.listed, job.into, job.report, passing):
            job.saved += taken
            self._tell()
        return Stage.STOPPED if cut else Stage.DONE

    def _end(self, job: Job, stage: Stage) -> None:
        """Bad rows first, then the source goes, then the page may say that it is over."""
        try:
            if job.report.rejected and not self._is_ending():
                job.bad = self.uploads.new()
                job.written = write_bad_rows(job.listed, job.report.rejected, job.bad)
            job.path.unlink(missing_ok=True)
        except Exception as error:  # noqa: BLE001 - the report stands without them
            log.error("bad_rows_failed", error=type(error).__name__)  # noqa: TRY400
            job.path.unlink(missing_ok=True)
        finally:
            job.outcome, job.report = summed(job.report), Report()
            job.ended = self._centre.clock.now()
            job.stage = stage
        self._tell()

    def _sweep(self, now: datetime) -> None:
        for job in list(self._jobs.values()):
            late = job.stage is Stage.READY and now - job.offered > PATIENCE
            old = job.ended is not None and now - job.ended > REPORT_STAYS
            if late or old:
                self._forget(job)
