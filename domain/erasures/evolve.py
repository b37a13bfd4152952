"""Next state of an erasure. Total: never raises."""

from domain.erasures.events import ErasureEvent
from domain.erasures.state import Erasure


def evolve(state: Erasure | None, event: ErasureEvent) -> Erasure:
    return state or Erasure(streams=tuple(event.streams))
