"""Events of a delivery of ribbon or film: rolls that a card printer uses up, one panel a card."""

from dataclasses import dataclass
from typing import ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Received(Event):
    """Item: ribbon, film. `prints`: cards that one roll is good for, by its label."""

    TOPIC: ClassVar[str] = "supply.received"

    office: str
    item: str
    rolls: int
    prints: int
    letter: str


@dataclass(frozen=True, kw_only=True)
class Mounted(Event):
    """A roll of the delivery went into a printer; what was left of the one before is waste."""

    TOPIC: ClassVar[str] = "supply.mounted"

    office: str
    item: str
    prints: int
    station: str
    printer: str


@dataclass(frozen=True, kw_only=True)
class WrittenOff(Event):
    """So many rolls are not there, or no good: lost, spoiled, or never came."""

    TOPIC: ClassVar[str] = "supply.written_off"

    rolls: int
    reason: str


SupplyEvent = Received | Mounted | WrittenOff
