"""Recording a person, and observing what the centre says of the recording."""

from domain.enrolment.events import Captured, StatusObserved
from domain.enrolment.state import PRINT_READY, Enrolment


def capture(state: Enrolment | None, captured: Captured) -> list[Captured]:
    """The same row again is the same stream: nothing happens twice."""
    return [] if state is not None else [captured]


def absorb_status(state: Enrolment, observed: StatusObserved) -> list[StatusObserved]:
    """A status is a fact; the very same observation again adds nothing."""
    seen = (observed.status, observed.source, observed.seen_at)
    return [] if seen in state.observed else [observed]


def opens_document(state: Enrolment, status: str) -> bool:
    """The first PRINT_READY_RECORD opens the document; later ones only speak."""
    return status == PRINT_READY and state.document is None
