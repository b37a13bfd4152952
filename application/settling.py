"""What two people settle: unknown cards, reprints, failed inspections, cards not to be found."""

from collections.abc import Callable

from application.approving import document_of, job_of, permit, permit_job, place_of
from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import printer_box_key, serial_key
from domain.documents import decide as documents
from domain.documents.commands import FailInspection
from domain.documents.events import Withdrawn
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing import decide as jobs
from domain.printing import outcomes
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import PrintJob
from domain.refusal import Reason, refuse_if
from domain.stock.blanks import Blank, lose, spoil
from domain.stock.places import Place
from domain.stock.state import Box
from domain.two_people import two_people


def box_with(centre: Centre, kind: str, serial: str) -> StreamId | None:
    """The box that received the serial: a claim says so."""
    owner = centre.registry.claiming.claim_owner("serial", serial_key(kind, serial))
    return StreamId(owner) if owner else None


def at_printer(centre: Centre) -> Callable[[StreamId, Box], bool]:
    """A claim names the box that is in a printer now."""

    def there(stream: StreamId, box: Box) -> bool:
        key = printer_box_key(box.station or "", box.printer or "")
        owner = centre.registry.claiming.claim_owner("printer_box", key)
        return owner in (None, stream)

    return there


def scene_of(desk: Desk, job_id: StreamId, job: PrintJob, station: str) -> Scene:
    return Scene(
        by=desk.by,
        station=StreamId(station),
        office=job.office,
        changes=desk.changes,
        job=job_id,
        box_with=lambda kind, serial: box_with(desk.centre, kind, serial),
        at_printer=at_printer(desk.centre),
    )


def settle(centre: Centre, order: Order, job: StreamId, attempt: str, outcome: str) -> Answer:
    """Flow 9.3: a second person confirms what the operator saw; `outcome` as seen."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        desk.permit(Act.SETTLE, found.office)
        desk.add(job, jobs.settle(found, desk.by, attempt, outcome))
        tried = found.attempts[attempt]
        scene = scene_of(desk, job, found, tried.station)
        if outcome == "good":
            outcomes.good(scene, attempt, tried.serial)
        elif outcome == "spoiled":
            cause = (tried.look.cause if tried.look else None) or "print_failed"
            outcomes.spoil_blank(scene, attempt, tried.serial, cause)
        elif outcome == "untouched":
            outcomes.return_blank(scene, attempt, tried.serial)
        else:
            _absent(scene, StreamId(found.document), attempt, tried.serial)
        outcomes.carry_out_cancel(scene)
        return {"print_job": job, "outcome": outcome}

    return decide(centre, order, work)


def _absent(scene: Scene, document: StreamId, attempt: str, serial: str | None) -> None:
    """Flow 9.3d: a card that may exist is never printed again as a reprint."""
    absent = Withdrawn(by=scene.by, cause="absent", serial=serial)
    events = documents.absorb_absent(scene.document(), absent, str(scene.job))
    scene.changes.add(document, events)
    _lost(scene, attempt, serial, "absent")


def _lost(scene: Scene, attempt: str, serial: str | None, cause: str) -> None:
    subject = {"serial": serial or "", "job": scene.job or ""}
    found = scene.blank(attempt, serial)
    if found and found[1].spot.place != Place.MISSING and _may_be_lost(found[1]):
        named = scene.mismatch(cause, subject)
        scene.changes.add(found[0], [lose(found[1], scene.by, named)])
    discrepancy(scene, cause, subject)


def authorise_reprint(centre: Centre, order: Order, job: StreamId, reason: str) -> Answer:
    """Flow 8.2: the spoiled blank must be in custody."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        card = KINDS[found.kind].is_card
        permit_job(desk, Act.REPRINT if card else Act.REPRINT_SHEET, found, freeze="print")
        events = jobs.authorise_reprint(found, desk.by, reason, two=card)
        name = found.key or ""
        key = found.attempts[name]
        blank = scene_of(desk, job, found, key.station).blank(name, key.serial)
        own = blank is not None and blank[1].is_of_the_attempt
        custody = own and blank is not None and blank[1].spot.place == Place.SPOILED
        refuse_if(card and not custody, Reason.NOT_IN_CUSTODY)
        desk.add(job, events)
        return {"print_job": job}

    return decide(centre, order, work)


