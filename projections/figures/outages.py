"""What stood still without an order, where and for how long."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from domain.figures.service_clock import Pause, united
from projections.figures.tables import offices

Row = dict[str, Any]


def told(connection: Connection, codes: Sequence[str], most: int) -> list[Row]:
    """Those that last first, then the newest."""
    newest = sorted(_all(connection, codes), key=lambda one: str(one["began_at"]), reverse=True)
    return sorted(newest, key=lambda one: one["ended_at"] is not None)[:most]


def seconds(
    connection: Connection, codes: Sequence[str], since: datetime, until: datetime
) -> list[Row]:
    """Office and cause -> how long within the stretch, and how often."""
    found: dict[tuple[str, str], list[Pause]] = {}
    for one in _all(connection, codes):
        begin = max(datetime.fromisoformat(one["began_at"]), since)
        end = datetime.fromisoformat(one["ended_at"]) if one["ended_at"] else until
        if begin < min(end, until):
            found.setdefault((one["office"], one["cause"]), []).append(Pause(begin, end))
    return [
        {
            "office": office,
            "cause": cause,
            "times": len(pauses),
            "seconds": int(sum((end - at).total_seconds() for at, end in united(pauses, until))),
        }
        for (office, cause), pauses in sorted(found.items())
    ]


def _all(connection: Connection, codes: Sequence[str]) -> Iterator[Row]:
    query = select(offices.c.code, offices.c.outages).where(offices.c.code.in_(codes))
    for row in connection.execute(query):
        yield from ({**one, "office": row.code} for one in row.outages)
