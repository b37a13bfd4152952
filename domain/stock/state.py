"""State of a box: where its body is, and which blanks are elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.event import Serials
from domain.stock.places import Place
from domain.values.serials import expand


class Stage(StrEnum):
    SHELVED = "shelved"
    IN_TRANSIT = "in_transit"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where one blank is, in whose books, and under which attempt of which station."""

    place: str
    office: str
    print_job: str | None = None
    attempt: str | None = None
    station: str | None = None
    discrepancy: str | None = None
    """Of a missing one: what it is missing under."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispatch:
    """A box on its way."""

    number: str
    addressed_to: str
    sender: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """The last blind count; a later move voids it."""

    counted: int
    computed: int
    at: str
    person: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A box of blanks. `elsewhere` holds the blanks not with the body, by serial.

    Blanks of a counted box have no serials: one that an attempt took is known by the attempt, and
    `fewer` counts those that are gone by number alone, `gone` says where they are: place, office,
    number. `station`, `printer`: where it was opened last.
    """

    kind: str
    batch: str
    version: str
    office: str
    serials: Serials
    numbered: bool = True
    size: int = 0
    fewer: int = 0
    gone: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    body: str = Place.ON_SHELF
    stage: Stage = Stage.SHELVED
    station: str | None = None
    printer: str | None = None
    elsewhere: Mapping[str, Spot] = field(default_factory=dict)
    dispatch: Dispatch | None = None
    count: Count | None = None

    @property
    def missing(self) -> Mapping[str, int]:
        """Of those without numbers: by office whose books miss them."""
        return self.gone.get(Place.MISSING, {})

    def blank(self, serial: str | None, print_job: str | None, attempt: str | None) -> str:
        """What a blank is known by in this box."""
        return (serial or "") if self.numbered else f"{print_job}/{attempt}"

    def spot(self, blank: str) -> Spot:
        return self.elsewhere.get(blank) or Spot(place=self.body, office=self.office)

    def with_the_body(self) -> Iterator[str]:
        """Serials still in the box, in the order of the stack."""
        return (serial for serial in expand(self.serials) if serial not in self.elsewhere)

    def next_serial(self) -> str | None:
        return next(self.with_the_body(), None)

    def remaining(self) -> int:
        if not self.numbered:
            return self.size - self.fewer - len(self.elsewhere)
        return sum(1 for _ in self.with_the_body())
