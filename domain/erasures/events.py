"""The event of an erasure."""

from dataclasses import dataclass
from typing import ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Ordered(Event):
    """The keys of these streams are destroyed after the save; no NIK, and no hash of one."""

    TOPIC: ClassVar[str] = "erasure.ordered"

    ground: str
    letter: str
    streams: list[str]


ErasureEvent = Ordered
