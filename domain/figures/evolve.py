"""Next state of a figure. Total: never raises."""

from domain.figures.events import FigureEvent
from domain.figures.state import Figure


def evolve(state: Figure | None, event: FigureEvent) -> Figure | None:
    """The newest statement stands."""
    del state
    return Figure(
        value=event.value,
        valid_from=event.valid_from,
        source=event.source,
        letter=event.letter,
    )
