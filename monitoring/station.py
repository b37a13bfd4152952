"""Metrics of a station, told by its daemon at each scrape."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector


@dataclass(frozen=True, kw_only=True, slots=True)
class Printer:
    """`trouble`: conditions that keep it from printing, by their IPP words."""

    name: str
    blanks: int
    waits_for_look: bool
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StationReading:
    connected: bool
    outbox: int
    leases: int
    shift_open: bool
    behind: bool
    printers: tuple[Printer, ...] = field(default=())


class StationCollector(Collector):
    def __init__(self, read: Callable[[], StationReading]) -> None:
        self._read = read

    def collect(self) -> Iterator[Gauge]:
        now = self._read()
        yield _one("terbit_station_link_up", "1 when the centre answered last", now.connected)
        yield _one("terbit_station_journal_unsent", "Entries not covered by a receipt", now.outbox)
        yield _one("terbit_station_leases", "Jobs held", now.leases)
        yield _one("terbit_station_shift_open", "1 while a shift is open", now.shift_open)
        yield _one("terbit_station_behind", "1 when an old copy of the data is here", now.behind)
        yield from _printers(now.printers)


def _one(name: str, help_text: str, value: float) -> Gauge:
    return Gauge(name, help_text, value=float(value))


def _printers(printers: tuple[Printer, ...]) -> Iterator[Gauge]:
    blanks = Gauge("terbit_printer_blanks", "Blanks on its stack", labels=["printer"])
    looks = Gauge("terbit_printer_waits_for_look", "1 when it waits", labels=["printer"])
    trouble = Gauge("terbit_printer_trouble", "1 per condition", labels=["printer", "condition"])
    for printer in printers:
        blanks.add_metric([printer.name], printer.blanks)
        looks.add_metric([printer.name], 1 if printer.waits_for_look else 0)
        for condition in printer.trouble:
            trouble.add_metric([printer.name, condition], 1)
    yield from (blanks, looks, trouble)


def register_station(registry: CollectorRegistry, read: Callable[[], StationReading]) -> None:
    registry.register(StationCollector(read))
