"""The mechanics: feeder, path, head, trays. Everything that moves a card is recorded here."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from printers.emulator.card.faults import Faults, Jam, Point
from printers.emulator.card.happenings import Card, Happening, State, What, apply
from printers.emulator.card.record import Record
from printers.emulator.record import replace_whole
from printers.page import LINES

POWER_LOST_EXIT = 75


class Stopped(Exception):
    """The machine refuses or stopped; the text is what the printer says."""


def cut_power() -> NoReturn:
    os._exit(POWER_LOST_EXIT)


class Machine:
    """A printer's body, restored from its state file and its record."""

    def __init__(
        self, state_path: Path, record: Record, cut_power: Callable[[], NoReturn] = cut_power
    ) -> None:
        self._path = state_path
        self._record = record
        self._cut_power = cut_power
        self.faults = Faults()
        self.state = self._restore()
        self.happen(What.POWER_ON)

    def happen(self, what: What, *, inserted: int = 0, panels: int = 0, **details: Any) -> None:
        """Append to the record first, then replace the state: see `happenings`."""
        happening = Happening(
            n=self.state.n + 1,
            what=what,
            inserted=self.state.inserted + inserted,
            panels=self.state.panels + panels,
            **details,
        )
        self._record.append(happening)
        self._keep(apply(self.state, happening))

    def arrange(self, **changes: Any) -> None:
        """Change what hands change without touching a card: cover, ribbon, tray."""
        self._keep(replace(self.state, **changes))

    def insert(self) -> None:
        self._must_be_able_to_move()
        if self.state.inside:
            raise Stopped("ERROR CDE")
        if self.state.capacity is not None and len(self.state.hopper) >= self.state.capacity:
            raise Stopped("HOPPER FULL")
        if self.state.ribbon <= 0:
            raise Stopped("ERROR RIBBON")
        if not self.state.feeder:
            raise Stopped("FEEDER EMPTY")
        self.happen(What.INSERTED, serial=self.state.feeder[0], inserted=1)
        if self.state.feeder and self.faults.double_feed():
            self.happen(What.INSERTED, serial=self.state.feeder[0])  # behind the other: not seen
        self.strike(Point.AFTER_INSERT)

    def print_panel(self, face: str, plane: bytes) -> None:
        self._must_be_able_to_move()
        if not self.state.inside:
            raise Stopped("ERROR CDE")
        if self.state.ribbon <= 0:
            raise Stopped("ERROR RIBBON")
        serial = self.state.inside[0].serial
        half = partial(self._record.ink, serial, face, plane, lines=LINES // 2)
        self.strike(Point.MID_PANEL, leaving=half)
        self._record.ink(serial, face, plane)
        self.happen(What.PRINTED_PANEL, serial=serial, face=face, panels=1)

    def eject(self, tray: str = "hopper") -> None:
        self._must_be_able_to_move()
        if not self.state.inside:
            raise Stopped("ERROR CDE")
        self.strike(Point.BEFORE_EJECT)
        for card in self.state.inside:
            self._record.release(card, tray)
            self.happen(What.EJECTED, serial=card.serial, tray=tray)
        self.strike(Point.AFTER_EJECT)

    def reject(self) -> None:
        """Throw out a failed card without hands, as a printer does that handles its own errors."""
        self.arrange(jammed=False)
        self.eject("reject")

    def clear(self) -> tuple[Card, ...]:
        """Hands open the path and take out what is in it."""
        cards = self.state.inside
        for card in cards:
            self._record.release(card, "aside")
            self.happen(What.CLEARED, serial=card.serial)
        if not cards:
            self.happen(What.CLEARED)
        return cards

    def strike(self, point: Point, leaving: Callable[[], None] = lambda: None) -> None:
        """Let a fault armed for this point happen, `leaving` its trace on the card first."""
        fault = self.faults.strike(point)
        if fault is not None:
            leaving()
        if isinstance(fault, Jam):
            self.happen(What.JAMMED, serial=self.state.inside[0].serial)
            raise Stopped("CARD JAM")
        if fault is not None:
            self.happen(What.POWER_LOST)
            self._cut_power()

    def _must_be_able_to_move(self) -> None:
        if self.state.cover_open:
            raise Stopped("COVER OPEN")
        if self.state.jammed:
            raise Stopped("CARD JAM")

    def _restore(self) -> State:
        state = State()
        if self._path.exists():
            state = State.from_json(self._path.read_text())
        for happening in self._record.found:
            if happening.n > state.n:
                state = apply(state, happening)
        return state

    def _keep(self, state: State) -> None:
        replace_whole(self._path, state.to_json().encode())
        self.state = state
