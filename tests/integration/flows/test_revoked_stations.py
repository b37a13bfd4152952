"""Flows 14.10 to 14.12: a station that is revoked, its printer, its box, its later words."""

from functools import partial

import pytest
from sqlalchemy import select

from application import administering, revoking, stocking, supplying
from domain.event import Person, StreamId
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from domain.stock.decide import Arrived
from domain.stock.state import Stage
from projections.figures.tables import rolls
from tests.support.gone import (
    FIRST,
    SECOND,
    box_of,
    causes,
    leased,
    look,
    revoke,
    settle,
    started,
    station_of,
    take_back,
)
from tests.support.office import CURUG, Office
from tests.support.saving import refused, saving

# ---- 14.10: the station itself


def test_a_revoked_station_holds_nothing_and_gets_nothing(ready: Office) -> None:
    waiting, begun, other = leased(ready), started(ready), ready.approve(ready.complete())
    with saving(ready) as gone:
        answer = revoke(ready, waiting, begun, other)

    assert ["station.revoked", "print_job.lease_broken", "print_job.lease_broken"] == gone.topics
    assert (["-printer"], 2) == (gone.claims, answer["broken"])
    assert ["pending", "unknown", "pending"] == [
        ready.job(job).status for job in (waiting, begun, other)
    ]
    assert ({}, True) == (station_of(ready).printers, station_of(ready).revoked)
    assert Reason.STATION_REVOKED == refused(ready, partial(ready.lease, other, ready.box))


def test_two_people_revoke_once_and_say_why(ready: Office) -> None:
    admin, head = ready.admin, ready.staff.head
    other = ready.hire("Beni Umpama", Role.ADMIN)

    def asked(who: Person, second: Person | None, reason: str = "stolen") -> Reason:
        order = ready.order(who, second)
        return refused(
            ready,
            lambda: revoking.revoke_station(ready.centre, order, ready.station, reason, ()),
        )

    assert [
        Reason.SAME_PERSON,
        Reason.NO_LIVE_POSTING,
        Reason.NO_REASON,
    ] == [asked(admin, None), asked(admin, ready.staff.store), asked(admin, other, "gone")]
    revoke(ready)
    assert Reason.STATION_REVOKED == asked(admin, head)


def test_a_lease_given_in_the_moment_of_revoking_is_broken_afterwards(ready: Office) -> None:
    job = leased(ready)
    revoke(ready)
    with saving(ready) as late:
        revoke(ready, job)

    assert (["print_job.lease_broken"], "pending") == (late.topics, ready.job(job).status)


def test_its_printer_works_at_another_station_and_nothing_is_put_into_it_there(
    ready: Office,
) -> None:
    revoke(ready)
    box = ready.receive("74130001", 10, office=CURUG)
    opened = refused(
        ready,
        lambda: stocking.open_at_printer(
            ready.centre, ready.order(ready.staff.store_curug), box, ready.station, "Kartu 1"
        ),
    )
    enrolled = administering.enrol_station(
        ready.centre,
        ready.order(ready.admin),
        office=CURUG,
        name="Curug 1",
        public_key="x" * 44,
        code="CCCC-DDDD",
    )
    printer = {"printer": "Kartu 1", "driver": "evolis", "model": "Primacy", "serial": "S1"}
    administering.commission_printer(
        ready.centre,
        ready.order(ready.admin),
        station=StreamId(enrolled["station"]),
        **printer,
    )
    old = refused(
        ready,
        lambda: administering.commission_printer(
            ready.centre, ready.order(ready.admin), station=ready.station, **printer
        ),
    )

    assert [Reason.STATION_REVOKED] * 2 == [opened, old]


# ---- 14.11: its box comes back


def test_what_is_scanned_goes_on_the_shelf_and_the_rest_is_missing(office: Office) -> None:
    box = office.box = office.open_box(count=5)
    office.journal.open_shift()
    job = started(office)
    revoke(office, job)
    with saving(office) as back:
        answer = take_back(office, box, SECOND, "74120003")

    assert [
        "blank_box.handed_back", "blank_box.blank_missing", "discrepancy.opened",
    ] == back.topics  # fmt: skip
    assert (2, ["not_in_pile"], []) == (answer["short"], causes(office), back.claims)
    found = box_of(office)
    assert (Stage.SHELVED, 2) == (found.stage, found.remaining())
    assert () == stocking.boxes_at(office.centre, office.station)
    assert ["unsettled", "on_shelf", "on_shelf", "missing", "missing"] == [
        found.spot(f"7412000{number}").place for number in range(1, 6)
    ]
    look(office, job, "untouched", FIRST)
    settle(office, job, "untouched")
    assert ("on_shelf", 3) == (box_of(office).spot(FIRST).place, box_of(office).remaining())


