"""Pictures of cards: the preview before approval, and exactly what was printed."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from PIL.Image import Image

from application.drawing import draw
from application.rendering.card import preview_png
from application.rendering.payload import decode_payload
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused
from printers.page import unpack_plane
from web.house import House
from web.pages.print_queue import READERS
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse

router = APIRouter()
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Side = Literal["depan", "belakang"]
GONE = "Data pribadinya sudah dihapus."


def readable_document(house: House, me: Me, stream: str, acts: tuple[Act, ...]) -> Document:
    """The document, if one of the acts is permitted at its office. Raises Refused."""
    found = house.centre.registry.load(StreamId(stream)).state
    if not isinstance(found, Document):
        raise Refused(Reason.NOT_FOUND)
    if not any(me.may(act, found.office) for act in acts):
        raise Refused(Reason.NO_LIVE_POSTING, roles="approver auditor head")
    return found


@router.get("/antrean/{document}/{side}.png")
def preview(house: TheHouse, me: Posted, document: Id, side: Side) -> Response:
    """As it would be printed today, with the middle of the NIK hidden."""
    found = readable_document(house, me, document, (*READERS, Act.READ_HISTORY))
    day = date.fromisoformat(me.today)
    try:
        faces = draw(house.centre, found, attempt="PRATINJAU", day=day, masked=True)
    except ValueError as error:
        raise Problem("Pratinjau tidak dapat dibuat dari data ini.", code="preview") from error
    if faces is None:
        raise Problem(GONE, status=410, code="erased")
    return _png(faces.front if side == "depan" else faces.back)


@router.get("/dokumen/{document}/cetakan/{job}-{side}.png")
def printed(house: TheHouse, me: Posted, document: Id, job: Id, side: Side) -> Response:
    """Dot for dot what the station was given: for auditors, NIK and all."""
    readable_document(house, me, document, (Act.READ_HISTORY,))
    order = house.centre.registry.load(StreamId(job)).state
    if not isinstance(order, PrintJob) or order.document != document or not order.leases:
        raise Refused(Reason.NOT_FOUND)
    tried = [order.lease_numbered(attempt.lease) for attempt in order.attempts.values()]
    lease = (tried[-1] if tried else None) or order.leases[-1]
    content = house.centre.attachments.get(document, lease.payload_digest)
    if content is None:
        raise Problem(GONE, status=410, code="erased")
    planes = decode_payload(content).image.planes
    return _png(unpack_plane(planes[0] if side == "depan" else planes[-1]))


def _png(face: Image) -> Response:
    return Response(preview_png(face), media_type="image/png")
