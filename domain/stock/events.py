"""Events of a box of blanks. Every one that moves blanks is a `Moving`."""

from dataclasses import dataclass
from typing import ClassVar

from domain.event import Event, Moving


@dataclass(frozen=True, kw_only=True)
class Received(Moving):
    """Source: supplier (two people), outside, repack. A serial is received once."""

    TOPIC: ClassVar[str] = "blank_box.received"

    kind: str
    numbered: bool
    batch: str
    version: str
    funder: str
    source: str
    stated: int
    letter: str
    from_box: str | None = None


@dataclass(frozen=True, kw_only=True)
class Dispatched(Moving):
    TOPIC: ClassVar[str] = "blank_box.dispatched"

    dispatch: str
    addressed_to: str
    external: bool
    letter: str
    loan_due: str | None = None
    gives_back: str | None = None


@dataclass(frozen=True, kw_only=True)
class Accepted(Moving):
    TOPIC: ClassVar[str] = "blank_box.accepted"

    dispatch: str
    short: int


@dataclass(frozen=True, kw_only=True)
class Opened(Moving):
    """From here only the holding station's facts move the box's blanks."""

    TOPIC: ClassVar[str] = "blank_box.opened"

    station: str
    printer: str


@dataclass(frozen=True, kw_only=True)
class HandedBack(Moving):
    """Out of its printer: by the station's word, or by two people where that will not come."""

    TOPIC: ClassVar[str] = "blank_box.handed_back"

    station: str


@dataclass(frozen=True, kw_only=True)
class BlankTaken(Moving):
    TOPIC: ClassVar[str] = "blank_box.blank_taken"

    print_job: str
    attempt: str


@dataclass(frozen=True, kw_only=True)
class BlankReturned(Moving):
    TOPIC: ClassVar[str] = "blank_box.blank_returned"

    print_job: str
    attempt: str


@dataclass(frozen=True, kw_only=True)
class BlankPrinted(Moving):
    TOPIC: ClassVar[str] = "blank_box.blank_printed"

    print_job: str
    attempt: str


@dataclass(frozen=True, kw_only=True)
class BlankSpoiled(Moving):
    """Cause: encode_failed, damaged, print_failed, data_changed, defective."""

    TOPIC: ClassVar[str] = "blank_box.blank_spoiled"

    cause: str
    print_job: str | None = None
    attempt: str | None = None


@dataclass(frozen=True, kw_only=True)
class BlankMissing(Moving):
    """Version 2 added the attempt: of a counted box it is all that a blank is known by."""

    TOPIC: ClassVar[str] = "blank_box.blank_missing"
    VERSION: ClassVar[int] = 2

    discrepancy: str | None = None
    print_job: str | None = None
    attempt: str | None = None


@dataclass(frozen=True, kw_only=True)
class BlankFound(Moving):
    """A missing one turned up; `discrepancy`: the one that it was missing under."""

    TOPIC: ClassVar[str] = "blank_box.blank_found"

    discrepancy: str | None = None


@dataclass(frozen=True, kw_only=True)
class Counted(Event):
    """A blind count: the figure was entered before the computed one was shown."""

    TOPIC: ClassVar[str] = "blank_box.counted"

    office: str
    place: str
    counted: int
    computed: int
    recount: bool
    shift: str | None = None


BoxEvent = (
    Received
    | Dispatched
    | Accepted
    | Opened
    | HandedBack
    | BlankTaken
    | BlankReturned
    | BlankPrinted
    | BlankSpoiled
    | BlankMissing
    | BlankFound
    | Counted
)
