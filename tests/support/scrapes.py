"""What a process tells at `/metrics`, read as Prometheus reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from monitoring.relay import RelayReading, register_relay
from monitoring.server import Watching, new_registry
from monitoring.station import Printer, StationReading, register_station
from terbit.watching import watch_centre
from terbit.wiring import make_house
from tests.support.office import Office

READING = StationReading(
    connected=True,
    outbox=3,
    leases=2,
    shift_open=True,
    behind=False,
    printers=(Printer(name="Kartu 1", blanks=7, waits_for_look=True, trouble=("media-empty",)),),
)


def fetched(port: int, path: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def samples(port: int) -> dict[str, list[Any]]:
    """Sample name -> its samples."""
    status, text = fetched(port, "/metrics")
    assert 200 == status, text
    found: dict[str, list[Any]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample)
    return found


@contextmanager
def watched(office: Office, **said: int) -> Iterator[int]:
    """The port of a centre that is watched; `said`: what its station said last."""
    house, _ = make_house(office.installation)
    house.heartbeats[office.station] = {
        "at": office.clock.now(),
        "outbox": 3,
        "last_seq": office.journal.seq,
        **said,
    }
    watching = watch_centre(office.installation, house, 0)
    try:
        yield watching.port
    finally:
        watching.close()


@contextmanager
def watched_station(reading: StationReading = READING) -> Iterator[int]:
    registry = new_registry()
    register_station(registry, lambda: reading)
    watching = Watching(0, registry, {"store": lambda: ""})
    try:
        yield watching.port
    finally:
        watching.close()


@contextmanager
def watched_relay() -> Iterator[int]:
    registry = new_registry()
    reading = RelayReading(behind=3, published=7, failures=1, statuses=2, dead=1)
    register_relay(registry, lambda: reading)
    watching = Watching(0, registry, {"log": lambda: ""})
    try:
        yield watching.port
    finally:
        watching.close()


def names_of_all(folder: Path) -> set[str]:
    """Every sample name of every process, from an office that has printed a card."""
    with watched_station() as port:
        return names_off_the_stations(folder) | set(samples(port))


def names_off_the_stations(folder: Path) -> set[str]:
    """Of the centre and the relay: what a Prometheus beside them can ask."""
    office = Office(folder / "office")
    office.receive("75120001", 10, stated=11)
    with watched(office) as port:
        office.printed_card()
        office.approve(office.complete())
        office.installation.runner.run_once()
        house_names = set(samples(port))
    with watched_relay() as port:
        relay_names = set(samples(port))
    office.close()
    return house_names | relay_names
