"""What the pages of the head ask: sums over days and places, and the rows behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from projections.figures.tables import (
    attempts,
    counts,
    entries,
    held,
    printers,
    shelf_days,
    shelves,
    spans,
)
from projections.register.tables import documents as registered

Row = dict[str, Any]
Shelf = tuple[str, str]
"""Office and kind of blank."""

WORK = ("printed", "handed_over", "used")
"""A day on which one of these happened anywhere in the installation is a working day."""

MOST_DAYS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Days (both included) at places."""

    offices: Sequence[str]
    since: str
    until: str


def sums(connection: Connection, window: Window) -> list[Row]:
    """By what, place and detail."""
    names = (counts.c.what, counts.c.office, counts.c.detail)
    query = (
        select(*names, func.sum(counts.c.count).label("count"))
        .where(*_within(counts, window))
        .group_by(*names)
        .order_by(*names)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def by_day(connection: Connection, window: Window, what: str) -> dict[str, int]:
    query = (
        select(counts.c.day, func.sum(counts.c.count))
        .where(*_within(counts, window), counts.c.what == what)
        .group_by(counts.c.day)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def minutes(connection: Connection, window: Window, what: str) -> dict[int, int]:
    """Whole minutes from complete to `what` -> how many took so long."""
    query = (
        select(spans.c.minutes, func.sum(spans.c.count))
        .where(*_within(spans, window), spans.c.what == what)
        .group_by(spans.c.minutes)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def at_rank(histogram: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that so many percent do not exceed; nobody's is none."""
    wanted = -(-sum(histogram.values()) * percent // 100)
    reached = 0
    for value in sorted(histogram):
        reached += histogram[value]
        if reached >= wanted > 0:
            return value
    return None


def by_printer(
    connection: Connection, stations: Sequence[str], since: str, until: str
) -> list[Row]:
    """Attempts that began within the days, under their outcome and its cause."""
    names = (printers.c.station, printers.c.printer, printers.c.outcome, printers.c.cause)
    number = func.sum(printers.c.count)
    query = (
        select(*names, number.label("count"))
        .where(printers.c.station.in_(stations), printers.c.day.between(since, until))
        .group_by(*names)
        .having(number > 0)
        .order_by(*names)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def worked_days(
    connection: Connection, until: str, since: str = "", most: int = MOST_DAYS
) -> list[str]:
    """The last days before one on which the installation worked."""
    query = (
        select(counts.c.day)
        .where(counts.c.day < until, counts.c.day >= since, counts.c.what.in_(WORK))
        .distinct()
        .order_by(counts.c.day.desc())
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def used(connection: Connection, window: Window) -> dict[Shelf, int]:
    """Blanks that became documents or waste."""
    query = (
        select(counts.c.office, counts.c.kind, func.sum(counts.c.count))
        .where(*_within(counts, window), counts.c.what == "used")
        .group_by(counts.c.office, counts.c.kind)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def usable(connection: Connection, offices: Sequence[str]) -> dict[Shelf, int]:
    """Blanks that can still be printed, now; a place is named that ever had any."""
    query = select(shelves).where(shelves.c.office.in_(offices))
    return {(row.office, row.kind): row.usable for row in connection.execute(query)}


def empty_days(
    connection: Connection, offices: Sequence[str], days: Iterable[str]
) -> dict[Shelf, list[str]]:
    """Of the days those that ended without a usable blank, where there had been any before."""
    wanted = sorted(days)
    if not wanted:
        return {}
    query = select(shelf_days).where(
        shelf_days.c.office.in_(offices), shelf_days.c.day <= wanted[-1]
    )
    ended: dict[Shelf, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query.order_by(shelf_days.c.day)):
        ended[row.office, row.kind][row.day] = row.closing
    return {shelf: _empty(closings, wanted) for shelf, closings in sorted(ended.items())}


def _empty(closings: Mapping[str, int], days: Sequence[str]) -> list[str]:
    moved = sorted(closings)
    found, at, last = [], 0, None
    for day in days:
        while at < len(moved) and moved[at] <= day:
            last = closings[moved[at]]
            at += 1
        if last == 0:
            found.append(day)
    return found


def held_by(connection: Connection, offices: Sequence[str], kind: str) -> dict[str, int]:
    """Office -> documents handed over there that still count."""
    query = select(held.c.office, held.c.count).where(
        held.c.office.in_(offices), held.c.kind == kind
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def given_by(connection: Connection, offices: Sequence[str], kind: str) -> dict[str, int]:
    """Office -> documents ever handed over there."""
    query = (
        select(counts.c.office, func.sum(counts.c.count))
        .where(counts.c.office.in_(offices), counts.c.what == "handed_over", counts.c.kind == kind)
        .group_by(counts.c.office)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """Which rows of a sum: all of `what`, or those of a detail or a kind."""

    window: Window
    what: str
    detail: str = ""
    kind: str = ""


def behind(connection: Connection, asked: Behind, limit: int, offset: int = 0) -> list[Row]:
    """The events that a sum counts, the newest first, with the number of the application."""
    query = (
        select(entries, registered.c.receipt)
        .join(registered, registered.c.document == entries.c.stream, isouter=True)
        .where(*_behind(asked))
        .order_by(entries.c.position.desc())
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def behind_sum(connection: Connection, asked: Behind) -> tuple[int, int]:
    """The figure itself, and of how many rows it is the sum: one may take back, or count many."""
    query = select(func.coalesce(func.sum(entries.c.count), 0), func.count())
    row = connection.execute(query.where(*_behind(asked))).one()
    return int(row[0]), int(row[1])


def _behind(asked: Behind) -> list[ColumnElement[bool]]:
    found = [*_within(entries, asked.window), entries.c.what == asked.what]
    if asked.detail:
        found.append(entries.c.detail == asked.detail)
    if asked.kind:
        found.append(entries.c.kind == asked.kind)
    return found


def tried(
    connection: Connection,
    stations: Sequence[str],
    days: tuple[str, str],
    asked: Mapping[str, str],
) -> list[Row]:
    """Attempts behind the figures of printers. `asked`: printer, outcome, cause, where named."""
    query = (
        select(attempts, registered.c.receipt)
        .join(registered, registered.c.document == attempts.c.document, isouter=True)
        .where(attempts.c.station.in_(stations), attempts.c.day.between(*days))
        .order_by(attempts.c.position.desc(), attempts.c.attempt)
    )
    for name, value in asked.items():
        query = query.where(attempts.c[name] == value)
    return [dict(row) for row in connection.execute(query).mappings()]


def _within(table: Any, window: Window) -> list[ColumnElement[bool]]:
    return [
        table.c.day.between(window.since, window.until),
        table.c.office.in_(window.offices),
    ]
