"""States of accounts and postings, and the roles there are."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    ENROLLER = "enroller"
    VERIFIER = "verifier"
    APPROVER = "approver"
    OPERATOR = "operator"
    STORE = "store"
    COUNTER = "counter"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMIN = "admin"


IN_AN_EMERGENCY = frozenset({
    Role.ENROLLER, Role.VERIFIER, Role.APPROVER, Role.STORE, Role.COUNTER,
})  # fmt: skip
"""Not an operator, who may be out of reach for days, and nobody who oversees others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    person: str
    name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class At:
    """The moment of a decision: the day where the office is, and the instant (UTC)."""

    day: str
    now: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """A right to act; `valid_from` and `valid_until` are days of the office.

    A glass that was broken ends at an instant (UTC), not with a day.
    """

    staff: str
    person: str
    role: str
    office: str
    valid_from: str
    valid_until: str
    letter: str
    break_glass: bool = False
    ended: bool = False

    def is_live(self, at: At) -> bool:
        now = at.now if self.break_glass else at.day
        return not self.ended and self.valid_from <= at.day and now <= self.valid_until