def test_a_box_comes_back_only_by_two_people_from_a_printer_out_of_use(office: Office) -> None:
    box = office.box = office.open_box(count=3)
    serials = [FIRST, SECOND, "74120003"]
    in_use = refused(office, partial(take_back, office, box, *serials))
    order = office.order(office.admin)
    administering.retire_printer(office.centre, order, office.station, "Kartu 1", "rusak")
    arrived = Arrived(serials=serials)
    alone = refused(
        office,
        lambda: revoking.take_back_box(
            office.centre, office.order(office.staff.store), box, arrived
        ),
    )
    strange = refused(office, partial(take_back, office, box, "99999999"))
    answer = take_back(office, box, *serials)
    again = refused(office, partial(take_back, office, box, *serials))
    nowhere = refused(office, partial(take_back, office, StreamId("7" * 32)))

    assert [Reason.STATION_IN_USE, Reason.SAME_PERSON, Reason.SERIAL_NOT_SENT] == [
        in_use, alone, strange,
    ]  # fmt: skip
    assert (0, Reason.WRONG_STATE, Reason.NOT_FOUND) == (answer["short"], again, nowhere)


def test_a_counted_box_comes_back_by_its_number_and_is_opened_elsewhere(office: Office) -> None:
    box = office.box = office.receive(kind="kia", serials=[], counted=20, stated=20, office=CURUG)
    order = office.order(office.staff.store_curug)
    stocking.open_at_printer(office.centre, order, box, office.station, "Kartu 1")
    revoke(office)
    more = refused(office, partial(take_back, office, box, counted=21))
    answer = take_back(office, box, counted=17)
    found = box_of(office)

    assert (Reason.SERIAL_NOT_SENT, 3, 17) == (more, answer["short"], found.remaining())
    assert (["not_in_pile"], Stage.SHELVED) == (causes(office), found.stage)


# ---- 14.12: entries of a revoked station


@pytest.mark.parametrize("knew", [False, True])
def test_what_it_wrote_before_it_knew_counts_and_afterwards_is_only_kept(
    ready: Office, *, knew: bool
) -> None:
    job = leased(ready)
    ready.journal.knew = ready.position()
    revoke(ready, job)
    if knew:
        ready.journal.knew = None
    held = ready.journal.held()
    with saving(ready) as came:
        ready.journal.start(job, ready.box, FIRST)
        ready.journal.printed(job)

    assert held + 2 == ready.journal.held()
    assert "after_revocation" in causes(ready)
    if knew:
        assert (["discrepancy.opened"] * 2, "pending") == (came.topics, ready.job(job).status)
    else:
        assert ("printed", "printed") == (ready.job(job).status, box_of(ready).spot(FIRST).place)
        # Of one day one mismatch of the station, and one of the lease that had ended.
        assert ["after_revocation", "lease_ended"] == sorted(causes(ready))


def test_a_form_left_empty_loses_no_box(office: Office) -> None:
    box = office.box = office.open_box(count=3)
    revoke(office)
    empty = refused(office, partial(take_back, office, box))
    by_number = refused(office, partial(take_back, office, box, counted=3))
    order = office.order(office.staff.store, office.staff.head)
    nothing = Arrived(nothing=True)
    answer = revoking.take_back_box(office.centre, order, box, nothing)

    assert [Reason.NOTHING_CAME] * 2 == [empty, by_number]
    assert (3, ["not_in_pile"]) == (answer["short"], causes(office))


def test_a_late_count_moves_nothing_of_a_box_that_was_taken_back(office: Office) -> None:
    box = office.box = office.receive(kind="kia", serials=[], counted=20, stated=20, office=CURUG)
    order = office.order(office.staff.store_curug)
    stocking.open_at_printer(office.centre, order, box, office.station, "Kartu 1")
    office.journal.knew = office.position()
    revoke(office)
    take_back(office, box, counted=20)
    with saving(office) as late:
        office.journal.post(
            f.BoxCounted(box=box, counted=17, recount=False),
            f.BoxCounted(box=box, counted=17, recount=True),
        )

    assert {"discrepancy.opened"} == set(late.topics)
    assert (20, 0) == (box_of(office).remaining(), box_of(office).fewer)


def test_a_start_from_the_moment_of_revoking_can_be_looked_at(ready: Office) -> None:
    """It began before it knew, learned of it, and what it said then counts for nothing."""
    job = leased(ready)
    ready.journal.knew = ready.position()
    revoke(ready, job)
    ready.journal.start(job, ready.box, FIRST)
    ready.journal.knew = None
    ready.journal.printed(job)
    status = ready.job(job).status
    look(ready, job, "good", FIRST)
    settle(ready, job, "good")

    assert ("unknown", "printed") == (status, ready.job(job).status)


def test_a_roll_in_a_printer_that_is_gone_does_not_come_back(ready: Office) -> None:
    """Its panel is given back where its roll is, and that is nowhere any more."""
    store = ready.staff.store_curug
    order = ready.order(store)
    made = supplying.receive(
        ready.centre, order, office=CURUG, item="ribbon", rolls=1, prints=100, letter="l"
    )
    supply = StreamId(made["supply"])
    supplying.mount(ready.centre, ready.order(store), supply, ready.station, "Kartu 1")
    job = started(ready)
    revoke(ready, job)
    look(ready, job, "untouched", FIRST)
    settle(ready, job, "untouched")
    ready.installation.runner.run_once()
    with ready.installation.views.connect() as connection:
        (roll,) = connection.execute(select(rolls)).mappings()

    assert (0, 0) == (roll["left"], roll["prints"])
