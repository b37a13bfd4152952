"""Flow 1.4: what keeps a station from a lease."""

from functools import partial

from sqlalchemy import create_engine, update

from application import approving, granting_leases
from application.granting_leases import Payloads
from application.personal.keys import data_keys
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason
from terbit.wiring import open_installation
from tests.support.office import KELAPA_DUA, Office
from tests.support.saving import refused


def test_no_lease_without_a_shift_a_box_and_a_place_in_turn(office: Office) -> None:
    box = office.open_box()
    job = office.approve(office.complete())
    elsewhere = office.approve(office.complete())
    approving.route(
        office.centre, office.order(office.staff.head), elsewhere, KELAPA_DUA, None, "dekat"
    )
    no_shift = refused(office, partial(office.lease, job, box))
    office.journal.open_shift()
    not_here = refused(office, partial(office.lease, elsewhere, box))
    no_box = refused(office, partial(office.lease, job, StreamId("")))
    shelved = office.receive("74130001")
    not_open = refused(office, partial(office.lease, job, shelved))
    approver = office.post(office.staff.approver, Role.OPERATOR)
    own = refused(office, partial(office.lease, job, box, approver))
    nobody = refused(office, partial(office.lease, job, box, office.staff.counter))

    assert [
        Reason.NO_SHIFT,
        Reason.NOT_IN_TURN,
        Reason.NO_BLANKS,
        Reason.NO_BLANKS,
        Reason.SAME_PERSON,
        Reason.NO_LIVE_POSTING,
    ] == [no_shift, not_here, no_box, not_open, own, nobody]


def test_no_card_is_made_of_a_person_whose_data_are_gone(office: Office) -> None:
    """Flow 1.4, person_erased: the keys are destroyed while the approved card still waits."""
    box = office.open_box()
    office.journal.open_shift()
    document = office.complete()
    job = office.approve(document)
    keys = create_engine(f"sqlite:///{office.installation.settings.dir / 'keys.sqlite'}")
    with keys.begin() as connection:
        connection.execute(update(data_keys).values(wrapped=None))
    keys.dispose()
    again = open_installation(office.installation.settings, office.clock, office.identifiers)
    office.clock.advance(seconds=11)

    def ask() -> object:
        order = office.order(office.staff.operator)
        return granting_leases.lease(
            again.centre,
            Payloads(again.centre),
            order,
            job=job,
            station=office.station,
            box=box,
            outstanding=0,
        )

    assert Reason.PERSON_ERASED == refused(office, ask)
    again.close()


def test_no_more_leases_than_there_are_blanks(office: Office) -> None:
    box = office.open_box(count=2)
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.clock.advance(seconds=11)

    def ask(outstanding: int) -> object:
        return granting_leases.lease(
            office.centre,
            office.payloads,
            office.order(office.staff.operator),
            job=job,
            station=office.station,
            box=box,
            outstanding=outstanding,
        )

    assert Reason.NO_BLANKS == refused(office, partial(ask, 2))
    ask(1)
    assert "leased" == office.job(job).status


def test_a_station_that_nobody_enrolled_gets_nothing(ready: Office) -> None:
    job = ready.approve(ready.complete())
    ready.station = StreamId("9" * 32)

    assert Reason.STATION_REVOKED == refused(
        ready, partial(ready.lease, job, ready.box or StreamId(""))
    )
