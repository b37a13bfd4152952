"""The head's figures against the log counted by hand, over random weeks; rebuild equals live."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from application.registry.decoder import decode
from domain.figures.service_clock import Pause
from domain.offices.state import office_id
from projections.figures import queries as figures
from projections.figures import service
from projections.figures.projector import FIGURES
from projections.figures.queries import Behind, Window
from projections.people import queries as people
from projections.rebuild import Rebuilder
from projections.stock import queries as stock
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office
from tests.support.weeks import random_weeks

EVERYWHERE = [DINAS, CURUG, KELAPA_DUA]
ALWAYS = Window(offices=EVERYWHERE, since="2000-01-01", until="2999-12-31")
AFTER = {
    ("incomplete", "completed"): "complete",
    ("complete", "approved"): "approved",
    ("approved", "approval_undone"): "complete",
    ("complete", "returned"): "incomplete",
    ("approved", "returned"): "incomplete",
    ("approved", "printed"): "printed",
    ("approved", "withdrawn"): "withdrawn",
    ("printed", "inspection_failed"): "approved",
    ("printed", "handed_over"): "handed_over",
}
DAY = timedelta(days=1)


@dataclass
class Paper:
    office: str
    stage: str = "incomplete"
    complete: datetime | None = None


@dataclass
class Counted:
    """The log, told again in the plainest way."""

    sums: Counter[tuple[str, ...]] = field(default_factory=Counter)
    spans: dict[str, list[int]] = field(default_factory=lambda: {"printed": [], "handed_over": []})
    papers: dict[str, Paper] = field(default_factory=dict)
    freezes: list[tuple[str, datetime, datetime | None]] = field(default_factory=list)
    closing: dict[str, dict[str, int]] = field(default_factory=dict)
    usable: Counter[str] = field(default_factory=Counter)
    attempts: dict[tuple[str, str], str] = field(default_factory=dict)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> str:
    return (when(text) + timedelta(hours=7)).date().isoformat()


def stood(counted: Counted, office: str, since: datetime, until: datetime) -> timedelta:
    """Second by second would be too slow: minute marks of each freeze, without overlaps."""
    marks = sorted(
        {since, until}
        | {at for _, begin, end in counted.freezes for at in (begin, end) if at is not None}
    )
    total = timedelta()
    for begin, end in pairwise(marks):
        inside = since <= begin and end <= until
        frozen = any(
            place in (office, office[:4]) and start <= begin and (stop is None or end <= stop)
            for place, start, stop in counted.freezes
        )
        total += end - begin if inside and frozen else timedelta()
    return total


def tell(counted: Counted, topic: str, stream: str, e: dict[str, Any]) -> None:
    kind, _, name = topic.partition(".")
    if kind == "document":
        _document(counted, stream, name, e)
    elif kind == "office" and name in ("frozen", "resumed"):
        _freeze(counted, stream, name, e)
    elif kind == "blank_box" and "moved_from" in e:
        _move(counted, e)
    elif kind == "print_job" and name == "attempt_started":
        counted.attempts[stream, e["attempt"]] = day(e["recorded_at"])


def _document(counted: Counted, stream: str, name: str, e: dict[str, Any]) -> None:
    at = day(e["recorded_at"])
    if name == "requested":
        counted.papers[stream] = Paper(e["office"])
        counted.sums["requested", at, e["office"], ""] += 1
        return
    paper = counted.papers[stream]
    after = AFTER.get((paper.stage, name))
    if after is None:
        return
    paper.stage = after
    if name == "completed":
        paper.complete = when(e["recorded_at"])
    detail = ""
    if name in counted.spans and paper.complete:
        end = when(e["recorded_at"] if name == "handed_over" else e["occurred_at"])
        counted.spans[name].append(int((end - paper.complete) / timedelta(minutes=1)))
        ran = end - paper.complete - stood(counted, paper.office, paper.complete, end)
        detail = ("late" if ran > DAY else "in_time") if name == "printed" else ""
    if name in ("completed", "approved", "returned", *counted.spans):
        counted.sums[name, at, paper.office, detail] += 1


def _freeze(counted: Counted, stream: str, name: str, e: dict[str, Any]) -> None:
    place = next(code for code in EVERYWHERE if office_id(code) == stream)
    open_ones = [one for one in counted.freezes if one[0] == place and one[2] is None]
    goes_on = name == "frozen" and "print" in e["scope"]
    if open_ones and not goes_on:
        counted.freezes.remove(open_ones[0])
        counted.freezes.append((place, open_ones[0][1], when(e["recorded_at"])))
    if goes_on and not open_ones:
        counted.freezes.append((place, when(e["recorded_at"]), None))


def _move(counted: Counted, e: dict[str, Any]) -> None:
    at = day(e["recorded_at"])
    to = e.get("to_office") or e["office"]
    for place, office, sign in ((e["moved_from"], e["office"], -1), (e["moved_to"], to, 1)):
        if place in ("on_shelf", "at_station"):
            counted.usable[office] += sign * e["count"]
            counted.closing.setdefault(office, {})[at] = counted.usable[office]
    if e["moved_to"] in ("printed", "spoiled") and e["moved_from"] != "printed":
        counted.sums["used", at, e["office"], e["moved_to"]] += e["count"]


def told(office: Office) -> Counted:
    counted = Counted()
    for row in office.rows():
        tell(counted, row.topic, row.stream, decode(row.topic, row.state))
    return counted


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_figure_is_what_the_log_says(office: Office, seed: int) -> None:
    print(f"seed {seed}")
    random_weeks(office, seed)
    office.installation.runner.run_once()
    counted = told(office)
    with office.installation.views.connect() as connection:
        _sums(connection, counted)
        _spans(connection, counted)
        _printers(connection, office, counted)
        _shelves(connection, counted)
        _clocks(connection, office, counted)
        _behind(connection, counted)
    rebuilt = Rebuilder(office.installation.views, office.installation.log, office.centre.keys).run(
        FIGURES, swap=False
    )

    assert rebuilt.equal
    assert {"late", "in_time", "printed", "spoiled"} <= {detail for *_, detail in counted.sums}
    assert counted.freezes
    assert any(counted.spans.values())


def _sums(connection: Connection, counted: Counted) -> None:
    days = sorted({key[1] for key in counted.sums})
    for since, until in ((days[0], days[-1]), (days[1], days[-2]), (days[2], days[2])):
        window = Window(offices=EVERYWHERE, since=since, until=until)
        expected: Counter[tuple[str, ...]] = Counter()
        for (what, at, office, detail), count in counted.sums.items():
            if since <= at <= until:
                expected[what, office, detail] += count
        rows = figures.sums(connection, window)

        assert expected == {
            (row["what"], row["office"], row["detail"]): row["count"] for row in rows
        }
    printed: Counter[str] = Counter()
    for (what, at, _, _), count in counted.sums.items():
        printed[at] += count if what == "printed" else 0
    assert {at: n for at, n in printed.items() if n} == figures.by_day(
        connection, ALWAYS, "printed"
    )


def _spans(connection: Connection, counted: Counted) -> None:
    for what, minutes in counted.spans.items():
        histogram = figures.minutes(connection, ALWAYS, what)

        assert Counter(minutes) == histogram
        for percent in (50, 90):
            rank = ceil(percent * len(minutes) / 100)
            expected = sorted(minutes)[rank - 1] if minutes else None
            assert expected == figures.at_rank(histogram, percent)


def _printers(connection: Connection, office: Office, counted: Counted) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for (job, name), at in counted.attempts.items():
        expected[at, office.job(job).attempts[name].outcome.value] += 1
    found: Counter[tuple[str, str]] = Counter()
    for at in {at for at, _ in expected}:
        for row in figures.by_printer(connection, [office.station], at, at):
            found[at, row["outcome"]] += row["count"]
            listed = figures.tried(
                connection,
                [office.station],
                (at, at),
                {"printer": row["printer"], "outcome": row["outcome"], "cause": row["cause"]},
            )
            assert row["count"] == len(listed)

    assert expected == found


def _shelves(connection: Connection, counted: Counted) -> None:
    usable: Counter[str] = Counter()
    for row in stock.by_office(connection):
        usable[row["office"]] += row["on_shelf"] + row["at_station"]
    found = figures.usable(connection, EVERYWHERE)

    assert dict(usable) == {office: count for (office, _), count in found.items()}
    days = sorted({key[1] for key in counted.sums})
    for office, closings in counted.closing.items():
        empty = [
            at for at in days if any(d <= at for d in closings)
            and closings[max(d for d in closings if d <= at)] == 0
        ]  # fmt: skip
        assert empty == figures.empty_days(connection, EVERYWHERE, days)[office, "ktp_el"]
    last = Window(offices=EVERYWHERE, since=days[0], until=days[-1])
    used = sum(n for key, n in counted.sums.items() if key[0] == "used")
    assert used == sum(figures.used(connection, last).values())


def _clocks(connection: Connection, office: Office, counted: Counted) -> None:
    now = office.clock.now()
    waiting = [one for one in counted.papers.values() if one.stage in ("complete", "approved")]
    late = [
        one
        for one in waiting
        if one.complete and now - one.complete - stood(counted, one.office, one.complete, now) > DAY
    ]
    running = service.clocks(connection, EVERYWHERE, now)
    listed = service.listed(connection, EVERYWHERE, now, late=True, limit=999)

    assert len(waiting) == sum(one.count for one in running)
    assert len(late) == sum(one.late for one in running) == len(listed)
    assert [] == [row for row in listed if row["ran"] < DAY.total_seconds()]
    for code, pauses in service.pauses(connection, EVERYWHERE).items():
        expected = [
            Pause(begin, end) for place, begin, end in counted.freezes if place in (code, code[:4])
        ]
        assert sorted(map(str, expected)) == sorted(map(str, pauses))
    assert people.office_list(connection)


def _behind(connection: Connection, counted: Counted) -> None:
    for (what, at, office, detail), count in counted.sums.items():
        window = Window(offices=[office], since=at, until=at)
        asked = Behind(window=window, what=what, detail=detail)
        rows = figures.behind(connection, asked, 999)

        assert count == sum(row["count"] for row in rows)
        assert (count, len(rows)) == figures.behind_sum(connection, asked)


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 5)), st.integers(1, 100))
def test_a_rank_is_that_of_the_values_in_a_row(histogram: dict[int, int], percent: int) -> None:
    row: Sequence[int] = [v for v, n in sorted(histogram.items()) for _ in range(n)]
    expected = row[ceil(percent * len(row) / 100) - 1] if row else None

    assert expected == figures.at_rank(histogram, percent)
