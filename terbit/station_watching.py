"""Joins a station to its metrics and its health; a module of its own, for a station starts fast."""

from domain.documents.kinds import KINDS
from monitoring.server import Check, Watching, new_registry
from monitoring.station import Printer, StationReading, register_station
from terbit.station_wiring import Wired
from workers.station.store import Row


def watch_station(wired: Wired, port: int) -> Watching:
    registry = new_registry()
    register_station(registry, lambda: _reading(wired))
    checks: dict[str, Check] = {
        "store": lambda: _store(wired),
        "history": lambda: "older than what the centre holds" if _is_behind(wired) else "",
    }
    return Watching(port, registry, checks)


def _reading(wired: Wired) -> StationReading:
    view = wired.desk.view()
    station = wired.station
    return StationReading(
        connected=view.connected,
        outbox=view.outbox,
        leases=station.leases.count(KINDS),
        shift_open=view.shift_open,
        behind=view.behind,
        printers=tuple(
            Printer(
                name=printer.name,
                blanks=printer.remaining(),
                waits_for_look=_waits(printer.open_attempt()),
                trouble=station.trouble.get(printer.name, ()),
            )
            for printer in station.printers.values()
        ),
    )


def _waits(attempt: Row | None) -> bool:
    return attempt is not None and attempt["state"] == "unknown"


def _store(wired: Wired) -> str:
    wired.store.one("SELECT 1")
    return ""


def _is_behind(wired: Wired) -> bool:
    return wired.station.journal.is_behind()
