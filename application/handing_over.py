"""Handing a document to the person who may have it."""

from application.approving import document_of
from application.deciding import Answer, Centre, Desk, Order, decide
from domain.documents import decide as documents
from domain.documents.commands import HandOver
from domain.event import StreamId
from domain.people.permission import Act


def hand_over(
    centre: Centre,
    order: Order,
    document: StreamId,
    serial: str | None,
    entitlement: str,
    collector: dict[str, str],
) -> Answer:
    """Flow 1.7: card scanned, collector entitled; the person now has a live card."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        desk.permit(Act.HAND_OVER, found.office, freeze="hand_over")
        command = HandOver(by=desk.by, serial=serial, entitlement=entitlement, collector=collector)
        desk.add(document, documents.hand_over(found, command))
        return {"document": document, "serial": found.serial}

    return decide(centre, order, work)
