"""From approval to the first byte of the insert command on the serial line, idle, no undo."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from time import perf_counter

from benchmarks.measure import Figure, percentile
from domain.event import StreamId
from printers.driver import Transport
from printers.transports.serial import open_serial
from terbit.station_settings import StationConfig
from terbit.station_wiring import Wired, wire
from tests.support.emulators import CardEmulator
from tests.support.live import centre, enrol, free_port, until
from tests.support.office import Office
from web.house import House

CARDS = 60
REST_SECONDS = 0.1
P50_MS, P99_MS = 150.0, 400.0
INSERT = b"\x1bSi"


class Noting:
    """A transport that says when the insert command is handed to the line."""

    def __init__(self, inner: Transport, says: Connection) -> None:
        self._inner, self._says = inner, says

    def send(self, data: bytes) -> None:
        if data.startswith(INSERT):
            self._says.send(perf_counter())
        self._inner.send(data)

    def receive(self, timeout_s: float) -> bytes:
        return self._inner.receive(timeout_s)

    def close(self) -> None:
        self._inner.close()


def run(folder: Path) -> list[Figure]:
    office = Office(folder / "first-byte", live=True)
    port = free_port()
    with CardEmulator(folder / "printer") as emulator, centre(office, port) as house:
        config = enrol(office, house, folder / "station", port, emulator)
        office.open_box()
        emulator.control("load", serials=[f"{74120001 + n}" for n in range(100)])
        documents = [office.complete() for _ in range(CARDS)]
        office.installation.runner.run_once()
        with _station(config, office.staff.operator.staff) as inserts:
            inserts.recv()  # the shift is open
            times = [_one(office, house, document, inserts) for document in documents]
    office.close()
    return [_figure(times)]


@contextmanager
def _station(config: StationConfig, operator: str) -> Iterator[Connection]:
    """A process of its own, as in an office; says the moment of each insert command."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(config, operator, theirs), daemon=True)
    process.start()
    try:
        yield ours
    finally:
        ours.send("stop")
        process.join(30)
        process.kill()


def _work(config: StationConfig, operator: str, says: Connection) -> None:
    """Opens a shift and prints whatever comes until told to stop."""
    wired = wire(config, lambda url: Noting(open_serial(url), says))
    wired.station.start()
    until(lambda: wired.desk.view().operators, "the assignment")
    wired.desk.open_shift(operator, "123456")
    until(lambda: _shift_is_open(wired), "the shift")
    says.send(perf_counter())
    says.recv()
    wired.station.stop()
    wired.link.close()
    wired.store.close()


def _shift_is_open(wired: Wired) -> bool:
    wanted = wired.station.assignment
    return wanted is not None and wanted["shift_open"]


def _one(office: Office, house: House, document: StreamId, inserts: Connection) -> float:
    """Milliseconds; the next begins only when the printer is idle again."""
    start = perf_counter()
    job = office.approve(document)
    house.render_ahead(job)  # as the page does after each approval
    if not inserts.poll(30):
        raise RuntimeError("no insert command within 30 s")
    moment: float = inserts.recv()
    until(lambda: office.job(job).status == "printed", "the card")
    until(lambda: _is_idle(office, house), "an idle office")
    Event().wait(REST_SECONDS)
    return (moment - start) * 1000


def _is_idle(office: Office, house: House) -> bool:
    """Nothing left of the card before: heard, shown, and the station back in its long poll."""
    last = office.position()
    shown = all(at.position >= last for at in house.runner.progress())
    return shown and house.heartbeats[office.station]["outbox"] == 0


def _figure(times: list[float]) -> Figure:
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    loopback = percentile([_round_trip() for _ in range(50)], 0.5)
    return Figure(
        name="approve -> first byte of insert",
        value=f"p50 {p50:.0f} ms, p99 {p99:.0f} ms ({len(times)} cards)",
        limit=f"{loopback:.2f} ms for one loopback round trip",
        share="",
        target=f"p50 < {P50_MS:.0f} ms, p99 < {P99_MS:.0f} ms",
        met=p50 < P50_MS and p99 < P99_MS,
    )


def _round_trip() -> float:
    """Milliseconds of one connection and echo on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        start = perf_counter()
        with socket.create_connection(server.getsockname()) as client:
            peer, _ = server.accept()
            with peer:
                client.sendall(b"x")
                peer.sendall(peer.recv(1))
                client.recv(1)
        return (perf_counter() - start) * 1000
