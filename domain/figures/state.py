"""State of a figure from outside: the last that was said."""

from dataclasses import dataclass
from enum import StrEnum

from domain.event import StreamId
from domain.identity import stream_id


class FigureKind(StrEnum):
    BASE = "base"
    TARGET = "target"
    COUNT = "count"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """As last stated."""

    value: int
    valid_from: str
    source: str
    letter: str | None


def figure_id(office: str, indicator: str, kind: str, as_of: str) -> StreamId:
    """One place, one indicator, one kind, one day: what is said again corrects what was said."""
    return stream_id("figure", office, indicator, kind, as_of)
