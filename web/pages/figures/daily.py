"""The figures of a stretch of days, gathered once for the page and for the report."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.deciding import stamp
from application.language import _
from projections.figures import outages, service, stuck
from projections.figures import queries as figures
from projections.figures.queries import Window
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from web.house import House
from web.pages.figures.asked import Span
from web.pages.figures.wording import CAUSES, WHAT, lasted, percent
from web.pages.lasting import days_of, tone_of
from web.signed_in import Me
from web.words import OUTAGES, SPOIL_CAUSES, SUPPLIES, age, kind_word, stock_word, when

Row = dict[str, Any]
LIST = "/kinerja/daftar"
FULL = 100
"""Percent of the width of a chart."""

LONGEST = 62
"""Days that a chart has a line for."""

MOST_WORKED = 400


def scene_of(house: House, connection: Connection, me: Me) -> stuck.Scene:
    waiting = queue.Waiting(
        now=stamp(house.centre.clock.now()),
        blanks=queue.blanks_at(connection),
        frozen=frozenset(people.frozen(connection, "print")),
        policies=people.classes(connection, me.today),
    )
    return stuck.Scene(waiting=waiting, today=me.today)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """Where figures are read from, and for whom."""

    house: House
    connection: Connection
    me: Me
    span: Span

    @property
    def window(self) -> Window:
        return self.span.window

    def sheet(self) -> Row:
        """The daily sheet: sums by place, and all together."""
        sums = figures.sums(self.connection, self.window)
        rows = [self._line(self.span.at(code), sums, [code]) for code in self.window.offices]
        return {
            "total": self._line(self.span, sums, self.window.offices),
            "rows": [row for row in rows if any(cell["count"] for cell in row["cells"])],
        }

    def _line(self, span: Span, sums: list[Row], offices: Any) -> Row:
        cells = []
        for what in WHAT:
            fits = [row for row in sums if row["what"] == what and row["office"] in offices]
            count = sum(row["count"] for row in fits)
            cells.append({"what": what, "count": count, "to": span.address(LIST, angka=what)})
        return {"office": span.place, "place": self._place(span.place), "cells": cells}

    def _place(self, code: str) -> str:
        return self.me.office_name(code) if code else _("Semua tempat")

    def days(self) -> list[Row]:
        """Printed by day, to scale, for a stretch that a chart can show."""
        since, until = (date.fromisoformat(day) for day in (self.window.since, self.window.until))
        number = (until - since).days + 1
        if number > LONGEST:
            return []
        printed = figures.by_day(self.connection, self.window, "printed")
        most = max(printed.values(), default=0)
        found = []
        for at in range(number):
            day = (since + timedelta(days=at)).isoformat()
            count = printed.get(day, 0)
            found.append({
                "day": day,
                "count": count,
                "width": round(FULL * count / most, 2) if most else 0,
                "today": day == self.me.today,
                "to": self.span.address(LIST, angka="printed", sejak=day, hingga=day),
            })  # fmt: skip
        return [row for row in found if row["count"] or number == 1]

    def times(self) -> list[Row]:
        """From complete to printed and to handed over: half and nine of ten took no longer."""
        found = []
        words = {
            "printed": _("Dari lengkap sampai dicetak"),
            "handed_over": _("Dari lengkap sampai diserahkan"),
        }
        for what, word in words.items():
            histogram = figures.minutes(self.connection, self.window, what)
            half, most = figures.at_rank(histogram, 50), figures.at_rank(histogram, 90)
            found.append({
                "what": what,
                "word": word,
                "count": sum(histogram.values()),
                "median": half,
                "p90": most,
                "median_said": lasted(half),
                "p90_said": lasted(most),
                "to": self.span.address(LIST, angka=what),
            })  # fmt: skip
        return found

    def stuck(self) -> list[Row]:
        """Now, whatever the days: what does not go on, by cause, and where."""
        scene = scene_of(self.house, self.connection, self.me)
        groups = stuck.groups(self.connection, self.window.offices, scene)
        found = []
        for cause in stuck.CAUSES:
            own = [group for group in groups if group.cause == cause]
            if not own:
                continue
            places: dict[str, int] = {}
            for group in own:
                places[group.office] = places.get(group.office, 0) + group.count
            found.append({
                "cause": cause,
                "word": _(CAUSES[cause]),
                "count": sum(places.values()),
                "to": self.span.address(LIST, angka="stuck", rinci=cause),
                "places": [
                    {
                        "place": self.me.office_name(code),
                        "count": count,
                        "to": self.span.at(code).address(LIST, angka="stuck", rinci=cause),
                    }
                    for code, count in sorted(places.items())
                    if count
                ],
            })  # fmt: skip
        return [row for row in found if row["count"]]

    def clock(self) -> Row:
        """Of what was printed within the days, and of what runs now."""
        sums = figures.sums(self.connection, self.window)
        printed = {
            detail: sum(
                row["count"] for row in sums if row["what"] == "printed" and row["detail"] == detail
            )
            for detail in ("in_time", "late")
        }
        now = self.house.centre.clock.now()
        running = service.clocks(self.connection, self.window.offices, now)
        oldest = min((one.oldest for one in running if one.oldest), default=None)
        to = self.span.address
        return {
            "printed": [
                {"detail": detail, "count": count, "to": to(LIST, angka="printed", rinci=detail)}
                for detail, count in printed.items()
            ],
            "running": sum(one.count for one in running),
            "running_to": to(LIST, angka="running"),
            "late": sum(one.late for one in running),
            "late_to": to(LIST, angka="running", rinci="late"),
            "oldest": oldest,
            "oldest_age": age(oldest, now) if oldest else "",
            "oldest_when": when(oldest, self.me.zone) if oldest else "",
        }

    def overdue(self, limit: int, offset: int = 0, *, late: bool = True) -> list[Row]:
        """Clocks that run, the longest complete first, each with why it is not printed."""
        now = self.house.centre.clock.now()
        rows = service.listed(
            self.connection, self.window.offices, now, late=late, limit=limit, offset=offset
        )
        scene = scene_of(self.house, self.connection, self.me)
        why = stuck.causes_of(self.connection, [row["document"] for row in rows], scene)
        return [
            {
                "document": row["document"],
                "receipt": row["receipt"],
                "kind": kind_word(row["kind"]),
                "place": self.me.office_name(row["office"]),
                "since": when(row["complete_since"], self.me.zone),
                "ran": lasted(row["ran"] // 60),
                "why": _cause(why[row["document"]]),
                "to": f"/antrean/{row['document']}",
            }
            for row in rows
        ]

    def outages(self) -> list[Row]:
        """Hours without power, link, centre or machines within the days, by place and cause."""
        zone, now = ZoneInfo(self.me.zone), self.house.centre.clock.now()
        first, last = (date.fromisoformat(day) for day in (self.window.since, self.window.until))
        since = datetime.combine(first, time(), zone)
        until = min(datetime.combine(last + timedelta(days=1), time(), zone), now)
        rows = outages.seconds(self.connection, self.window.offices, since, until)
        return [
            {
                **row,
                "what": _(OUTAGES.get(row["cause"], str(row["cause"]))),
                "place": self.me.office_name(row["office"]),
                "lasted": lasted(row["seconds"] // 60),
            }
            for row in rows
        ]

    def printers(self) -> list[Row]:
        """Attempts that began within the days, and how many blanks each printer spoiled."""
        known = {row["station"]: row for row in stations.ever(self.connection, self.window.offices)}
        tried = figures.by_printer(
            self.connection, sorted(known), self.window.since, self.window.until
        )
        printers = sorted({(row["station"], row["printer"]) for row in tried})
        return [self._printer(known[station], printer, tried) for station, printer in printers]

    def _printer(self, station: Row, printer: str, tried: list[Row]) -> Row:
        mine = (station["station"], printer)
        own = [row for row in tried if (row["station"], row["printer"]) == mine]
        spoiled = [row for row in own if row["outcome"] == "spoiled"]
        count, bad = (sum(row["count"] for row in rows) for rows in (own, spoiled))
        named = f"{station['station']}:{printer}"
        address = self.span.address(LIST, angka="attempts", printer=named)
        causes = {row["cause"]: row["count"] for row in spoiled}
        return {
            "printer": printer,
            "station": station["name"],
            "place": self.me.office_name(station["office"]),
            "attempts": count,
            "to": address,
            "spoiled": bad,
            "spoiled_to": f"{address}&rinci=spoiled",
            "share": 10_000 * bad // count if count else None,
            "share_said": percent(10_000 * bad // count) if count else "",
            "causes": [
                {
                    "cause": cause,
                    "word": _(SPOIL_CAUSES.get(cause, cause)) or _("tanpa sebab"),
                    "count": number,
                    "to": f"{address}&rinci=spoiled&sebab={cause}" if cause else "",
                }
                for cause, number in sorted(causes.items())
            ],
            "open": sum(row["count"] for row in own if row["outcome"] in ("open", "unknown")),
        }

    def stock(self) -> list[Row]:
        """Days that the blanks last by the use of the last working days, the scarcest first."""
        offices = self.window.offices
        usable = figures.usable(self.connection, offices)
        worked = figures.worked_days(self.connection, self.me.today) or [self.me.today]
        stretch = Window(offices=offices, since=min(worked), until=max(worked))
        used = figures.used(self.connection, stretch)
        tomorrow = (date.fromisoformat(self.window.until) + timedelta(days=1)).isoformat()
        days = figures.worked_days(self.connection, tomorrow, self.window.since, MOST_WORKED)
        empty = figures.empty_days(self.connection, offices, days)
        rows = []
        for (office, kind), left in usable.items():
            use = used.get((office, kind), 0)
            lasts = days_of(left, use, len(worked))
            here = self.span.at(office)
            none = empty.get((office, kind), [])
            span = {"sejak": stretch.since, "hingga": stretch.until}
            rows.append({
                "office": office,
                "place": self.me.office_name(office),
                "kind": kind,
                "kind_word": stock_word(kind),
                "usable": left,
                "usable_to": "/pita" if kind in SUPPLIES else "/blangko",
                "used": use,
                "used_to": here.address(LIST, angka="used", jenis=kind, **span),
                "worked": len(worked),
                "days_left": lasts,
                "tone": tone_of(lasts),
                "empty": len(none),
                "empty_days": none,
                "empty_of": len(days),
                "empty_to": here.address(LIST, angka="empty", jenis=kind),
            })  # fmt: skip
        return sorted(rows, key=_scarcest)


def _cause(code: str) -> str:
    return _(CAUSES[code])


def _scarcest(row: Row) -> tuple[bool, float, str, str]:
    left = row["days_left"]
    return left is None, left or 0, row["office"], row["kind"]
