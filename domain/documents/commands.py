"""Decisions one can ask for on a document."""

from dataclasses import dataclass, field

from domain.event import By


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproveDocument:
    """Release exactly what `digest` says; `today` is the office's date.

    `recorder`: the person who recorded the data that the application came with.
    """

    by: By
    digest: str
    print_job: str
    today: str
    status_word: str | None
    problems: tuple[str, ...] = ()
    recorder: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """Give the scanned card to the collector.

    `serial`: of a card from a numbered box; `code`: what a card without a number says in its QR.
    """

    by: By
    serial: str | None
    code: str | None = None
    entitlement: str
    collector: dict[str, str] = field(default_factory=dict)
    surrendered: str | None = None
    """The old card that is in custody for this document."""
    replaces: str | None = None
    """The person's document that counted until now, where it is known here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FailInspection:
    """The card in hand is unfit. `serial` and `code` as at the hand-over."""

    by: By
    serial: str | None
    code: str | None = None
    cause: str
    reason: str
