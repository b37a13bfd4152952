"""Events of a place of service."""

from dataclasses import dataclass
from typing import ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    """Code: Kemendagri region code without dots. Type: dinas, kecamatan."""

    TOPIC: ClassVar[str] = "office.opened"

    code: str
    name: str
    type: str
    timezone: str


@dataclass(frozen=True, kw_only=True)
class Frozen(Event):
    """Decisions in these scopes wait, by order; `until` is when it should end, in UTC.

    Scopes: intake, change, print, hand_over. `notice` is what the public reads.
    """

    TOPIC: ClassVar[str] = "office.frozen"

    scope: list[str]
    until: str
    reason: str
    ordered_by: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """`backlog`: what waited at that moment, number by state."""

    TOPIC: ClassVar[str] = "office.resumed"

    backlog: dict[str, int]


OfficeEvent = Opened | Frozen | Resumed
