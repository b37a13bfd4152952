"""The mechanics: tray, feed, drum. Everything that moves a sheet is recorded here.

Rules
- One lock guards all state; the engine's thread holds it but for the time that a sheet takes.
- A power cycle raises `boot`. Whoever waited with an older one gives up without another word.
"""

import os
import time
import uuid
from pathlib import Path
from threading import Condition
from typing import Any, NoReturn

from printers.dialects.ipp.answers import JobState
from printers.emulator.paper.faults import Faults, Kind, LyingCompleted, Point, Slow
from printers.emulator.paper.happenings import Body, Happening, What, apply
from printers.emulator.paper.jobs import Job
from printers.emulator.paper.sheets import sheets_of, shown_as_pdf
from printers.emulator.record import SyncedLines, replace_whole

POWER_LOST_EXIT = 75


class PowerCycled(Exception):
    """The power was gone meanwhile: what was being done is forgotten."""


def cut_power() -> NoReturn:
    os._exit(POWER_LOST_EXIT)


class Machine:
    """A printer's body, restored from the record in `out`, and its memory of jobs."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lines = SyncedLines(out / "record.jsonl")
        self.uuid = uuid.uuid5(uuid.NAMESPACE_URL, out.resolve().as_uri())
        self.changed = Condition()
        self.faults = Faults()
        self.jobs: dict[int, Job] = {}
        self.body = Body()
        for line in self._lines.found:
            self.body = apply(self.body, Happening.from_json(line))
        self._started_at = 0.0
        self._switch_on()

    @property
    def boot(self) -> int:
        return self.body.boots

    @property
    def up_time(self) -> int:
        return int(time.monotonic() - self._started_at) + 1

    @property
    def active(self) -> Job | None:
        """The one job that is not done; there is no queue."""
        return next((job for job in self.jobs.values() if not job.state.ended), None)

    @property
    def waits_for_paper(self) -> bool:
        return self.body.tray == 0

    def happen(self, what: What, *, impressions: int = 0, **details: Any) -> None:
        """Append to the record, then to the body."""
        happening = Happening(
            n=self.body.n + 1,
            what=what,
            impressions=self.body.impressions + impressions,
            **details,
        )
        self._lines.append(happening.to_json())
        self.body = apply(self.body, happening)

    def age(self, seconds: float) -> None:
        """Be switched on for longer than it is."""
        self._started_at -= seconds

    def take(self, name: str, document: bytes, document_format: str, *, partial: bool) -> Job:
        """Make a job of a document and let the engine have it."""
        number = len(self.jobs) + 1
        job = Job(
            job_id=number,
            uuid=uuid.uuid5(self.uuid, f"{self.boot}.{number}").urn,
            name=name,
            document=document,
            document_format=document_format,
            sheets=sheets_of(document, document_format),
            partial=partial,
        )
        self.jobs[number] = job
        self.changed.notify_all()
        return job

    def strike(self, point: Point) -> Kind | None:
        """Let what is armed for this point happen; returns what the caller has to do itself."""
        kind = self.faults.strike(point)
        if kind is Kind.POWER_LOSS:
            self.happen(What.POWER_LOST)
            cut_power()
        if kind is Kind.RESTART:
            self.power_cycle()
            raise PowerCycled
        return kind

    def power_cycle(self) -> None:
        """For a caller that holds the lock."""
        self.happen(What.POWER_LOST)
        self._switch_on()
        self.changed.notify_all()

    def run_engine(self) -> NoReturn:
        """Print jobs as they come; for a thread of its own."""
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.active is not None)
                job = self.active
                if job is not None:
                    self._print(job)

    def close(self) -> None:
        self._lines.close()

    def _switch_on(self) -> None:
        self.jobs.clear()
        self._started_at = time.monotonic()
        self.happen(What.POWER_ON)

    def _print(self, job: Job) -> None:
        special = self.faults.on_job()
        lie = special if isinstance(special, LyingCompleted) else None
        pace_s = special.seconds if isinstance(special, Slow) else 0.0
        try:
            for sheet in range(1, (lie.sheets if lie else job.sheets) + 1):
                self._print_sheet(job, sheet, pace_s)
                if job.state.ended:
                    return
            self._obey(job, self.strike(Point.BEFORE_END))
        except PowerCycled:
            return
        if not job.state.ended:
            job.impressions = lie.impressions if lie else job.impressions
            job.end(JobState.COMPLETED, "job-completed-successfully")

    def _print_sheet(self, job: Job, sheet: int, pace_s: float) -> None:
        self._wait_for_paper(job)
        job.state, job.reasons = JobState.PROCESSING, ("job-printing",)
        self._wait(pace_s)
        if job.cancel_asked:
            job.end(JobState.CANCELED, "job-canceled-by-user")
            return
        named: dict[str, Any] = {"job_uuid": job.uuid, "job_name": job.name, "partial": job.partial}
        self.happen(What.FED, sheet=sheet, sheets=job.sheets, **named)
        self._obey(job, self.strike(Point.MID_SHEET))
        if job.state.ended:
            return
        self._show(job)
        self.happen(What.PRINTED, impressions=1, sheet=sheet, sheets=job.sheets, **named)
        job.impressions += 1
        self._obey(job, self.strike(Point.AFTER_SHEET))

    def _wait_for_paper(self, job: Job) -> None:
        boot = self.boot
        while self.waits_for_paper and self.boot == boot and not job.cancel_asked:
            job.state, job.reasons = JobState.PROCESSING_STOPPED, ("printer-stopped",)
            self.changed.wait()
        if self.boot != boot:
            raise PowerCycled

    def _wait(self, seconds: float) -> None:
        """Let a sheet take its time, and others speak meanwhile."""
        boot = self.boot
        if self.changed.wait_for(lambda: self.boot != boot, timeout=seconds):
            raise PowerCycled

    def _obey(self, job: Job, kind: Kind | None) -> None:
        if kind is Kind.CANCEL:
            job.end(JobState.CANCELED, "job-canceled-at-device")
        if kind is Kind.ABORT:
            job.end(JobState.ABORTED, "aborted-by-system")
        if kind is Kind.FORGET:
            job.forgotten = True

    def _show(self, job: Job) -> None:
        """Leave the document where the tester looks: what is in the tray is some of its sheets."""
        name = job.uuid.removeprefix("urn:uuid:")
        path = self._out / f"{name}.pdf"
        if not path.exists():
            replace_whole(path, shown_as_pdf(job.document, job.document_format))
