"""One blank of a box, as an attempt names it: by its serial, or in a counted box by the attempt."""

from dataclasses import dataclass

from domain.event import Serials
from domain.stock.state import Box, Spot


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    box: Box
    print_job: str | None = None
    attempt: str | None = None
    serial: str | None = None

    @property
    def spot(self) -> Spot:
        return self.box.spot(self.box.blank(self.serial, self.print_job, self.attempt))

    @property
    def serials(self) -> Serials:
        """As the events of a move list it: nothing for a counted box."""
        return [[self.serial, self.serial]] if self.box.numbered and self.serial else []

    @property
    def is_of_the_attempt(self) -> bool:
        """Taken by this very attempt, wherever it is now."""
        spot = self.spot
        named = self.attempt is not None
        return named and (spot.print_job, spot.attempt) == (self.print_job, self.attempt)
