"""What pages and the station API ask."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from domain.values.dates import parse_iso
from projections.stations.tables import discrepancies, printers, shifts, stations

Row = dict[str, Any]


def station(connection: Connection, stream: str) -> Row | None:
    row = (
        connection.execute(select(stations).where(stations.c.station == stream)).mappings().first()
    )
    return None if row is None else dict(row)


def listed(connection: Connection, offices: Sequence[str] | None = None) -> list[Row]:
    """Those that work, revoked ones left out."""
    return [row for row in ever(connection, offices) if row["revoked_at"] is None]


def ever(connection: Connection, offices: Sequence[str] | None = None) -> list[Row]:
    """All there have been: whoever tells of the past needs their names."""
    query = select(stations).order_by(stations.c.name, stations.c.enrolled_at)
    if offices is not None:
        query = query.where(stations.c.office.in_(offices))
    return [dict(row) for row in connection.execute(query).mappings()]


def printers_of(connection: Connection, stream: str) -> list[Row]:
    return printers_at(connection, [stream]).get(stream, [])


def printers_at(connection: Connection, streams: Sequence[str]) -> dict[str, list[Row]]:
    """The printers in use of several stations at once, by station; none of a revoked one."""
    query = (
        select(printers)
        .join(stations, stations.c.station == printers.c.station)
        .where(printers.c.station.in_(streams), ~printers.c.retired)
        .where(stations.c.revoked_at.is_(None))
    )
    found: dict[str, list[Row]] = {}
    for row in connection.execute(query.order_by(printers.c.printer)).mappings():
        found.setdefault(row["station"], []).append(dict(row))
    return found


def shift(connection: Connection, stream: str, date: str) -> Row | None:
    query = select(shifts).where(shifts.c.station == stream, shifts.c.date == date)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def open_discrepancies(connection: Connection, offices: Sequence[str] | None = None) -> list[Row]:
    query = (
        select(discrepancies)
        .where(discrepancies.c.stage != "closed")
        .order_by(discrepancies.c.opened_at)
    )
    if offices is not None:
        query = query.where(discrepancies.c.office.in_(offices))
    return [dict(row) for row in connection.execute(query).mappings()]


def open_shift(connection: Connection, stream: str) -> Row | None:
    """The oldest shift of a station that nobody has closed; one whose day is none comes last."""
    query = (
        select(shifts)
        .where(shifts.c.station == stream, shifts.c.closed_at.is_(None))
        .order_by(shifts.c.date)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    rows.sort(key=lambda row: not _is_day(row["date"]))
    return rows[0] if rows else None


def _is_day(text: str) -> bool:
    try:
        parse_iso(text)
    except ValueError:
        return False
    return True
