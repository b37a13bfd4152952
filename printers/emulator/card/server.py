"""The emulator's process: one loop over the serial line and the hands."""

import os
import selectors
import signal
import sys
import time
from collections import deque
from functools import partial
from pathlib import Path

from printers.dialects.evolis.settings import DIALECTS
from printers.emulator.card.firmware import Answer, Firmware, serial_of
from printers.emulator.card.hands import obey
from printers.emulator.card.line import Line
from printers.emulator.card.machine import Machine
from printers.emulator.card.record import Record
from printers.emulator.control import Control
from printers.emulator.record import Unreadable

_INTER_BYTE_S = 2.0
_BITS_PER_BYTE = 10
_AT_ONCE = 65_536


def run_card_emulator(
    link: Path, state: Path, out: Path, control: Path | None, dialect: str, baud: int
) -> None:
    """Be a card printer at `link` until SIGTERM or Ctrl-C; prints "ready" once it can be spoken to.

    `baud` 0 is unpaced. `KeyError` for an unknown dialect; one line and exit code 1 for files that
    are no printer's.
    """
    try:
        record = Record(out)
        machine = Machine(state, record)
    except (Unreadable, UnicodeDecodeError) as error:
        raise SystemExit(f"{state} or the record in {out} is not a printer's memory") from error
    firmware = Firmware(machine, DIALECTS[dialect], serial_of(str(state.resolve())))
    selector = selectors.DefaultSelector()
    line = Line(link)
    hands = Control(control, selector, partial(obey, machine)) if control is not None else None
    try:
        _Loop(firmware, line, selector, baud).run()
    finally:
        if hands is not None:
            hands.close()
        line.close()
        selector.close()
        record.close()


class _Loop:
    """Bytes in at the pace of the line, answers out; everything else waits its turn."""

    def __init__(
        self, firmware: Firmware, line: Line, selector: selectors.BaseSelector, baud: int
    ) -> None:
        self._firmware = firmware
        self._line = line
        self._selector = selector
        self._bytes_per_s = baud / _BITS_PER_BYTE
        self._free_at = 0.0  # until then the line is busy with bytes already taken
        self._last_byte_at = 0.0
        self._held: deque[tuple[float, bytes]] = deque()
        self._stopping = False

    def run(self) -> None:
        wake_up, woken = os.pipe()
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(woken)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._selector.register(wake_up, selectors.EVENT_READ, lambda: None)
        self._selector.register(self._line.master, selectors.EVENT_READ, self._take_bytes)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while not self._stopping:
            self._turn()

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _turn(self) -> None:
        now = time.monotonic()
        self._send_due(now)
        busy_until = max(self._free_at, self._held[0][0] if self._held else 0.0)
        self._listen(on=busy_until <= now)
        for key, _ in self._selector.select(self._wait(now, busy_until)):
            key.data()
        silent = time.monotonic() - self._last_byte_at > _INTER_BYTE_S
        if self._firmware.in_command and silent and not self._held:
            self._answer(self._firmware.give_up_waiting())

    def _wait(self, now: float, busy_until: float) -> float | None:
        if busy_until > now:
            return busy_until - now
        return _INTER_BYTE_S if self._firmware.in_command else None

    def _listen(self, *, on: bool) -> None:
        events = self._selector.get_map()
        if on and self._line.master not in events:
            self._selector.register(self._line.master, selectors.EVENT_READ, self._take_bytes)
        if not on and self._line.master in events:
            self._selector.unregister(self._line.master)

    def _take_bytes(self) -> None:
        most = max(1, int(self._bytes_per_s / 50)) if self._bytes_per_s else _AT_ONCE
        data = self._line.receive(most)
        now = self._last_byte_at = time.monotonic()
        if self._bytes_per_s:
            self._free_at = max(self._free_at, now - 0.02) + len(data) / self._bytes_per_s
        for answer in self._firmware.feed(data):
            self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        self._held.append((time.monotonic() + answer.delay_s, answer.data))
        self._send_due(time.monotonic())

    def _send_due(self, now: float) -> None:
        while self._held and self._held[0][0] <= now:
            self._line.send(self._held.popleft()[1])
