"""Replacing a card at the counter, one call per act."""

from typing import Any

from application import handing_over, taking_in
from application.taking_in import Application
from domain.documents.kinds import KTP_EL
from domain.event import StreamId
from tests.support.office import CURUG, Office


def take_in(office: Office, nik: str, cause: str, **changes: Any) -> StreamId:
    values: dict[str, Any] = {
        "letter": "LK/1/2026" if cause == "lost" else "",
        "fields": {},
        "papers": ("family_card", "proof_of_change"),
    }
    asked = Application(office=CURUG, kind=KTP_EL, cause=cause, nik=nik, **{**values, **changes})
    order = office.order(office.staff.enroller)
    return StreamId(taking_in.take_in(office.centre, order, asked)["document"])


def holder(office: Office) -> tuple[StreamId, str]:
    """A person whose first card was handed over here: the document and the NIK."""
    document, serial = office.printed_card()
    hand_over(office, document, serial)
    return document, str(office.document(document).nik)


def hand_over(office: Office, document: StreamId, serial: str) -> None:
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, document, serial, "self", {})


def printed(office: Office, document: StreamId) -> str:
    """The new card on the next blank."""
    if office.box is None:
        office.box = office.open_box()
        office.journal.open_shift()
    job = office.approve(document)
    office.lease(job, office.box)
    serial = str(office.centre.registry.load(office.box).state.next_serial())
    office.journal.start(job, office.box, serial)
    office.journal.printed(job)
    return serial
