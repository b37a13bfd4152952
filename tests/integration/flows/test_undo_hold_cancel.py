"""Flows 6 and 7: undo, hold, route, return, reject, cancel, before and after the lease."""

import pytest

from application import approving, settling
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from projections.queue_board import queries as queue
from tests.support.office import CURUG, KELAPA_DUA, Office


def test_forty_approvals_are_forty_commands_and_stand_in_the_order_of_completeness(
    office: Office,
) -> None:
    """Flow 6.1: each its own save; the order of approving changes nothing."""
    documents = []
    for _ in range(40):
        documents.append(office.complete())
        office.clock.advance(seconds=1)
    at = office.position()
    jobs = {document: office.approve(document) for document in reversed(documents)}

    assert ["document.approved", "print_job.queued"] * 40 == office.topics(at)
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        waiting = queue.listed(connection, [CURUG], ("pending",))
    assert [jobs[document] for document in documents] == [row["print_job"] for row in waiting]


def test_undo_in_the_window_takes_both_back_in_one_save(office: Office) -> None:
    """Flow 6.2a."""
    document = office.complete()
    job = office.approve(document)
    at = office.position()

    approving.undo(office.centre, office.order(office.staff.approver), document)

    assert ["print_job.cancelled", "document.approval_undone"] == office.topics(at)
    assert ("complete", "cancelled") == (office.document(document).stage, office.job(job).status)


def test_after_the_window_an_undo_is_refused(office: Office) -> None:
    document = office.complete()
    office.approve(document)
    office.clock.advance(seconds=11)

    with pytest.raises(Refused) as refused:
        approving.undo(office.centre, office.order(office.staff.approver), document)

    assert Reason.WINDOW_OVER == refused.value.reason


def test_a_lease_before_the_window_ends_is_refused(office: Office) -> None:
    box = office.open_box()
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.clock.advance(seconds=-11)

    with pytest.raises(Refused) as refused:
        office.lease(job, box)

    assert Reason.TOO_EARLY == refused.value.reason


def test_hold_and_release_and_route_keep_the_job_in_the_queue(office: Office) -> None:
    """Flow 7.1, 7.2."""
    job = office.approve(office.complete())
    order = office.order
    approving.hold(office.centre, order(office.staff.approver), job, "data", "nama diragukan")
    held = office.job(job).status
    with pytest.raises(Refused) as other:
        approving.release(office.centre, order(office.staff.approver), job, "lain")
    approving.release(office.centre, order(office.staff.head), job, "data")
    approving.route(office.centre, order(office.staff.head), job, KELAPA_DUA, None, "printer rusak")

    assert ("held", "pending") == (held, office.job(job).status)
    assert Reason.NO_SUCH_HOLD == other.value.reason
    assert KELAPA_DUA == office.job(job).office


@pytest.mark.parametrize(
    ("then", "events", "stage"),
    [
        ("incomplete", ["print_job.cancelled", "document.returned"], "incomplete"),
        ("rejected", ["print_job.cancelled", "document.rejected"], "rejected"),
        ("complete", ["print_job.cancelled", "document.approval_undone"], "complete"),
    ],
)
def test_before_the_lease_an_approved_document_goes_back_at_once(
    office: Office, then: str, events: list[str], stage: str
) -> None:
    """Flow 7.3a to 7.3c."""
    document = office.complete()
    office.approve(document)
    at = office.position()

    approving.send_back(
        office.centre, office.order(office.staff.approver), document, then, "lain", "salah nama"
    )

    assert events == office.topics(at)
    assert stage == office.document(document).stage


def test_after_the_lease_the_wish_is_a_mark_and_a_surrender_carries_it_out(
    office: Office,
) -> None:
    """Flow 7.4, 7.5a."""
    document, job = _leased(office)
    at = office.position()
    _cancel(office, document)

    assert ["print_job.cancel_requested"] == office.topics(at)
    at = office.position()
    office.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="cancelled"))

    assert ["print_job.lease_surrendered", "print_job.cancelled", "document.approval_undone"] == (
        office.topics(at)
    )
    assert "complete" == office.document(document).stage


def test_a_card_started_before_the_station_knew_is_printed_all_the_same(office: Office) -> None:
    """Flow 7.5b: the cancel has no effect; 7.6: the card is withdrawn by hand."""
    document, job = _leased(office)
    office.journal.knew = office.position()
    _cancel(office, document)
    office.journal.start(job, office.box or StreamId(""), "74120001")
    office.journal.printed(job)
    stage = office.document(document).stage
    at = office.position()
    settling.withdraw(office.centre, office.order(office.staff.approver), document, "74120001")

    assert "printed" == stage
    assert ["document.withdrawn", "blank_box.blank_spoiled"] == office.topics(at)


def test_a_spoiled_card_under_a_marked_cancel_is_not_printed_again(office: Office) -> None:
    """Flow 7.5c."""
    document, job = _leased(office)
    office.journal.knew = office.position()
    _cancel(office, document)
    office.journal.start(job, office.box or StreamId(""), "74120001")
    at = office.position()
    office.journal.post(
        f.AttemptSpoiled(print_job=job, attempt="1.1", method="scan", cause="print_failed")
    )

    assert [
        "print_job.attempt_spoiled",
        "blank_box.blank_spoiled",
        "print_job.cancelled",
        "document.approval_undone",
    ] == office.topics(at)
    assert "cancelled" == office.job(job).status


def test_undo_and_lease_meet_on_one_version(office: Office) -> None:
    """Flow 6.2b: leased first, the undo says that the card is at the station."""
    document, _ = _leased(office)

    with pytest.raises(Refused) as refused:
        approving.undo(office.centre, office.order(office.staff.approver), document)

    assert Reason.AT_STATION == refused.value.reason


def _leased(office: Office) -> tuple[StreamId, StreamId]:
    office.box = office.open_box()
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, office.box)
    return document, job


def _cancel(office: Office, document: StreamId) -> None:
    approving.send_back(
        office.centre, office.order(office.staff.approver), document, "complete", "lain", "salah"
    )
