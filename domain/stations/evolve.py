"""Next states of a station, its journal and a shift. Total: never raises."""

from dataclasses import replace
from hashlib import sha256

from domain.stations import events as e
from domain.stations.state import Journal, Printer, Shift, Station


def evolve_station(state: Station | None, event: e.StationEvent) -> Station | None:
    if isinstance(event, e.Enrolled):
        return state or Station(office=event.office, name=event.name, public_key=event.public_key)
    if state is None:
        return None
    printers = dict(state.printers)
    match event:
        case e.PrinterCommissioned():
            printers[event.printer] = Printer(
                medium=event.medium, driver=event.driver, model=event.model, serial=event.serial
            )
        case e.PrinterRetired():
            printers.pop(event.printer, None)
        case e.Revoked():
            return replace(state, printers={}, revoked=True)
    return replace(state, printers=printers)


def evolve_journal(state: Journal | None, event: e.Recorded) -> Journal:
    covered = 1 if state is None else state.covered + 1
    return Journal(covered=covered, last_digest=sha256(event.body.encode()).hexdigest())


def evolve_shift(state: Shift | None, event: e.ShiftEvent) -> Shift | None:
    match event:
        case e.ShiftOpened():
            return state or Shift(
                station=event.station,
                office=event.office,
                date=event.date,
                opened_at=event.by.occurred_at,
            )
        case e.ShiftClosed():
            return None if state is None else replace(state, closed=True)
