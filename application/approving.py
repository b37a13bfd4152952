"""Approving documents, taking an approval back, and moving jobs that wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from application.deciding import Answer, Centre, Desk, Order, decide, stamp
from application.drawing import problems_of
from domain.documents import decide as documents
from domain.documents.commands import ApproveDocument
from domain.documents.events import DocumentEvent
from domain.documents.situation import lies_at, situation
from domain.documents.state import Document
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing import decide as jobs
from domain.printing import events as job_events
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused


def document_of(desk: Desk, document: StreamId) -> Document:
    found = desk.load(document)
    if not isinstance(found, Document):
        raise Refused(Reason.NOT_FOUND)
    return found


def job_of(desk: Desk, job: StreamId) -> PrintJob:
    found = desk.load(job)
    if not isinstance(found, PrintJob):
        raise Refused(Reason.NOT_FOUND)
    return found


def permit(
    desk: Desk, act: Act, found: Document, freeze: str | None = None, place: str | None = None
) -> None:
    """The posting, the state of the document and who had it in hand. Raises Refused.

    A printed one is in the hands of the place where it lies.
    """
    job = desk.load(StreamId(found.print_job)) if found.print_job else None
    thing = situation(found, job, desk.by.recorded_at, recorder_of(desk.load, found))
    desk.permit(act, place or lies_at(found, job), freeze, thing)


def recorder_of(load: Callable[[StreamId], Any], found: Document) -> str | None:
    """The person who recorded the data behind the application, at whatever counter."""
    recording = load(StreamId(found.enrolment)) if found.enrolment else None
    return recording.enroller if isinstance(recording, Enrolment) else None


def place_of(desk: Desk, found: Document) -> str:
    """Where it lies."""
    return lies_at(found, desk.load(StreamId(found.print_job)) if found.print_job else None)


def permit_job(desk: Desk, act: Act, job: PrintJob, freeze: str | None = None) -> None:
    thing = situation(document_of(desk, StreamId(job.document)), job, desk.by.recorded_at)
    desk.permit(act, job.office, freeze, thing)


def status_word(desk: Desk, document: Document) -> str | None:
    """The newest word of the central register on the recording behind the document."""
    found = desk.load(StreamId(document.enrolment)) if document.enrolment else None
    return found.word if isinstance(found, Enrolment) else None


def approve(centre: Centre, order: Order, document: StreamId, digest: str) -> Answer:
    """Flow 1.3: approved and queued in one save, not to be leased before the undo window ends."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.APPROVE, found, freeze="print")
        job = desk.changes.new(StreamId(centre.identifiers.new()))
        command = ApproveDocument(
            by=desk.by,
            digest=digest,
            print_job=job,
            today=desk.today(found.office),
            status_word=status_word(desk, found),
            problems=problems_of(found.kind, found.fields or {}),
            recorder=recorder_of(desk.load, found),
        )
        desk.add(document, documents.approve(found, command))
        window = timedelta(seconds=_undo_seconds(desk, found.office))
        not_before = stamp(centre.clock.now() + window)
        queued = job_events.Queued(
            by=desk.by,
            document=document,
            office=found.office,
            kind=found.kind,
            cause=found.cause,
            not_before=not_before,
            complete_since=found.complete_since or desk.by.recorded_at,
        )
        desk.add(job, [queued])
        return {"document": document, "print_job": job, "not_before": not_before}

    return decide(centre, order, work)


def _undo_seconds(desk: Desk, office: str) -> int:
    """By the office's policy of the day, else by the installation's settings."""
    policy = desk.policy(office)
    return desk.centre.undo_seconds if policy is None else policy.undo_seconds


def undo(centre: Centre, order: Order, document: StreamId) -> Answer:
    """Flow 6.2a: both taken back in one save; against a lease it is a version conflict."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.UNDO, found)
        undone = documents.undo_approval(found, desk.by, "undo")
        job = StreamId(found.print_job or "")
        desk.add(job, jobs.undo(job_of(desk, job), desk.by))
        desk.add(document, undone)
        return {"document": document}

    return decide(centre, order, work)


def send_back(
    centre: Centre, order: Order, document: StreamId, then: str, code: str, reason: str
) -> Answer:
    """Flows 7.3, 7.4, 10.2b. `then`: incomplete (return), rejected, complete (cancel).

    Before the lease at once; after it as a mark that the station's assignment carries.
    """
    act = {"incomplete": Act.RETURN, "rejected": Act.REJECT, "complete": Act.CANCEL}[then]

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, act, found)
        if found.print_job is not None:
            job = StreamId(found.print_job)
            desk.add(job, jobs.cancel(desk.load(job), desk.by, then, reason))
            if not job_of(desk, job).cancelled:
                return {"document": document, "marked": True}
        desk.add(document, _sent_back(desk, found, then, code, reason))
        return {"document": document, "marked": False}

    return decide(centre, order, work)


def _sent_back(
    desk: Desk, found: Document, then: str, code: str, reason: str
) -> list[DocumentEvent]:
    if then == "incomplete":
        return documents.return_to_counter(found, desk.by, code, reason)
    if then == "rejected":
        return documents.reject(found, desk.by, code, reason)
    return documents.undo_approval(found, desk.by, "cancelled", reason)


def hold(centre: Centre, order: Order, job: StreamId, code: str, reason: str) -> Answer:
    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        permit_job(desk, Act.HOLD, found)
        desk.add(job, jobs.hold(found, desk.by, code, reason))
        return {"print_job": job}

    return decide(centre, order, work)


def release(centre: Centre, order: Order, job: StreamId, code: str | None = None) -> Answer:
    """One hold, or all that there are: each is an event of its own."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        permit_job(desk, Act.HOLD, found)
        for hold in sorted(found.holds) if code is None and found.holds else [code or ""]:
            desk.add(job, jobs.release(job_of(desk, job), desk.by, hold))
        return {"print_job": job}

    return decide(centre, order, work)


FIRST = 1
"""One rank is enough: of two that jumped, the older application comes first."""


def jump(centre: Centre, order: Order, job: StreamId, reason: str) -> Answer:
    """Flow 17.4."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        permit_job(desk, Act.JUMP, found)
        desk.add(job, jobs.jump(found, desk.by, FIRST, reason))
        return {"print_job": job}

    return decide(centre, order, work)


def call(centre: Centre, order: Order, job: StreamId) -> Answer:
    """The applicant came: a card of a class that is printed on arrival waits no longer."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        # The applicant stands where the application was made, wherever it is printed.
        permit(desk, Act.CALL, document_of(desk, StreamId(found.document)))
        desk.add(job, jobs.call(found, desk.by))
        return {"print_job": job}

    return decide(centre, order, work)


def route(
    centre: Centre, order: Order, job: StreamId, office: str, station: str | None, reason: str
) -> Answer:
    """Flow 7.2: to another office or one station; its place in the queue is kept."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        permit_job(desk, Act.ROUTE, found)
        desk.permit(Act.ROUTE, office)
        desk.add(job, jobs.route(found, desk.by, office, station, reason))
        return {"print_job": job}

    return decide(centre, order, work)
