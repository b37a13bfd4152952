"""Flow 5: a document on paper, from the application to the hand of its holder."""

import pytest

from application import handing_over, settling
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, MOVING
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import Office
from tests.support.papers import FIELDS, approved, take_in
from tests.support.saving import saving

DEVICE = {"uuid": "urn:uuid:1", "up_time": 10, "job_uuid": None}
PAPER_KINDS = (BIRTH, DEATH, FAMILY_CARD, MOVING)


@pytest.fixture
def started(office: Office) -> tuple[StreamId, StreamId]:
    """A certificate whose first byte has gone to the printer."""
    office.journal.open_shift()
    document, job = approved(office, BIRTH)
    office.lease(job, None)
    start(office, job)
    return document, job


Started = tuple[StreamId, StreamId]


def start(office: Office, job: StreamId, attempt: str = "1.1") -> None:
    office.journal.start(job, None, None, attempt, counters=None, device=DEVICE)


def unknown(office: Office, job: StreamId) -> None:
    office.journal.post(
        f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome", device=DEVICE)
    )


def look(office: Office, job: StreamId, seen: str, attempt: str = "1.1") -> None:
    office.journal.post(
        f.AttemptSeen(print_job=job, attempt=attempt, seen=seen, method="look", cause="damaged")
    )


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_paper_is_taken_in_approved_printed_and_handed_over(office: Office, kind: str) -> None:
    office.journal.open_shift()
    with saving(office) as taken:
        document = StreamId(take_in(office, kind)["document"])
    job = office.approve(document)
    office.lease(job, None)
    with saving(office) as begun:
        start(office, job)
    with saving(office) as printed:
        office.journal.post(
            f.AttemptPrinted(print_job=job, attempt="1.1", method="assumed", device=DEVICE)
        )
    with saving(office) as gone:
        order = office.order(office.staff.counter)
        handing_over.hand_over(office.centre, order, document, None, "self", {})

    assert (["document.requested", "document.completed"], ["+application"]) == (
        taken.topics,
        taken.claims,
    )
    assert ["print_job.attempt_started"] == begun.topics
    assert ["print_job.attempt_printed", "document.printed"] == printed.topics
    assert (["document.handed_over"], ["-application"]) == (gone.topics, gone.claims)
    assert (None, "handed_over") == (
        office.document(document).serial,
        office.document(document).stage,
    )


def test_a_start_keeps_what_the_printer_called_itself(office: Office, started: Started) -> None:
    event = office.centre.registry.last(started[1])

    assert event is not None
    assert DEVICE == getattr(event.event, "device", None)


def test_the_same_deed_is_not_applied_for_twice(office: Office) -> None:
    take_in(office, BIRTH)
    with pytest.raises(Refused) as twice:
        take_in(office, BIRTH)

    for written in ("3603/LU/12112026/0017", "3603 - lu - 12112026 - 0017"):
        with pytest.raises(Refused) as again:
            take_in(office, BIRTH, fields={"deed_number": written})

        assert Reason.APPLICATION_OPEN == again.value.reason
    assert Reason.APPLICATION_OPEN == twice.value.reason
    take_in(office, BIRTH, fields={"deed_number": "3603-LU-12112026-0018"})


def test_one_look_settles_a_good_sheet(office: Office, started: Started) -> None:
    """Flow 5.5a."""
    document, job = started
    unknown(office, job)
    waiting = office.job(job).status
    at = office.position()
    look(office, job, "good")

    assert "unknown" == waiting
    assert ["print_job.attempt_seen", "print_job.attempt_settled", "document.printed"] == (
        office.topics(at)
    )
    assert ("printed", "printed") == (office.job(job).status, office.document(document).stage)


def test_a_spoiled_sheet_is_one_key_that_one_person_turns(office: Office, started: Started) -> None:
    """Flow 5.5b, 5.6: who found it may allow the reprint, once."""
    _, job = started
    unknown(office, job)
    look(office, job, "spoiled")
    spoiled = office.job(job).status
    order = office.order(office.staff.operator)
    settling.authorise_reprint(office.centre, order, job, "kertas kusut")
    order = office.order(office.staff.operator)
    with pytest.raises(Refused) as twice:
        settling.authorise_reprint(office.centre, order, job, "lagi")

    assert ("awaiting_reprint", "pending") == (spoiled, office.job(job).status)
    assert Reason.NO_KEY == twice.value.reason
    office.lease(job, None)
    start(office, job, "2.1")
    office.journal.printed(job, "2.1")
    assert "printed" == office.job(job).status


def test_nothing_in_the_tray_goes_back_to_its_place(office: Office, started: Started) -> None:
    _, job = started
    since = office.job(job).complete_since
    unknown(office, job)
    look(office, job, "untouched")

    assert ("pending", since) == (office.job(job).status, office.job(job).complete_since)


def test_a_look_without_an_unknown_before_says_both(office: Office, started: Started) -> None:
    at = office.position()
    look(office, started[1], "good")

    assert "print_job.attempt_unknown" == office.topics(at)[0]
    assert "printed" == office.job(started[1]).status


def test_an_absent_sheet_settles_nothing_by_itself(office: Office, started: Started) -> None:
    unknown(office, started[1])
    look(office, started[1], "absent")

    assert "unknown" == office.job(started[1]).status


@pytest.mark.parametrize(
    ("kind", "wrong", "reason"),
    [
        (BIRTH, {"deed_number": "AL. 705.0123456"}, Reason.BAD_DEED_NUMBER),
        (BIRTH, {"deed_number": None}, Reason.LACKING),
        (BIRTH, {"mother": ""}, Reason.LACKING),
        (BIRTH, {"birth_date": "2026-12-01"}, Reason.LACKING),
        (DEATH, {"death_date": "kemarin"}, Reason.LACKING),
        (FAMILY_CARD, {"member.1.name": None}, Reason.LACKING),
        (MOVING, {"letter_number": None}, Reason.LACKING),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(
    office: Office, kind: str, wrong: dict[str, str | None], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        take_in(office, kind, fields=wrong)

    assert reason == refused.value.reason


def test_every_member_of_a_family_card_can_be_found_for_an_erasure(office: Office) -> None:
    document = take_in(office, FAMILY_CARD)["document"]
    lookup = office.centre.keys.lookup

    for name in ("member.1.nik", "member.2.nik"):
        nik = FIELDS[FAMILY_CARD][name] or ""
        found = office.centre.registry.claiming.claims_below("subject", f"{lookup(nik)}:")
        assert [document] == found
