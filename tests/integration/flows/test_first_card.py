"""Flow 1 and 2: the first KTP-el, row by row."""

from datetime import date, datetime

import pytest

from application import approving, completing, handing_over
from domain.people.state import Role
from domain.refusal import Reason, Refused
from tests.support.office import Office, nik_of


def test_the_first_card_from_recording_to_hand_over(office: Office) -> None:
    """Flow 1.1 to 1.7: every save holds exactly the events of its row."""
    box = office.open_box()
    office.journal.open_shift()
    recording = office.recording()

    at = office.position()
    office.capture(recording)

    assert ["enrolment.captured"] == office.topics(at)

    at = office.position()
    office.observe(recording.nik)

    assert ["enrolment.status_observed", "document.requested", "document.completed"] == (
        office.topics(at)
    )
    document = office.complete_of(recording.nik)

    at = office.position()
    job = office.approve(document)

    assert ["document.approved", "print_job.queued"] == office.topics(at)

    at = office.position()
    lease = office.lease(job, box)

    assert ["print_job.leased"] == office.topics(at)
    assert 1 == lease["lease"]

    at = office.position()
    office.journal.start(job, box, "74120001")

    assert ["print_job.attempt_started", "blank_box.blank_taken"] == office.topics(at)

    at = office.position()
    office.journal.printed(job)

    assert ["print_job.attempt_printed", "blank_box.blank_printed", "document.printed"] == (
        office.topics(at)
    )

    at = office.position()
    handing_over.hand_over(
        office.centre, office.order(office.staff.counter), document, "74120001", "self", {}
    )

    assert ["document.handed_over"] == office.topics(at)
    assert "handed_over" == office.document(document).stage


def test_the_same_row_again_is_the_same_stream(office: Office) -> None:
    recording = office.recording()

    assert 1 == office.capture(recording)
    assert 0 == office.capture(recording)


def test_a_second_print_ready_record_only_speaks(office: Office) -> None:
    recording = office.recording()
    office.capture(recording)
    office.observe(recording.nik)
    at = office.position()
    office.clock.advance(minutes=1)
    again = office.observe(recording.nik)
    later = datetime(2026, 11, 25, 9, 0, 0)  # noqa: DTZ001 - the office's own time
    office.observe(recording.nik, seen_at=later)

    assert ["known"] == again, "a list without times says nothing new when it is read again"
    assert ["enrolment.status_observed"] == office.topics(at)


def test_an_approval_binds_to_what_was_shown(office: Office) -> None:
    document = office.complete()

    with pytest.raises(Refused) as refused:
        approving.approve(office.centre, office.order(office.staff.approver), document, "0" * 64)

    assert Reason.DIGEST_DIFFERS == refused.value.reason


def test_who_took_it_in_does_not_approve_it(office: Office) -> None:
    """Two accounts of one person are one person."""
    document = office.complete()
    same = office.hire("Sari U.", Role.APPROVER, nik=nik_of("Sari Umpama"))

    with pytest.raises(Refused) as refused:
        office.approve(document, same)

    assert Reason.SAME_PERSON == refused.value.reason


def test_a_status_that_moved_on_is_not_approved(office: Office) -> None:
    recording = office.recording()
    office.capture(recording)
    office.observe(recording.nik)
    document = office.complete_of(recording.nik)
    office.clock.advance(minutes=1)
    office.observe(recording.nik, "CARD_PRINTED")

    with pytest.raises(Refused) as refused:
        office.approve(document)

    assert Reason.STATUS_SUPERSEDED == refused.value.reason


def test_a_name_the_typeface_cannot_show_never_reaches_a_printer(office: Office) -> None:
    document = office.complete(name="BUDI 王")

    with pytest.raises(Refused) as refused:
        office.approve(document)

    assert Reason.NOT_RENDERABLE == refused.value.reason


def test_before_the_17th_birthday_the_approval_is_refused_and_names_the_day(
    office: Office,
) -> None:
    """Flow 2: off the approver's list until the day; then approved in its old order."""
    document = office.complete(birth_date=date(2009, 12, 10))

    with pytest.raises(Refused) as refused:
        office.approve(document)

    assert (Reason.BEFORE_17, {"until": "2026-12-10"}) == (
        refused.value.reason,
        refused.value.details,
    )
    office.clock.advance(days=15)

    office.approve(document)

    assert "approved" == office.document(document).stage


def test_the_married_need_not_wait(office: Office) -> None:
    document = office.complete(birth_date=date(2009, 12, 10))
    enroller = office.staff.enroller

    def complete(**corrected: str) -> None:
        order = office.order(enroller)
        completing.complete_again(
            office.centre, order, document, {"marital_status": "KAWIN", **corrected}
        )

    with pytest.raises(Refused) as refused:
        complete()
    complete(marriage_proof="474.2/17/KUA-CURUG/2026")
    office.approve(document)

    assert Reason.NO_MARRIAGE_PROOF == refused.value.reason

    assert "approved" == office.document(document).stage


def test_the_same_command_again_gets_the_first_answer(office: Office) -> None:
    document = office.complete()
    order = office.order(office.staff.approver)
    digest = office.document(document).digest or ""
    first = approving.approve(office.centre, order, document, digest)
    at = office.position()

    again = approving.approve(office.centre, order, document, digest)

    assert first == again
    assert office.position() == again["position"]
    assert [] == office.topics(at)


def test_a_person_has_one_application_of_a_kind(office: Office) -> None:
    """A later recording with a new PRR only speaks while the first application is open."""
    recording = office.recording(recorded_on=date(2026, 1, 5))
    office.capture(recording)
    office.observe(recording.nik)
    again = office.recording(nik=recording.nik, recorded_on=date(2026, 2, 5))
    office.capture(again)
    at = office.position()
    office.clock.advance(minutes=1)
    office.observe(recording.nik)

    assert ["enrolment.status_observed"] == office.topics(at)


def test_the_same_word_opens_the_document_once_the_person_is_free(office: Office) -> None:
    """The first application was rejected; the list that named the later recording is read again."""
    recording = office.recording(recorded_on=date(2026, 1, 5))
    office.capture(recording)
    office.observe(recording.nik)
    first = office.complete_of(recording.nik)
    office.capture(office.recording(nik=recording.nik, recorded_on=date(2026, 2, 5)))
    while_open = office.observe(recording.nik)
    approver = office.order(office.staff.approver)
    approving.send_back(office.centre, approver, first, "rejected", "lain", "data lama")
    once_free, again = office.observe(recording.nik), office.observe(recording.nik)
    second = office.complete_of(recording.nik)

    assert (["taken"], ["taken"], ["known"]) == (while_open, once_free, again)
    assert ("rejected", "complete") == tuple(office.document(d).stage for d in (first, second))


def test_handing_over_needs_the_card_itself_and_the_right_person(office: Office) -> None:
    document, serial = office.printed_card()
    counter = office.staff.counter

    with pytest.raises(Refused) as other_card:
        handing_over.hand_over(
            office.centre, office.order(counter), document, "74129999", "self", {}
        )
    with pytest.raises(Refused) as nobody:
        handing_over.hand_over(
            office.centre, office.order(counter), document, serial, "proxy", {"name": "X"}
        )

    assert Reason.SERIAL_DIFFERS == other_card.value.reason
    assert Reason.NOT_ENTITLED == nobody.value.reason
