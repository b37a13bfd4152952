"""One blank of a box, as an attempt names it: by its serial, or in a counted box by the attempt."""

from dataclasses import dataclass

from domain.event import By, Serials
from domain.stock import events as e
from domain.stock.places import Place
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


def spoil(blank: Blank, by: By, cause: str) -> e.BlankSpoiled:
    """A blank in hand is unusable: from wherever it is to custody (flows 7.6, 9.3b, 10.1)."""
    return e.BlankSpoiled(
        by=by,
        office=blank.spot.office,
        moved_from=blank.spot.place,
        moved_to=Place.SPOILED,
        serials=blank.serials,
        count=1,
        cause=cause,
        print_job=blank.print_job,
        attempt=blank.attempt,
    )


def lose(blank: Blank, by: By, discrepancy: str | None) -> e.BlankMissing:
    """A blank is not where it should be (flows 9.3d, 10.3)."""
    return e.BlankMissing(
        by=by,
        office=blank.spot.office,
        moved_from=blank.spot.place,
        moved_to=Place.MISSING,
        serials=blank.serials,
        count=1,
        discrepancy=discrepancy,
        print_job=blank.print_job,
        attempt=blank.attempt,
    )
