"""A switched-on card printer and a driver on its line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.dialects.evolis.settings import DIALECTS
from printers.drivers.card import EvolisCardDriver, Patience
from printers.transports.serial import open_serial
from tests.support.emulators import CardEmulator


def driver_for(emulator: CardEmulator, *, answer_s: float = 10.0) -> EvolisCardDriver:
    return EvolisCardDriver(
        lambda: open_serial(emulator.url),
        DIALECTS[emulator.dialect],
        Patience(answer_s=answer_s, motion_s=answer_s),
    )


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[CardEmulator]:
    with CardEmulator(tmp_path) as emulator:
        emulator.control("load", serials=["74120001", "74120002", "74120003"])
        yield emulator


@pytest.fixture
def driver(emulator: CardEmulator) -> Iterator[EvolisCardDriver]:
    driver = driver_for(emulator)
    yield driver
    driver.close()
