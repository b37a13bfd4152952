"""Pictures of cards: the preview before approval, and exactly what was printed."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from PIL.Image import Image

from application.drawing import draw_card, draw_sheet
from application.language import N_, _
from application.rendering.card import preview_png
from application.rendering.payload import decode_paper, decode_payload
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused
from printers.page import unpack_plane
from printers.paper import page_image, paper_document
from web.house import House
from web.problems import Problem
from web.rules import READ
from web.signed_in import Me, Posted, TheHouse

router = APIRouter()
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Side = Literal["depan", "belakang"]
PageNumber = Annotated[int, Path(ge=1, le=50)]
SCREEN_DPI = 110
GONE = N_("Data pribadinya sudah dihapus.")


def readable_document(house: House, me: Me, stream: str, acts: tuple[Act, ...]) -> Document:
    """The document, if one of the acts is permitted at its office. Raises Refused."""
    found = house.centre.registry.load(StreamId(stream)).state
    if not isinstance(found, Document):
        raise Refused(Reason.NOT_FOUND)
    if not any(me.may(act, found.office) for act in acts):
        raise Refused(Reason.NO_LIVE_POSTING, roles="approver auditor head")
    return found


# Before the faces of a card: their path would take a page for a side.
@router.get("/antrean/{document}/halaman-{number}.png")
def preview_page(house: TheHouse, me: Posted, document: Id, number: PageNumber) -> Response:
    """A page of a sheet as it would be printed today, with the middle of each NIK hidden."""
    found = readable_document(house, me, document, READ)
    _must_be(found, "paper")
    try:
        pdf = draw_sheet(house.centre, found, day=date.fromisoformat(me.today), mask=True)
    except ValueError as error:
        raise Problem(_("Pratinjau tidak dapat dibuat dari data ini."), code="preview") from error
    if pdf is None:
        raise Problem(_(GONE), status=410, code="erased")
    return _page_of(pdf, number)


@router.get("/dokumen/{document}/cetakan/{job}-halaman-{number}.png")
def printed_page(
    house: TheHouse, me: Posted, document: Id, job: Id, number: PageNumber
) -> Response:
    """The page that the station was given: for auditors, NIK and all."""
    _must_be(readable_document(house, me, document, (Act.READ_HISTORY,)), "paper")
    return _page_of(decode_paper(_sent(house, document, job)).pdf, number)


@router.get("/antrean/{document}/{side}.png")
def preview(house: TheHouse, me: Posted, document: Id, side: Side) -> Response:
    """As it would be printed today, with the middle of the NIK hidden."""
    found = readable_document(house, me, document, READ)
    _must_be(found, "card")
    day = date.fromisoformat(me.today)
    try:
        at = StreamId(document)
        faces = draw_card(house.centre, found, at, attempt="PRATINJAU", day=day, mask=True)
    except ValueError as error:
        raise Problem(_("Pratinjau tidak dapat dibuat dari data ini."), code="preview") from error
    if faces is None:
        raise Problem(_(GONE), status=410, code="erased")
    return _png(faces.front if side == "depan" else faces.back)


@router.get("/dokumen/{document}/cetakan/{job}-{side}.png")
def printed(house: TheHouse, me: Posted, document: Id, job: Id, side: Side) -> Response:
    """Dot for dot what the station was given: for auditors, NIK and all."""
    _must_be(readable_document(house, me, document, (Act.READ_HISTORY,)), "card")
    content = _sent(house, document, job)
    planes = decode_payload(content).image.planes
    return _png(unpack_plane(planes[0] if side == "depan" else planes[-1]))


def pages_of(house: House, me: Me, found: Document) -> int:
    """How many pages a sheet has; 0 for a card, after erasure, and when it cannot be drawn."""
    if KINDS[found.kind].is_card:
        return 0
    try:
        pdf = draw_sheet(house.centre, found, day=date.fromisoformat(me.today), mask=True)
        return paper_document(pdf).pages if pdf else 0
    except ValueError:
        return 0


def _must_be(found: Document, medium: str) -> None:
    if KINDS[found.kind].medium != medium:
        raise Refused(Reason.NOT_FOUND)


def _sent(house: House, document: str, job: str) -> bytes:
    """The payload of the last attempt, else of the last lease."""
    order = house.centre.registry.load(StreamId(job)).state
    if not isinstance(order, PrintJob) or order.document != document or not order.leases:
        raise Refused(Reason.NOT_FOUND)
    tried = [order.lease_numbered(attempt.lease) for attempt in order.attempts.values()]
    lease = (tried[-1] if tried else None) or order.leases[-1]
    content = house.centre.attachments.get(document, lease.payload_digest)
    if content is None:
        raise Problem(_(GONE), status=410, code="erased")
    return content


def _page_of(pdf: bytes, number: int) -> Response:
    if number > paper_document(pdf).pages:
        raise Refused(Reason.NOT_FOUND)
    return _png(page_image(pdf, number - 1, SCREEN_DPI))


def _png(face: Image) -> Response:
    return Response(preview_png(face), media_type="image/png")
