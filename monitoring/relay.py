"""Metrics of the relay, told by its daemon at each scrape."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily as Counter
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.core import Metric
from prometheus_client.registry import Collector


@dataclass(frozen=True, kw_only=True, slots=True)
class RelayReading:
    """`behind`: events that no broker has acknowledged; the rest counts since the start."""

    behind: int
    published: int
    failures: int
    statuses: int
    dead: int


class RelayCollector(Collector):
    def __init__(self, read: Callable[[], RelayReading]) -> None:
        self._read = read

    def collect(self) -> Iterator[Metric]:
        now = self._read()
        yield Gauge("terbit_relay_lag_events", "Not acknowledged by a broker", value=now.behind)
        yield Counter("terbit_relay_published", "Events acknowledged", value=now.published)
        yield Counter("terbit_relay_failures", "Batches that were cut off", value=now.failures)
        yield Counter("terbit_statuses_taken", "Central statuses taken in", value=now.statuses)
        yield Counter("terbit_dead_letters", "Records that could not be taken", value=now.dead)


def register_relay(registry: CollectorRegistry, read: Callable[[], RelayReading]) -> None:
    registry.register(RelayCollector(read))
