"""Recording a person, and observing what the centre says of the recording."""

from domain.enrolment.events import Captured, StatusObserved
from domain.enrolment.state import PRINT_READY, Enrolment


def capture(state: Enrolment | None, captured: Captured) -> list[Captured]:
    """The same row again is the same stream: nothing happens twice."""
    return [] if state is not None else [captured]


def absorb_status(
    state: Enrolment, observed: StatusObserved, *, dated: bool = True
) -> list[StatusObserved]:
    """A status is a fact; the very same observation again adds nothing.

    Not `dated`: the source says no time, so its word seen before is no news, whenever it is read.
    What opens a document is news: the person was not free when it was seen first.
    """
    word = (observed.status, observed.source)
    seen = (*word, observed.seen_at)
    known = seen in state.observed if dated else word in {pair[:2] for pair in state.observed}
    return [] if known and observed.document is None else [observed]


def opens_document(state: Enrolment, status: str) -> bool:
    """The first PRINT_READY_RECORD opens the document; later ones only speak."""
    return status == PRINT_READY and state.document is None
