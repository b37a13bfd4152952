"""Events of an application for one document."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from domain.event import Event

Fields = dict[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Requested(Event):
    """Somebody is to get a document."""

    TOPIC: ClassVar[str] = "document.requested"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"letter", "nik", "fields", "applicant"})

    kind: str
    cause: str
    office: str
    receipt: str
    old_card: str
    nik: str | None
    fields: Fields | None
    enrolment: str | None = None
    enroller: str | None = None
    source_ref: str | None = None
    letter: str | None = None
    applicant: dict[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Completed(Event):
    """All that is to be printed is known; again = corrected.

    `digest` is taken over the salt and the fields, so that it says nothing after erasure.
    Version 2 added `warnings`.
    """

    TOPIC: ClassVar[str] = "document.completed"
    VERSION: ClassVar[int] = 2
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"salt", "not_before", "fields"})

    digest: str
    template: str
    salt: str | None
    fields: Fields | None
    not_before: str | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Returned(Event):
    """Sent back to the counter for a correction."""

    TOPIC: ClassVar[str] = "document.returned"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    code: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Rejected(Event):
    """The application ends without a document."""

    TOPIC: ClassVar[str] = "document.rejected"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    code: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Approved(Event):
    """An approver released exactly what the digest says."""

    TOPIC: ClassVar[str] = "document.approved"

    digest: str
    template: str
    print_job: str


@dataclass(frozen=True, kw_only=True)
class ApprovalUndone(Event):
    """The approval is taken back before a card exists (cause: undo, cancelled)."""

    TOPIC: ClassVar[str] = "document.approval_undone"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    print_job: str
    cause: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Printed(Event):
    """A good card of this document exists."""

    TOPIC: ClassVar[str] = "document.printed"

    print_job: str
    attempt: str
    payload_digest: str
    serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class InspectionFailed(Event):
    """The counter found the printed card unfit."""

    TOPIC: ClassVar[str] = "document.inspection_failed"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})

    print_job: str
    attempt: str
    cause: str
    reason: str | None
    serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandedOver(Event):
    """The document is with the person who may have it."""

    TOPIC: ClassVar[str] = "document.handed_over"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"collector"})

    entitlement: str
    old_card: str
    collector: dict[str, Any] | None
    serial: str | None = None
    surrendered_card: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sent(Event):
    """A printed document leaves for the place where it is collected; `slip` goes with it."""

    TOPIC: ClassVar[str] = "document.sent"

    office: str
    to_office: str
    slip: str
    serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class Arrived(Event):
    """It was found in what came with the slip; at the sender's own place: taken back."""

    TOPIC: ClassVar[str] = "document.arrived"

    office: str
    slip: str
    serial: str | None = None


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """The document counts no more."""

    TOPIC: ClassVar[str] = "document.withdrawn"

    cause: str
    serial: str | None = None
    replaced_by: str | None = None


DocumentEvent = (
    Requested
    | Completed
    | Returned
    | Rejected
    | Approved
    | ApprovalUndone
    | Printed
    | InspectionFailed
    | HandedOver
    | Sent
    | Arrived
    | Withdrawn
)
