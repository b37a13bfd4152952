"""Indexes every event by what it speaks of. Every topic is handled: history has no gaps."""

from collections.abc import Iterator
from typing import Any

from domain.streams import EVENTS
from domain.values.serials import expand
from projections.folding import Entry, Folding, Row, View
from projections.history.states import word_after
from projections.history.tables import clock, entries, streams, subjects

REFERENCES = (
    "document",
    "print_job",
    "station",
    "reporter",
    "enrolment",
    "staff",
    "replaced_by",
    "replaces",
    "surrendered_card",
)


def printer_at(station: str, printer: str) -> str:
    """The subject under which the events of one printer are found."""
    return f"printer:{station}:{printer}"


def _subjects(entry: Entry, row: Row) -> Iterator[str]:
    """Stream ids, serials, printers; ids are unique over all kinds of streams."""
    e = entry.fields
    yield entry.stream
    for name in REFERENCES:
        if isinstance(e.get(name), str):
            yield e[name]
    yield from e.get("streams") or []
    if entry.topic.startswith("discrepancy."):
        yield from (str(value) for value in (e.get("subject") or {}).values())
    yield from (f"serial:{serial}" for serial in _serials(e))
    yield from _second(e)
    yield from _machines(entry, row)
    if e.get("to_office") and e["to_office"] != row["office"]:
        yield f"office:{e['to_office']}"


def _serials(e: dict[str, Any]) -> Iterator[str]:
    yield from expand(e.get("serials") or [])
    for name in ("serial", "observed_serial", "expected_serial"):
        if isinstance(e.get(name), str):
            yield e[name]


def _second(e: dict[str, Any]) -> Iterator[str]:
    second = e.get("second") or {}
    if isinstance(second.get("staff"), str):
        yield second["staff"]


def _machines(entry: Entry, row: Row) -> Iterator[str]:
    """The station and the printer at which something was tried, opened, put in or taken out."""
    e = entry.fields
    station, printer = e.get("station") or e.get("reporter"), e.get("printer")
    job = row["job"] or {}
    if entry.topic.startswith("print_job.attempt_"):
        tried = job.get("attempts", {}).get(e.get("attempt"), {})
        station, printer = station or tried.get("station"), printer or tried.get("printer")
    elif entry.topic == "print_job.lease_broken":
        station = job.get("lease_station")
    elif entry.topic.startswith("station.printer_"):
        station = entry.stream
    if isinstance(station, str):
        yield station
        if isinstance(printer, str):
            yield printer_at(station, printer)


def _entry(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    row = folding.rows["history_streams"].edit(entry.stream)
    if row is None:
        row = folding.rows["history_streams"].put(stream=entry.stream)
    if isinstance(e.get("office"), str):
        row["office"] = e["office"]
    elif row["office"] is None and isinstance(e.get("reporter"), str):
        station = folding.rows["history_streams"].get(e["reporter"])
        row["office"] = station["office"] if station else None
    before, row["word"] = row["word"], word_after(row, entry)
    changed = row["word"] != before
    folding.rows["history_entries"].put(
        position=entry.position,
        stream=entry.stream,
        version=entry.version,
        topic=entry.topic,
        recorded_at=e["recorded_at"],
        occurred_at=e["occurred_at"],
        actor=e["actor"],
        reached=_reached(folding, e["recorded_at"]),
        office=row["office"],
        before=before if changed else None,
        word=row["word"] if changed else None,
    )
    for subject in dict.fromkeys(_subjects(entry, row)):
        folding.rows["history_subjects"].put(subject=subject, position=entry.position)


def _reached(folding: Folding, recorded_at: str) -> str:
    rows = folding.rows["history_clock"]
    row = rows.edit("log") or rows.put(name="log")
    row["reached"] = max(row["reached"], recorded_at)
    reached: str = row["reached"]
    return reached


HISTORY = View(
    name="history",
    tables=(entries, subjects, streams, clock),
    handlers=dict.fromkeys(EVENTS, _entry),
    ignored=frozenset(),
)
