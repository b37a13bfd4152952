"""Granting a job to a station: rendered, sealed and leased in one go."""

from datetime import date
from threading import Lock

from application.approving import document_of, job_of
from application.deciding import Answer, Centre, Desk, Order, decide, office_day
from application.drawing import draw_card, draw_sheet
from application.rendering.payload import (
    CardPayload,
    PaperPayload,
    encode_paper,
    encode_payload,
)
from domain.documents import children
from domain.documents.kinds import KIA, KINDS
from domain.documents.state import Document
from domain.event import StreamId
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.printing import decide as jobs
from domain.printing.state import PrintJob, Status
from domain.refusal import Reason, Refused, refuse_if
from domain.stations.state import Shift, Station, shift_id
from domain.stock.state import Box, Stage

NONCE = 16


class Payloads:
    """Rendered payloads, made ahead while the undo window runs; each is used for one lease."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._ready: dict[tuple[str, int, date], str] = {}
        self._lock = Lock()

    def ahead(self, job_id: StreamId) -> None:
        """Render for the next lease of a job; harmless when it is never leased."""
        job = self._centre.registry.load(job_id).state
        if isinstance(job, PrintJob) and job.status is Status.PENDING:
            self.payload(job_id, job, len(job.leases) + 1)

    def payload(self, job_id: StreamId, job: PrintJob, lease: int) -> str:
        """Digest of the sealed attachment."""
        # The day of issue stands on the card: what was drawn on another day is not used.
        day = date.fromisoformat(office_day(self._centre, job.office))
        with self._lock:
            for key in [key for key in self._ready if key[2] != day]:
                del self._ready[key]
            ready = self._ready.get((job_id, lease, day))
        if ready is None:
            ready = self._render(StreamId(job.document), lease, day)
            with self._lock:
                self._ready[job_id, lease, day] = ready
        return ready

    def forget(self, job_id: StreamId, lease: int) -> None:
        with self._lock:
            for key in [key for key in self._ready if key[:2] == (job_id, lease)]:
                del self._ready[key]

    def _render(self, document_id: StreamId, lease: int, day: date) -> str:
        centre = self._centre
        document = centre.registry.load(document_id).state
        if not isinstance(document, Document):
            return ""
        content = self._content(document_id, document, lease, day)
        return "" if content is None else centre.attachments.put(document_id, content)

    def _content(self, at: StreamId, document: Document, lease: int, day: date) -> bytes | None:
        centre, template = self._centre, document.template or ""
        nonce = centre.identifiers.token(NONCE)
        if not KINDS[document.kind].is_card:
            pdf = draw_sheet(centre, document, day=day)
            if pdf is None:
                return None
            return encode_paper(PaperPayload(template=template, nonce=nonce, pdf=pdf))
        faces = draw_card(centre, document, at, attempt=f"{document.receipt}/{lease}", day=day)
        if faces is None:
            return None
        image = faces.card_image()
        return encode_payload(CardPayload(template=template, nonce=nonce, image=image))


def lease(  # noqa: PLR0913 - who, what, where
    centre: Centre,
    payloads: Payloads,
    order: Order,
    *,
    job: StreamId,
    station: StreamId,
    box: StreamId | None,
    outstanding: int,
) -> Answer:
    """Flow 1.4. `outstanding`: leases of this printer whose blank is not yet taken.

    `box`: at the printer that is to print a card; a sheet needs none.
    """

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        document = document_of(desk, StreamId(found.document))
        _place_is_ready(desk, found, station)
        if KINDS[found.kind].is_card:
            _blank_is_there(desk, found, station, box, outstanding)
        desk.permit(Act.LEASE, found.office, freeze="print")
        _class_is_served(desk, found)
        jobs.lease(found, desk.by, document.approver, station, "")
        refuse_if(document.fields is None, Reason.PERSON_ERASED)
        if found.kind == KIA:
            # Children grow while they wait: the face shows the band of this very day.
            children.may_have_a_card(document.fields or {}, desk.today(found.office))
        number = len(found.leases) + 1
        digest = payloads.payload(job, found, number)
        desk.add(job, jobs.lease(found, desk.by, document.approver, station, digest))
        return {
            "print_job": job,
            "lease": number,
            "receipt": document.receipt,
            "kind": found.kind,
            "payload_digest": digest,
        }

    answer = decide(centre, order, work)
    payloads.forget(job, int(answer["lease"]))
    return answer


def _place_is_ready(desk: Desk, job: PrintJob, station: StreamId) -> None:
    """A shift is open at a station of the job's office."""
    at = desk.load(station)
    if not isinstance(at, Station) or at.revoked:
        raise Refused(Reason.STATION_REVOKED)
    refuse_if(at.office != job.office, Reason.NOT_IN_TURN)
    shift = desk.load(shift_id(station, desk.today(at.office)))
    refuse_if(not isinstance(shift, Shift) or shift.closed, Reason.NO_SHIFT)


def _blank_is_there(
    desk: Desk, job: PrintJob, station: StreamId, box: StreamId | None, outstanding: int
) -> None:
    """A blank of its kind that no lease before it will take."""
    stack = desk.load(box) if box else None
    if not isinstance(stack, Box) or stack.stage is not Stage.OPEN or stack.station != station:
        raise Refused(Reason.NO_BLANKS)
    refuse_if(stack.kind != KINDS[job.kind].blank_kind, Reason.NO_BLANKS)
    refuse_if(stack.remaining() <= outstanding, Reason.NO_BLANKS)


def _class_is_served(desk: Desk, job: PrintJob) -> None:
    """Flow 17.3: by the policy of the day, read anew and judged again in the save."""
    office = desk.load(office_id(job.office))
    policy = office.policy_at(desk.today(job.office)) if isinstance(office, Office) else None
    if policy is None:
        return
    refuse_if(not policy.serves(job.kind, job.cause), Reason.NOT_IN_TURN)
    waits = policy.waits_for_applicant(job.kind, job.cause) and not job.called
    refuse_if(waits, Reason.WAITS_FOR_APPLICANT)
