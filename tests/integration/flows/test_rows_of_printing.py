"""Rows of flows 7 to 10 beside the stories: exact events, refusals, states."""

from collections.abc import Callable
from functools import partial

import pytest

from application import approving, settling
from domain.event import StreamId
from domain.refusal import Reason
from domain.stations import facts as f
from tests.support.office import KELAPA_DUA, Office
from tests.support.saving import refused, saving

S1, S2 = "74120001", "74120002"


def box_of(office: Office) -> StreamId:
    assert office.box is not None
    return office.box


def leased(office: Office) -> tuple[StreamId, StreamId]:
    document = office.complete()
    job = office.approve(document)
    office.lease(job, box_of(office))
    return document, job


def started(office: Office, serial: str = S1) -> tuple[StreamId, StreamId]:
    document, job = leased(office)
    office.journal.start(job, box_of(office), serial)
    return document, job


def place(office: Office, serial: str) -> str:
    return str(office.centre.registry.load(box_of(office)).state.spot(serial).place)


def states(office: Office, document: StreamId, job: StreamId) -> tuple[str, str]:
    return office.document(document).stage.value, office.job(job).status.value


# ---- flow 7: hold, return, reject, cancel


def test_hold_release_and_route_save_one_event_each(office: Office) -> None:
    """Flow 7.1, 7.2."""
    job = office.approve(office.complete())
    head = office.staff.head
    with saving(office) as saved:
        approving.hold(office.centre, office.order(head), job, "data", "nama")
        approving.route(office.centre, office.order(head), job, KELAPA_DUA, None, "dekat")
        approving.release(office.centre, office.order(head), job, "data")

    assert ["print_job.held", "print_job.routed", "print_job.released"] == saved.topics
    assert ([], "pending") == (saved.claims, office.job(job).status)


@pytest.mark.parametrize(
    ("then", "event", "stage"),
    [
        ("incomplete", "document.returned", "incomplete"),
        ("rejected", "document.rejected", "rejected"),
    ],
)
def test_a_document_that_was_not_approved_goes_back_alone(
    office: Office, then: str, event: str, stage: str
) -> None:
    """Flow 7.3a, 7.3b: the second event only."""
    document = office.complete()
    approver = office.staff.approver
    with saving(office) as saved:
        approving.send_back(office.centre, office.order(approver), document, then, "lain", "x")

    assert ([event], stage) == (saved.topics, office.document(document).stage)


@pytest.mark.parametrize(
    ("then", "event", "stage", "claims"),
    [
        ("incomplete", "document.returned", "incomplete", []),
        ("rejected", "document.rejected", "rejected", ["-application"]),
        ("complete", "document.approval_undone", "complete", []),
    ],
)
def test_a_mark_is_carried_out_when_the_lease_comes_back(
    ready: Office, then: str, event: str, stage: str, claims: list[str]
) -> None:
    """Flow 7.4, 7.5a."""
    document, job = leased(ready)
    approver = ready.staff.approver
    with saving(ready) as marked:
        approving.send_back(ready.centre, ready.order(approver), document, then, "lain", "x")
    with saving(ready) as surrendered:
        ready.journal.post(f.LeaseSurrendered(print_job=job, lease=1, reason="cancelled"))

    assert ["print_job.cancel_requested"] == marked.topics
    assert ["print_job.lease_surrendered", "print_job.cancelled", event] == surrendered.topics
    assert (claims, (stage, "cancelled")) == (surrendered.claims, states(ready, document, job))


def test_in_doubt_nothing_is_returned_rejected_or_cancelled(ready: Office) -> None:
    """Flow 7.3, 7.4: outcome_unknown; then 9.3 settles, and a mark set before is carried out."""
    document, job = started(ready)
    approver = ready.staff.approver

    def send_back(then: str) -> object:
        return approving.send_back(ready.centre, ready.order(approver), document, then, "lain", "x")

    send_back("complete")
    ready.journal.post(
        f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"),
        f.AttemptSeen(print_job=job, attempt="1.1", seen="untouched", method="scan"),
    )
    for then in ("incomplete", "rejected", "complete"):
        assert Reason.OUTCOME_UNKNOWN == refused(ready, partial(send_back, then))
    with saving(ready) as settled:
        settling.settle(ready.centre, ready.order(ready.staff.second), job, "1.1", "untouched")

    assert [
        "print_job.attempt_settled",
        "blank_box.blank_returned",
        "print_job.cancelled",
        "document.approval_undone",
    ] == settled.topics
    assert ("complete", "cancelled") == states(ready, document, job)


# ---- flows 8, 9: jam and doubt


@pytest.mark.parametrize("seen", ["good", "untouched"])
def test_a_look_against_the_printers_word_is_a_doubt_first(ready: Office, seen: str) -> None:
    """Flow 8.1b."""
    document, job = started(ready)
    with saving(ready) as saved:
        ready.journal.post(
            f.AttemptSeen(
                print_job=job, attempt="1.1", seen=seen, method="scan", observed_serial=S1
            )
        )

    assert ["print_job.attempt_unknown", "print_job.attempt_seen"] == saved.topics
    assert (("approved", "unknown"), "unsettled") == (
        states(ready, document, job),
        place(ready, S1),
    )


@pytest.mark.parametrize(
    "late",
    [
        partial(f.AttemptUnknown, attempt="1.1", reason="no_outcome"),
        partial(f.AttemptUntouched, attempt="1.1", counters={}),
        partial(f.AttemptSpoiled, attempt="1.1", method="scan", cause="damaged"),
        partial(f.AttemptSeen, attempt="1.1", seen="spoiled", method="scan"),
    ],
)
def test_what_contradicts_an_outcome_moves_nothing_and_is_told(
    ready: Office, late: Callable[..., f.Fact]
) -> None:
    document, job = started(ready)
    ready.journal.printed(job)
    before = (states(ready, document, job), place(ready, S1))
    with saving(ready) as saved:
        ready.journal.post(late(print_job=job))

    assert ["discrepancy.opened"] == saved.topics
    assert before == (states(ready, document, job), place(ready, S1))


