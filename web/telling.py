"""Timelines as sentences: events of one thing, with names of people and local times."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

from application.language import _
from domain.people.state import Role
from projections.history import queries as history
from projections.history.sentences import sentence
from projections.history.veiling import veiled
from projections.people import queries as people
from projections.queue_board import queries as queue
from web.house import House
from web.words import DISCREPANCIES, OUTAGES, ROLES, SUPPLIES, clock, when

Row = dict[str, Any]
QUIET = "station_journal.recorded"


def positions_around(connection: Connection, document: str, enrolment: str | None) -> list[int]:
    """Events of a document, of every job it ever had, and of its recording."""
    found = set(history.positions_of(connection, document))
    if enrolment:
        found |= set(history.positions_of(connection, enrolment))
    for job in queue.jobs_of(connection, document):
        found |= set(history.positions_of(connection, job))
    return sorted(found)


def told(
    house: House,
    connection: Connection,
    positions: Sequence[int],
    zone: str,
    *,
    personal: bool,
) -> list[Row]:
    """Oldest first. `personal`: only for those who may read it; NIK and KK are masked anyway."""
    names = people.names(connection)
    places = {row["code"]: row["name"] for row in people.office_list(connection)}
    keys = house.centre.keys if personal else None
    with closing(house.log_reader()) as log:
        return [_line(row, names, places, zone) for row in history.timeline(log, keys, positions)]


def _line(row: Row, names: dict[str, str], places: dict[str, str], zone: str) -> Row:
    fields = veiled(row["fields"])
    worded = {name: _worded(name, value, places, zone) for name, value in fields.items()}
    second = fields.get("second") or {}
    return {
        **row,
        "fields": fields,
        "sentence": sentence(row["topic"], worded),
        "who": _name(fields.get("actor"), names),
        "second": _name(second.get("staff"), names) if second else "",
        "when": when(fields.get("recorded_at"), zone),
    }


def _worded(name: str, value: Any, places: dict[str, str], zone: str) -> Any:
    """Codes of places and stored times as staff say them."""
    if name == "with_names":
        return _("dengan data pribadi") if value else _("tanpa data pribadi")
    if not isinstance(value, str):
        return value
    match name:
        case "office" | "addressed_to":
            return places.get(value, value)
        case "not_before" if "T" in value:
            return clock(value, zone, seconds=True)
        case "began_at" | "ended_at":
            return when(value, zone)
        case "item" if value in SUPPLIES:
            return _(SUPPLIES[value]).lower()
        case "cause" if value in OUTAGES:
            return _(OUTAGES[value]).lower()
        case "role":
            return _(ROLES[Role(value)])
        case "cause" if value in DISCREPANCIES:
            return _(DISCREPANCIES[value])
        case _:
            return value


def _name(staff: str | None, names: dict[str, str]) -> str:
    return names.get(staff or "") or _("Sistem")


def without_journal(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row["topic"] != QUIET)
