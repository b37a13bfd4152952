"""What must not happen to a document while a card of it may exist, or may still come."""

from application import approving, settling
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from tests.support.office import Office
from tests.support.saving import refused, saving


def leased(office: Office) -> tuple[StreamId, StreamId, StreamId]:
    """Document, job and box; the job is at the station."""
    if office.box is None:
        office.box = office.open_box()
        office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, office.box)
    return document, job, office.box


def test_a_card_that_is_not_printed_yet_is_not_withdrawn(office: Office) -> None:
    """Else its job would print a card for a document that counts no more."""
    document, job, box = leased(office)
    other = office.hire("Bayu Misal", Role.COUNTER)
    approver, counter = office.staff.approver, office.staff.counter
    by_hand = refused(
        office,
        lambda: settling.withdraw(office.centre, office.order(approver), document, "74120001"),
    )
    absent = refused(
        office,
        lambda: settling.printed_card_absent(office.centre, office.order(counter, other), document),
    )
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)

    assert (Reason.AT_STATION, Reason.AT_STATION) == (by_hand, absent)
    assert "printed" == office.document(document).stage


def test_an_undo_of_what_was_never_approved_is_the_wrong_state(office: Office) -> None:
    document = office.complete()
    approver = office.staff.approver

    assert Reason.WRONG_STATE == refused(
        office, lambda: approving.undo(office.centre, office.order(approver), document)
    )


def test_a_marked_cancel_is_carried_out_when_the_printed_card_fails_inspection(
    office: Office,
) -> None:
    """Section 3: at the first of pending, held, awaiting_reprint. It must not wait for later."""
    document, job, box = leased(office)
    approving.send_back(
        office.centre, office.order(office.staff.approver), document, "complete", "lain", "salah"
    )
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)
    with saving(office) as saved:
        settling.fail_inspection(
            office.centre,
            office.order(office.staff.counter),
            document,
            "74120001",
            "print_failed",
            "pudar",
        )

    assert [
        "document.inspection_failed",
        "print_job.attempt_spoiled",
        "blank_box.blank_spoiled",
        "print_job.cancelled",
        "document.approval_undone",
    ] == saved.topics
    assert ("complete", "cancelled") == (office.document(document).stage, office.job(job).status)


def printed_then_late(office: Office, seen: str) -> tuple[StreamId, StreamId]:
    """A good card under lease 2, and then a late start under lease 1 that nobody is sure of."""
    document, job, box = leased(office)
    office.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="pindah"))
    office.lease(job, box)
    office.journal.start(job, box, "74120001", "2.1")
    office.journal.printed(job, "2.1")
    office.journal.start(job, box, "74120002", "1.1")
    office.journal.post(
        f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"),
        f.AttemptSeen(print_job=job, attempt="1.1", seen=seen, method="scan"),
    )
    return document, job


def settle(office: Office, job: StreamId, outcome: str) -> None:
    settling.settle(office.centre, office.order(office.staff.second), job, "1.1", outcome)


def test_a_second_card_not_to_be_found_does_not_take_the_good_one_away(office: Office) -> None:
    document, job = printed_then_late(office, "absent")
    with saving(office) as saved:
        settle(office, job, "absent")

    assert [
        "print_job.attempt_settled",
        "blank_box.blank_missing",
        "discrepancy.opened",
    ] == saved.topics
    assert ("printed", "printed") == (office.document(document).stage, office.job(job).status)


def test_a_second_good_card_is_said_to_be_one_also_when_people_settle_it(office: Office) -> None:
    """Section 1: printed_twice when a good card exists already."""
    document, job = printed_then_late(office, "good")
    with saving(office) as saved:
        settle(office, job, "good")

    assert [
        "print_job.attempt_settled",
        "discrepancy.opened",
        "blank_box.blank_printed",
    ] == saved.topics
    assert ("74120001", "2.1") == (
        office.document(document).serial,
        office.document(document).attempt,
    )


def test_of_two_good_cards_the_one_left_is_the_documents(office: Office) -> None:
    """Flow 10.1 after printed_twice: what fails inspection leaves no document without its card."""
    document, job = printed_then_late(office, "good")
    settle(office, job, "good")
    with saving(office) as saved:
        settling.fail_inspection(
            office.centre,
            office.order(office.staff.counter),
            document,
            "74120001",
            "ribbon",
            "foto buram",
        )
    found = office.document(document)

    assert [
        "document.inspection_failed",
        "print_job.attempt_spoiled",
        "blank_box.blank_spoiled",
        "document.printed",
    ] == saved.topics
    assert ("printed", "1.1", "printed") == (found.stage, found.attempt, office.job(job).status)


def test_an_attempt_of_a_document_that_ended_can_still_be_settled(office: Office) -> None:
    """A late start after a rejection: the doubt must not stay for ever."""
    document, job, box = leased(office)
    approving.send_back(
        office.centre, office.order(office.staff.approver), document, "rejected", "lain", "salah"
    )
    office.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="cancelled"))
    office.journal.start(job, box, "74120001")
    office.journal.post(
        f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"),
        f.AttemptSeen(print_job=job, attempt="1.1", seen="absent", method="scan"),
    )
    settle(office, job, "absent")

    assert ("rejected", "cancelled") == (office.document(document).stage, office.job(job).status)


def test_a_late_card_of_a_rejected_document_prints_no_document(office: Office) -> None:
    """Section 1: an ended lease counts on the job; the document only if it is approved."""
    document, job, box = leased(office)
    approving.send_back(
        office.centre, office.order(office.staff.approver), document, "rejected", "lain", "salah"
    )
    office.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="cancelled"))
    with saving(office) as started:
        office.journal.start(job, box, "74120001")
    with saving(office) as printed:
        office.journal.printed(job)

    assert ["discrepancy.opened", "print_job.attempt_started", "blank_box.blank_taken"] == (
        started.topics
    )
    assert ["print_job.attempt_printed", "blank_box.blank_printed"] == printed.topics
    assert "rejected" == office.document(document).stage
