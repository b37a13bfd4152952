"""`/permohonan/{document}/tanda-terima`: what the applicant takes home, on one sheet of A5."""

from io import BytesIO

import segno
from fastapi import APIRouter, Request, Response

from application.receipts import pickup_code, status_code
from domain.event import StreamId
from domain.people.permission import Act
from projections.register import queries as register
from web.answering import page
from web.pages.pictures import Id, readable_document
from web.public.pages import base_of
from web.signed_in import Posted, TheHouse
from web.words import CAUSES, kind, when

router = APIRouter(prefix="/permohonan")
READERS = (Act.TAKE_IN, Act.COMPLETE)
"""Not the desk that asks for the code."""


@router.get("/{document}/tanda-terima")
def show(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    found = readable_document(house, me, document, READERS)
    keys, stream = house.centre.keys, StreamId(document)
    with house.views.connect() as connection:
        row = register.document(connection, document) or {}
    code = status_code(keys, stream)
    data = {
        "document": document,
        "receipt": found.receipt,
        "kind": kind({"kind": found.kind}),
        "cause": CAUSES.get(found.cause, found.cause),
        "place": me.office_name(found.office),
        "taken_in": when(row.get("requested_at"), me.zone),
        "status_code": code,
        "address": f"{base_of(request, house)}status/{code}",
        "phone": house.public_phone,
        "whatsapp": _whatsapp(house.public_phone, code),
        "pickup_code": pickup_code(keys, stream),
    }
    return page(request, "receipt.html", me, data)


@router.get("/{document}/tanda-terima.svg")
def code_picture(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    """The QR that leads to the public page."""
    readable_document(house, me, document, READERS)
    code = status_code(house.centre.keys, StreamId(document))
    made = segno.make(f"{base_of(request, house)}status/{code}", error="m", micro=False)
    # With its namespace, or a browser shows no picture.
    out = BytesIO()
    made.save(out, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
    return Response(out.getvalue(), media_type="image/svg+xml")


def _whatsapp(phone: str, code: str) -> str | None:
    """A message that the applicant sends himself; a person of the office answers."""
    return f"https://wa.me/{phone.removeprefix('+')}?text=STATUS%20{code}" if phone else None
