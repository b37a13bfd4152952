"""`/antrean/{document}/nik`: the whole number, to who asks for it; each asking is an event."""

from fastapi import APIRouter, Request, Response

from application.deciding import Order
from application.disclosing import reveal_nik
from domain.event import StreamId
from web.acting import carry_out
from web.pages.document import shown
from web.pages.pictures import Id, readable_document
from web.rules import READ
from web.signed_in import Posted, TheHouse

router = APIRouter()


@router.post("/antrean/{document}/nik")
def reveal(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    """Stands on this one answer: loaded again, the page masks it again."""
    found = readable_document(house, me, document, READ)
    order = Order(command_id=house.centre.identifiers.new(), who=me.who())
    act = next(act for act in READ if me.may(act, found.office))
    stream = StreamId(document)
    carry_out(house, lambda: reveal_nik(house.centre, order, stream, act, found.office))
    return shown(request, house, me, document, nik=found.nik)
