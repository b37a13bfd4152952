"""The figures of the day at the station, by its own journal; the centre may be gone.

The day begins with its first shift: order is by the journal, for the clock may be wrong.
"""

import json
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from application.station_link.desk import DayFigures
from application.station_link.forms import AssignmentForm
from domain.stations import facts as f
from workers.station.daemon import Station, is_jammed
from workers.station.store import Store

Attempt = tuple[str, str]
"""Print job and name."""

FIRST_OF_THE_DAY = (
    "SELECT MIN(seq) AS seq FROM entries WHERE json_extract(text,'$.kind')=? "
    "AND json_extract(text,'$.body.date')=?"
)
OUTCOMES = (f.AttemptPrinted.KIND, f.AttemptSpoiled.KIND, f.AttemptSeen.KIND)
SINCE = (
    "SELECT seq, text FROM entries WHERE seq>? AND json_extract(text,'$.kind') IN (?,?,?) "
    "ORDER BY seq"
)


@dataclass
class _Day:
    """What came of attempts on one day, read up to an entry of the journal."""

    date: str
    read: int
    outcomes: dict[Attempt, str] = field(default_factory=dict)


class Figures:
    """Reads each entry once. Asked by many threads of the page."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._day: _Day | None = None
        self._lock = Lock()

    def today(self) -> DayFigures:
        doubtful = self._doubtful()
        with self._lock:
            outcomes = self._outcomes(self._station.today)
        known = [came for attempt, came in outcomes.items() if attempt not in doubtful]
        return DayFigures(
            printed=known.count("printed"), spoiled=known.count("spoiled"), doubtful=len(doubtful)
        )

    def _outcomes(self, date: str) -> dict[Attempt, str]:
        """Copied: the next thread reads on."""
        store = self._station.store
        if not date or store.meta("shift_date") != date:
            return {}
        if self._day is None or self._day.date != date:
            first = store.one(FIRST_OF_THE_DAY, f.ShiftOpened.KIND, date)
            if first is None or first["seq"] is None:
                return {}
            self._day = _Day(date, first["seq"])
        for row in store.all(SINCE, self._day.read, *OUTCOMES):
            self._day.read = row["seq"]
            body = json.loads(row["text"])["body"]
            self._day.outcomes[body["print_job"], body["attempt"]] = _came(body)
        return dict(self._day.outcomes)

    def _doubtful(self) -> frozenset[Attempt]:
        """What waits for a look here, or for a second person as far as the station knows."""
        store = self._station.store
        rows = store.all("SELECT * FROM attempts WHERE state IN ('open','unknown')")
        waiting = {_named(row) for row in rows if row["state"] == "unknown" or is_jammed(row)}
        seen = {
            _named(row)
            for row in store.all("SELECT print_job, attempt FROM attempts WHERE state='seen'")
        }
        if seen:
            waiting |= seen & _unsettled(store, self._station.assignment)
        return frozenset(waiting)


def _came(body: dict[str, Any]) -> str:
    """A printed fact has neither cause nor look; what is neither printed nor spoiled is ''."""
    seen = body.get("seen")
    if seen is not None:
        return {"good": "printed", "spoiled": "spoiled"}.get(seen, "")
    return "spoiled" if body.get("cause") else "printed"


def _named(row: Any) -> Attempt:
    return row["print_job"], row["attempt"]


def _unsettled(store: Store, wanted: AssignmentForm | None) -> set[Attempt]:
    """By the centre's last word; a look that it had not heard by then is not settled either."""
    heard = wanted.get("reported", wanted["covered"]) if wanted else 0
    unheard = store.all(
        "SELECT json_extract(text,'$.body.print_job') AS print_job, "
        "json_extract(text,'$.body.attempt') AS attempt FROM entries "
        "WHERE seq>? AND json_extract(text,'$.kind')=?",
        heard,
        f.AttemptSeen.KIND,
    )
    told = wanted["attempts"] if wanted else []
    return {_named(row) for row in unheard} | {
        (str(one["print_job"]), str(one["attempt"])) for one in told
    }
