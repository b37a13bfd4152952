"""What stood still without an order, where and for how long."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from application.deciding import stamp
from domain.figures.service_clock import Pause, united
from projections.figures.tables import outages

Row = dict[str, Any]


def told(connection: Connection, codes: Sequence[str], most: int) -> list[Row]:
    """Those that last first, then the newest."""
    query = (
        select(outages)
        .where(outages.c.office.in_(codes))
        .order_by(outages.c.ended_at.is_not(None), outages.c.began_at.desc())
        .limit(most)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def seconds(
    connection: Connection, codes: Sequence[str], since: datetime, until: datetime
) -> list[Row]:
    """Office and cause -> how long within the stretch, and how often."""
    fits = (
        outages.c.office.in_(codes),
        outages.c.began_at < stamp(until),
        or_(outages.c.ended_at.is_(None), outages.c.ended_at > stamp(since)),
    )
    found: dict[tuple[str, str], list[Pause]] = {}
    for row in connection.execute(select(outages).where(*fits)).mappings():
        begin = max(datetime.fromisoformat(row["began_at"]), since)
        end = datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None
        found.setdefault((row["office"], row["cause"]), []).append(Pause(begin, end))
    return [
        {
            "office": office,
            "cause": cause,
            "times": len(pauses),
            "seconds": int(sum((end - at).total_seconds() for at, end in united(pauses, until))),
        }
        for (office, cause), pauses in sorted(found.items())
    ]
