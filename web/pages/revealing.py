"""`/antrean/{document}/nik`: the whole number, to who asks for it; the asking is logged."""

import structlog
from fastapi import APIRouter, Request, Response

from web.pages.document import shown
from web.pages.pictures import Id, readable_document
from web.rules import READ
from web.signed_in import Posted, TheHouse

router = APIRouter()
log = structlog.get_logger()


@router.post("/antrean/{document}/nik")
def reveal(request: Request, house: TheHouse, me: Posted, document: Id) -> Response:
    """Stands on this one answer: loaded again, the page masks it again."""
    found = readable_document(house, me, document, READ)
    # Who looked and at what: never the number itself.
    log.info("nik_revealed", staff=me.staff, posting=me.who().posting, document=document)
    return shown(request, house, me, document, nik=found.nik)
