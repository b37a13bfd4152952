"""What every event carries: who, with whom, when, and how it was caused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NewType, TypeAlias

StreamId = NewType("StreamId", str)
"""32 hexadecimal digits: the UUID of a stream without hyphens."""

_HEX = frozenset("0123456789abcdef")


def stream_of(text: object) -> StreamId | None:
    """A stream id, whatever somebody outside may have written."""
    fits = isinstance(text, str) and len(text) == 32 and set(text) <= _HEX
    return StreamId(str(text)) if fits else None


Serials: TypeAlias = list[list[str]]
"""Ranges of blank serials, each `[first, last]`; empty for counted boxes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One staff member as recorded with an act: account, person behind it, posting used."""

    staff: str
    person: str | None = None
    posting: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class By:
    """The envelope: cause, people and the two times of an event.

    `occurred_at` is when it happened where it happened, `recorded_at` when the centre wrote it;
    both UTC ISO 8601. `person` is the keyed hash of the officer's own NIK, so that two accounts
    of one person are one.
    """

    actor: str
    recorded_at: str
    occurred_at: str
    command_id: str | None = None
    reporter: str | None = None
    station_seq: int | None = None
    actor_person: str | None = None
    posting: str | None = None
    second: Mapping[str, str | None] | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. Not slotted: the event store reads `vars(event)`."""

    TOPIC: ClassVar[str]
    VERSION: ClassVar[int] = 1
    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    by: By


@dataclass(frozen=True, kw_only=True)
class Moving(Event):
    """An event that moves blanks: the one shape from which stock is folded without state.

    `moved_from` loses `count`, `moved_to` gains it, in the books of `office`; with `to_office`
    of another office the blanks leave `office` as transferred_out and arrive there as
    transferred_in.
    """

    office: str
    moved_from: str
    moved_to: str
    count: int
    serials: Serials = field(default_factory=list)
    to_office: str | None = None


def other_person(one: str | None, other: str | None) -> bool:
    """Two known persons that differ: what two people decide needs both to be known."""
    return one is not None and other is not None and one != other


def same_person(one: str | None, other: str | None) -> bool:
    """Persons are compared by their keyed hash; an unknown person equals nobody."""
    return one is not None and one == other
