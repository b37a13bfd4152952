"""Which claims each row takes and releases: section 6 of the flows, in the rows' own saves."""

from functools import partial

from application import administering, approving, handing_over, settling, stocking
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from domain.stock.decide import Arrived
from tests.support.office import CURUG, Office
from tests.support.saving import claims, refused, saving


def test_the_first_card_holds_an_application_until_it_is_a_live_card(office: Office) -> None:
    """Flow 1: taken at the request, moved at the hand-over, nothing in between."""
    box = office.open_box()
    office.journal.open_shift()
    recording = office.recording()
    office.capture(recording)
    with saving(office) as requested:
        office.observe(recording.nik)
    document = office.complete_of(recording.nik)
    with saving(office) as between:
        job = office.approve(document)
        office.lease(job, box)
        office.journal.start(job, box, "74120001")
        office.journal.printed(job)
    with saving(office) as handed:
        handing_over.hand_over(
            office.centre, office.order(office.staff.counter), document, "74120001", "self", {}
        )

    assert (["+application"], [], ["+live_card", "-application"]) == (
        requested.claims,
        between.claims,
        handed.claims,
    )


def test_who_has_a_live_card_gets_no_second_first_card(office: Office) -> None:
    """A later recording with its PRR only speaks: the person has a card."""
    recording = office.recording(recorded_on=None)
    office.capture(recording)
    office.observe(recording.nik)
    document = office.complete_of(recording.nik)
    office.box = office.open_box()
    office.journal.open_shift()
    job = office.approve(document)
    office.lease(job, office.box)
    office.journal.start(job, office.box, "74120001")
    office.journal.printed(job)
    handing_over.hand_over(
        office.centre, office.order(office.staff.counter), document, "74120001", "self", {}
    )
    later = office.recording(nik=recording.nik, recorded_on=office.clock.now().date())
    office.capture(later)
    with saving(office) as saved:
        office.clock.advance(minutes=1)
        office.observe(recording.nik)

    assert ["enrolment.status_observed"] == saved.topics


def test_rejected_and_withdrawn_release_the_application(office: Office) -> None:
    """Flows 7.3b, 7.6, 10.3."""
    rejected = office.complete()
    approver = office.staff.approver
    with saving(office) as first:
        approving.send_back(
            office.centre, office.order(approver), rejected, "rejected", "lain", "bukan haknya"
        )
    withdrawn, serial = office.card_in_spite_of_a_cancel()
    with saving(office) as second:
        settling.withdraw(office.centre, office.order(approver), withdrawn, serial)
    absent, _ = office.printed_card()
    other = office.hire("Bayu Misal", Role.COUNTER)
    with saving(office) as third:
        settling.printed_card_absent(
            office.centre, office.order(office.staff.counter, other), absent
        )

    assert [["-application"]] * 3 == [first.claims, second.claims, third.claims]


def test_undo_return_and_cancel_keep_the_application(office: Office) -> None:
    """Flow 6.2a, 7.3a, 7.3c: the person still waits for one card."""
    document = office.complete()
    approver = office.staff.approver
    office.approve(document)
    with saving(office) as saved:
        approving.undo(office.centre, office.order(approver), document)
        office.approve(document)
        approving.send_back(
            office.centre, office.order(approver), document, "complete", "lain", "nanti"
        )
        office.approve(document)
        approving.send_back(
            office.centre, office.order(approver), document, "incomplete", "lain", "foto"
        )

    assert [] == saved.claims


def test_every_serial_of_a_box_is_claimed_once_and_kept_on_its_way(office: Office) -> None:
    """Flow 11.1, 11.3, 11.4: moved by repacking only, never released."""
    with saving(office) as received:
        box = office.receive(count=3)
    with saving(office) as travelled:
        stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "l")
        stocking.accept(
            office.centre,
            office.order(office.staff.store_curug),
            box,
            CURUG,
            Arrived(serials=["74120001"]),
        )

    assert (["+serial"] * 3, []) == (received.claims, travelled.claims)


def test_a_station_claims_its_code_and_its_printers(office: Office) -> None:
    """Flow 14.1: the code for ever, a printer until it is retired."""
    admin = office.admin
    with saving(office) as enrolled:
        made = administering.enrol_station(
            office.centre,
            office.order(admin),
            office=CURUG,
            name="Curug 2",
            public_key="",
            code="CCCC",
        )
    station = StreamId(made["station"])
    plate = {"printer": "Kartu 9", "driver": "evolis", "model": "Primacy", "serial": "S9"}
    with saving(office) as commissioned:
        administering.commission_printer(
            office.centre, office.order(admin), station=station, **plate
        )
    with saving(office) as retired:
        administering.retire_printer(
            office.centre, office.order(admin), station, "Kartu 9", "rusak"
        )

    assert (["+station_code"], ["+printer"], ["-printer"]) == (
        enrolled.claims,
        commissioned.claims,
        retired.claims,
    )
    assert ["station.enrolled"] == enrolled.topics
    assert ["station.printer_commissioned"] == commissioned.topics
    assert ["station.printer_retired"] == retired.topics


def test_a_posting_is_a_claim_while_it_lives(office: Office) -> None:
    """Flow 16.2, 16.3."""
    with saving(office) as granted:
        posted = office.post(office.staff.counter, Role.HEAD)
    with saving(office) as ended:
        administering.end_posting(
            office.centre, office.order(office.admin), StreamId(posted.posting or ""), "mutasi"
        )

    assert (["posting.granted"], ["+live_posting"]) == (granted.topics, granted.claims)
    assert (["posting.ended"], ["-live_posting"]) == (ended.topics, ended.claims)


def test_a_fact_takes_no_claim_whatever_it_says(office: Office) -> None:
    """So that no fact can fail on one."""
    office.box = office.open_box()
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, office.box)
    held = claims(office)
    office.journal.start(job, office.box, "99999999")
    office.journal.post(
        f.AttemptSpoiled(print_job=job, attempt="1.1", method="scan", cause="damaged"),
        f.BoxCounted(box=office.box, counted=1, recount=False),
        f.LeaseSurrendered(print_job=job, lease=9, reason="x"),
    )

    assert held == claims(office)


def test_an_import_under_a_posting_that_ended_is_refused_by_its_claim(office: Office) -> None:
    """Flow 16.3: the posting was read before it ended; the save itself asks again."""
    office.capture(office.recording())
    posting = StreamId(office.staff.enroller.posting or "")
    administering.end_posting(office.centre, office.order(office.admin), posting, "mutasi")

    assert Reason.NO_LIVE_POSTING == refused(office, partial(office.capture, office.recording()))
