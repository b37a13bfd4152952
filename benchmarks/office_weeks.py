"""Two weeks of one office by the use cases: what a log of any length is copied from."""

from datetime import timedelta

from application import approving, handing_over, settling
from domain.event import StreamId
from domain.stations import facts as f
from tests.support.office import Office

DAYS, CARDS_A_DAY, SHELF_DAYS = 12, 20, 3
JAM_EVERY, HOLD_EVERY = 20, 10
STATUSES = ("BIO_CAPTURED", "SENT_FOR_ENROLLMENT", "PRINT_READY_RECORD")
Printed = list[tuple[StreamId, str]]


def work(office: Office) -> None:
    """Cards come in, are approved the next day, printed the same day, and wait on the shelf."""
    box = office.open_box(count=DAYS * CARDS_A_DAY * 11 // 10)
    shelf: list[Printed] = []
    came_in: list[StreamId] = []
    for _ in range(DAYS):
        _open_shift(office)
        printed = [_issue(office, document, box, n) for n, document in enumerate(came_in)]
        came_in = _take_in(office)
        shelf.append(printed)
        if len(shelf) > SHELF_DAYS:
            _hand_over(office, shelf.pop(0))
        left = office.centre.registry.load(box).state.remaining()
        office.journal.post(f.BoxCounted(box=box, counted=left, recount=False))
        office.clock.advance(days=1)
    for rest in shelf:
        _hand_over(office, rest)


def _open_shift(office: Office) -> None:
    today = (office.clock.now() + timedelta(hours=7)).date()
    office.journal.post(f.ShiftOpened(date=today.isoformat(), printers=[]))


def _take_in(office: Office) -> list[StreamId]:
    people = [office.recording() for _ in range(CARDS_A_DAY)]
    office.capture(*people)
    for status in STATUSES:
        for person in people:
            office.observe(person.nik, status)
    return [office.complete_of(person.nik) for person in people]


def _issue(office: Office, document: StreamId, box: StreamId, n: int) -> tuple[StreamId, str]:
    job = office.approve(document)
    if n % HOLD_EVERY == 0:
        head = office.staff.head
        approving.hold(office.centre, office.order(head), job, "cek", "cek")
        approving.release(office.centre, office.order(head), job, "cek")
    if n % JAM_EVERY == 0:
        _print(office, job, box, "1.1", jam=True)
        settling.authorise_reprint(office.centre, office.order(office.staff.head), job, "macet")
        return document, _print(office, job, box, "2.1")
    return document, _print(office, job, box, "1.1")


def _print(office: Office, job: StreamId, box: StreamId, attempt: str, *, jam: bool = False) -> str:
    office.lease(job, box)
    serial = str(office.centre.registry.load(box).state.next_serial())
    office.journal.start(job, box, serial, attempt)
    if jam:
        office.journal.post(
            f.AttemptSpoiled(print_job=job, attempt=attempt, method="scan", cause="print_failed")
        )
    else:
        office.journal.printed(job, attempt, serial)
    return serial


def _hand_over(office: Office, cards: Printed) -> None:
    for document, serial in cards:
        order = office.order(office.staff.counter)
        collector = {"name": "BUDI CONTOH"}
        handing_over.hand_over(office.centre, order, document, serial, "self", collector)
