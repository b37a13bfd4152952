"""`/permohonan/{document}/tanda-terima`: what the applicant takes home, on one sheet of A5."""

from io import BytesIO
from typing import Any

import segno
from fastapi import APIRouter, Request, Response

from application.language import speaking
from application.receipts import pickup_code, status_code
from domain.event import StreamId
from domain.people.permission import Act
from projections.register import queries as register
from web.answering import page
from web.house import House
from web.pages.pictures import Id, readable_document
from web.public.pages import base_of
from web.signed_in import Me, Posted, TheHouse
from web.words import cause_word, kind, when

router = APIRouter(prefix="/permohonan")
READERS = (Act.TAKE_IN, Act.COMPLETE)
"""Not the desk that asks for the code."""


@router.get("/{document}/tanda-terima")
def show(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    with speaking("id"):  # it is a paper of the office, whoever prints it
        return page(request, "receipt.html", me, _told(request, house, me, document))


def _told(request: Request, house: House, me: Me, document: str) -> dict[str, Any]:
    found = readable_document(house, me, document, READERS)
    keys, stream = house.centre.keys, StreamId(document)
    with house.views.connect() as connection:
        row = register.document(connection, document) or {}
    code = status_code(keys, stream)
    return {
        "document": document,
        "receipt": found.receipt,
        "kind": kind({"kind": found.kind}),
        "cause": cause_word(found.cause),
        "place": me.office_name(found.office),
        "taken_in": when(row.get("requested_at"), me.zone),
        "status_code": code,
        "address": f"{base_of(request, house)}status/{code}",
        "phone": house.public_phone,
        "whatsapp": _whatsapp(house.public_phone, code),
        "pickup_code": pickup_code(keys, stream),
    }


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
