"""Folds stations, printers, shifts and discrepancies. A journal entry's row is its station's."""

from domain.stations.state import journal_id
from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, View
from projections.stations.tables import discrepancies, printers, shifts, stations


def _enrolled(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["stations"].put(
        station=entry.stream,
        office=e["office"],
        name=e["name"],
        public_key=e["public_key"],
        enrolled_at=e["recorded_at"],
    )


def _commissioned(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["station_printers"].put(
        station=entry.stream,
        printer=e["printer"],
        medium=e["medium"],
        driver=e["driver"],
        model=e["model"],
        serial=e["serial"],
    )


def _retired(folding: Folding, entry: Entry) -> None:
    row = folding.rows["station_printers"].edit(entry.stream, entry.fields["printer"])
    if row is not None:
        row["retired"] = True


def _revoked(folding: Folding, entry: Entry) -> None:
    """Its printers are nowhere else said to be retired: whoever asks for them joins this row."""
    row = folding.rows["stations"].edit(entry.stream)
    if row is not None:
        row["revoked_at"] = entry.fields["recorded_at"]


def _recorded(folding: Folding, entry: Entry) -> None:
    station = entry.fields.get("reporter") or ""
    row = folding.rows["stations"].edit(station)
    if row is not None and journal_id(station) == entry.stream:
        row["covered"], row["reported_at"] = entry.version, entry.fields["recorded_at"]


def _shift_opened(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["station_shifts"].put(
        shift=entry.stream,
        station=e["station"],
        office=e["office"],
        date=e["date"],
        opened_at=e["occurred_at"],
        opened_by=e["actor"],
    )


def _shift_closed(folding: Folding, entry: Entry) -> None:
    row = folding.rows["station_shifts"].edit(entry.stream)
    if row is not None:
        row["closed_at"] = entry.fields["recorded_at"]


def _opened(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["station_discrepancies"].put(
        discrepancy=entry.stream,
        cause=e["cause"],
        office=e["office"],
        subject=e["subject"],
        detail=e["detail"],
        opened_at=e["recorded_at"],
        due=e["due"],
    )


def _stage(stage: str) -> Handler:
    def handle(folding: Folding, entry: Entry) -> None:
        row = folding.rows["station_discrepancies"].edit(entry.stream)
        if row is not None:
            row["stage"] = stage

    return handle


HANDLERS: dict[str, Handler] = {
    "station.enrolled": _enrolled,
    "station.printer_commissioned": _commissioned,
    "station.printer_retired": _retired,
    "station.revoked": _revoked,
    "station_journal.recorded": _recorded,
    "shift.opened": _shift_opened,
    "shift.closed": _shift_closed,
    "discrepancy.opened": _opened,
    "discrepancy.explained": _stage("explained"),
    "discrepancy.closed": _stage("closed"),
}

STATIONS = View(
    name="stations",
    tables=(stations, printers, shifts, discrepancies),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
)
