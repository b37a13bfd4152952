"""Events of staff accounts and postings."""

from dataclasses import dataclass
from typing import Any, ClassVar

from domain.event import Event


@dataclass(frozen=True, kw_only=True)
class Registered(Event):
    """One account; `person` is the keyed hash of the officer's own NIK."""

    TOPIC: ClassVar[str] = "staff.registered"
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"nik", "nip", "name"})

    person: str
    nik: str | None
    name: str | None
    nip: str | None = None


@dataclass(frozen=True, kw_only=True)
class CodeIssued(Event):
    """A one-time code for a new password of this account; the old one is void."""

    TOPIC: ClassVar[str] = "staff.code_issued"


@dataclass(frozen=True, kw_only=True)
class NikRevealed(Event):
    """Whose stream it is was shown the whole NIK of a document."""

    TOPIC: ClassVar[str] = "staff.nik_revealed"

    document: str


@dataclass(frozen=True, kw_only=True)
class HistoryExported(Event):
    """Whose stream it is took these positions along; `with_names`: what they say of people too.

    `asked`: the filter, as the manifest tells it: never what was typed.
    """

    TOPIC: ClassVar[str] = "staff.history_exported"

    form: str
    first: int
    last: int
    with_names: bool
    asked: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Granted(Event):
    """Person x role x place x period, with the letter that says so."""

    TOPIC: ClassVar[str] = "posting.granted"

    staff: str
    person: str
    role: str
    office: str
    valid_from: str
    valid_until: str
    letter: str
    break_glass: bool = False


@dataclass(frozen=True, kw_only=True)
class Ended(Event):
    TOPIC: ClassVar[str] = "posting.ended"

    reason: str
    letter: str | None = None


StaffEvent = Registered | CodeIssued | NikRevealed | HistoryExported
PostingEvent = Granted | Ended
