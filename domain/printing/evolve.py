"""Next state of a print job. Total: never raises, whatever order facts arrive in."""

from dataclasses import replace

from domain.printing import events as e
from domain.printing.state import Attempt, CancelMark, Lease, Look, Outcome, PrintJob


def evolve(state: PrintJob | None, event: e.JobEvent) -> PrintJob | None:
    if isinstance(event, e.Queued):
        return state or PrintJob(
            document=event.document,
            office=event.office,
            kind=event.kind,
            cause=event.cause,
            not_before=event.not_before,
            complete_since=event.complete_since,
        )
    if state is None:
        return None
    return _order(state, event)


def _order(job: PrintJob, event: e.JobEvent) -> PrintJob:
    match event:
        case e.Routed():
            return replace(job, office=event.office, station=event.station)
        case e.Held():
            return replace(job, holds=job.holds | {event.hold})
        case e.Released():
            return replace(job, holds=job.holds - {event.hold})
        case e.Called():
            return replace(job, called=True)
        case e.Leased() | e.LeaseSurrendered() | e.LeaseBroken():
            return _lease(job, event)
        case e.CancelRequested() if event.then != "printed":
            mark = CancelMark(then=event.then, reason=event.reason, lease=event.lease)
            return replace(job, cancel=mark)
        case e.Cancelled():
            return replace(job, cancelled=True, cancel=None)
        case _:
            return _attempt(job, event)


def _lease(job: PrintJob, event: e.Leased | e.LeaseSurrendered | e.LeaseBroken) -> PrintJob:
    if not isinstance(event, e.Leased):
        broken = isinstance(event, e.LeaseBroken)
        return _end_lease(_left_open(job, event.lease) if broken else job, event.lease)
    lease = Lease(
        number=event.lease,
        station=event.station,
        operator=event.operator,
        payload_digest=event.payload_digest,
    )
    return replace(job, leases=(*job.leases, lease))


def _attempt(job: PrintJob, event: e.JobEvent) -> PrintJob:
    match event:
        case e.AttemptStarted():
            return _started(job, event)
        case e.AttemptPrinted():
            return _ended(job, event.attempt, Outcome.GOOD, serial=event.observed_serial)
        case e.AttemptSpoiled():
            return _ended(
                job,
                event.attempt,
                Outcome.SPOILED,
                serial=event.observed_serial,
                found_by=event.by.actor_person,
            )
        case e.AttemptUnknown():
            return _put(job, event.attempt, outcome=Outcome.UNKNOWN)
        case e.AttemptSeen():
            look = Look(
                seen=event.seen,
                serial=event.observed_serial,
                person=event.by.actor_person,
                cause=event.cause,
            )
            seen = _put(job, event.attempt, look=look)
            return _put(seen, event.attempt, serial=event.observed_serial)
        case e.AttemptSettled():
            return _settled(job, event)
        case e.ReprintAuthorised():
            used = {name: replace(a, key_used=True) for name, a in job.attempts.items()}
            return replace(job, attempts=used)
        case _:
            return job


def _started(job: PrintJob, event: e.AttemptStarted) -> PrintJob:
    lease = job.lease_numbered(event.lease)
    # Of a lease that is over nobody waits for a word: the start alone says that nobody knows.
    waited_for = lease is not None and lease.live
    attempt = Attempt(
        outcome=Outcome.OPEN if waited_for else Outcome.UNKNOWN,
        lease=event.lease,
        station=lease.station if lease else event.by.reporter or "",
        printer=event.printer,
        payload_digest=event.payload_digest,
        box=event.box,
        serial=event.expected_serial,
    )
    return replace(job, attempts={**job.attempts, event.attempt: attempt})


def _settled(job: PrintJob, event: e.AttemptSettled) -> PrintJob:
    # By counters the same lease goes on with its next attempt; people end the lease.
    outcome = Outcome(event.outcome)
    if event.settled_by == "counters":
        return _put(job, event.attempt, outcome=outcome)
    attempt = job.attempts.get(event.attempt)
    found_by = attempt.look.person if attempt and attempt.look else None
    return _ended(job, event.attempt, outcome, serial=event.serial, found_by=found_by)


def _ended(
    job: PrintJob,
    name: str,
    outcome: Outcome,
    *,
    serial: str | None,
    found_by: str | None = None,
) -> PrintJob:
    attempt = job.attempts.get(name)
    ended = _put(job, name, outcome=outcome, serial=serial, found_by=found_by)
    return ended if attempt is None else _end_lease(ended, attempt.lease)


def _put(
    job: PrintJob,
    name: str,
    *,
    outcome: Outcome | None = None,
    serial: str | None = None,
    look: Look | None = None,
    found_by: str | None = None,
) -> PrintJob:
    attempt = job.attempts.get(name)
    if attempt is None:
        return job
    changed = replace(
        attempt,
        outcome=outcome or attempt.outcome,
        serial=serial or attempt.serial,
        look=look or attempt.look,
        found_by=found_by or attempt.found_by,
    )
    return replace(job, attempts={**job.attempts, name: changed})


def _left_open(job: PrintJob, number: int) -> PrintJob:
    """The station is not waited for: what it began under this lease may be anything."""
    attempts = {
        name: replace(a, outcome=Outcome.UNKNOWN)
        if (a.lease, a.outcome) == (number, Outcome.OPEN)
        else a
        for name, a in job.attempts.items()
    }
    return replace(job, attempts=attempts)


def _end_lease(job: PrintJob, number: int) -> PrintJob:
    leases = tuple(
        replace(lease, live=False) if lease.number == number else lease for lease in job.leases
    )
    return replace(job, leases=leases)
