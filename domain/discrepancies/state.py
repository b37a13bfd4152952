"""State of a mismatch."""

from dataclasses import dataclass
from enum import StrEnum

from domain.event import StreamId
from domain.identity import stream_id

CAUSES = frozenset({
    "blank_not_expected",
    "blank_not_held",
    "blank_claimed_twice",
    "serial_differs",
    "lease_ended",
    "printed_twice",
    "late_success",
    "counter_jump",
    "after_posting",
    "after_cancel",
    "after_freeze",
    "after_revocation",
    "journal_forked",
    "count_differs",
    "short_delivery",
    "accepted_short",
    "absent",
    "not_in_pile",
    "not_understood",
    "operator_is_approver",
    "break_glass",
    "card_not_arrived",
})  # fmt: skip


class Stage(StrEnum):
    OPEN = "open"
    EXPLAINED = "explained"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Discrepancy:
    cause: str
    office: str
    stage: Stage
    opener: str | None = None
    second: str | None = None
    """Who opened it together with the opener."""
    explainers: frozenset[str | None] = frozenset()
    """All of them: whoever explained it once does not close it, however often it was told anew."""


def discrepancy_id(cause: str, subject: dict[str, str], day: str) -> StreamId:
    """The same cause and subject on the same day (or shift) is one mismatch."""
    named = [f"{key}={value}" for key, value in sorted(subject.items())]
    return stream_id("discrepancy", cause, day, *named)
