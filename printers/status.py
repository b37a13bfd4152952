"""What a printer can tell of itself; what it did not tell is a value too, never a no or a zero."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """Why a printer is not ready, in IPP's words (RFC 8011, 5.4.12) where IPP has one."""

    COVER_OPEN = "cover-open"
    MEDIA_EMPTY = "media-empty"
    MEDIA_JAM = "media-jam"
    MARKER_SUPPLY_EMPTY = "marker-supply-empty"
    OUTPUT_AREA_FULL = "output-area-full"
    PAUSED = "paused"
    NOT_ACCEPTING_JOBS = "not-accepting-jobs"
    BUSY = "busy"  # our own word: with another job; waiting is all that is needed
    OFFLINE = "offline"
    TIMED_OUT = "timed-out"
    CARD_INSIDE = "card-inside"  # our own word: the path must be cleared by hand
    UNKNOWN = "unknown"  # the printer said something that we do not understand


class CardPosition(StrEnum):
    NONE = "none"
    INSIDE = "inside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counters:
    """The printer's own lifetime counts: cards taken from the feeder, panels printed."""

    inserted: int
    panels: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PrinterStatus:
    """All that stands in the way of a card, as one look found it; none = ready."""

    conditions: tuple[Condition, ...]
    position: CardPosition

    @property
    def ready(self) -> bool:
        return not self.conditions and self.position is CardPosition.NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What a printer calls itself; `uuid` only where it speaks IPP."""

    model: str
    serial: str
    uuid: str | None = None


class Proposal(StrEnum):
    """What counters suggest about a card whose outcome was not heard."""

    UNTOUCHED = "untouched"
    GOOD = "good"
    SPOILED = "spoiled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What the printer shows after an attempt without an outcome.

    `untouched` is proof that nothing was taken. Every other proposal, and None, only tells a
    person what to expect when looking at the card.
    """

    counters: Counters | None
    position: CardPosition
    proposal: Proposal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperTrace:
    """What is kept of an attempt on paper: enough to know its job again, or that it is lost.

    Printers count jobs from 1 after every start, so `job_id` alone names nothing. `up_time` is in
    seconds since the printer's start; if it goes back the printer has forgotten its jobs.
    """

    printer_uuid: str | None
    up_time: int
    job_name: str
    job_id: int | None = None
    job_uuid: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class JobSeen:
    """What a printer says of a job, in IPP's words (RFC 8011, 5.3.7 and 5.3.8)."""

    job_uuid: str | None
    state: str
    reasons: tuple[str, ...]
    impressions: int | None
    ended: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperEvidence:
    """What the printer tells of an attempt without an outcome.

    Nothing here proves anything: `proposal` only tells a person what to expect in the tray.
    `restarted`: it was started anew since, or is another printer. `job` None: it knows no such
    job; a job that has not `ended` may be asked for again.
    """

    printer_uuid: str | None
    up_time: int
    restarted: bool
    job: JobSeen | None
    proposal: Proposal | None
