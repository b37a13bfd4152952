"""What the stock page, the stations and `terbit stock show` ask."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from application.registry.decoder import decode
from application.registry.reader import LogReader
from domain.stock.places import Place
from domain.stock.state import Stage
from projections.stock.projector import book_entries
from projections.stock.tables import balances, blanks, boxes

Row = dict[str, Any]
Balance = dict[str, int]


def by_office(connection: Connection, kind: str | None = None) -> list[Row]:
    """The eleven terms per office, kind and batch."""
    query = select(balances).order_by(balances.c.office, balances.c.kind, balances.c.batch)
    if kind is not None:
        query = query.where(balances.c.kind == kind)
    found = (((row[0], row[1], row[2]), row[3], row[4]) for row in connection.execute(query))
    return _tables(found)


def as_of(log: LogReader, position: int | None = None, recorded: str | None = None) -> list[Row]:
    """The same, folded from the log up to a position or a recorded time (inclusive)."""
    kinds: dict[str, tuple[str, str]] = {}
    found: list[tuple[tuple[str, str, str], str, int]] = []
    for stored in _moves(log, position):
        e = decode(stored.topic, stored.state)
        if recorded is not None and e["recorded_at"] > recorded:
            break
        if stored.topic == "blank_box.received":
            kinds[stored.stream] = (e["kind"], e["batch"])
        kind, batch = kinds[stored.stream]
        found.extend(
            ((office, kind, batch), place, change) for office, place, change in book_entries(e)
        )
    return _tables(found)


def _moves(log: LogReader, position: int | None) -> Iterable[Any]:
    after = 0
    while page := log.page(after):
        for stored in page:
            if position is not None and stored.position > position:
                return
            if stored.topic.startswith("blank_box.") and stored.topic != "blank_box.counted":
                yield stored
        after = page[-1].position


def _tables(found: Iterable[tuple[tuple[str, str, str], str, int]]) -> list[Row]:
    tables: dict[tuple[str, str, str], Balance] = {}
    for key, place, change in found:
        table = tables.setdefault(key, dict.fromkeys((p.value for p in Place), 0))
        table[place] += change
    return [
        {"office": office, "kind": kind, "batch": batch, **table}
        for (office, kind, batch), table in sorted(tables.items())
    ]


def coming(connection: Connection, offices: Sequence[str]) -> list[Row]:
    """Boxes on their way to these offices."""
    on_the_way = and_(boxes.c.stage == Stage.IN_TRANSIT.value, boxes.c.addressed_to.in_(offices))
    return _rows(connection, select(boxes).where(on_the_way))


def on_hand(connection: Connection, station: str | None = None) -> list[Row]:
    """Boxes with blanks in them or on the way: those that are empty grow for ever."""
    query = select(boxes).where(or_(boxes.c.remaining > 0, boxes.c.stage == "in_transit"))
    if station is not None:
        query = query.where(boxes.c.station == station)
    return _rows(connection, query.order_by(boxes.c.first))


def emptied(connection: Connection, limit: int, station: str | None = None) -> list[Row]:
    """Boxes without a blank, at printers or back on the shelf, the last opened first."""
    query = select(boxes).where(boxes.c.stage != "in_transit", boxes.c.remaining <= 0)
    if station is not None:
        query = query.where(boxes.c.station == station)
    return _rows(connection, query.order_by(boxes.c.opened_at.desc()).limit(limit))


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def box(connection: Connection, stream: str) -> Row | None:
    row = connection.execute(select(boxes).where(boxes.c.box == stream)).mappings().first()
    return None if row is None else dict(row)


def open_box(connection: Connection, station: str, printer: str) -> Row | None:
    """The box that stands open at a printer: before an emptied one, the one with blanks in it."""
    query = (
        select(boxes)
        .where(boxes.c.station == station, boxes.c.printer == printer, boxes.c.stage == "open")
        .order_by((boxes.c.remaining > 0).desc(), boxes.c.opened_at)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def blank(connection: Connection, serial: str) -> Row | None:
    query = select(blanks).where(blanks.c.serial == serial)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def serials(
    connection: Connection,
    box: str | None = None,
    place: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Blanks in the order of the stack."""
    query = select(blanks).order_by(blanks.c.serial)
    if box is not None:
        query = query.where(blanks.c.box == box)
    if place is not None:
        query = query.where(blanks.c.place == place)
    return [dict(row) for row in connection.execute(query.limit(limit)).mappings()]
