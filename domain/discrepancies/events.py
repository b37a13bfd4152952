"""Events of a mismatch."""

from dataclasses import dataclass
from typing import Any, ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    TOPIC: ClassVar[str] = "discrepancy.opened"

    cause: str
    office: str
    subject: dict[str, str]
    detail: dict[str, Any]
    due: str | None = None


@dataclass(frozen=True, kw_only=True)
class Explained(Event):
    TOPIC: ClassVar[str] = "discrepancy.explained"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text"})

    text: str | None


@dataclass(frozen=True, kw_only=True)
class Closed(Event):
    TOPIC: ClassVar[str] = "discrepancy.closed"

    outcome: str
    letter: str | None = None


DiscrepancyEvent = Opened | Explained | Closed
