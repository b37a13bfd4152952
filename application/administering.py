"""Offices, staff, postings, stations and printers."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from application.access.codes import code_hash
from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import Claim, printer_claim
from domain.documents.kinds import CARD, PAPER
from domain.event import StreamId
from domain.offices import decide as offices
from domain.offices.events import Opened as OfficeOpened
from domain.offices.state import Office, office_id
from domain.people import decide as people
from domain.people.events import Granted, Registered
from domain.people.permission import Act
from domain.people.state import Posting, Role, Staff
from domain.refusal import Reason, Refused
from domain.stations import decide as stations
from domain.stations.events import Enrolled, PrinterCommissioned
from domain.stations.state import Station


def open_office(centre: Centre, order: Order, code: str, name: str, kind: str, tz: str) -> Answer:
    """Flow 16.1. The first office of an installation is opened before any posting exists."""

    def work(desk: Desk) -> Answer:
        first = centre.registry.position() == 0
        if not first:
            desk.permit(Act.MAINTAIN, code)
        opened = OfficeOpened(by=desk.by, code=code, name=name, type=kind, timezone=tz)
        stream = office_id(code)
        regions, zones = centre.regions.codes(), available_timezones()
        desk.add(stream, offices.open_office(desk.load(stream), opened, regions, zones))
        return {"office": code}

    return decide(centre, order, work)


def register_staff(
    centre: Centre, order: Order, *, office: str, nik: str, name: str, nip: str | None = None
) -> Answer:
    """Flow 16.1: one account; the person is the keyed hash of the officer's own NIK."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.MAINTAIN, office)
        return registered(desk, nik, name, nip)

    return decide(centre, order, work)


def registered(desk: Desk, nik: str, name: str, nip: str | None) -> Answer:
    stream = StreamId(desk.centre.identifiers.new())
    person = desk.centre.keys.lookup(nik)
    made = Registered(by=desk.by, person=person, nik=nik, name=name, nip=nip)
    desk.add(stream, people.register(None, made))
    return {"staff": stream, "person": person}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A posting as the letter says it. Days of the office, both ends included."""

    staff: str
    role: str
    office: str
    valid_from: str
    valid_until: str
    letter: str


def grant_posting(centre: Centre, order: Order, grant: Grant) -> Answer:
    """Flow 16.2."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.MAINTAIN, grant.office)
        return granted(desk, grant)

    return decide(centre, order, work)


def granted(desk: Desk, grant: Grant) -> Answer:
    account = desk.load(StreamId(grant.staff))
    office = desk.load(office_id(grant.office))
    if not isinstance(account, Staff) or not isinstance(office, Office):
        raise Refused(Reason.NOT_FOUND)
    stream = StreamId(desk.centre.identifiers.new())
    made = Granted(
        by=desk.by,
        staff=grant.staff,
        person=account.person,
        role=grant.role,
        office=grant.office,
        valid_from=grant.valid_from,
        valid_until=grant.valid_until,
        letter=grant.letter,
    )
    desk.add(stream, people.grant(None, made))
    return {"posting": stream}


def first_administrator(
    centre: Centre, order: Order, *, office: str, nik: str, name: str, valid_until: str
) -> Answer:
    """Account and posting in one save, only while the installation has no account at all."""

    def work(desk: Desk) -> Answer:
        made = registered(desk, nik, name, None)
        today = desk.today(office)
        grant = Grant(
            staff=made["staff"],
            role=Role.ADMIN,
            office=office,
            valid_from=today,
            valid_until=valid_until,
            letter="terbit init",
        )
        desk.claims.append(Claim(act="take", kind="first_administrator", key="", owner="init"))
        return {**made, **granted(desk, grant)}

    return decide(centre, order, work)


def end_posting(centre: Centre, order: Order, posting: StreamId, reason: str) -> Answer:
    """Flow 16.3: the next command under it is refused."""

    def work(desk: Desk) -> Answer:
        found = desk.load(posting)
        if not isinstance(found, Posting):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.MAINTAIN, found.office)
        desk.add(posting, people.end(found, desk.by, reason, None))
        return {"posting": posting}

    return decide(centre, order, work)


def enrol_station(
    centre: Centre, order: Order, *, office: str, name: str, public_key: str, code: str
) -> Answer:
    """Flow 14.1: by the one-time code of an administrator, whose order this is."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.MAINTAIN, office)
        station = StreamId(centre.identifiers.new())
        enrolled = Enrolled(by=desk.by, office=office, name=name, public_key=public_key)
        desk.add(station, stations.enrol(None, enrolled))
        desk.claims.append(
            Claim(act="take", kind="station_code", key=code_hash(code), owner=station)
        )
        return {"station": station}

    return decide(centre, order, work)


def station_of(desk: Desk, station: StreamId) -> Station:
    found = desk.load(station)
    if not isinstance(found, Station):
        raise Refused(Reason.NOT_FOUND)
    return found


def commission_printer(  # noqa: PLR0913 - a printer's plate has these
    centre: Centre,
    order: Order,
    *,
    station: StreamId,
    printer: str,
    driver: str,
    model: str,
    serial: str,
    uuid: str | None = None,
) -> Answer:
    """Flow 14.1. A printer that speaks IPP prints on paper, every other cards."""

    def work(desk: Desk) -> Answer:
        at = station_of(desk, station)
        desk.permit(Act.MAINTAIN, at.office)
        commissioned = PrinterCommissioned(
            by=desk.by,
            printer=printer,
            medium=PAPER if driver == "ipp" else CARD,
            driver=driver,
            model=model,
            serial=serial,
            uuid=uuid,
        )
        desk.add(station, stations.commission(at, commissioned))
        return {"station": station, "printer": printer}

    return decide(centre, order, work)


def retire_printer(
    centre: Centre, order: Order, station: StreamId, printer: str, reason: str
) -> Answer:
    def work(desk: Desk) -> Answer:
        at = station_of(desk, station)
        desk.permit(Act.MAINTAIN, at.office)
        desk.add(station, stations.retire(at, desk.by, printer, reason))
        plate = at.printers[printer]
        desk.claims.append(printer_claim(plate.model, plate.serial, station))
        return {"station": station, "printer": printer}

    return decide(centre, order, work)
