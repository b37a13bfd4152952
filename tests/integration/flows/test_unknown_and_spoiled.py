"""Flows 8, 9, 10: jam, power cut, inspection: unknown is a state, a spoiled card is a key."""

import pytest

from application import settling
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import Office

SERIAL = "74120001"


@pytest.fixture
def started(office: Office) -> tuple[StreamId, StreamId]:
    """A document whose card is under way on the first blank."""
    office.box = office.open_box()
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, office.box)
    office.journal.start(job, office.box, SERIAL)
    return document, job


Started = tuple[StreamId, StreamId]


def place(office: Office, serial: str = SERIAL) -> str:
    return str(office.centre.registry.load(office.box or StreamId("")).state.spot(serial).place)


def unknown(office: Office, job: StreamId) -> None:
    office.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))


def seen(office: Office, job: StreamId, what: str, serial: str | None = SERIAL) -> None:
    office.journal.post(
        f.AttemptSeen(
            print_job=job, attempt="1.1", seen=what, observed_serial=serial, method="scan"
        )
    )


def settle(office: Office, job: StreamId, outcome: str) -> None:
    order = office.order(office.staff.second)
    settling.settle(office.centre, order, job, "1.1", outcome)


def test_a_jam_scanned_spoiled_is_the_key_to_one_reprint(office: Office, started: Started) -> None:
    """Flow 8.1a, 8.2, 8.3."""
    document, job = started
    at = office.position()
    office.journal.post(
        f.AttemptSpoiled(
            print_job=job,
            attempt="1.1",
            method="scan",
            cause="print_failed",
            observed_serial=SERIAL,
        )
    )

    assert ["print_job.attempt_spoiled", "blank_box.blank_spoiled"] == office.topics(at)
    assert ("awaiting_reprint", "spoiled") == (office.job(job).status, place(office))
    settling.authorise_reprint(office.centre, office.order(office.staff.head), job, "macet")
    with pytest.raises(Refused) as twice:
        settling.authorise_reprint(office.centre, office.order(office.staff.head), job, "lagi")
    office.lease(job, office.box or StreamId(""))
    office.journal.start(job, office.box or StreamId(""), "74120002", "2.1")
    office.journal.printed(job, "2.1")

    assert Reason.NO_KEY == twice.value.reason
    assert "74120002" == office.document(document).serial


def test_who_found_it_spoiled_does_not_authorise_the_reprint(
    office: Office, started: Started
) -> None:
    _, job = started
    office.journal.post(
        f.AttemptSpoiled(print_job=job, attempt="1.1", method="scan", cause="print_failed")
    )
    operator = office.staff.operator
    same = office.post(operator, Role.HEAD)

    with pytest.raises(Refused) as refused:
        settling.authorise_reprint(office.centre, office.order(same), job, "macet")

    assert Reason.SAME_PERSON == refused.value.reason


def test_equal_counters_settle_without_a_person_under_the_same_lease(
    office: Office, started: Started
) -> None:
    """Flow 9.1a."""
    _, job = started
    at = office.position()
    office.journal.post(
        f.AttemptUntouched(print_job=job, attempt="1.1", counters={"inserted": 1, "panels": 2})
    )

    assert ["print_job.attempt_settled", "blank_box.blank_returned"] == office.topics(at)
    assert ("leased", "at_station") == (office.job(job).status, place(office))


@pytest.mark.parametrize(
    ("what", "events", "status", "where"),
    [
        (
            "good",
            ["print_job.attempt_settled", "blank_box.blank_printed", "document.printed"],
            "printed",
            "printed",
        ),
        (
            "spoiled",
            ["print_job.attempt_settled", "blank_box.blank_spoiled"],
            "awaiting_reprint",
            "spoiled",
        ),
        (
            "untouched",
            ["print_job.attempt_settled", "blank_box.blank_returned"],
            "pending",
            "at_station",
        ),
        (
            "absent",
            [
                "print_job.attempt_settled",
                "print_job.cancelled",
                "document.withdrawn",
                "blank_box.blank_missing",
                "discrepancy.opened",
            ],
            "cancelled",
            "missing",
        ),
    ],
)
def test_two_people_settle_what_nobody_could_know(
    office: Office, started: Started, what: str, events: list[str], status: str, where: str
) -> None:
    """Flow 9.1b to 9.3d: the operator's look is a fact, the second person decides."""
    _, job = started
    unknown(office, job)
    assert ("unknown", "unsettled") == (office.job(job).status, place(office))
    seen(office, job, what, None if what == "absent" else SERIAL)
    assert ("unknown", "unsettled") == (office.job(job).status, place(office))
    at = office.position()
    settle(office, job, what)

    assert events == office.topics(at)
    assert (status, where) == (office.job(job).status, place(office))


