"""What a station can say: shared by the station that writes and the centre that reads."""

from dataclasses import dataclass
from typing import Any, get_args

Counters = dict[str, int]
Device = dict[str, Any]
"""What a printer of paper tells: uuid, up_time, job_uuid, impressions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftOpened:
    KIND = "shift_opened"

    date: str
    printers: list[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptStarted:
    KIND = "attempt_started"

    print_job: str
    lease: int
    attempt: str
    printer: str
    payload_digest: str
    box: str | None = None
    expected_serial: str | None = None
    counters: Counters | None = None
    counters_before: Counters | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptPrinted:
    KIND = "attempt_printed"

    print_job: str
    attempt: str
    method: str
    observed_serial: str | None = None
    counters: Counters | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptSpoiled:
    KIND = "attempt_spoiled"

    print_job: str
    attempt: str
    method: str
    cause: str
    observed_serial: str | None = None
    counters: Counters | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptUnknown:
    KIND = "attempt_unknown"

    print_job: str
    attempt: str
    reason: str
    counters: Counters | None = None
    card_position: str | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptUntouched:
    KIND = "attempt_untouched"

    print_job: str
    attempt: str
    counters: Counters


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptSeen:
    KIND = "attempt_seen"

    print_job: str
    attempt: str
    seen: str
    method: str
    observed_serial: str | None = None
    cause: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaseSurrendered:
    KIND = "lease_surrendered"

    print_job: str
    lease: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxCounted:
    KIND = "box_counted"

    box: str
    counted: int
    recount: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxScanned:
    """`present`: the serials that lie in the box, each once."""

    KIND = "box_scanned"

    box: str
    present: list[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxHandedBack:
    """Out of the printer, to whoever keeps the store; counted blind."""

    KIND = "box_handed_back"

    box: str
    counted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BlankFound:
    """A missing one turned up; without a number where blanks have none."""

    KIND = "blank_found"

    box: str
    usable: bool
    serial: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BlankSpoiled:
    """A blank that no attempt took: a double feed, or damaged by hand."""

    KIND = "blank_spoiled"

    box: str
    cause: str
    serial: str | None = None


Fact = (
    ShiftOpened
    | AttemptStarted
    | AttemptPrinted
    | AttemptSpoiled
    | AttemptUnknown
    | AttemptUntouched
    | AttemptSeen
    | LeaseSurrendered
    | BoxCounted
    | BoxScanned
    | BoxHandedBack
    | BlankFound
    | BlankSpoiled
)

KINDS: dict[str, type[Fact]] = {kind.KIND: kind for kind in get_args(Fact)}
LOOK = "look"
"""Method of a look at paper that settles alone."""
UNHEARD = "look_unheard"
"""Method of a look at paper whose printer did not answer: it may still have the job."""
SEEN = frozenset({"good", "spoiled", "untouched", "absent"})
