"""States of a station, its journal and its shifts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.event import StreamId
from domain.identity import stream_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Printer:
    medium: str
    driver: str
    model: str
    serial: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """A mini PC; `printers` are those commissioned and not retired; none once it is revoked."""

    office: str
    name: str
    public_key: str
    printers: Mapping[str, Printer] = field(default_factory=dict)
    revoked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal:
    """How far the centre holds a station's journal, and the digest to go on from."""

    covered: int
    last_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    station: str
    office: str
    date: str
    opened_at: str
    closed: bool = False


def journal_id(station: str) -> StreamId:
    return stream_id("station_journal", station)


def shift_id(station: str, date: str) -> StreamId:
    return stream_id("shift", station, date)
