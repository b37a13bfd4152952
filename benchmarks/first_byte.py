"""From approval to the first byte of the insert command on the serial line, idle, no undo."""

import socket
from pathlib import Path
from threading import Event
from time import perf_counter

from benchmarks.measure import Figure, percentile
from domain.event import StreamId
from printers.driver import Transport
from printers.transports.serial import open_serial
from terbit.station_wiring import Wired
from tests.support.emulators import CardEmulator
from tests.support.live import centre, enrolled_station, free_port, until
from tests.support.office import Office

CARDS = 60
P50_MS, P99_MS = 150.0, 400.0
INSERT = b"\x1bSi"


class Noting:
    """A transport that notes when the insert command is handed to the line."""

    def __init__(self, inner: Transport, seen: list[float], gate: Event) -> None:
        self._inner, self._seen, self._gate = inner, seen, gate

    def send(self, data: bytes) -> None:
        if data.startswith(INSERT):
            self._seen.append(perf_counter())
            self._gate.set()
        self._inner.send(data)

    def receive(self, timeout_s: float) -> bytes:
        return self._inner.receive(timeout_s)

    def close(self) -> None:
        self._inner.close()


def run(folder: Path) -> list[Figure]:
    office = Office(folder / "first-byte", live=True)
    port = free_port()
    seen: list[float] = []
    gate = Event()

    def noting(url: str) -> Transport:
        return Noting(open_serial(url), seen, gate)

    with CardEmulator(folder / "printer") as emulator, centre(office, port) as house:
        wired = enrolled_station(office, house, folder / "station", port, emulator, noting)
        office.open_box()
        emulator.control("load", serials=[f"{74120001 + n}" for n in range(100)])
        documents = [office.complete() for _ in range(CARDS)]
        _start(office, wired)
        times = [_one(office, document, seen, gate) for document in documents]
        wired.station.stop()
        wired.link.close()
        wired.store.close()
    office.close()
    return [_figure(times)]


def _start(office: Office, wired: Wired) -> None:
    """A shift is open and the station waits for work."""
    office.installation.runner.run_once()
    wired.station.start()
    until(lambda: wired.desk.view().operators, "the assignment")
    wired.desk.open_shift(office.staff.operator.staff, "123456")
    until(lambda: _shift_is_open(wired), "the shift")


def _shift_is_open(wired: Wired) -> bool:
    wanted = wired.station.assignment
    return wanted is not None and wanted["shift_open"]


def _one(office: Office, document: StreamId, seen: list[float], gate: Event) -> float:
    """Milliseconds; the next begins only when the printer is idle again."""
    gate.clear()
    start = perf_counter()
    job = office.approve(document)
    if not gate.wait(30):
        raise RuntimeError("no insert command within 30 s")
    until(lambda: office.job(job).status == "printed", "the card")
    return (seen[-1] - start) * 1000


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
