"""State of a document, and the only table of its transitions."""

from dataclasses import dataclass
from enum import StrEnum

from domain.documents import events as e


class Stage(StrEnum):
    """Where an application stands."""

    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    APPROVED = "approved"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OVER = (Stage.HANDED_OVER, Stage.REJECTED, Stage.WITHDRAWN)
"""Nothing of the application is under way any more."""

TRANSITIONS: dict[tuple[Stage | None, type[e.DocumentEvent]], Stage] = {
    (None, e.Requested): Stage.INCOMPLETE,
    (Stage.INCOMPLETE, e.Completed): Stage.COMPLETE,
    (Stage.INCOMPLETE, e.Rejected): Stage.REJECTED,
    (Stage.COMPLETE, e.Completed): Stage.COMPLETE,
    (Stage.COMPLETE, e.Returned): Stage.INCOMPLETE,
    (Stage.COMPLETE, e.Rejected): Stage.REJECTED,
    (Stage.COMPLETE, e.Approved): Stage.APPROVED,
    (Stage.APPROVED, e.ApprovalUndone): Stage.COMPLETE,
    (Stage.APPROVED, e.Returned): Stage.INCOMPLETE,
    (Stage.APPROVED, e.Rejected): Stage.REJECTED,
    (Stage.APPROVED, e.Printed): Stage.PRINTED,
    (Stage.APPROVED, e.Withdrawn): Stage.WITHDRAWN,
    (Stage.PRINTED, e.InspectionFailed): Stage.APPROVED,
    (Stage.PRINTED, e.Sent): Stage.PRINTED,
    (Stage.PRINTED, e.Arrived): Stage.PRINTED,
    (Stage.PRINTED, e.HandedOver): Stage.HANDED_OVER,
    (Stage.PRINTED, e.Withdrawn): Stage.WITHDRAWN,
    (Stage.HANDED_OVER, e.Withdrawn): Stage.WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Transit:
    """On the way, in the sender's name until somebody else says that it came."""

    slip: str
    office: str
    to_office: str
    sender: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One application for one document."""

    kind: str
    cause: str
    office: str
    receipt: str
    old_card: str
    nik: str | None
    fields: e.Fields | None
    enrolment: str | None
    enroller: str | None
    subject: str | None = None
    """What a second application is known by: the NIK, or the number of a deed or family card."""
    completers: frozenset[str] = frozenset()
    stage: Stage = Stage.INCOMPLETE
    digest: str | None = None
    template: str | None = None
    salt: str | None = None
    not_before: str | None = None
    complete_since: str | None = None
    warnings: tuple[str, ...] = ()
    print_job: str | None = None
    approver: str | None = None
    attempt: str | None = None
    serial: str | None = None
    payload_digest: str | None = None
    printed_at: str | None = None
    arrived_at: str | None = None
    """Office to which the printed document was moved; None: it lies where it was printed."""
    transit: Transit | None = None
