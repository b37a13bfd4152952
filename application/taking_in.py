"""Applications taken in at the counter, and the old cards that come with them."""

from dataclasses import dataclass

from application.completing import DRAWN, completed, receipt
from application.deciding import Answer, Centre, Desk, Order, decide
from application.enrolling import enrolments_of
from application.settling import box_with
from domain.documents.events import Fields, Requested
from domain.documents.intake import OLD_CARD, Home, request
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused, refuse_if
from domain.stock.state import Box
from domain.surrendered import decide as surrendered
from domain.surrendered.events import Received
from domain.surrendered.state import surrendered_card_id
from domain.values.dates import parse_iso

NEEDED = ("name", "birth_date", "sex")
EARLIEST = 1900


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """What the clerk typed. Fields left empty are those of the newest recording."""

    office: str
    kind: str
    cause: str
    nik: str
    fields: Fields
    letter: str = ""
    home: str = ""
    source_ref: str | None = None


def take_in(centre: Centre, order: Order, asked: Application) -> Answer:
    """Flow 3.1: requested and completed in one save."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.TAKE_IN, asked.office, freeze="intake")
        refuse_if(asked.kind not in KINDS, Reason.NOT_FOUND)
        enrolment, known = _known(desk, asked.nik)
        fields = {**known, **{name: text for name, text in asked.fields.items() if text}}
        _is_enough(fields, desk.today(asked.office))
        document = desk.changes.new(StreamId(centre.identifiers.new()))
        requested = Requested(
            by=desk.by,
            kind=asked.kind,
            cause=asked.cause,
            office=asked.office,
            receipt=receipt(desk.today(asked.office), centre.identifiers.token(DRAWN)),
            old_card=OLD_CARD.get(asked.cause, ""),
            nik=asked.nik,
            fields=fields,
            enrolment=enrolment,
            enroller=desk.by.actor_person,
            source_ref=asked.source_ref,
            letter=asked.letter.strip() or None,
        )
        home = Home(code=asked.home or asked.office[:4])
        desk.add(document, request(None, requested, home))
        done = completed(desk, asked.kind, asked.nik, fields)
        desk.add(document, [done])
        return {"document": document, "receipt": requested.receipt, "digest": done.digest}

    return decide(centre, order, work)


def _known(desk: Desk, nik: str) -> tuple[StreamId | None, Fields]:
    """The newest recording of the person here, and what it says."""
    found = enrolments_of(desk.centre, nik)
    if not found:
        return None, {}
    stream, recording = found[-1]
    return stream, dict(recording.fields or {})


def _is_enough(fields: Fields, today: str) -> None:
    lacking = [name for name in NEEDED if not fields.get(name)]
    refuse_if(bool(lacking), Reason.LACKING, fields=" ".join(lacking))
    born = _is_a_birthday(str(fields["birth_date"]), today)
    refuse_if(not born, Reason.LACKING, fields="birth_date")


def _is_a_birthday(text: str, today: str) -> bool:
    try:
        return parse_iso(text).year >= EARLIEST and text <= today
    except ValueError:
        return False


def receive_old_card(
    centre: Centre, order: Order, document: StreamId, serial: str | None
) -> Answer:
    """Flow 3.3: the old card goes into custody before the new one is handed over."""

    def work(desk: Desk) -> Answer:
        found = desk.load(document)
        if not isinstance(found, Document):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.TAKE_OLD_CARD, found.office)
        stream = surrendered_card_id(document)
        received = Received(
            by=desk.by,
            office=found.office,
            kind=found.kind,
            cause=found.cause,
            holder={"nik": found.nik} if found.nik else None,
            document=document,
            serial=serial,
        )
        owner = _owner(desk, found.kind, serial)
        desk.add(stream, surrendered.receive(desk.load(stream), received, found, owner))
        return {"document": document, "surrendered_card": stream}

    return decide(centre, order, work)


def _owner(desk: Desk, kind: str, serial: str | None) -> str | None:
    """NIK of the person whose card was printed on this blank here; None when not known."""
    blank_kind = KINDS[kind].blank_kind
    stream = box_with(desk.centre, blank_kind, serial) if blank_kind and serial else None
    box = desk.load(stream) if stream else None
    job_id = box.spot(serial).print_job if isinstance(box, Box) and serial else None
    job = desk.load(StreamId(job_id)) if job_id else None
    document = desk.load(StreamId(job.document)) if isinstance(job, PrintJob) else None
    return document.nik if isinstance(document, Document) else None
