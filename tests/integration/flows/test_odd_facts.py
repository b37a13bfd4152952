"""Facts in an order or a shape that nobody planned: kept, told, and nothing good is taken away."""

import pytest

from application import approving, handing_over, settling, stocking, taking_facts
from application.granting_leases import Payloads
from application.taking_facts import SignedEntry
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import Office
from tests.support.saving import refused, saving


def leased(office: Office, count: int = 5) -> tuple[StreamId, StreamId, StreamId]:
    box = office.open_box(count=count)
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, box)
    return document, job, box


def claimed_twice(office: Office) -> tuple[StreamId, StreamId, StreamId]:
    """The card of the first document is taken for that of the second; the box of both."""
    first, job, box = leased(office)
    second = office.complete()
    other = office.approve(second)
    office.lease(other, box)
    for one in (job, other):
        office.journal.start(one, box, "74120001")
        office.journal.printed(one)
    return first, second, box


def place(office: Office, box: StreamId, serial: str) -> str:
    return str(office.centre.registry.load(box).state.spot(serial).place)


def test_the_last_blank_of_a_box_that_left_its_printer_goes_back_to_the_shelf(
    office: Office,
) -> None:
    """Flow 9.3c: on_shelf if its box is not there; a new box stands in the printer by now."""
    _, job, old = leased(office, count=1)
    office.journal.start(job, old, "74120001")
    office.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))
    new = office.open_box("74130001", 5)
    office.journal.post(
        f.AttemptSeen(
            print_job=job,
            attempt="1.1",
            seen="untouched",
            observed_serial="74120001",
            method="scan",
        )
    )
    settling.settle(office.centre, office.order(office.staff.second), job, "1.1", "untouched")

    assert "on_shelf" == place(office, old, "74120001")
    assert 0 == office.centre.registry.load(old).state.remaining()
    assert (new,) == stocking.boxes_at(office.centre, office.station)


def test_a_marked_cancel_is_carried_out_when_the_attempt_proves_untouched(office: Office) -> None:
    """Section 3: at the first of pending; the lease came back before the attempt's end."""
    document, job, box = leased(office)
    office.journal.start(job, box, "74120001")
    approving.send_back(
        office.centre, office.order(office.staff.approver), document, "rejected", "lain", "salah"
    )
    office.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="cancelled"))
    counters = {"inserted": 1, "panels": 2}
    office.journal.post(f.AttemptUntouched(print_job=job, attempt="1.1", counters=counters))

    assert ("rejected", "cancelled") == (office.document(document).stage, office.job(job).status)


def test_what_fails_inspection_takes_no_blank_from_another_document(office: Office) -> None:
    """After blank_claimed_twice the holder's card is good, whatever becomes of the other."""
    first, second, box = claimed_twice(office)
    counter = office.staff.counter
    settling.fail_inspection(
        office.centre, office.order(counter), second, "74120001", "print_failed", "pudar"
    )

    assert "printed" == place(office, box, "74120001")
    assert ("printed", "approved") == (
        office.document(first).stage,
        office.document(second).stage,
    )


def test_a_card_without_a_serial_is_told_and_handed_to_nobody(office: Office) -> None:
    document, job, _ = leased(office)
    with saving(office) as saved:
        office.journal.start(job, None, None)
    office.journal.printed(job)
    counter = office.staff.counter
    give = refused(
        office,
        lambda: handing_over.hand_over(
            office.centre, office.order(counter), document, "ANYTHING", "self", {}
        ),
    )

    assert ["discrepancy.opened", "print_job.attempt_started"] == saved.topics
    assert Reason.SERIAL_DIFFERS == give


def test_another_payload_than_the_leased_one_is_told(office: Office) -> None:
    _, job, box = leased(office)
    with saving(office) as saved:
        office.journal.start(job, box, "74120001", payload_digest="0" * 64)

    assert [
        "discrepancy.opened",
        "print_job.attempt_started",
        "blank_box.blank_taken",
    ] == saved.topics


def test_a_card_drawn_ahead_is_drawn_again_on_another_day(office: Office) -> None:
    """The day of issue stands on it."""
    document = office.complete()
    job = office.approve(document)
    payloads = Payloads(office.centre)
    drawn = payloads.payload(job, office.job(job), 1)
    same_day = payloads.payload(job, office.job(job), 1)
    office.clock.advance(days=1)

    assert drawn == same_day
    assert drawn != payloads.payload(job, office.job(job), 1)


def test_what_is_odd_in_the_data_is_shown_to_the_approver(office: Office) -> None:
    """A warning keeps nobody out, and is part of what was completed."""
    odd = office.complete(sex="P")
    plain = office.complete()

    assert "nik_sex_differs" in office.document(odd).warnings
    assert "nik_sex_differs" not in office.document(plain).warnings


@pytest.mark.parametrize("placed", [True, False])
def test_a_signature_that_cannot_be_stored_blocks_no_journal(office: Office, placed: bool) -> None:
    """A lone surrogate can stand in JSON; the entry is kept, and the next one follows it."""
    opened = f.ShiftOpened(date="2026-11-25", printers=[])
    text = office.journal.text(opened) if placed else "no entry"
    receipt = taking_facts.take(
        office.centre, office.station, [SignedEntry(text=text, signature="\ud800")]
    )

    assert (1 if placed else 0) == receipt.covered


def test_a_card_of_two_documents_is_handed_over_for_the_one_that_took_it(office: Office) -> None:
    first, second, _box = claimed_twice(office)

    def hand_over(document: StreamId) -> None:
        order = office.order(office.staff.counter)
        handing_over.hand_over(office.centre, order, document, "74120001", "self", {})

    with pytest.raises(Refused) as twice:
        hand_over(second)

    assert Reason.CARD_OF_ANOTHER == twice.value.reason
    hand_over(first)


def test_the_card_that_a_holder_has_is_not_missing_for_another_document(office: Office) -> None:
    """The second has no card; the number it was given is on the card of the first."""
    first, second, box = claimed_twice(office)
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, first, "74120001", "self", {})
    two = office.order(office.staff.counter, office.staff.approver)
    settling.printed_card_absent(office.centre, two, second)

    assert "printed" == place(office, box, "74120001")
    assert ("handed_over", "withdrawn") == (
        office.document(first).stage,
        office.document(second).stage,
    )


def test_a_number_that_was_given_back_is_of_the_card_that_has_it_next(office: Office) -> None:
    """On the shelf, for its box left the printer; it was named by another attempt before."""
    _, job, old = leased(office, count=1)
    office.journal.start(job, old, "74120001")
    office.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))
    new = office.open_box("74130001", 5)
    look = f.AttemptSeen(
        print_job=job, attempt="1.1", seen="untouched", observed_serial="74120001", method="scan"
    )
    office.journal.post(look)
    settling.settle(office.centre, office.order(office.staff.second), job, "1.1", "untouched")
    document = office.complete()
    other = office.approve(document)
    office.lease(other, new)
    office.journal.start(other, new, "74130001")
    office.journal.printed(other, serial="74120001")
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, document, "74120001", "self", {})

    assert "printed" == place(office, old, "74120001")
    assert "handed_over" == office.document(document).stage
