"""Flows 14, 16, 19: stations and their journals, postings, discrepancies."""

import pytest

from application import administering, approving, explaining, taking_facts
from application.taking_facts import SignedEntry
from domain.discrepancies.events import Opened
from domain.discrepancies.state import Discrepancy
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import CURUG, Office


def test_a_code_admits_one_station(office: Office) -> None:
    """Flow 14.1."""
    with pytest.raises(Refused) as refused:
        administering.enrol_station(
            office.centre,
            office.order(office.admin),
            office=CURUG,
            name="Curug 2",
            public_key="",
            code="AAAA-BBBB",
        )

    assert Reason.CODE_USED == refused.value.reason


def test_a_printer_works_at_one_station_until_it_is_retired(office: Office) -> None:
    other = administering.enrol_station(
        office.centre,
        office.order(office.admin),
        office=CURUG,
        name="Curug 2",
        public_key="",
        code="CCCC",
    )
    plate = {"printer": "Kartu 1", "driver": "evolis", "model": "Primacy", "serial": "S1"}
    station = StreamId(other["station"])
    with pytest.raises(Refused) as refused:
        administering.commission_printer(
            office.centre, office.order(office.admin), station=station, **plate
        )
    administering.retire_printer(
        office.centre, office.order(office.admin), office.station, "Kartu 1", "rusak"
    )
    administering.commission_printer(
        office.centre, office.order(office.admin), station=station, **plate
    )

    assert Reason.PRINTER_ELSEWHERE == refused.value.reason
    assert ["Kartu 1"] == list(office.centre.registry.load(station).state.printers)


def test_a_shift_offline_counts_as_if_online_though_the_posting_ended_meanwhile(
    office: Office,
) -> None:
    """Flow 14.5: entries in order, no flag for what the station could not know."""
    box = office.open_box()
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, box)
    posting = StreamId(office.staff.operator.posting or "")
    office.journal.knew = office.position()
    administering.end_posting(office.centre, office.order(office.admin), posting, "pindah")
    at = office.position()
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)

    assert [
        "print_job.attempt_started",
        "blank_box.blank_taken",
        "print_job.attempt_printed",
        "blank_box.blank_printed",
        "document.printed",
    ] == office.topics(at)


def test_what_it_did_though_it_knew_better_counts_and_is_told(office: Office) -> None:
    """Flow 14.8: the posting had ended, the cancel was heard, and it started all the same."""
    box = office.open_box()
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, box)
    approver = office.order(office.staff.approver)
    approving.send_back(office.centre, approver, document, "complete", "lain", "salah pilih")
    posting = StreamId(office.staff.operator.posting or "")
    administering.end_posting(office.centre, office.order(office.admin), posting, "pindah")
    at = office.position()
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)
    opened = [
        getattr(row.event, "cause", "")
        for stream in {StreamId(row.stream) for row in office.rows(at)}
        for row in office.centre.registry.history(stream)
        if row.event.TOPIC == "discrepancy.opened"
    ]

    assert [
        "print_job.attempt_started",
        "blank_box.blank_taken",
        "discrepancy.opened",
        "discrepancy.opened",
        "print_job.attempt_printed",
        "blank_box.blank_printed",
        "document.printed",
    ] == office.topics(at)
    assert ["after_cancel", "after_posting"] == sorted(opened)


def test_a_journal_repeated_reordered_or_with_a_gap_does_no_harm(office: Office) -> None:
    """Flow 14.9."""
    first = office.journal.signed(
        office.journal.text(f.ShiftOpened(date="2026-11-25", printers=[]))
    )
    second = office.journal.signed(
        office.journal.text(f.BoxCounted(box="b", counted=1, recount=False))
    )
    third = office.journal.signed(
        office.journal.text(f.BoxCounted(box="b", counted=2, recount=False))
    )

    def take(*entries: SignedEntry) -> int:
        return taking_facts.take(office.centre, office.station, entries).covered

    gap = take(first, third)
    ordered = take(third, second)
    at = office.position()
    again = take(first, second, third)

    assert (1, 3, 3) == (gap, ordered, again)
    assert [] == office.topics(at)


def test_other_bytes_under_a_held_number_are_a_fork_and_the_first_stand(office: Office) -> None:
    office.journal.open_shift()
    office.journal.seq = 0
    forged = office.journal.text(f.ShiftOpened(date="2026-11-26", printers=[]))
    at = office.position()
    taking_facts.take(office.centre, office.station, [office.journal.signed(forged)])

    assert ["discrepancy.opened"] == office.topics(at)


@pytest.mark.parametrize(
    "text",
    [
        '{"v":2,"station_seq":1,"kind":"from_the_future"}',
        '{"v":1,"station_seq":1}',
        '{"v":1,"station_seq":1,"kind":"shift_opened","body":[]}',
    ],
)
def test_an_entry_that_cannot_be_read_is_kept_and_opens_a_discrepancy(
    office: Office, text: str
) -> None:
    """And the journal goes on behind it."""
    at = office.position()
    receipt = taking_facts.take(office.centre, office.station, [office.journal.signed(text)])

    assert (1, ["discrepancy.opened"]) == (receipt.covered, office.topics(at))


