"""State of a place of service."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.event import StreamId
from domain.identity import stream_id

FREEZE_SCOPES = ("intake", "change", "print", "hand_over")
OUTAGES = ("power", "network", "centre", "equipment")
"""What fails without an order: electricity, the link, the ministry's servers, machines here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Freeze:
    """Which decisions wait, and until when (UTC) that was meant to last."""

    scope: tuple[str, ...]
    until: str
    notice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """How an office works from a day on."""

    effective_from: str
    not_served: frozenset[tuple[str, str]]
    on_arrival: frozenset[tuple[str, str]] = frozenset()
    """Classes that are printed when the applicant is there."""
    undo_seconds: int
    witnesses: int

    def serves(self, kind: str, cause: str) -> bool:
        return (kind, cause) not in self.not_served

    def waits_for_applicant(self, kind: str, cause: str) -> bool:
        return (kind, cause) in self.on_arrival


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    code: str
    name: str
    type: str
    timezone: str
    freeze: Freeze | None = None
    policies: tuple[Policy, ...] = ()
    outages: Mapping[str, str] = field(default_factory=dict)
    """Cause -> when it began, of those that have not ended."""

    def policy_at(self, day: str) -> Policy | None:
        """The one in force on a day (YYYY-MM-DD); of two for one day the later published."""
        begun = [policy for policy in self.policies if policy.effective_from <= day]
        return max(begun, key=lambda policy: policy.effective_from) if begun else None


def office_id(code: str) -> StreamId:
    return stream_id("office", code)
