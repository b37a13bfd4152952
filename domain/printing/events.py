"""Events of a print job: the order, its leases, its attempts and how they ended."""

from dataclasses import dataclass
from typing import Any, ClassVar

from domain.event import Event

Counters = dict[str, int]
Device = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Queued(Event):
    """One document is to be printed once, not before `not_before` (the undo window)."""

    TOPIC: ClassVar[str] = "print_job.queued"

    document: str
    office: str
    kind: str
    cause: str
    not_before: str
    complete_since: str


@dataclass(frozen=True, kw_only=True)
class Routed(Event):
    TOPIC: ClassVar[str] = "print_job.routed"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    office: str
    reason: str | None
    station: str | None = None


@dataclass(frozen=True, kw_only=True)
class Held(Event):
    TOPIC: ClassVar[str] = "print_job.held"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    hold: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Released(Event):
    TOPIC: ClassVar[str] = "print_job.released"

    hold: str


@dataclass(frozen=True, kw_only=True)
class Reprioritised(Event):
    """By two people; the higher `rank` comes first, 0 is everybody's."""

    TOPIC: ClassVar[str] = "print_job.reprioritised"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    rank: int
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Called(Event):
    """The applicant is here: a card of a class that is printed on arrival need wait no longer."""

    TOPIC: ClassVar[str] = "print_job.called"


@dataclass(frozen=True, kw_only=True)
class Leased(Event):
    """The job belongs to one station until it ends, is surrendered or broken by two people."""

    TOPIC: ClassVar[str] = "print_job.leased"

    lease: int
    station: str
    operator: str
    payload_digest: str


@dataclass(frozen=True, kw_only=True)
class LeaseSurrendered(Event):
    TOPIC: ClassVar[str] = "print_job.lease_surrendered"

    lease: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LeaseBroken(Event):
    """By two people; what the station started under it is of unknown outcome until it reports.

    Reason: silent, broken, revoked.
    """

    TOPIC: ClassVar[str] = "print_job.lease_broken"

    lease: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancelRequested(Event):
    """A mark: carried out at the first of pending, held, awaiting_reprint.

    Then: complete, incomplete, rejected; or printed, where a broken lease printed after all and
    the one that took its place is only to come back.
    """

    TOPIC: ClassVar[str] = "print_job.cancel_requested"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    lease: int
    then: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Cancelled(Event):
    """Cause: undo, cancelled, returned, rejected, absent."""

    TOPIC: ClassVar[str] = "print_job.cancelled"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    cause: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptStarted(Event):
    """Durable at the station before the first byte that cannot be taken back."""

    TOPIC: ClassVar[str] = "print_job.attempt_started"

    attempt: str
    lease: int
    printer: str
    payload_digest: str
    box: str | None = None
    expected_serial: str | None = None
    counters: Counters | None = None
    counters_before: Counters | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptPrinted(Event):
    """Method: scan, chip, code, assumed."""

    TOPIC: ClassVar[str] = "print_job.attempt_printed"

    attempt: str
    method: str
    observed_serial: str | None = None
    counters: Counters | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptSpoiled(Event):
    """Found by: station, inspection."""

    TOPIC: ClassVar[str] = "print_job.attempt_spoiled"

    attempt: str
    method: str
    cause: str
    found_by: str
    observed_serial: str | None = None
    counters: Counters | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptUnknown(Event):
    """Nobody can say yet; the printer waits for a look."""

    TOPIC: ClassVar[str] = "print_job.attempt_unknown"

    attempt: str
    reason: str
    counters: Counters | None = None
    card_position: str | None = None
    device: Device | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptSeen(Event):
    """The operator's look: good, spoiled, untouched, absent. It moves nothing yet."""

    TOPIC: ClassVar[str] = "print_job.attempt_seen"

    attempt: str
    seen: str
    method: str
    observed_serial: str | None = None
    cause: str | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptSettled(Event):
    """Settled by: counters, look (paper), two_people."""

    TOPIC: ClassVar[str] = "print_job.attempt_settled"

    attempt: str
    outcome: str
    settled_by: str
    serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReprintAuthorised(Event):
    """Uses up every key there is; `attempt` names the spoiled one that is the key."""

    TOPIC: ClassVar[str] = "print_job.reprint_authorised"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    attempt: str
    reason: str | None


JobEvent = (
    Queued
    | Routed
    | Held
    | Released
    | Reprioritised
    | Called
    | Leased
    | LeaseSurrendered
    | LeaseBroken
    | CancelRequested
    | Cancelled
    | AttemptStarted
    | AttemptPrinted
    | AttemptSpoiled
    | AttemptUnknown
    | AttemptSeen
    | AttemptSettled
    | ReprintAuthorised
)
