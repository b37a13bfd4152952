"""How many working days blanks, ribbons and films last at the places of a posting."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from projections.figures import queries as figures
from projections.figures.queries import Window
from web.words import SUPPLIES, stock_word

Row = dict[str, Any]
ORDER_AT = 10
"""Working days left at which the next delivery should be on order."""

SHORT = 3
SCALE = 30
"""Days that a whole bar stands for."""


def lasting(connection: Connection, offices: Sequence[str], today: str) -> list[Row]:
    """One row for each kind that was ever there, the scarcest first; days are None if none is used.

    `out`: there is none left.

    By the use of the last working days before today; of a first day, of that day.
    """
    worked = figures.worked_days(connection, today) or [today]
    stretch = Window(offices=offices, since=min(worked), until=max(worked))
    here, gone = figures.usable(connection, offices), figures.used(connection, stretch)
    usable, used = Counter[str](), Counter[str]()
    for (_office, kind), count in here.items():
        usable[kind] += count
    for (_office, kind), count in gone.items():
        used[kind] += count
    rows = []
    for kind in sorted(usable):
        # Blanks that ran out before the stretch have no use in it, and are not "not used" for that;
        # a place may have given up ribbon or film for ever.
        out = not usable[kind] and (kind not in SUPPLIES or used[kind] > 0)
        row = _row(kind, 0.0 if out else days_of(usable[kind], used[kind], len(worked)))
        places = {
            office: days
            for (office, one), count in here.items()
            if one == kind
            and (days := days_of(count, gone.get((office, one), 0), len(worked))) is not None
        }
        worst = min(places, key=lambda office: places[office], default="")
        row["out"] = out
        rows.append({**row, "worst": worst, "worst_days": places.get(worst)})
    return sorted(rows, key=lambda row: (row["days"] is None, row["days"] or 0))


def days_of(usable: int, used: int, worked: int) -> float | None:
    """Working days; None of what is not used."""
    return 10 * usable * worked // used / 10 if used else None


def _row(kind: str, days: float | None) -> Row:
    return {
        "kind": kind,
        "word": stock_word(kind),
        "days": days,
        "tone": tone_of(days),
        "width": round(100 * min(days, SCALE) / SCALE, 2) if days is not None else 0,
    }


def tone_of(days: float | None) -> str:
    if days is None:
        return ""
    return "bad" if days < SHORT else "warn" if days < ORDER_AT else "ok"
