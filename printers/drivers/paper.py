"""Printing a document over IPP, at most once.

Theory of operation: a printer takes a job at once and prints it later, forgets its jobs when it is
switched off and counts them from 1 again. So a job is known by its uuid, and a printer that is
still the same by its uuid and by an up-time that has not gone back.

Rules
- Before the first byte of the document anything wrong is an error after which nothing was taken.
- After it one thing proves that nothing was taken: the printer's answer that it made no job.
- "Printed" needs the job completed without errors, as many impressions as pages wherever they are
  counted, and the same printer, not restarted. A job that is canceled, aborted or gone may lie in
  the tray.
- Questions about a job may be asked again; the document is never sent again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from printers.dialects.ipp import answers, operations
from printers.dialects.ipp.answers import JobReport, JobState, PrinterReport, Status
from printers.dialects.ipp.conditions import conditions_of
from printers.dialects.ipp.message import GroupTag, Message
from printers.dialects.ipp.operations import Ticket
from printers.driver import GoOn, PaperMark, Post, SheetsPrinted
from printers.drivers.ipp_link import IppLink, Question
from printers.drivers.job_words import is_ours, proposal_of, seen, words_of
from printers.drivers.ticket import order_for
from printers.errors import (
    ConditionError,
    Doubt,
    GarbledReply,
    JobRefused,
    NothingAccepted,
    NothingSent,
    OutcomeUnknown,
    ProtocolError,
    TimedOut,
    TransportError,
)
from printers.paper import PaperDocument
from printers.status import (
    CardPosition,
    Condition,
    Identity,
    JobSeen,
    PaperEvidence,
    PaperTrace,
    PrinterStatus,
)

_Answer = TypeVar("_Answer")
_WAITING = {
    Status.SERVER_ERROR_BUSY: Condition.BUSY,
    Status.SERVER_ERROR_TOO_MANY_JOBS: Condition.BUSY,
    Status.SERVER_ERROR_NOT_ACCEPTING_JOBS: Condition.NOT_ACCEPTING_JOBS,
}
_FORGOTTEN = (Status.CLIENT_ERROR_NOT_FOUND, Status.CLIENT_ERROR_GONE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperPatience:
    """How long things may take, in seconds.

    `silence_s`: a printer that does not answer while it has our job. `job_s`: from its acceptance
    to its end, hands that bring paper included.
    """

    answer_s: float = 10.0
    document_s: float = 120.0
    poll_s: float = 0.5
    silence_s: float = 30.0
    job_s: float = 1800.0


class IppPaperDriver:
    """One printer at `ipp://host:port/path`. Holds no connection; `wait` sleeps."""

    def __init__(
        self,
        uri: str,
        open_post: Callable[[], Post],
        patience: PaperPatience | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._patience = patience or PaperPatience()
        self._link = IppLink(uri, open_post, self._patience.answer_s)
        self._wait = wait

    def open(self) -> None:
        self._printer()

    def close(self) -> None:
        """Nothing is held open."""

    def identity(self) -> Identity:
        """The serial number is what the device id has (IEEE 1284), else the uuid's."""
        report = self._printer()
        words = dict(part.partition(":")[::2] for part in report.device_id.split(";"))
        serial = words.get("SN") or words.get("SERN") or (report.uuid or "")
        return Identity(
            model=report.model, serial=serial.removeprefix("urn:uuid:"), uuid=report.uuid
        )

    def status(self) -> PrinterStatus:
        try:
            conditions = conditions_of(self._printer())
        except TimedOut:
            failure = Condition.TIMED_OUT
        except TransportError:
            failure = Condition.OFFLINE
        except ProtocolError:
            failure = Condition.UNKNOWN
        else:
            return PrinterStatus(conditions=conditions, position=CardPosition.NONE)
        return PrinterStatus(conditions=(failure,), position=CardPosition.UNKNOWN)

    def print(
        self,
        document: PaperDocument,
        job_name: str,
        on_point_of_no_return: PaperMark,
        on_accepted: PaperMark,
        go_on: GoOn | None = None,
    ) -> SheetsPrinted:
        """Print one document; see `PaperDriver.print` for what each outcome means."""
        printer = self._ready_printer()
        order = order_for(printer, job_name)
        self._must_be_valid(order.ticket)
        data = order.data_of(document)
        before = PaperTrace(printer_uuid=printer.uuid, up_time=printer.up_time, job_name=job_name)
        post = self._link.connect()
        try:
            on_point_of_no_return(before)
            job_id = self._send(post, order.ticket, data)
        finally:
            post.close()
        trace = self._recognised(replace(before, job_id=job_id))
        on_accepted(trace)
        return self._watched(trace, document.pages, go_on)

    def after_restart(self, before: PaperTrace, *, pages: int) -> PaperEvidence:
        printer = self._printer()
        restarted = printer.uuid != before.printer_uuid or printer.up_time < before.up_time
        job = None if restarted else self._find(before)
        return PaperEvidence(
            printer_uuid=printer.uuid,
            up_time=printer.up_time,
            restarted=restarted,
            job=seen(job) if job else None,
            proposal=proposal_of(job, pages) if job else None,
        )

    def cancel(self, trace: PaperTrace) -> JobSeen | None:
        job = self._find(trace)
        if job is None or job.state.ended:
            return seen(job) if job else None
        # A refusal means that it has ended meanwhile: what it says of it then is the answer.
        self._link.ask(partial(operations.cancel_job, job_id=job.job_id))
        job = self._find(replace(trace, job_id=job.job_id, job_uuid=job.uuid))
        return seen(job) if job else None

    def _printer(self) -> PrinterReport:
        return answers.printer_of(self._asked(operations.get_printer_attributes))

    def _ready_printer(self) -> PrinterReport:
        report = self._printer()
        conditions = conditions_of(report)
        if conditions:
            raise ConditionError(conditions)
        return report

    def _must_be_valid(self, ticket: Ticket) -> None:
        answer = self._link.ask(partial(operations.validate_job, ticket=ticket))
        if answer.code in _WAITING:
            raise ConditionError((_WAITING[Status(answer.code)],))
        if not answers.is_ok(answer):
            names = ", ".join(answers.unsupported_names(answer))
            raise JobRefused(f"{answers.status_name(answer.code)}: {names}")

    def _send(self, post: Post, ticket: Ticket, document: bytes) -> int:
        """Send the document, once; the job's number. From here on nothing is tried again."""
        question = partial(operations.print_job, ticket=ticket)
        try:
            answer, whole = self._link.send(post, question, document, self._patience.document_s)
            return self._accepted(answer, whole=whole)
        except NothingSent as error:
            raise NothingAccepted((Condition.OFFLINE,), str(error)) from error
        except (TransportError, ProtocolError) as error:
            raise _unknown(error) from error

    def _accepted(self, answer: Message, *, whole: bool) -> int:
        name = answers.status_name(answer.code)
        if answer.code in answers.REFUSED_WHOLE and answer.group(GroupTag.JOB) is None:
            condition = _WAITING.get(Status(answer.code), Condition.UNKNOWN)
            raise NothingAccepted((condition,), name)
        if not answers.is_ok(answer):
            raise OutcomeUnknown(Doubt.REFUSED, name)
        if not whole:
            raise OutcomeUnknown(Doubt.INTERRUPTED, f"{name} before all was sent")
        return answers.job_of(answer).job_id

    def _recognised(self, trace: PaperTrace) -> PaperTrace:
        """The trace with the job's uuid, which its number alone does not give."""
        try:
            job = self._job(trace)
        except (TransportError, ProtocolError) as error:
            raise _unknown(error) from error
        return replace(trace, job_uuid=job.uuid)

    def _watched(self, trace: PaperTrace, pages: int, go_on: GoOn | None) -> SheetsPrinted:
        """Ask until the job has ended, whatever it waits for meanwhile."""
        deadline = time.monotonic() + self._patience.job_s
        try:
            while not (job := self._job(trace)).state.ended:
                if time.monotonic() > deadline:
                    raise OutcomeUnknown(Doubt.TIMED_OUT, words_of(job))
                if go_on is not None and not go_on(self.status().conditions):
                    raise OutcomeUnknown(Doubt.TIMED_OUT, f"not waited for: {words_of(job)}")
                trace = replace(trace, up_time=job.printer_up_time or trace.up_time)
                self._wait(self._patience.poll_s)
            return self._proven(job, trace, pages)
        except (TransportError, ProtocolError) as error:
            raise _unknown(error) from error

    def _proven(self, job: JobReport, trace: PaperTrace, pages: int) -> SheetsPrinted:
        if job.state is not JobState.COMPLETED or "job-completed-with-errors" in job.reasons:
            raise OutcomeUnknown(Doubt.NOT_COMPLETED, words_of(job))
        counted = job.sheets if job.impressions is None else job.impressions
        if counted is not None and counted != pages:
            raise OutcomeUnknown(Doubt.IMPRESSIONS, f"{words_of(job)}, not {pages}")
        printer = self._patiently(self._printer)
        if printer.uuid != trace.printer_uuid or printer.up_time < trace.up_time:
            raise OutcomeUnknown(Doubt.RESTARTED, f"up {printer.up_time} s: {words_of(job)}")
        return SheetsPrinted(impressions=job.impressions, trace=trace)

    def _job(self, trace: PaperTrace) -> JobReport:
        """Our job as the printer has it now; `OutcomeUnknown` if that is not the one we sent."""
        job = self._patiently(partial(self._ask_for_job, trace))
        if job is None:
            raise OutcomeUnknown(Doubt.JOB_GONE, f"no job {trace.job_id}")
        if not is_ours(job, trace):
            raise OutcomeUnknown(Doubt.RESTARTED, f"another job {trace.job_id}: {words_of(job)}")
        return job

    def _ask_for_job(self, trace: PaperTrace) -> JobReport | None:
        number = trace.job_id or 0
        answer = self._asked(partial(operations.get_job_attributes, job_id=number))
        return None if answer.code in _FORGOTTEN else answers.job_of(answer)

    def _asked(self, question: Question) -> Message:
        """The answer to a question that changes nothing; a printer too busy to say is silent."""
        answer = self._link.ask(question)
        if answer.code in _WAITING:
            raise TimedOut(answers.status_name(answer.code))
        if not answers.is_ok(answer) and answer.code not in _FORGOTTEN:
            raise GarbledReply(answers.status_name(answer.code))
        return answer

    def _patiently(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask again while the printer is silent; asking prints nothing."""
        deadline = time.monotonic() + self._patience.silence_s
        while True:
            try:
                return ask()
            except TransportError:
                if time.monotonic() > deadline:
                    raise
            self._wait(self._patience.poll_s)

    def _find(self, trace: PaperTrace) -> JobReport | None:
        """Our job, by its number if that was kept, else by its name."""
        if trace.job_id is not None:
            job = self._ask_for_job(trace)
            return job if job is not None and is_ours(job, trace) else None
        # By number: a job that ends between the two questions is in both answers.
        named = {
            job.job_id: job
            for ended in (False, True)
            for job in self._jobs(ended=ended)
            if job.name == trace.job_name and is_ours(job, trace)
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _jobs(self, *, ended: bool) -> tuple[JobReport, ...]:
        return answers.jobs_of(self._asked(partial(operations.get_jobs, ended=ended)))


def _unknown(error: TransportError | ProtocolError) -> OutcomeUnknown:
    if isinstance(error, ProtocolError):
        return OutcomeUnknown(Doubt.GARBLED_REPLY, str(error))
    reason = Doubt.TIMED_OUT if isinstance(error, TimedOut) else Doubt.DISCONNECTED
    return OutcomeUnknown(reason, str(error))
