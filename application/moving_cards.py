"""Printed documents that are collected elsewhere: sent with a slip, and said to have come."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.approving import document_of, job_of, permit, place_of
from application.completing import ALPHABET
from application.deciding import Answer, Centre, Desk, Order, decide
from application.settling import blank_is_where_it_is_booked, scene_of, spoil_card
from domain.discrepancies import decide as discrepancies
from domain.discrepancies.events import Opened
from domain.discrepancies.state import discrepancy_id
from domain.documents import moving
from domain.documents.events import Arrived, Sent
from domain.documents.state import Document
from domain.event import StreamId
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.refusal import Reason, Refused, refuse_if

DRAWN = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """What came with a slip, as it was scanned, and what did not."""

    slip: str
    office: str
    arrived: Sequence[StreamId]
    missing: Sequence[StreamId] = ()


def send(centre: Centre, order: Order, documents: Sequence[StreamId], to_office: str) -> Answer:
    """All of them, with one slip, in one save."""

    def work(desk: Desk) -> Answer:
        refuse_if(not documents, Reason.NOT_FOUND)
        refuse_if(not isinstance(desk.load(office_id(to_office)), Office), Reason.NOT_FOUND)
        drawn = centre.identifiers.token(DRAWN)
        slip = "SJ-" + "".join(ALPHABET[byte % 32] for byte in drawn)
        known = {document: document_of(desk, document) for document in documents}
        places = {place_of(desk, found) for found in known.values()}
        refuse_if(len(places) > 1, Reason.SEVERAL_PLACES)
        for document, found in known.items():
            permit(desk, Act.SEND_CARDS, found)
            sent = Sent(
                by=desk.by,
                office=place_of(desk, found),
                to_office=to_office,
                slip=slip,
                serial=found.serial,
            )
            desk.add(document, moving.send(found, sent))
        return {"slip": slip, "documents": len(documents)}

    return decide(centre, order, work)


def take(centre: Centre, order: Order, came: Delivery) -> Answer:
    """By another person than the sender. What did not come stays on the way, and is a mismatch."""

    def work(desk: Desk) -> Answer:
        refuse_if(not (came.arrived or came.missing), Reason.NOT_FOUND)
        for document in came.arrived:
            found = _on_the_way(desk, document, came)
            arrived = Arrived(by=desk.by, office=came.office, slip=came.slip, serial=found.serial)
            desk.add(document, moving.arrive(found, arrived))
        for document in came.missing:
            _on_the_way(desk, document, came)
            _did_not_come(desk, document, came)
        return {"slip": came.slip, "arrived": len(came.arrived), "missing": len(came.missing)}

    return decide(centre, order, work)


def _on_the_way(desk: Desk, document: StreamId, came: Delivery) -> Document:
    """Judged where the cards are counted, not where they came from."""
    found = document_of(desk, document)
    transit = found.transit
    if transit is None or transit.slip != came.slip:
        raise Refused(Reason.NOT_SENT_HERE)
    refuse_if(came.office not in (transit.to_office, transit.office), Reason.NOT_SENT_HERE)
    permit(desk, Act.TAKE_CARDS, found, place=came.office)
    return found


def _did_not_come(desk: Desk, document: StreamId, came: Delivery) -> None:
    subject: dict[str, str] = {"document": document, "slip": came.slip}
    opened = Opened(
        by=desk.by, cause="card_not_arrived", office=came.office, subject=subject, detail={}
    )
    stream = discrepancy_id("card_not_arrived", subject, came.slip)
    desk.add(stream, discrepancies.absorb(desk.load(stream), opened))


def withdraw_uncollected(centre: Centre, order: Order, document: StreamId, cause: str) -> Answer:
    """The blank is spoiled and goes to be destroyed."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.WITHDRAW_UNCOLLECTED, found)
        blank_is_where_it_is_booked(desk, found)
        today = desk.today(found.office)
        events = moving.withdraw_uncollected(found, desk.by, cause, today)
        desk.add(document, events)
        job = StreamId(found.print_job or "")
        scene = scene_of(desk, job, job_of(desk, job), "")
        spoil_card(scene, found.attempt or "", found.serial, "data_changed")
        return {"document": document}

    return decide(centre, order, work)
