"""States of accounts and postings, and the roles there are."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    ENROLLER = "enroller"
    APPROVER = "approver"
    OPERATOR = "operator"
    STORE = "store"
    COUNTER = "counter"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    person: str
    name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """A right to act; `valid_from` and `valid_until` are days of the office."""

    staff: str
    person: str
    role: str
    office: str
    valid_from: str
    valid_until: str
    letter: str
    ended: bool = False
