"""Metrics of the centre, read from its views at each scrape: no label names a person or a job."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine, func, select

from application.registry.reader import LogReader
from domain.stock.places import SOURCES, Place
from monitoring.prints import Prints
from projections.queue_board.tables import jobs
from projections.runner import BatchRunner
from projections.stations import queries as stations
from projections.stock import queries as stock

WAITING = ("pending", "held", "awaiting_reprint")
QUIET_SECONDS = 60
"""A station that has not polled for so long counts as not connected."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What a station last said of itself."""

    at: datetime
    outbox: int
    last_seq: int


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where the figures come from."""

    views: Engine
    runner: BatchRunner
    log: Path
    now: Callable[[], datetime]
    heard: Callable[[], Mapping[str, Heard]]
    """Station -> its last word; a station that never spoke is missing."""


class CentreCollector(Collector):
    def __init__(self, sources: Sources, prints: Prints) -> None:
        self._from = sources
        self._prints = prints

    def collect(self) -> Iterator[Metric]:
        yield from self._prints.collect()
        with self._from.views.connect() as connection:
            yield from _queue(connection, self._from.now())
            yield from _blanks(connection)
            yield from _discrepancies(connection)
            yield from self._stations(connection)
        yield from self._views()

    def _stations(self, connection: Connection) -> Iterator[Gauge]:
        connected = Gauge(
            "terbit_station_connected", "1 when it polled within a minute", labels=["station"]
        )
        outbox = Gauge(
            "terbit_station_outbox", "Journal entries not sent, as it last said", labels=["station"]
        )
        lost = Gauge(
            "terbit_station_lost_entries",
            "Journal entries held here that it has not itself, as it last said",
            labels=["station"],
        )
        heard = self._from.heard()
        for row in stations.listed(connection):
            word = heard.get(row["station"])
            quiet = word is None or (self._from.now() - word.at).total_seconds() > QUIET_SECONDS
            connected.add_metric([row["name"]], 0 if quiet else 1)
            if word is not None:
                outbox.add_metric([row["name"]], word.outbox)
            if word is not None and not quiet:
                # Its word is older than what it sent since, by less than QUIET_SECONDS.
                lost.add_metric([row["name"]], max(0, row["covered"] - word.last_seq))
        yield from (connected, outbox, lost)

    def _views(self) -> Iterator[Gauge]:
        reader = LogReader(self._from.log)
        last = reader.last()
        reader.close()
        lag = Gauge("terbit_projection_lag_events", "Positions behind the log", labels=["view"])
        stopped = Gauge(
            "terbit_projection_stopped", "1 when an event cannot be applied", labels=["view"]
        )
        for at in self._from.runner.progress():
            lag.add_metric([at.view], max(0, last - at.position))
            stopped.add_metric([at.view], 1 if at.stopped else 0)
        events = Gauge("terbit_events", "The last position of the log", value=last)
        yield from (lag, stopped, events)


def _queue(connection: Connection, now: datetime) -> Iterator[Gauge]:
    found = Gauge("terbit_print_jobs", "Print jobs", labels=["office", "kind", "state"])
    unknown = Gauge(
        "terbit_print_outcome_unknown", "Jobs that wait for a person's look", labels=["office"]
    )
    by = (jobs.c.office, jobs.c.kind, jobs.c.status)
    doubtful: dict[str, int] = {}
    for office, kind, status, count in connection.execute(select(*by, func.count()).group_by(*by)):
        found.add_metric([office, kind, status], count)
        doubtful[office] = doubtful.get(office, 0) + (count if status == "unknown" else 0)
    for office, count in doubtful.items():
        unknown.add_metric([office], count)
    oldest = Gauge(
        "terbit_print_oldest_seconds", "Age of the oldest job that waits", labels=["office"]
    )
    query = (
        select(jobs.c.office, func.min(jobs.c.queued_at))
        .where(jobs.c.status.in_(WAITING))
        .group_by(jobs.c.office)
    )
    for office, since in connection.execute(query):
        oldest.add_metric([office], (now - datetime.fromisoformat(since)).total_seconds())
    yield from (found, unknown, oldest)


def _blanks(connection: Connection) -> Iterator[Gauge]:
    held = Gauge("terbit_blanks", "Blanks by place", labels=["office", "kind", "batch", "state"])
    difference = Gauge(
        "terbit_blanks_difference",
        "received + transferred_in less all places; must be 0",
        labels=["office", "kind", "batch"],
    )
    for row in stock.by_office(connection):
        labels = [row["office"], row["kind"], row["batch"]]
        for place in Place:
            held.add_metric([*labels, place.value], row[place.value])
        came = sum(row[place.value] for place in SOURCES)
        stands = sum(row[place.value] for place in Place if place not in SOURCES)
        difference.add_metric(labels, came - stands)
    yield from (held, difference)


def _discrepancies(connection: Connection) -> Iterator[Gauge]:
    found = Gauge("terbit_discrepancies_open", "Nobody has closed them", labels=["cause"])
    causes = [row["cause"] for row in stations.open_discrepancies(connection)]
    for cause in sorted(set(causes)):
        found.add_metric([cause], causes.count(cause))
    yield found


def register_centre(registry: CollectorRegistry, sources: Sources) -> None:
    prints = Prints(sources.log)
    prints.catch_up()
    registry.register(CentreCollector(sources, prints))
