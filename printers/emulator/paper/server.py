"""The emulator's process: threads for connections and the engine, one loop for the hands."""

import os
import selectors
import signal
import sys
from functools import partial
from pathlib import Path
from threading import Thread

from printers.emulator.control import Control
from printers.emulator.paper.firmware import Firmware
from printers.emulator.paper.hands import obey
from printers.emulator.paper.listener import Listener
from printers.emulator.paper.machine import Machine
from printers.emulator.record import Unreadable

FORMATS = ("application/pdf", "image/pwg-raster")


def run_paper_emulator(
    port: int, out: Path, control: Path | None, formats: tuple[str, ...] = FORMATS
) -> None:
    """Be a printer at `ipp://localhost:PORT/ipp/print` until SIGTERM or Ctrl-C.

    Prints "ready" once it can be spoken to. One line and exit code 1 for a port that is taken and
    for a record that is no printer's.
    """
    try:
        machine = Machine(out)
    except (Unreadable, UnicodeDecodeError) as error:
        raise SystemExit(f"the record in {out} is not a printer's memory") from error
    try:
        listener = Listener(port, machine, Firmware(machine, formats))
    except OSError as error:
        raise SystemExit(f"port {port}: {error.strerror}") from error
    selector = selectors.DefaultSelector()
    hands = Control(control, selector, partial(obey, machine)) if control is not None else None
    try:
        Thread(target=machine.run_engine, daemon=True).start()
        Thread(target=listener.serve_forever, daemon=True).start()
        _obey_until_stopped(selector)
    finally:
        if hands is not None:
            hands.close()
        selector.close()
        listener.server_close()
        machine.close()


def _obey_until_stopped(selector: selectors.BaseSelector) -> None:
    stopping: list[int] = []
    wake_up, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: stopping.append(number))
    selector.register(wake_up, selectors.EVENT_READ, lambda: None)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not stopping:
        for key, _ in selector.select():
            key.data()
