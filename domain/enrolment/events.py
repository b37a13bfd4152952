"""Events of a recording attempt."""

from dataclasses import dataclass, field
from typing import ClassVar

from domain.event import Event

Fields = dict[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Captured(Event):
    """A person was recorded (or a list says so). Id from (keyed NIK, recorded_on)."""

    TOPIC: ClassVar[str] = "enrolment.captured"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"nik", "fields"})

    office: str
    source: str
    nik: str | None
    fields: Fields | None
    recorded_on: str | None = None
    source_line: int | None = None
    enroller: str | None = None
    photo: str | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class StatusObserved(Event):
    """The central register's word as seen: an observation, never a command."""

    TOPIC: ClassVar[str] = "enrolment.status_observed"

    status: str
    source: str
    seen_at: str
    document: str | None = None


EnrolmentEvent = Captured | StatusObserved
