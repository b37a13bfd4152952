"""Next state of a delivery. Total: never raises."""

from dataclasses import replace

from domain.supplies.events import Mounted, Received, SupplyEvent, WrittenOff
from domain.supplies.state import Supply


def evolve(state: Supply | None, event: SupplyEvent) -> Supply | None:
    match event:
        case Received():
            return state or Supply(
                office=event.office, item=event.item, rolls=event.rolls, prints=event.prints
            )
        case Mounted() if state is not None:
            return replace(state, rolls=state.rolls - 1)
        case WrittenOff() if state is not None:
            return replace(state, rolls=state.rolls - event.rolls)
        case _:
            return state
