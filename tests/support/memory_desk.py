"""The desk of a station that answers from memory, and what an operator may see on its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from application.station_link.desk import (
    BoxView,
    CardView,
    DeskView,
    OperatorView,
    PrinterView,
    Refusal,
    WhyBack,
)

STAFF, BOX = "a" * 32, "b" * 32
JAMMED = PrinterView(
    printer="Kartu 1",
    doing="waiting_look",
    conditions=("media-jam-error",),
    receipt="CTK-261123-4K7M-F",
    attempt="1.1",
    serial="74100266",
    print_job="c" * 32,
    next_serial="74100267",
)
VIEW = DeskView(
    station="Balaraja",
    office="Balaraja",
    today="2026-11-25",
    connected=True,
    seen_at=None,
    outbox=0,
    leases=("CTK-261123-4K8A-B",),
    waiting=7,
    shift_open=True,
    operator="Dani Model",
    operators=(OperatorView(staff=STAFF, name="Dani Model"),),
    printers=(JAMMED,),
    boxes=(BoxView(box=BOX, printer="Kartu 1"),),
    last=(CardView(ended="seen", receipt="CTK-261123-9ZZZ-C", serial="74100265"),),
)
SHEETS = PrinterView(
    printer="Kertas 1",
    doing="waiting_look",
    receipt="CTK-261123-4K7M-F",
    attempt="1.1",
    print_job="c" * 32,
    look="tray",
    medium="paper",
)
CHILD_CARDS = replace(JAMMED, serial=None, look="code", counted=True, next_serial=None)
BUSY = replace(VIEW, printers=(replace(JAMMED, doing="printing"),))
PRINTING = replace(JAMMED, doing="printing", conditions=(), stage="started")
SENDING = replace(SHEETS, doing="printing", stage="sent")


@dataclass
class MemoryDesk:
    """Keeps what the operator said; refuses what the real desk refuses."""

    shown: DeskView = VIEW
    acts: list[tuple[Any, ...]] = field(default_factory=list)

    def view(self) -> DeskView:
        return self.shown

    def open_shift(self, staff: str, pin: str) -> None:
        if pin != "123456":
            raise Refusal("PIN tidak cocok.")
        self.acts.append(("open_shift", staff))

    def look(self, printer: str, seen: str, serial: str | None, cause: str | None) -> None:
        self.acts.append(("look", printer, seen, serial, cause))

    def count(self, box: str, counted: int, *, again: bool = False) -> None:
        self.acts.append(("count", box, counted, again))

    def scan(self, box: str, serials: Sequence[str]) -> None:
        self.acts.append(("scan", box, *serials))

    def found(self, box: str, serial: str | None, *, usable: bool) -> None:
        self.acts.append(("found", box, serial, usable))

    def spoil(self, box: str, serial: str | None, cause: str) -> None:
        self.acts.append(("spoil", box, serial, cause))

    def hand_back(self, box: str, counted: int) -> None:
        self.acts.append(("hand_back", box, counted))

    def surrender(self, reason: WhyBack) -> int:
        self.acts.append(("surrender", reason))
        return 3
