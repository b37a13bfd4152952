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


OfficeEvent = Opened
