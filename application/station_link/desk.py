"""What the page at the station shows and what the operator can say there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from application.language import N_

WhyBack = Literal["printer_down", "no_blanks", "closing", "other_place"]
"""Why an operator gives leases back: no words of his own, for the journal is for ever."""

WHY_BACK: dict[str, str] = {
    "printer_down": N_("Printer rusak"),
    "no_blanks": N_("Blangko atau kertas habis"),
    "closing": N_("Giliran ditutup"),
    "other_place": N_("Dicetak di tempat lain"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadBack:
    """What a card printer showed when it was asked about an attempt without an outcome.

    Cards taken and faces printed since its start; `position` of a card: none, inside, unknown.
    """

    cards: int
    faces: int
    position: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PrinterView:
    """One printer as the operator sees it. `doing`: idle, printing, waiting_look, trouble.

    `look`: by what a person tells what came out: serial, code (counted box) or tray (paper).
    `counted`: the blanks in it have no numbers. `stage` of the job it has: started (a card may be
    inside), sent (a sheet's bytes are on their way), accepted (the printer gave the job a name).
    """

    printer: str
    doing: str
    conditions: tuple[str, ...] = ()
    receipt: str | None = None
    attempt: str | None = None
    serial: str | None = None
    print_job: str | None = None
    proposal: str | None = None
    last_words: str | None = None
    next_serial: str | None = None
    look: str = "serial"
    medium: str = "card"
    counted: bool = False
    stage: str = ""
    read_back: ReadBack | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OperatorView:
    staff: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxView:
    """A box open here. `numbered`: its blanks have serials. `label`: what stands on it."""

    box: str
    printer: str
    numbered: bool = True
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CardView:
    """A card that left the printer. `ended`: printed, spoiled, untouched, seen."""

    ended: str
    receipt: str
    serial: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DayFigures:
    """Cards and sheets of the day, by the station's own journal.

    `doubtful`: not yet seen, or seen and not yet settled by a second person as far as is known
    here, of any day; those count as neither printed nor spoiled.
    """

    printed: int = 0
    spoiled: int = 0
    doubtful: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskView:
    """The whole page. `seen_at`: when the centre last answered.

    `behind`: an old copy of the station's database was put back, so it prints nothing.
    `frozen_until` (UTC): no card is started by order; `freeze_overdue`: not even after that.
    `revoked`: it prints nothing any more, and what is said here counts for nothing.
    """

    station: str
    office: str
    today: str
    connected: bool
    seen_at: str | None
    outbox: int
    leases: tuple[str, ...]
    waiting: int
    shift_open: bool
    operator: str | None
    operators: tuple[OperatorView, ...]
    printers: tuple[PrinterView, ...]
    boxes: tuple[BoxView, ...] = field(default=())
    last: tuple[CardView, ...] = field(default=())
    behind: bool = False
    revoked: bool = False
    frozen_until: str | None = None
    freeze_overdue: bool = False
    timezone: str = "UTC"
    figures: DayFigures = DayFigures()


class Refusal(Exception):  # an operator's act that cannot be: one sentence in Indonesian
    """Shown as it is."""


class StationDesk(Protocol):
    """Each act is durable in the journal when it returns; raises Refusal."""

    def view(self) -> DeskView: ...

    def open_shift(self, staff: str, pin: str) -> None: ...

    def look(self, printer: str, seen: str, serial: str | None, cause: str | None) -> None: ...

    def count(self, box: str, counted: int, *, again: bool = False) -> None:
        """Blind: the computed figure is nowhere on the page. `again`: by another person."""

    def scan(self, box: str, serials: Sequence[str]) -> None:
        """What lies in a box whose count differed: as many as were counted there."""

    def found(self, box: str, serial: str | None, *, usable: bool) -> None:
        """A missing blank turned up."""

    def spoil(self, box: str, serial: str | None, cause: str) -> None:
        """A blank that no card was tried on is unusable."""

    def hand_back(self, box: str, counted: int) -> None:
        """The box leaves the printer, counted blind."""

    def surrender(self, reason: WhyBack) -> int:
        """Give back all leases not started; how many."""
