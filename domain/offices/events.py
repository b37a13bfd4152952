"""Events of a place of service."""

from dataclasses import dataclass
from typing import Any, ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    """Code: Kemendagri region code without dots. Type: dinas, kecamatan."""

    TOPIC: ClassVar[str] = "office.opened"

    code: str
    name: str
    type: str
    timezone: str


@dataclass(frozen=True, kw_only=True)
class Frozen(Event):
    """Decisions in these scopes wait, by order; `until` is when it should end, in UTC.

    Scopes: intake, change, print, hand_over. `notice` is what the public reads.
    """

    TOPIC: ClassVar[str] = "office.frozen"

    scope: list[str]
    until: str
    reason: str
    ordered_by: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """`backlog`: what waited at that moment, number by state."""

    TOPIC: ClassVar[str] = "office.resumed"

    backlog: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class PolicyPublished(Event):
    """From a day on. `classes`: `{kind, cause, served, on_arrival?}` in the order of the queue.

    What is not named comes after them and is served. `undo_seconds`: how long an approval can be
    taken back. `witnesses`: how many a destruction needs.
    """

    TOPIC: ClassVar[str] = "office.policy_published"

    effective_from: str
    letter: str
    classes: list[dict[str, Any]]
    undo_seconds: int
    witnesses: int


@dataclass(frozen=True, kw_only=True)
class OutageBegan(Event):
    """Something that printing needs was gone from `began_at` (UTC) on; causes in state.py."""

    TOPIC: ClassVar[str] = "office.outage_began"

    cause: str
    began_at: str
    note: str


@dataclass(frozen=True, kw_only=True)
class OutageEnded(Event):
    """It was there again at `ended_at` (UTC)."""

    TOPIC: ClassVar[str] = "office.outage_ended"

    cause: str
    ended_at: str


OfficeEvent = Opened | Frozen | Resumed | PolicyPublished | OutageBegan | OutageEnded
