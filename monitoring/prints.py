"""Attempts by outcome and how long they took, counted from the log as it grows."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from prometheus_client import Counter, Histogram
from prometheus_client.core import Metric

from application.registry.decoder import decode
from application.registry.reader import LogReader, Stored

T = TypeVar("T")
OUTCOMES = {
    "print_job.attempt_printed": "printed",
    "print_job.attempt_spoiled": "spoiled",
    "print_job.attempt_unknown": "unknown",
    "print_job.attempt_settled": "settled",
}
STARTED = "print_job.attempt_started"
QUEUED = "print_job.queued"
BUCKETS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300)
MOST_JOBS = 100_000
"""Jobs remembered for their kind and start; the oldest are forgotten."""


class Prints:
    """Follows the log from where it stood when the process began: counters start at 0."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._lock = Lock()
        self._position: int | None = None
        self._kinds: dict[str, str] = {}
        self._started: dict[str, datetime] = {}
        self._total = Counter(
            "terbit_prints", "Attempts by outcome", ["kind", "outcome"], registry=None
        )
        self._seconds = Histogram(
            "terbit_print_duration_seconds",
            "From the start of an attempt to a good card or sheet, by the station's clock",
            ["kind"],
            buckets=BUCKETS,
            registry=None,
        )

    def collect(self) -> Iterator[Metric]:
        self.catch_up()
        yield from self._total.collect()
        yield from self._seconds.collect()

    def catch_up(self) -> None:
        """What was saved since the last call; the first call only remembers where the log is."""
        with self._lock:
            self._catch_up()

    def _catch_up(self) -> None:
        reader = LogReader(self._log)
        try:
            if self._position is None:
                self._position = reader.last()
            while page := reader.page(self._position):
                for stored in page:
                    self._take(stored)
                self._position = page[-1].position
        finally:
            reader.close()

    def _take(self, stored: Stored) -> None:
        if stored.topic == QUEUED:
            _remember(self._kinds, stored.stream, decode(stored.topic, stored.state)["kind"])
        elif stored.topic == STARTED:
            _remember(self._started, stored.stream, _moment(stored))
        elif stored.topic in OUTCOMES:
            kind = self._kinds.get(stored.stream, "other")
            self._total.labels(kind, OUTCOMES[stored.topic]).inc()
            begun = self._started.pop(stored.stream, None)
            if begun is not None and OUTCOMES[stored.topic] == "printed":
                seconds = (_moment(stored) - begun).total_seconds()
                self._seconds.labels(kind).observe(max(0.0, seconds))


def _moment(stored: Stored) -> datetime:
    text: str = decode(stored.topic, stored.state)["occurred_at"]
    return datetime.fromisoformat(text)


def _remember(known: dict[str, T], key: str, value: T) -> None:
    if len(known) >= MOST_JOBS:
        del known[next(iter(known))]
    known[key] = value
