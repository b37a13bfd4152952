"""How many working days blanks, ribbons and films last at the places of a posting."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from projections.figures import queries as figures
from projections.figures.queries import Window
from web.words import stock_word

Row = dict[str, Any]
ORDER_AT = 10
"""Working days left at which the next delivery should be on order."""

SHORT = 3
SCALE = 30
"""Days that a whole bar stands for."""


def lasting(connection: Connection, offices: Sequence[str], today: str) -> list[Row]:
    """One row for each kind that was ever there, the scarcest first; days are None if none is used.

    By the use of the last working days before today; of a first day, of that day.
    """
    worked = figures.worked_days(connection, today) or [today]
    stretch = Window(offices=offices, since=min(worked), until=max(worked))
    usable, used = Counter[str](), Counter[str]()
    for (_office, kind), count in figures.usable(connection, offices).items():
        usable[kind] += count
    for (_office, kind), count in figures.used(connection, stretch).items():
        used[kind] += count
    rows = [_row(kind, usable[kind], used[kind], len(worked)) for kind in sorted(usable)]
    return sorted(rows, key=lambda row: (row["days"] is None, row["days"] or 0))


def _row(kind: str, usable: int, used: int, worked: int) -> Row:
    days = 10 * usable * worked // used / 10 if used else None
    return {
        "kind": kind,
        "word": stock_word(kind),
        "days": days,
        "tone": _tone(days),
        "width": round(100 * min(days, SCALE) / SCALE, 2) if days is not None else 0,
    }


def _tone(days: float | None) -> str:
    if days is None:
        return ""
    return "bad" if days < SHORT else "warn" if days < ORDER_AT else "ok"
