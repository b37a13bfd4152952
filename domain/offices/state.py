"""State of a place of service."""

from dataclasses import dataclass

from domain.event import StreamId
from domain.identity import stream_id

FREEZE_SCOPES = ("intake", "change", "print", "hand_over")


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    code: str
    name: str
    type: str
    timezone: str


def office_id(code: str) -> StreamId:
    return stream_id("office", code)