def test_nothing_is_settled_before_a_look_or_against_it(office: Office, started: Started) -> None:
    _, job = started
    unknown(office, job)
    with pytest.raises(Refused) as early:
        settle(office, job, "good")
    seen(office, job, "spoiled")
    with pytest.raises(Refused) as against:
        settle(office, job, "good")

    assert Reason.NOT_SEEN == early.value.reason
    assert Reason.NOT_AS_SEEN == against.value.reason


def test_who_looked_does_not_settle(office: Office, started: Started) -> None:
    _, job = started
    unknown(office, job)
    seen(office, job, "good")
    same = office.post(office.staff.operator, Role.HEAD)

    with pytest.raises(Refused) as refused:
        settling.settle(office.centre, office.order(same), job, "1.1", "good")

    assert Reason.SAME_PERSON == refused.value.reason


def test_a_late_success_counts_before_a_look_and_not_after_it(
    office: Office, started: Started
) -> None:
    """Flow 9.4a, 9.4b."""
    document, job = started
    unknown(office, job)
    office.journal.printed(job)

    assert "printed" == office.document(document).stage
    second = office.complete()
    other = office.approve(second)
    office.lease(other, office.box or StreamId(""))
    office.journal.start(other, office.box or StreamId(""), "74120002")
    unknown(office, other)
    seen(office, other, "spoiled", "74120002")
    at = office.position()
    office.journal.printed(other)

    assert ["discrepancy.opened"] == office.topics(at)
    assert "approved" == office.document(second).stage


def test_another_serial_than_expected_rebases_the_stack(office: Office, started: Started) -> None:
    """Flow 11.8."""
    _, job = started
    at = office.position()
    office.journal.printed(job, serial="74120005")

    assert [
        "print_job.attempt_printed",
        "blank_box.blank_returned",
        "blank_box.blank_taken",
        "discrepancy.opened",
        "blank_box.blank_printed",
        "document.printed",
    ] == office.topics(at)
    assert ("at_station", "printed") == (place(office), place(office, "74120005"))


def test_a_card_that_fails_inspection_is_spoiled_and_may_be_printed_again(
    office: Office,
) -> None:
    """Flow 10.1, 10.2a."""
    document, serial = office.printed_card()
    at = office.position()
    counter = office.order(office.staff.counter)
    done = settling.fail_inspection(
        office.centre, counter, document, serial, "print_failed", "foto pudar"
    )

    assert [
        "document.inspection_failed",
        "print_job.attempt_spoiled",
        "blank_box.blank_spoiled",
    ] == office.topics(at)
    job = StreamId(done["print_job"])
    assert ("approved", "awaiting_reprint") == (
        office.document(document).stage,
        office.job(job).status,
    )
    settling.authorise_reprint(office.centre, office.order(office.staff.head), job, "pudar")

    assert "pending" == office.job(job).status


def test_a_printed_card_not_to_be_found_needs_two_people(office: Office) -> None:
    """Flow 10.3."""
    document, serial = office.printed_card()
    counter = office.staff.counter
    with pytest.raises(Refused) as alone:
        settling.printed_card_absent(office.centre, office.order(counter), document)
    other = office.hire("Bayu Misal", Role.COUNTER)
    at = office.position()
    settling.printed_card_absent(office.centre, office.order(counter, other), document)

    assert Reason.SAME_PERSON == alone.value.reason
    assert ["document.withdrawn", "blank_box.blank_missing", "discrepancy.opened"] == (
        office.topics(at)
    )
    assert "missing" == place(office, serial)
