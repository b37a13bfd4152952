"""Ribbon and film: received by letter, put into printers roll by roll."""

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.documents.kinds import CARD
from domain.event import StreamId
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.stations.state import Station
from domain.supplies import decide as supplies
from domain.supplies.events import Received, WrittenOff
from domain.supplies.state import Supply


def receive(  # noqa: PLR0913 - a delivery note has these
    centre: Centre, order: Order, *, office: str, item: str, rolls: int, prints: int, letter: str
) -> Answer:
    def work(desk: Desk) -> Answer:
        if not isinstance(desk.load(office_id(office)), Office):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.RECEIVE_SUPPLY, office)
        supply = StreamId(centre.identifiers.new())
        received = Received(
            by=desk.by, office=office, item=item, rolls=rolls, prints=prints, letter=letter
        )
        desk.add(supply, supplies.receive(received))
        return {"supply": supply}

    return decide(centre, order, work)


def mount(
    centre: Centre, order: Order, supply: StreamId, station: StreamId, printer: str
) -> Answer:
    """What the printer still had of the roll before is no stock any more."""

    def work(desk: Desk) -> Answer:
        found = desk.load(supply)
        if not isinstance(found, Supply):
            raise Refused(Reason.NOT_FOUND)
        at = desk.load(station)
        if not isinstance(at, Station) or at.revoked:
            raise Refused(Reason.STATION_REVOKED)
        desk.permit(Act.MOUNT_SUPPLY, found.office)
        here = at.printers if at.office == found.office else {}
        there = tuple(name for name, one in here.items() if one.medium == CARD)
        desk.add(supply, supplies.mount(found, desk.by, station, printer, there))
        return {"supply": supply}

    return decide(centre, order, work)


def write_off(centre: Centre, order: Order, supply: StreamId, rolls: int, reason: str) -> Answer:
    def work(desk: Desk) -> Answer:
        found = desk.load(supply)
        if not isinstance(found, Supply):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.RECEIVE_SUPPLY, found.office)
        written_off = WrittenOff(by=desk.by, rolls=rolls, reason=reason)
        desk.add(supply, supplies.write_off(found, written_off))
        return {"supply": supply}

    return decide(centre, order, work)
