"""Events of a station, of its journal, and of a working day at it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Enrolled(Event):
    """A mini PC with a key of its own, admitted by a one-time code."""

    TOPIC: ClassVar[str] = "station.enrolled"

    office: str
    name: str
    public_key: str


@dataclass(frozen=True, kw_only=True)
class PrinterCommissioned(Event):
    TOPIC: ClassVar[str] = "station.printer_commissioned"

    printer: str
    medium: str
    driver: str
    model: str
    serial: str
    uuid: str | None = None


@dataclass(frozen=True, kw_only=True)
class PrinterRetired(Event):
    TOPIC: ClassVar[str] = "station.printer_retired"

    printer: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Revoked(Event):
    """By two people: its leases are broken, its printers free. Reason: stolen, broken, replaced."""

    TOPIC: ClassVar[str] = "station.revoked"

    reason: str


@dataclass(frozen=True, kw_only=True)
class Recorded(Event):
    """One journal entry verbatim; the stream's version is its `station_seq`."""

    TOPIC: ClassVar[str] = "station_journal.recorded"

    kind: str
    body: str
    signature: str
    knew: int


@dataclass(frozen=True, kw_only=True)
class ShiftOpened(Event):
    TOPIC: ClassVar[str] = "shift.opened"

    station: str
    office: str
    date: str


@dataclass(frozen=True, kw_only=True)
class ShiftClosed(Event):
    TOPIC: ClassVar[str] = "shift.closed"

    counts: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    discrepancies: list[str] = field(default_factory=list)


StationEvent = Enrolled | PrinterCommissioned | PrinterRetired | Revoked
ShiftEvent = ShiftOpened | ShiftClosed
