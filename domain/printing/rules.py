"""Rules on print jobs, one function and one reason each."""

from domain.event import other_person, same_person
from domain.printing.state import Attempt, Outcome, PrintJob, Status
from domain.refusal import Reason, Refused, refuse_if

BEFORE_THE_LEASE = (Status.PENDING, Status.HELD, Status.AWAITING_REPRINT)


def exists(job: PrintJob | None) -> PrintJob:
    if job is None:
        raise Refused(Reason.NOT_FOUND)
    return job


def has_status(job: PrintJob, *allowed: Status) -> None:
    """A job at a station, or of unknown outcome, says so; otherwise the arrow is missing."""
    if job.status in allowed:
        return
    refuse_if(job.status is Status.UNKNOWN, Reason.OUTCOME_UNKNOWN)
    refuse_if(job.status in (Status.LEASED, Status.PRINTING), Reason.AT_STATION)
    raise Refused(Reason.WRONG_STATE, state=job.status.value)


def window_is_over(job: PrintJob, now: str) -> None:
    refuse_if(now < job.not_before, Reason.TOO_EARLY, until=job.not_before)


def window_is_open(job: PrintJob, now: str) -> None:
    refuse_if(now >= job.not_before, Reason.WINDOW_OVER, until=job.not_before)


def operator_is_not_the_approver(approver: str | None, operator: str | None) -> None:
    refuse_if(same_person(approver, operator), Reason.SAME_PERSON, other="approver")


def attempt_was_seen(job: PrintJob, name: str) -> Attempt:
    attempt = job.attempts.get(name)
    refuse_if(attempt is None or attempt.outcome is not Outcome.UNKNOWN, Reason.WRONG_STATE)
    if attempt is None or attempt.look is None:
        raise Refused(Reason.NOT_SEEN)
    return attempt


def outcome_is_as_seen(attempt: Attempt, outcome: str) -> None:
    seen = attempt.look.seen if attempt.look else None
    refuse_if(seen != outcome, Reason.NOT_AS_SEEN, seen=seen or "")


def second_person_did_not_look(attempt: Attempt, person: str | None) -> None:
    looked = attempt.look.person if attempt.look else None
    refuse_if(not other_person(looked, person), Reason.SAME_PERSON, other="looker")


def a_spoiled_attempt_is_the_key(job: PrintJob) -> tuple[str, Attempt]:
    key = job.key
    if key is None:
        raise Refused(Reason.NO_KEY)
    return key, job.attempts[key]


def authoriser_did_not_find_it(attempt: Attempt, person: str | None) -> None:
    refuse_if(not other_person(attempt.found_by, person), Reason.SAME_PERSON, other="finder")
