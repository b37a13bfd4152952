"""Decisions on print jobs: events, or Refused with its reason."""

from domain.event import By
from domain.printing import events as e
from domain.printing import rules
from domain.printing.state import Attempt, Outcome, PrintJob, Status
from domain.refusal import Reason, Refused, refuse_if
from domain.two_people import two_people

TO_CAUSE = {"complete": "cancelled", "incomplete": "returned", "rejected": "rejected"}
"""What a cancelled job does to its document, and the cause that the job then carries."""

BROKEN = ("silent", "broken", "revoked")
"""Why a lease is broken."""


def hold(job: PrintJob | None, by: By, code: str, reason: str) -> list[e.JobEvent]:
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING, Status.HELD)
    refuse_if(not code.strip(), Reason.NO_REASON)
    return [] if code in known.holds else [e.Held(by=by, hold=code, reason=reason)]


def release(job: PrintJob | None, by: By, code: str) -> list[e.JobEvent]:
    known = rules.exists(job)
    refuse_if(code not in known.holds, Reason.NO_SUCH_HOLD)
    return [e.Released(by=by, hold=code)]


def route(
    job: PrintJob | None, by: By, office: str, station: str | None, reason: str
) -> list[e.JobEvent]:
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING, Status.HELD)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.Routed(by=by, office=office, station=station, reason=reason)]


def jump(job: PrintJob | None, by: By, rank: int, reason: str) -> list[e.JobEvent]:
    """Flow 17.4: before its turn, by two people who say why."""
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING, Status.HELD)
    two_people(by)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.Reprioritised(by=by, rank=rank, reason=reason)]


def call(job: PrintJob | None, by: By) -> list[e.JobEvent]:
    """Once is enough: again adds nothing."""
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING, Status.HELD)
    return [] if known.called else [e.Called(by=by)]


def lease(
    job: PrintJob | None, by: By, approver: str | None, station: str, payload_digest: str
) -> list[e.JobEvent]:
    """Flow 1.4: `by.actor` is the operator; a lease held never times out into a second one."""
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING)
    rules.window_is_over(known, by.recorded_at)
    rules.operator_is_not_the_approver(approver, by.actor_person)
    refuse_if(known.station not in (None, station), Reason.NOT_IN_TURN)
    return [
        e.Leased(
            by=by,
            lease=len(known.leases) + 1,
            station=station,
            operator=by.actor,
            payload_digest=payload_digest,
        )
    ]


def undo(job: PrintJob | None, by: By) -> list[e.JobEvent]:
    """Flow 6.2a: only in the window and only before a lease."""
    known = rules.exists(job)
    rules.has_status(known, Status.PENDING, Status.HELD)
    rules.window_is_open(known, by.recorded_at)
    return [e.Cancelled(by=by, cause="undo")]


def cancel(job: PrintJob | None, by: By, then: str, reason: str) -> list[e.JobEvent]:
    """Flow 7.3 before the lease: cancelled at once. Flow 7.4 after it: a mark."""
    known = rules.exists(job)
    refuse_if(known.status is Status.UNKNOWN, Reason.OUTCOME_UNKNOWN)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    held_by = known.lease
    if held_by is not None:
        return [e.CancelRequested(by=by, lease=held_by.number, then=then, reason=reason)]
    rules.has_status(known, *rules.BEFORE_THE_LEASE)
    return [e.Cancelled(by=by, cause=TO_CAUSE[then], reason=reason)]


def break_lease(job: PrintJob | None, by: By, reason: str) -> list[e.JobEvent]:
    """Flow 14.4: of a station that nobody waits for any more. It may have printed all the same."""
    known = rules.exists(job)
    two_people(by)
    refuse_if(reason not in BROKEN, Reason.NO_REASON)
    live = known.lease
    if live is None:
        raise Refused(Reason.LEASE_NOT_LIVE)
    return [e.LeaseBroken(by=by, lease=live.number, reason=reason)]


def look(job: PrintJob | None, look_: e.AttemptSeen) -> Attempt:
    """Flow 14.10: at the centre, where the station that started it will not say any more."""
    known = rules.exists(job)
    tried = known.attempts.get(look_.attempt)
    if tried is None or tried.outcome is not Outcome.UNKNOWN:
        raise Refused(Reason.WRONG_STATE, state=known.status.value)
    lease = known.lease_numbered(tried.lease)
    refuse_if(lease is not None and lease.live, Reason.AT_STATION)
    return tried


def settle(job: PrintJob | None, by: By, attempt: str, outcome: str) -> list[e.JobEvent]:
    """Flow 9.3: a second person confirms what the operator saw."""
    known = rules.exists(job)
    tried = rules.attempt_was_seen(known, attempt)
    rules.outcome_is_as_seen(tried, outcome)
    rules.second_person_did_not_look(tried, by.actor_person)
    settled = e.AttemptSettled(
        by=by, attempt=attempt, outcome=outcome, settled_by="two_people", serial=tried.serial
    )
    ends = outcome == "absent" and not known.has_good_card
    return [settled, *([e.Cancelled(by=by, cause="absent")] if ends else [])]


def authorise_reprint(
    job: PrintJob | None, by: By, reason: str, *, two: bool = True
) -> list[e.JobEvent]:
    """Flow 8.2: the spoiled attempt is the only key and is used once.

    `two`: not by who found it; of paper one person is enough (flow 5.6).
    """
    known = rules.exists(job)
    name, attempt = rules.a_spoiled_attempt_is_the_key(known)
    rules.has_status(known, Status.AWAITING_REPRINT)
    if two:
        rules.authoriser_did_not_find_it(attempt, by.actor_person)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.ReprintAuthorised(by=by, attempt=name, reason=reason)]


def spoil_by_inspection(
    job: PrintJob | None, by: By, name: str, cause: str, serial: str | None
) -> tuple[Attempt, list[e.JobEvent]]:
    """Flow 10.1: the same kind of key for every reprint."""
    known = rules.exists(job)
    rules.has_status(known, Status.PRINTED)
    spoiled = e.AttemptSpoiled(
        by=by,
        attempt=name,
        observed_serial=serial,
        method="scan",
        cause=cause,
        found_by="inspection",
    )
    return known.attempts[name], [spoiled]
