"""What people do about a station that nobody waits for any more, one call each."""

from application import revoking, settling
from application.deciding import Answer
from domain.discrepancies.state import Discrepancy
from domain.event import Person, StreamId
from domain.stations.state import Station
from domain.stock.decide import Arrived
from domain.stock.state import Box
from tests.support.office import Office

FIRST, SECOND = "74120001", "74120002"


def break_lease(office: Office, job: StreamId, reason: str = "silent") -> Answer:
    order = office.order(office.staff.approver, office.staff.head)
    return revoking.break_lease(office.centre, order, job, reason)


def revoke(office: Office, *held: StreamId, second: Person | None = None) -> Answer:
    order = office.order(office.admin, second or office.staff.head)
    return revoking.revoke_station(office.centre, order, office.station, "stolen", held)


def take_back(office: Office, box: StreamId, *serials: str, counted: int = 0) -> Answer:
    order = office.order(office.staff.store, office.staff.head)
    arrived = Arrived(serials=serials, counted=counted)
    return revoking.take_back_box(office.centre, order, box, arrived)


def look(office: Office, job: StreamId, seen: str, scanned: str | None, **changes: str) -> Answer:
    return revoking.look(
        office.centre,
        office.order(office.staff.operator),
        job=job,
        attempt=changes.get("attempt", "1.1"),
        seen=seen,
        scanned=scanned,
        cause=changes.get("cause"),
    )


def settle(office: Office, job: StreamId, outcome: str) -> Answer:
    order = office.order(office.staff.head)
    return settling.settle(office.centre, order, job, "1.1", outcome)


def leased(office: Office) -> StreamId:
    assert office.box is not None
    job = office.approve(office.complete())
    office.lease(job, office.box)
    return job


def started(office: Office) -> StreamId:
    job = leased(office)
    office.journal.start(job, office.box, box_of(office).next_serial())
    return job


def box_of(office: Office) -> Box:
    assert office.box is not None
    found = office.centre.registry.load(office.box).state
    assert isinstance(found, Box)
    return found


def station_of(office: Office) -> Station:
    found = office.centre.registry.load(office.station).state
    assert isinstance(found, Station)
    return found


def causes(office: Office, since: int = 0) -> list[str]:
    streams = [row.stream for row in office.rows(since) if row.topic == "discrepancy.opened"]
    found = [office.centre.registry.load(StreamId(stream)).state for stream in streams]
    return [one.cause for one in found if isinstance(one, Discrepancy)]
