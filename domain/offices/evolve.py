"""Next state of an office. Total: never raises."""

from domain.offices.events import OfficeEvent
from domain.offices.state import Office


def evolve(state: Office | None, event: OfficeEvent) -> Office:
    return state or Office(
        code=event.code, name=event.name, type=event.type, timezone=event.timezone
    )