@pytest.mark.parametrize("text", ["", "{", '"\\ud800', '{"v":1,"station_seq":"one"}', "\ud800"])
def test_a_text_without_a_number_is_kept_as_a_discrepancy_once(office: Office, text: str) -> None:
    """It holds nothing up: the journal goes on with what has its number."""
    entry = SignedEntry(text=text, signature="AAAA")
    good = office.journal.signed(office.journal.text(f.ShiftOpened(date="2026-11-25", printers=[])))
    at = office.position()
    first = taking_facts.take(office.centre, office.station, [entry, good]).covered
    again = taking_facts.take(office.centre, office.station, [entry]).covered
    opened = [row for row in office.rows(at) if row.topic == "discrepancy.opened"]
    kept = office.centre.registry.last(StreamId(opened[0].stream))

    assert (1, 1, 1) == (first, again, len(opened))
    assert kept is not None
    assert isinstance(kept.event, Opened)
    assert text.encode(errors="backslashreplace").decode() == kept.event.detail["text"]


def test_an_entry_that_the_station_did_not_sign_changes_nothing_but_the_journal(
    office: Office,
) -> None:
    text = office.journal.text(f.ShiftOpened(date="2026-11-25", printers=[]))
    at = office.position()
    entry = SignedEntry(text=text, signature="AAAA")
    receipt = taking_facts.take(office.centre, office.station, [entry])

    assert (1, ["discrepancy.opened"]) == (receipt.covered, office.topics(at))


def test_when_a_posting_ends_the_next_command_is_refused(office: Office) -> None:
    """Flow 16.2, 16.3."""
    document = office.complete()
    posting = StreamId(office.staff.approver.posting or "")
    office.approve(office.complete())
    administering.end_posting(office.centre, office.order(office.admin), posting, "mutasi")

    with pytest.raises(Refused) as refused:
        office.approve(document)

    assert Reason.NO_LIVE_POSTING == refused.value.reason


def test_rights_are_of_a_role_at_a_place_in_a_period(office: Office) -> None:
    document = office.complete()
    elsewhere = office.hire("Maya Misal", Role.APPROVER, "360328")
    wrong_role = office.staff.counter
    over = office.hire("Agus Andai", Role.APPROVER, until="2026-12-31")
    reasons = []
    for who in (elsewhere, wrong_role):
        with pytest.raises(Refused) as refused:
            office.approve(document, who)
        reasons.append(refused.value.reason)
    office.clock.advance(days=60)
    with pytest.raises(Refused) as later:
        office.approve(document, over)

    assert [Reason.NO_LIVE_POSTING] * 3 == [*reasons, later.value.reason]


def test_nobody_grants_a_posting_to_the_own_person(office: Office) -> None:
    with pytest.raises(Refused) as own:
        office.post(office.admin, Role.APPROVER)

    assert Reason.OWN_POSTING == own.value.reason


def test_an_unknown_region_opens_no_office(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        administering.open_office(
            office.centre, office.order(office.admin), "360399", "X", "kecamatan", "Asia/Jakarta"
        )

    assert Reason.UNKNOWN_REGION == refused.value.reason


def test_a_discrepancy_is_explained_by_one_and_closed_by_another(office: Office) -> None:
    """Flow 19."""
    office.receive(stated=101)
    stream = next(
        StreamId(row.stream) for row in office.rows() if row.topic == "discrepancy.opened"
    )
    head = office.order(office.staff.head)
    with pytest.raises(Refused) as early:
        explaining.close(office.centre, head, stream, "diterima", None)
    explaining.explain(
        office.centre, office.order(office.staff.counter), stream, "surat jalan salah ketik"
    )
    same = office.post(office.staff.counter, Role.HEAD)
    with pytest.raises(Refused) as own:
        explaining.close(office.centre, office.order(same), stream, "diterima", None)
    explaining.close(office.centre, office.order(office.staff.head), stream, "diterima", "l")
    found = office.centre.registry.load(stream).state

    assert [Reason.NOT_EXPLAINED, Reason.SAME_PERSON] == [early.value.reason, own.value.reason]
    assert isinstance(found, Discrepancy)
    assert "closed" == found.stage


def test_two_saves_that_race_for_one_document_leave_one_job(office: Office) -> None:
    """A version conflict means: decide again; then the arrow is not there any more."""
    document = office.complete()
    office.approve(document)

    with pytest.raises(Refused) as refused:
        approving.approve(
            office.centre,
            office.order(office.staff.second),
            document,
            office.document(document).digest or "",
        )

    assert Reason.WRONG_STATE == refused.value.reason
