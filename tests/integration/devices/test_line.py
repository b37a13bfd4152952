"""The serial line itself: who may hold it, how it fails, and over a socket."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.dialects.evolis.settings import DIALECTS
from printers.drivers.card import EvolisCardDriver, Patience
from printers.emulator.card.firmware import Firmware
from printers.emulator.card.machine import Machine
from printers.emulator.card.record import Record
from printers.errors import Disconnected, Doubt, OutcomeUnknown, TimedOut, Unreachable
from printers.status import Condition, Counters
from printers.transports.serial import open_serial
from tests.integration.devices.conftest import driver_for
from tests.integration.devices.pictures import FRONT, ONE_SIDE, TWO_SIDES
from tests.support.emulators import CardEmulator


@pytest.fixture
def silent_line(tmp_path: Path) -> Iterator[str]:
    """A line at whose other end nobody reads."""
    master, slave = os.openpty()
    link = tmp_path / "silent"
    link.symlink_to(os.ttyname(slave))
    yield f"serial://{link}"
    os.close(master)
    os.close(slave)


def test_a_printer_that_takes_no_bytes_times_out(silent_line: str) -> None:
    line = open_serial(silent_line, write_timeout_s=0.2)

    with pytest.raises(TimedOut):
        line.send(bytes(100_000))
    line.close()


def test_a_printer_that_says_nothing_times_out(silent_line: str) -> None:
    line = open_serial(silent_line)

    with pytest.raises(TimedOut):
        line.receive(0.1)
    line.close()


def test_a_second_opener_is_refused(emulator: CardEmulator) -> None:
    first = open_serial(emulator.url)

    with pytest.raises(Unreachable):
        open_serial(emulator.url)

    first.close()
    open_serial(emulator.url).close()


def test_a_missing_device_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        open_serial(f"serial://{tmp_path}/nothing")


@pytest.mark.parametrize("url", ["serial://host/path", "socket://host", "http://a:1", "/dev/ttyS0"])
def test_another_url_is_a_mistake_of_the_configuration(url: str) -> None:
    with pytest.raises(ValueError, match="not serial:"):
        open_serial(url)


def test_a_line_that_dies_is_disconnected_in_both_directions(emulator: CardEmulator) -> None:
    line = open_serial(emulator.url)
    emulator.kill()

    with pytest.raises(Disconnected):
        line.receive(5)
    with pytest.raises(Disconnected):
        line.send(b"\x1bRtp\r")
    line.close()


def test_a_command_cut_off_is_given_up_and_the_next_is_understood(emulator: CardEmulator) -> None:
    line = open_serial(emulator.url)

    line.send(b"\x1bDbc;k;2;500;\x00\x00")
    assert line.receive(10) == b"ERROR TIME OUT\0"

    line.send(b"\x1bRtp\r")
    assert line.receive(10) == b"Dualys emulator\0"
    line.close()


def test_a_driver_that_lost_its_line_opens_a_new_one(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    driver.open()
    emulator.kill()

    assert driver.status().conditions == (Condition.OFFLINE,)
    emulator.start()
    assert driver.status().conditions == ()


def test_a_worker_killed_in_mid_download_leaves_a_line_that_comes_back_in_step(
    emulator: CardEmulator,
) -> None:
    line = open_serial(emulator.url)
    line.send(b"\x1bSi\r")
    assert line.receive(10) == b"OK\0"
    line.send(b"\x1bDbc;k;2;80000;" + bytes(500))
    line.close()
    driver = driver_for(emulator, answer_s=3.0)

    swallowed, heard = driver.status().conditions, driver.status().conditions
    driver.close()

    assert swallowed == (Condition.TIMED_OUT,)
    assert heard == (Condition.CARD_INSIDE,)


@pytest.fixture
def network_printer(tmp_path: Path) -> Iterator[tuple[str, Machine, threading.Event]]:
    """A printer behind a serial server: the firmware at the end of a TCP connection."""
    record = Record(tmp_path / "out")
    machine = Machine(tmp_path / "state.json", record)
    hang_up = threading.Event()

    def serve(listener: socket.socket) -> None:
        client, _ = listener.accept()
        firmware = Firmware(machine, DIALECTS["evolis"], "EM1")
        with client:
            while data := client.recv(4096):
                for answer in firmware.feed(data):
                    if hang_up.is_set() and machine.state.inside:
                        return
                    client.sendall(answer.data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield f"socket://127.0.0.1:{listener.getsockname()[1]}", machine, hang_up
        thread.join(10)
    record.close()
    assert not thread.is_alive()


def test_a_card_is_printed_through_a_serial_server(
    network_printer: tuple[str, Machine, threading.Event], tmp_path: Path
) -> None:
    url, machine, _ = network_printer
    machine.arrange(feeder=("74120001",))
    driver = EvolisCardDriver(lambda: open_serial(url), DIALECTS["evolis"])

    printed = driver.print(ONE_SIDE, lambda _: None)
    driver.close()

    assert printed.counters == Counters(inserted=1, panels=1)
    assert machine.state.hopper == ("74120001",)
    assert (tmp_path / "out" / "74120001-front.png").exists()
    assert FRONT.getextrema() == (0, 255)


def test_a_serial_server_that_hangs_up_in_mid_job_leaves_the_outcome_unknown(
    network_printer: tuple[str, Machine, threading.Event],
) -> None:
    url, machine, hang_up = network_printer
    machine.arrange(feeder=("74120001",))
    hang_up.set()
    driver = EvolisCardDriver(lambda: open_serial(url), DIALECTS["evolis"], Patience(answer_s=5))

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(TWO_SIDES, lambda _: None)

    assert caught.value.reason is Doubt.DISCONNECTED
