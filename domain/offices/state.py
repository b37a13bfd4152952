"""State of a place of service."""

from dataclasses import dataclass

from domain.event import StreamId
from domain.identity import stream_id

FREEZE_SCOPES = ("intake", "change", "print", "hand_over")


@dataclass(frozen=True, kw_only=True, slots=True)
class Freeze:
    """Which decisions wait, and until when (UTC) that was meant to last."""

    scope: tuple[str, ...]
    until: str
    notice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    code: str
    name: str
    type: str
    timezone: str
    freeze: Freeze | None = None


def office_id(code: str) -> StreamId:
    return stream_id("office", code)