def test_a_late_word_that_says_the_same_is_no_mismatch(ready: Office) -> None:
    document, job = started(ready)
    ready.journal.printed(job)
    before = (states(ready, document, job), place(ready, S1))
    with saving(ready) as saved:
        ready.journal.post(f.AttemptSeen(print_job=job, attempt="1.1", seen="good", method="scan"))

    assert ([], before) == (saved.topics, (states(ready, document, job), place(ready, S1)))


def test_the_same_unknown_or_untouched_again_is_no_news(ready: Office) -> None:
    """A station that crashed may say it twice."""
    _, job = started(ready)
    unknown = f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome")
    ready.journal.post(unknown)
    with saving(ready) as saved:
        ready.journal.post(unknown)

    assert [] == saved.topics


def test_a_look_at_another_serial_rebases_the_stack(ready: Office) -> None:
    """Flow 9.2 with section 1: the blank laid aside is the one that was seen."""
    _, job = started(ready)
    ready.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))
    with saving(ready) as saved:
        ready.journal.post(
            f.AttemptSeen(
                print_job=job, attempt="1.1", seen="good", method="scan", observed_serial=S2
            )
        )

    assert [
        "print_job.attempt_seen",
        "blank_box.blank_returned",
        "blank_box.blank_taken",
        "discrepancy.opened",
    ] == saved.topics
    assert ("at_station", "unsettled") == (place(ready, S1), place(ready, S2))
    settling.settle(ready.centre, ready.order(ready.staff.second), job, "1.1", "good")
    assert ("at_station", "printed") == (place(ready, S1), place(ready, S2))


def test_no_reprint_while_the_spoiled_blank_is_not_in_custody(ready: Office) -> None:
    """Flow 8.2: what was scanned is no blank of this office, so nothing was laid aside."""
    _, job = started(ready)
    ready.journal.post(
        f.AttemptSpoiled(
            print_job=job,
            attempt="1.1",
            method="scan",
            cause="print_failed",
            observed_serial="99999999",
        )
    )
    head = ready.staff.head

    assert "awaiting_reprint" == ready.job(job).status
    assert Reason.NOT_IN_CUSTODY == refused(
        ready, lambda: settling.authorise_reprint(ready.centre, ready.order(head), job, "macet")
    )


def test_a_reprint_is_one_event_and_the_job_is_in_its_old_place(ready: Office) -> None:
    """Flow 8.2, 8.3."""
    document, job = started(ready)
    ready.journal.post(
        f.AttemptSpoiled(print_job=job, attempt="1.1", method="scan", cause="print_failed")
    )
    since = ready.job(job).complete_since
    with saving(ready) as authorised:
        settling.authorise_reprint(ready.centre, ready.order(ready.staff.head), job, "macet")
    with saving(ready) as again:
        ready.lease(job, box_of(ready))

    assert (["print_job.reprint_authorised"], ["print_job.leased"]) == (
        authorised.topics,
        again.topics,
    )
    assert (("approved", "leased"), since) == (
        states(ready, document, job),
        ready.job(job).complete_since,
    )


def test_unknown_by_itself_is_one_event_and_says_so_once(ready: Office) -> None:
    """Flow 9.1b to 9.1e: the counters are for the proposal; the state is the same."""
    document, job = started(ready)
    unknown = f.AttemptUnknown(
        print_job=job,
        attempt="1.1",
        reason="no_outcome",
        counters={"inserted": 2, "panels": 2},
        card_position="inside",
    )
    with saving(ready) as first:
        ready.journal.post(unknown)
    with saving(ready) as again:
        ready.journal.post(unknown)

    assert (["print_job.attempt_unknown"], []) == (first.topics, again.topics)
    assert ("approved", "unknown") == states(ready, document, job)


def test_a_lost_start_is_untouched_and_the_next_attempt_is_under_the_same_lease(
    ready: Office,
) -> None:
    """Flow 9.1a: attempt 1.2."""
    document, job = started(ready)
    ready.journal.post(f.AttemptUntouched(print_job=job, attempt="1.1", counters={"inserted": 1}))
    with saving(ready) as saved:
        ready.journal.start(job, box_of(ready), S1, "1.2")
        ready.journal.printed(job, "1.2")

    assert [
        "print_job.attempt_started",
        "blank_box.blank_taken",
        "print_job.attempt_printed",
        "blank_box.blank_printed",
        "document.printed",
    ] == saved.topics
    assert ("printed", "printed") == states(ready, document, job)


# ---- flow 10


def test_a_card_with_wrong_data_goes_back_after_its_inspection(office: Office) -> None:
    """Flow 10.1, 10.2b."""
    document, serial = office.printed_card()
    job = StreamId(office.document(document).print_job or "")
    counter, approver = office.staff.counter, office.staff.approver
    wrong = refused(
        office,
        lambda: settling.fail_inspection(
            office.centre, office.order(counter), document, "74129999", "data_changed", "salah"
        ),
    )
    settling.fail_inspection(
        office.centre, office.order(counter), document, serial, "data_changed", "salah nama"
    )
    with saving(office) as saved:
        approving.send_back(
            office.centre, office.order(approver), document, "incomplete", "data", "salah nama"
        )

    assert Reason.SERIAL_DIFFERS == wrong
    assert ["print_job.cancelled", "document.returned"] == saved.topics
    assert (("incomplete", "cancelled"), "spoiled") == (
        states(office, document, job),
        place(office, serial),
    )
