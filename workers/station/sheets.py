"""One document on paper: the start is durable before its first byte, the outcome is no guess."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from application.rendering.payload import decode_paper
from domain.documents.kinds import KINDS, PAPER
from domain.stations import facts as f
from printers.driver import PaperDriver
from printers.errors import NothingAccepted, OutcomeUnknown, PrinterError
from printers.paper import paper_document
from printers.status import Condition, PaperEvidence, PaperTrace
from workers.station.attempts import Attempts, Recovery, Stopped
from workers.station.journal import Journal
from workers.station.store import Row, Store

ON_PAPER = frozenset(kind.name for kind in KINDS.values() if not kind.is_card)
PLENTY = 10_000
"""Nobody counts sheets of plain paper."""


class PaperPrinter:
    """One printer of A4 sheets with its driver, which holds no connection."""

    medium = PAPER

    def __init__(self, name: str, driver: PaperDriver, store: Store, journal: Journal) -> None:
        self.name = name
        self._driver = driver
        self._store = store
        self._journal = journal
        self._attempts = Attempts(name, store, journal)
        self._conditions: tuple[str, ...] = ()
        self._stopping = False

    @property
    def conditions(self) -> tuple[str, ...]:
        return self._conditions

    def kinds(self) -> frozenset[str]:
        return ON_PAPER

    def open_attempt(self) -> Row | None:
        return self._attempts.open_attempt()

    def next_blank(self) -> None:
        return None

    def remaining(self) -> int:
        return PLENTY

    def last_counters(self) -> None:
        return None

    def counters_now(self) -> None:
        return None

    def print_lease(self, lease: Row) -> Stopped | None:
        document = paper_document(decode_paper(lease["payload"]).pdf)
        attempt = self._attempts.next_name(lease)
        # Kept and shown by the printer: it names the attempt and no person.
        job_name = f"{lease['receipt']} {attempt}"
        start, accept = self._starter(lease, attempt), self._keeper(lease, attempt)
        try:
            done = self._driver.print(document, job_name, start, accept, self._go_on)
        except NothingAccepted as proof:
            return self._nothing_taken(lease, attempt, proof)
        except OutcomeUnknown as doubt:
            self._attempts.doubt(lease, attempt, doubt)
            return None
        except PrinterError as error:
            return Stopped.by(error)
        finally:
            self._conditions = ()
        self._journal.append(
            f.AttemptPrinted(
                print_job=lease["print_job"],
                attempt=attempt,
                method="assumed",
                device={**_device(done.trace), "impressions": done.impressions},
            )
        )
        return None

    def recover(self, attempt: Row) -> Recovery:
        """Whatever the printer says of its job, a person looks into the tray; once it has ended."""
        before = _trace(attempt)
        try:
            evidence = None
            if before is not None:
                evidence = self._driver.after_restart(before, pages=self._pages(attempt))
                job = evidence.job
                if job is not None and not job.ended:
                    self._conditions = _words(self._driver.status().conditions)
                    return Recovery.UNDER_WAY
        except PrinterError:
            return Recovery.SILENT
        self._conditions = ()
        self.give_up(attempt, "no_outcome", evidence)
        return Recovery.TOLD

    def is_over(self, attempt: Row) -> bool | None:
        """A job that the printer still has would come out behind the look."""
        before = _trace(attempt)
        try:
            if before is None:
                return True
            job = self._driver.after_restart(before, pages=self._pages(attempt)).job
            if job is None or job.ended:
                return True
            self._driver.cancel(before)
        except PrinterError:
            return None
        return False

    def stop(self) -> None:
        self._stopping = True

    def _go_on(self, conditions: tuple[Condition, ...]) -> bool:
        self._conditions = _words(conditions)
        return not self._stopping

    def _pages(self, attempt: Row) -> int:
        lease = self._store.one(
            "SELECT payload FROM leases WHERE print_job=?", attempt["print_job"]
        )
        return paper_document(decode_paper(lease["payload"]).pdf).pages if lease else 0

    def give_up(self, attempt: Row, reason: str, evidence: PaperEvidence | None = None) -> None:
        fact = f.AttemptUnknown(
            print_job=attempt["print_job"],
            attempt=attempt["attempt"],
            reason=reason,
            device=_told(evidence) if evidence else None,
        )
        proposal = evidence.proposal if evidence else None
        self._attempts.give_up(fact, str(proposal) if proposal else None)

    def close(self) -> None:
        self._driver.close()

    def _starter(self, lease: Row, attempt: str) -> Callable[[PaperTrace], None]:
        """The driver calls it before the document's first byte."""

        def note(trace: PaperTrace) -> None:
            with self._store.transaction():
                self._journal.append(
                    f.AttemptStarted(
                        print_job=lease["print_job"],
                        lease=lease["lease"],
                        attempt=attempt,
                        printer=self.name,
                        payload_digest=lease["payload_digest"],
                        device=_device(trace),
                    )
                )
                self._keep(lease, attempt, trace)

        return note

    def _keeper(self, lease: Row, attempt: str) -> Callable[[PaperTrace], None]:
        """From here on the job has a name of the printer's, by which it is found again."""

        def note(trace: PaperTrace) -> None:
            self._keep(lease, attempt, trace)

        return note

    def _keep(self, lease: Row, attempt: str, trace: PaperTrace) -> None:
        self._store.run(
            "UPDATE attempts SET device=? WHERE print_job=? AND attempt=?",
            json.dumps(asdict(trace)),
            lease["print_job"],
            attempt,
        )

    def _nothing_taken(self, lease: Row, attempt: str, proof: NothingAccepted) -> Stopped:
        """The printer said itself that it made no job: to paper what equal counters are to cards.

        The same lease goes on when the printer is ready.
        """
        self._journal.append(
            f.AttemptUntouched(print_job=lease["print_job"], attempt=attempt, counters={})
        )
        return Stopped.by(proof)


def _trace(attempt: Row) -> PaperTrace | None:
    return PaperTrace(**json.loads(attempt["device"])) if attempt["device"] else None


def _words(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """That it is busy with our job is nothing to be told."""
    return tuple(str(each) for each in conditions if each is not Condition.BUSY)


def _device(trace: PaperTrace) -> dict[str, Any]:
    return {
        "uuid": trace.printer_uuid,
        "up_time": trace.up_time,
        "job_id": trace.job_id,
        "job_uuid": trace.job_uuid,
    }


def _told(evidence: PaperEvidence) -> dict[str, Any]:
    job = evidence.job
    return {
        "uuid": evidence.printer_uuid,
        "up_time": evidence.up_time,
        "restarted": evidence.restarted,
        "job_uuid": job.job_uuid if job else None,
        "job_state": job.state if job else None,
        "impressions": job.impressions if job else None,
    }
