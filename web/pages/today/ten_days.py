"""Does the office keep up: taken in and printed, day by day, as a picture with its numbers."""

from typing import Any

from sqlalchemy import Connection

from projections.figures import queries as figures
from projections.figures.queries import Window
from web.pages.figures.asked import Span

Row = dict[str, Any]
DAYS = 10
HEIGHT = 84
LIST = "/kinerja/daftar"


def ten_days(connection: Connection, span: Span, today: str) -> list[Row]:
    """Working days and today, oldest first; heights in units of the picture, widths in percent."""
    offices = span.window.offices
    days = [*reversed(figures.worked_days(connection, today, most=DAYS)), today]
    stretch = Window(offices=offices, since=days[0], until=today)
    printed = figures.by_day(connection, stretch, "printed")
    taken = figures.by_day(connection, stretch, "requested")
    most = max(1, *(max(printed.get(day, 0), taken.get(day, 0)) for day in days))
    step = 100 / len(days)
    return [
        {
            "day": day,
            "today": day == today,
            "printed": printed.get(day, 0),
            "taken": taken.get(day, 0),
            "height": round(HEIGHT * printed.get(day, 0) / most, 1),
            "mark": round(HEIGHT * taken.get(day, 0) / most, 1),
            "x": round(at * step, 2),
            "to": span.address(LIST, angka="printed", sejak=day, hingga=day),
        }
        for at, day in enumerate(days)
    ]