def fail_inspection(
    centre: Centre, order: Order, document: StreamId, scanned: str | None, cause: str, reason: str
) -> Answer:
    """Flow 10.1: unfit before hand-over; the same kind of key for the reprint.

    `scanned`: as at the hand-over.
    """

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.INSPECT, found)
        blank_is_where_it_is_booked(desk, found)
        command = FailInspection(
            by=desk.by, serial=scanned, code=scanned, cause=cause, reason=reason
        )
        desk.add(document, documents.fail_inspection(found, command))
        job = StreamId(found.print_job or "")
        tried, events = jobs.spoil_by_inspection(
            desk.load(job), desk.by, found.attempt or "", cause, found.serial
        )
        desk.add(job, events)
        scene = scene_of(desk, job, job_of(desk, job), tried.station)
        spoil_card(scene, found.attempt or "", found.serial, cause)
        outcomes.other_card(scene)
        outcomes.carry_out_cancel(scene)
        return {"document": document, "print_job": job, "station": tried.station}

    return decide(centre, order, work)


def blank_is_where_it_is_booked(desk: Desk, found: Document) -> None:
    """A card that was moved goes back first: its blank is in the books of where it was printed."""
    job = desk.load(StreamId(found.print_job or ""))
    printed_at = job.office if isinstance(job, PrintJob) else found.office
    moved = KINDS[found.kind].is_card and place_of(desk, found) != printed_at
    refuse_if(moved, Reason.SEND_BACK_FIRST, place=printed_at)


def spoil_card(scene: Scene, attempt: str, serial: str | None, cause: str) -> None:
    """A blank that two attempts claim is the holder's: another document's card stays good."""
    found = scene.blank(attempt, serial)
    if found and found[1].is_of_the_attempt and found[1].spot.place == Place.PRINTED:
        scene.changes.add(found[0], [spoil(found[1], scene.by, cause)])


def _may_be_lost(blank: Blank) -> bool:
    """One in a counted box that no attempt took is like all the others there.

    A numbered one that another attempt took is the card of somebody else.
    """
    return blank.is_of_the_attempt or (blank.box.numbered and not _is_of_another(blank))


def _is_of_another(blank: Blank) -> bool:
    taken = blank.spot.attempt is not None
    return blank.box.numbered and taken and not blank.is_of_the_attempt


def card_is_its_own(desk: Desk, found: Document) -> None:
    """A number that was scanned for two documents is on the card of the one that took it."""
    job = desk.load(StreamId(found.print_job or ""))
    if not isinstance(job, PrintJob) or not KINDS[found.kind].is_card:
        return
    scene = scene_of(desk, StreamId(found.print_job or ""), job, "")
    blank = scene.blank(found.attempt or "", found.serial)
    other = blank is not None and _is_of_another(blank[1])
    refuse_if(other, Reason.CARD_OF_ANOTHER, serial=found.serial or "")


def withdraw(centre: Centre, order: Order, document: StreamId, scanned: str | None) -> Answer:
    """Flow 7.6: a card printed before the cancel was known; card in hand.

    Any other card that is wrong fails inspection, and one that is gone takes two people.
    """

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.WITHDRAW, found)
        blank_is_where_it_is_booked(desk, found)
        stream = StreamId(found.print_job or "")
        job = desk.load(stream)
        marked = isinstance(job, PrintJob) and job.cancel is not None
        refuse_if(not marked, Reason.WRONG_STATE, state=found.stage.value)
        desk.add(document, documents.withdraw(found, desk.by, "cancelled", scanned, scanned))
        scene = scene_of(desk, stream, job_of(desk, stream), "")
        spoil_card(scene, found.attempt or "", found.serial, "data_changed")
        return {"document": document}

    return decide(centre, order, work)


def printed_card_absent(centre: Centre, order: Order, document: StreamId) -> Answer:
    """Flow 10.3: counter and a second person; the blank is missing, the document withdrawn."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.ABSENT, found)
        two_people(desk.by)
        # Nothing is in hand that could be scanned.
        gone = documents.withdraw(found, desk.by, "absent", found.serial, found.receipt)
        desk.add(document, gone)
        job = StreamId(found.print_job or "")
        scene = scene_of(desk, job, job_of(desk, job), "")
        _lost(scene, found.attempt or "", found.serial, "absent")
        return {"document": document}

    return decide(centre, order, work)
