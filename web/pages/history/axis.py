"""The events of a story as dots on one line of time; each is a way to that moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from projections.history.moments import Moment
from web.pages.history.asked import Asked

Row = dict[str, Any]
LEAST = 2


def axis(rows: Sequence[Row], at: Moment, wanted: Asked, base: str) -> Row | None:
    """Places in percent by the time of recording; None where there is nothing to choose from."""
    if len(rows) < LEAST:
        return None
    times = [datetime.fromisoformat(row["fields"]["recorded_at"]) for row in rows]
    first, last = min(times), max(times)
    whole = (last - first).total_seconds()
    dots = [
        {
            "x": round(100 * (time - first).total_seconds() / whole, 2) if whole else 50.0,
            "later": row["later"],
            "here": row["position"] == at.position,
            "said": f"{row['when']}: {row['sentence']}",
            "to": wanted.address(
                base, waktu=None, sebelum=None, sampai=row["position"], lihat=row["position"]
            ),
        }
        for row, time in zip(rows, times, strict=True)
    ]
    reached = [dot["x"] for dot in dots if not dot["later"]]
    by_time = sorted(rows, key=lambda row: row["fields"]["recorded_at"])
    return {
        "dots": sorted(dots, key=lambda dot: dot["x"]),
        "reached": max(reached, default=0),
        "first": by_time[0]["when"],
        "last": by_time[-1]["when"],
    }
