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


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A box of blanks with serials. `elsewhere` holds the blanks not with the body."""

    kind: str
    batch: str
    version: str
    office: str
    serials: Serials
    body: str = Place.ON_SHELF
    stage: Stage = Stage.SHELVED
    station: str | None = None
    printer: str | None = None
    elsewhere: Mapping[str, Spot] = field(default_factory=dict)
    dispatch: Dispatch | None = None
    count: Count | None = None

    def spot(self, serial: str) -> Spot:
        return self.elsewhere.get(serial) or Spot(place=self.body, office=self.office)

    def with_the_body(self) -> Iterator[str]:
        """Serials still in the box, in the order of the stack."""
        return (serial for serial in expand(self.serials) if serial not in self.elsewhere)

    def next_serial(self) -> str | None:
        return next(self.with_the_body(), None)

    def remaining(self) -> int:
        return sum(1 for _ in self.with_the_body())
