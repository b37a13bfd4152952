"""State of an old card handed in."""

from dataclasses import dataclass

from domain.event import StreamId
from domain.identity import stream_id


@dataclass(frozen=True, kw_only=True, slots=True)
class SurrenderedCard:
    office: str
    kind: str
    serial: str | None


def surrendered_card_id(document: str) -> StreamId:
    """One old card makes way for one new document."""
    return stream_id("surrendered_card", document)
