"""The service clock of Permendagri 19/2018: from complete to printed, less freezes and outages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LIMIT = timedelta(hours=24)
PAUSING = "print"
"""The scope of a freeze under which nothing may be printed: no other scope stops the clock."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which printing stood still, by order or not; without an end it still does."""

    begin: datetime
    end: datetime | None = None


def united(pauses: Iterable[Pause], until: datetime) -> list[tuple[datetime, datetime]]:
    """Without overlaps, in order, cut off at `until`: two freezes at once stop the clock once."""
    found: list[tuple[datetime, datetime]] = []
    for pause in sorted(pauses, key=lambda one: one.begin):
        begin, end = pause.begin, min(pause.end or until, until)
        if end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def running(complete: datetime, until: datetime, pauses: Iterable[Pause]) -> timedelta:
    """How long the clock ran between completeness and the print, or now; never less than none."""
    if until <= complete:
        return timedelta()
    stood = timedelta()
    for begin, end in united(pauses, until):
        stood += max(timedelta(), end - max(begin, complete))
    return until - complete - stood


def latest_late(now: datetime, pauses: Sequence[Pause], limit: timedelta = LIMIT) -> datetime:
    """What was complete before this has run longer than the limit by now."""
    left, at = limit, now
    for begin, end in reversed(united(pauses, now)):
        # A pause that ends where the limit is reached stands before it too.
        if at - end > left:
            break
        left -= at - end
        at = begin
    return at - left
