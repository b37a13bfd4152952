"""Events of an old card that its holder hands in."""

from dataclasses import dataclass
from typing import Any, ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Received(Event):
    """In custody until destroyed; it is no blank. `cause`: why there is a new card."""

    TOPIC: ClassVar[str] = "surrendered_card.received"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"holder"})

    office: str
    kind: str
    cause: str
    holder: dict[str, Any] | None
    document: str | None = None
    serial: str | None = None


SurrenderedCardEvent = Received
