"""Next state of an old card. Total: never raises."""

from domain.surrendered.events import SurrenderedCardEvent
from domain.surrendered.state import SurrenderedCard


def evolve(state: SurrenderedCard | None, event: SurrenderedCardEvent) -> SurrenderedCard:
    return state or SurrenderedCard(office=event.office, kind=event.kind, serial=event.serial)
