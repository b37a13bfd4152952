"""A centre that really listens, and a station that really prints, in this process."""

import os
import socket
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import uvicorn

from domain.event import StreamId
from printers.transports.serial import open_serial
from terbit.station_settings import PrinterConfig, StationConfig
from terbit.station_wiring import OpenLine, Wired, wire
from terbit.wiring import make_house
from tests.support.emulators import CardEmulator
from tests.support.office import CURUG, Office
from web.app import create_app
from web.house import House

SECONDS = 30.0


PORTS = range(61_000, 65_000)
"""Above those that the kernel gives to outgoing connections."""
_given: deque[int] = deque(maxlen=16)


def free_port() -> int:
    """A free loopback port, none of the last ones given: perhaps nobody listens there yet.

    Two processes begin at different ones and stay near there: the port of a server that is just
    being started anew looks free to everybody.
    """
    first = os.getpid() * 31
    for step in range(len(PORTS)):
        port = PORTS[(first + step) % len(PORTS)]
        if port in _given:
            continue
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                probe.close()
                with socket.socket() as taken:
                    try:
                        taken.bind(("127.0.0.1", port))
                    except OSError:
                        continue
                    _given.append(port)
                    return port
    raise RuntimeError("no free port")


def until(true: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
    """Wait for a condition that another process or thread brings about."""
    gate = Event()
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        gate.wait(0.02)
    raise AssertionError(f"waited {seconds} s for: {what}")


@contextmanager
def serving(app: Any, port: int, closing: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Pages on a loopback port until the block ends; `closing` lets go of whoever waits."""
    config = uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started, "the pages to be there")
    try:
        yield
    finally:
        server.should_exit = True
        closing()
        thread.join(SECONDS)


@contextmanager
def centre(office: Office, port: int) -> Iterator[House]:
    """The centre on a loopback port until the block ends."""
    house, projector = make_house(office.installation)
    projector.start()
    try:
        with serving(create_app(house), port, house.news.close):
            yield house
    finally:
        projector.stop(SECONDS)


def enrolled_station(
    office: Office,
    house: House,
    folder: Path,
    port: int,
    emulator: CardEmulator,
    open_line: OpenLine = open_serial,
) -> Wired:
    """A station admitted with one printer, not yet started; its operator has PIN 123456."""
    return wire(enrol(office, house, folder, port, emulator), open_line)


def enrol(
    office: Office, house: House, folder: Path, port: int, emulator: CardEmulator
) -> StationConfig:
    """Admits a station and leaves its folder ready for whoever starts it."""
    return enrol_with(office, house, folder, port, {"Kartu 1": emulator.url})


def enrol_with(
    office: Office, house: House, folder: Path, port: int, printers: dict[str, str]
) -> StationConfig:
    """With printers by name and address."""
    config = StationConfig(
        centre=f"http://127.0.0.1:{port}",
        dir=folder,
        patience_seconds=2,
        printers=[PrinterConfig(name=name, url=url) for name, url in printers.items()],
    )
    wired = wire(config)
    plates: list[dict[str, str | None]] = []
    for name, driver in wired.drivers.items():
        driver.open()
        plate = driver.identity()
        driver.close()
        speaks = "ipp" if printers[name].startswith("ipp:") else "evolis"
        known = {"model": plate.model, "serial": plate.serial, "uuid": plate.uuid}
        plates.append({"printer": name, "driver": speaks, **known})
    admin = office.admin
    code = house.codes.issue(
        "station",
        {
            "office": CURUG,
            "name": "Curug live",
            "staff": admin.staff,
            "person": admin.person or "",
            "posting": admin.posting or "",
        },
        timedelta(minutes=5),
    )
    answer = wired.link.enrol(code, plates)
    wired.store.set_meta("station", answer["station"])
    wired.link.close()
    office.station = StreamId(answer["station"])
    operator = office.staff.operator
    house.accounts.add("dani", operator.staff)
    house.accounts.set_pin(operator.staff, "123456")
    wired.store.close()
    return config
