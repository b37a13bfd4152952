"""Decisions on ribbon and film: events, or Refused with its reason."""

from collections.abc import Sequence

from domain.event import By
from domain.refusal import Reason, Refused, refuse_if
from domain.supplies.events import Mounted, Received, SupplyEvent, WrittenOff
from domain.supplies.state import ITEMS, Supply

MOST_ROLLS, MOST_PRINTS = 1_000, 10_000


def receive(received: Received) -> list[SupplyEvent]:
    """By letter, in numbers that a store can hold."""
    refuse_if(not received.letter.strip(), Reason.NO_LETTER)
    fits = 0 < received.rolls <= MOST_ROLLS and 0 < received.prints <= MOST_PRINTS
    refuse_if(received.item not in ITEMS or not fits, Reason.BAD_SUPPLY)
    return [received]


def mount(
    state: Supply | None, by: By, station: str, printer: str, printers: Sequence[str]
) -> list[SupplyEvent]:
    """One roll, into a printer of a station of the same place (`printers`: those of it)."""
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(state.rolls < 1, Reason.NO_ROLLS)
    refuse_if(printer not in printers, Reason.PRINTER_ELSEWHERE)
    return [
        Mounted(
            by=by,
            office=state.office,
            item=state.item,
            prints=state.prints,
            station=station,
            printer=printer,
        )
    ]


def write_off(state: Supply | None, written_off: WrittenOff) -> list[SupplyEvent]:
    """Not more than no printer has taken, and why."""
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(not written_off.reason.strip(), Reason.NO_REASON)
    refuse_if(written_off.rolls < 1, Reason.BAD_SUPPLY)
    refuse_if(written_off.rolls > state.rolls, Reason.NO_ROLLS)
    return [written_off]
