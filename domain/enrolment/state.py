"""State of a recording attempt."""

from dataclasses import dataclass

from domain.enrolment.events import Fields

PRINT_READY = "PRINT_READY_RECORD"

STATUSES = (
    "UNREGISTERED",
    "BIO_CAPTURED",
    "PROCESSING",
    "SENT_FOR_ENROLLMENT",
    "RECEIVED_AT_CENTRAL",
    "ENROLL_FAILURE_AT_CENTRAL",
    "SEARCH_FAILURE_AT_CENTRAL",
    "ENROLL_FAILURE_AT_REGIONAL",
    "SENT_FOR_DEDUP",
    "DUPLICATE_RECORD",
    "ADJUDICATE_RECORD",
    PRINT_READY,
    "SENT_FOR_CARD_PRINTING",
    "CARD_PRINTED",
    "CARD_SHIPPED",
    "CARD_ISSUED",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A recording; its word is the status with the newest `seen_at`."""

    office: str
    nik: str | None
    fields: Fields | None
    recorded_on: str | None
    enroller: str | None
    photo: str | None
    warnings: tuple[str, ...] = ()
    word: str | None = None
    word_seen_at: str = ""
    document: str | None = None
    observed: frozenset[tuple[str, str, str]] = frozenset()
