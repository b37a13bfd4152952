"""A box with gaps in its serials, and scans that no box holds: the books and views go on."""

from sqlalchemy import select

from application import stocking
from domain.event import StreamId
from domain.stations import facts as f
from domain.stock.decide import Arrived
from projections.history.sentences import sentence
from projections.stock.tables import boxes
from projections.views import VIEWS
from tests.support.office import CURUG, Office

SERIALS = ["00000007", "00000008", "99999998", "99999999"]


def opened_with_gap(office: Office) -> StreamId:
    box = office.receive(stated=4, serials=[[SERIALS[0], SERIALS[1]], [SERIALS[2], SERIALS[3]]])
    stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "l")
    who = office.staff.store_curug
    stocking.accept(office.centre, office.order(who), box, CURUG, Arrived(serials=SERIALS))
    stocking.open_at_printer(office.centre, office.order(who), box, office.station, "Kartu 1")
    office.journal.open_shift()
    return box


def view(office: Office, box: StreamId) -> tuple[int, str | None]:
    """What the stock view says is left, and what comes next; nothing may have stopped."""
    office.installation.runner.run_once()

    assert [None] * len(VIEWS) == [at.stopped for at in office.installation.runner.progress()]
    with office.installation.views.connect() as connection:
        row = connection.execute(select(boxes).where(boxes.c.box == box)).one()
    return row.remaining, row.next_serial


def test_the_next_blank_stands_behind_a_gap_of_a_hundred_million(office: Office) -> None:
    box = opened_with_gap(office)
    told = [view(office, box)]
    for serial in SERIALS:
        job = office.approve(office.complete())
        office.lease(job, box)
        office.journal.start(job, box, serial)
        office.journal.printed(job)
        told.append(view(office, box))

    assert [(4, SERIALS[0]), (3, SERIALS[1]), (2, SERIALS[2]), (1, SERIALS[3]), (0, None)] == told


def test_a_blank_that_comes_back_is_the_next_again(office: Office) -> None:
    box = opened_with_gap(office)
    job = office.approve(office.complete())
    office.lease(job, box)
    office.journal.start(job, box, SERIALS[0])
    office.journal.post(f.AttemptUntouched(print_job=job, attempt="1.1", counters={}))

    assert (4, SERIALS[0]) == view(office, box)


def test_a_scan_that_no_box_holds_is_counted_flagged_and_can_be_told(office: Office) -> None:
    """Flow 1, last row of the table: received by nobody: nothing moves."""
    box = opened_with_gap(office)
    job = office.approve(office.complete())
    office.lease(job, box)
    office.journal.start(job, box, SERIALS[0])
    at = office.position()
    office.journal.printed(job, serial="bukan nomor")

    assert [
        "print_job.attempt_printed",
        "blank_box.blank_returned",
        "discrepancy.opened",
        "discrepancy.opened",
        "document.printed",
    ] == office.topics(at)
    assert (4, SERIALS[0]) == view(office, box)
    assert "bukan nomor" in sentence(
        "print_job.attempt_printed", {"observed_serial": "bukan nomor"}
    )
