"""State of a print job. Its status follows from its parts, by one rule in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Ordered as the rule reads: the first that fits."""

    UNKNOWN = "unknown"
    PRINTING = "printing"
    CANCELLED = "cancelled"
    PRINTED = "printed"
    LEASED = "leased"
    AWAITING_REPRINT = "awaiting_reprint"
    HELD = "held"
    PENDING = "pending"


class Outcome(StrEnum):
    """Where one attempt stands."""

    OPEN = "open"
    UNKNOWN = "unknown"
    GOOD = "good"
    SPOILED = "spoiled"
    UNTOUCHED = "untouched"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What the operator saw."""

    seen: str
    serial: str | None
    person: str | None
    cause: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One try on one blank, named `lease.n`."""

    lease: int
    station: str
    printer: str
    payload_digest: str
    box: str | None
    serial: str | None
    outcome: Outcome = Outcome.OPEN
    look: Look | None = None
    found_by: str | None = None
    key_used: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """Who holds the job; `live` until an outcome, a settling, a surrender or a break."""

    number: int
    station: str
    operator: str
    payload_digest: str
    live: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelMark:
    """What somebody asked for after the lease."""

    then: str
    reason: str | None
    lease: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintJob:
    """The order to print one document."""

    document: str
    office: str
    kind: str
    cause: str
    not_before: str
    complete_since: str
    station: str | None = None
    holds: frozenset[str] = frozenset()
    leases: tuple[Lease, ...] = ()
    attempts: Mapping[str, Attempt] = field(default_factory=dict)
    cancel: CancelMark | None = None
    cancelled: bool = False
    called: bool = False
    """The applicant came: what is printed on arrival may be printed."""

    @property
    def lease(self) -> Lease | None:
        """The live lease, if any: at most one is live at a time."""
        return next((lease for lease in self.leases if lease.live), None)

    def lease_numbered(self, number: int) -> Lease | None:
        return next((lease for lease in self.leases if lease.number == number), None)

    @property
    def has_good_card(self) -> bool:
        return any(attempt.outcome is Outcome.GOOD for attempt in self.attempts.values())

    @property
    def key(self) -> str | None:
        """The spoiled attempt whose reprint nobody has authorised yet."""
        return next(
            (
                name
                for name, attempt in self.attempts.items()
                if attempt.outcome is Outcome.SPOILED and not attempt.key_used
            ),
            None,
        )

    @property
    def status(self) -> Status:
        outcomes = {attempt.outcome for attempt in self.attempts.values()}
        first_that_fits = (
            (Outcome.UNKNOWN in outcomes, Status.UNKNOWN),
            (Outcome.OPEN in outcomes, Status.PRINTING),
            (self.cancelled, Status.CANCELLED),
            (Outcome.GOOD in outcomes, Status.PRINTED),
            (self.lease is not None, Status.LEASED),
            (self.key is not None, Status.AWAITING_REPRINT),
            (bool(self.holds), Status.HELD),
        )
        return next((status for fits, status in first_that_fits if fits), Status.PENDING)

    @property
    def cancel_is_due(self) -> bool:
        return self.cancel is not None and self.status in (
            Status.PENDING,
            Status.HELD,
            Status.AWAITING_REPRINT,
        )
