"""Facts of attempts: counted as they come, never refused; a contradiction opens a discrepancy."""

from domain.documents.kinds import KINDS
from domain.event import same_person
from domain.printing import events as e
from domain.printing import outcomes
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import Attempt, Lease, Outcome, PrintJob
from domain.stations import facts as f
from domain.stock import absorb as blanks


def started(scene: Scene, job: PrintJob, fact: f.AttemptStarted) -> None:
    """Flow 1.5: from here on the blank is unsettled until somebody knows."""
    subject = {"print_job": str(scene.job), "attempt": fact.attempt}
    if fact.attempt in job.attempts:
        discrepancy(scene, "not_understood", subject)
        return
    lease = job.lease_numbered(fact.lease)
    if lease is None or not lease.live or lease.station != scene.station:
        discrepancy(scene, "lease_ended", subject, lease=fact.lease)
    _as_leased(scene, job, fact, lease)
    document = scene.document()
    if document is not None and same_person(document.approver, scene.by.actor_person):
        discrepancy(scene, "operator_is_approver", subject)
    if fact.counters_before is not None and fact.counters != fact.counters_before:
        discrepancy(
            scene,
            "counter_jump",
            {"station": scene.station, "printer": fact.printer},
            before=fact.counters_before,
            now=fact.counters,
        )
    event = e.AttemptStarted(
        by=scene.by,
        attempt=fact.attempt,
        lease=fact.lease,
        printer=fact.printer,
        payload_digest=fact.payload_digest,
        box=fact.box,
        expected_serial=fact.expected_serial,
        counters=fact.counters,
        counters_before=fact.counters_before,
        device=fact.device,
    )
    _add(scene, [event])
    _call_back(scene, job, fact.lease)
    if _needs_a_blank(job, fact):
        _take(scene, fact.attempt, fact.expected_serial)


def _call_back(scene: Scene, job: PrintJob, started: int) -> None:
    """Flow 14.6a: a broken lease printed after all; the one in its place is not to print too."""
    other = job.lease
    if other is None or other.number == started or job.cancel is not None:
        return
    tried = [a.outcome for a in job.attempts.values() if a.lease == other.number]
    if not {Outcome.OPEN, Outcome.UNKNOWN} & set(tried):
        mark = e.CancelRequested(by=scene.by, lease=other.number, then="printed", reason=None)
        _add(scene, [mark])


def _needs_a_blank(job: PrintJob, fact: f.AttemptStarted) -> bool:
    kind = KINDS.get(job.kind)
    if kind is None or kind.blank_kind is None:
        return False
    return fact.expected_serial is not None or not kind.numbered


def _as_leased(scene: Scene, job: PrintJob, fact: f.AttemptStarted, lease: Lease | None) -> None:
    """What is printed is the payload that was leased, on a blank with a number."""
    subject = {"print_job": str(scene.job), "attempt": fact.attempt}
    if lease is not None and lease.payload_digest != fact.payload_digest:
        discrepancy(scene, "not_understood", subject, payload_digest=fact.payload_digest)
    numbered = job.kind in KINDS and KINDS[job.kind].numbered
    if numbered and fact.expected_serial is None:
        discrepancy(scene, "not_understood", subject, expected_serial=None)


def printed(scene: Scene, job: PrintJob, fact: f.AttemptPrinted) -> None:
    """Flows 1.6, 9.4: before a look a late success counts; after it the look stands."""
    attempt = job.attempts[fact.attempt]
    subject = {"print_job": str(scene.job), "attempt": fact.attempt}
    if not _may_end(attempt):
        if attempt.outcome is not Outcome.GOOD:
            discrepancy(scene, "late_success", subject)
        return
    event = e.AttemptPrinted(
        by=scene.by,
        attempt=fact.attempt,
        method=fact.method,
        observed_serial=fact.observed_serial or attempt.serial,
        counters=fact.counters,
        device=fact.device,
    )
    _add(scene, [event])
    serial = _rebase(scene, fact.attempt, attempt, fact.observed_serial)
    outcomes.good(scene, fact.attempt, serial)


def spoiled(scene: Scene, job: PrintJob, fact: f.AttemptSpoiled) -> None:
    """Flow 8.1a: scanned and found spoiled; the blank goes into custody."""
    attempt = job.attempts[fact.attempt]
    if not _may_end(attempt):
        if attempt.outcome is not Outcome.SPOILED:
            _contradicted(scene, fact.attempt, attempt.outcome, fact.KIND)
        return
    event = e.AttemptSpoiled(
        by=scene.by,
        attempt=fact.attempt,
        observed_serial=fact.observed_serial or attempt.serial,
        method=fact.method,
        cause=fact.cause,
        found_by="station",
        counters=fact.counters,
    )
    _add(scene, [event])
    serial = _rebase(scene, fact.attempt, attempt, fact.observed_serial)
    outcomes.spoil_blank(scene, fact.attempt, serial, fact.cause)
    outcomes.carry_out_cancel(scene)


def unknown(scene: Scene, job: PrintJob, fact: f.AttemptUnknown) -> None:
    """Known to be unknown already, it says nothing new; after an outcome it contradicts it."""
    outcome = job.attempts[fact.attempt].outcome
    if outcome is not Outcome.OPEN:
        if outcome is not Outcome.UNKNOWN:
            _contradicted(scene, fact.attempt, outcome, fact.KIND)
        return
    event = e.AttemptUnknown(
        by=scene.by,
        attempt=fact.attempt,
        reason=fact.reason,
        counters=fact.counters,
        card_position=fact.card_position,
        device=fact.device,
    )
    _add(scene, [event])


def untouched(scene: Scene, job: PrintJob, fact: f.AttemptUntouched) -> None:
    """Flow 9.1a: counters equal to before prove that nothing was taken; the lease stands."""
    attempt = job.attempts[fact.attempt]
    if not _may_end(attempt):
        if attempt.outcome is not Outcome.UNTOUCHED:
            _contradicted(scene, fact.attempt, attempt.outcome, fact.KIND)
        return
    settled = e.AttemptSettled(
        by=scene.by, attempt=fact.attempt, outcome="untouched", settled_by="counters"
    )
    _add(scene, [settled])
    outcomes.return_blank(scene, fact.attempt, attempt.serial)
    outcomes.carry_out_cancel(scene)


def seen(scene: Scene, job: PrintJob, fact: f.AttemptSeen) -> None:
    """Flows 8.1b, 9.2: a look moves nothing, but another serial re-bases.

    Flow 5.5: of paper nothing is scarce, so the look of one person settles it; unless the printer
    did not answer and may still have the job.
    """
    attempt = job.attempts[fact.attempt]
    if attempt.outcome not in (Outcome.OPEN, Outcome.UNKNOWN) or fact.seen not in f.SEEN:
        # Settled at the centre as it is seen here: the word comes late and says the same.
        if attempt.outcome != fact.seen:
            _contradicted(scene, fact.attempt, attempt.outcome, fact.KIND)
        return
    if attempt.outcome is Outcome.OPEN:
        _add(scene, [e.AttemptUnknown(by=scene.by, attempt=fact.attempt, reason="looked_at")])
    event = e.AttemptSeen(
        by=scene.by,
        attempt=fact.attempt,
        seen=fact.seen,
        observed_serial=fact.observed_serial,
        method=fact.method,
        cause=fact.cause,
    )
    looked(scene, attempt, event)
    paper = job.kind in KINDS and not KINDS[job.kind].is_card
    if paper and fact.seen != "absent" and fact.method != f.UNHEARD:
        _settled_by_look(scene, fact)


def looked(scene: Scene, attempt: Attempt, event: e.AttemptSeen) -> None:
    """At the station or, where it is gone, at the centre."""
    _add(scene, [event])
    _rebase(scene, event.attempt, attempt, event.observed_serial)


def _settled_by_look(scene: Scene, fact: f.AttemptSeen) -> None:
    settled = e.AttemptSettled(
        by=scene.by, attempt=fact.attempt, outcome=fact.seen, settled_by="look"
    )
    _add(scene, [settled])
    if fact.seen == "good":
        outcomes.good(scene, fact.attempt, None)
    outcomes.carry_out_cancel(scene)


def surrendered(scene: Scene, job: PrintJob, fact: f.LeaseSurrendered) -> None:
    """Flow 7.5a: back to its old place in the queue, or to what the mark asks for."""
    lease = job.lease_numbered(fact.lease)
    if lease is None or not lease.live or lease.station != scene.station:
        discrepancy(scene, "lease_ended", {"print_job": str(scene.job)}, lease=fact.lease)
        return
    _add(scene, [e.LeaseSurrendered(by=scene.by, lease=fact.lease, reason=fact.reason)])
    outcomes.carry_out_cancel(scene)


def _contradicted(scene: Scene, name: str, outcome: Outcome, kind: str) -> None:
    """The station says it of an attempt that ended otherwise: it moves nothing, and is told."""
    subject = {"print_job": str(scene.job), "attempt": name}
    discrepancy(scene, "not_understood", subject, kind=kind, outcome=outcome.value)


def _may_end(attempt: Attempt) -> bool:
    nothing_seen = attempt.outcome is Outcome.UNKNOWN and attempt.look is None
    return attempt.outcome is Outcome.OPEN or nothing_seen


def _rebase(scene: Scene, name: str, attempt: Attempt, observed: str | None) -> str | None:
    """Another serial than expected: the expected one goes back, the observed one is taken."""
    expected, job = attempt.serial, scene.print_job()
    numbered = job is not None and job.kind in KINDS and KINDS[job.kind].numbered
    if observed is None or not numbered or observed == expected:
        return expected
    outcomes.return_blank(scene, name, expected)
    _take(scene, name, observed)
    subject = {"print_job": str(scene.job), "attempt": name}
    discrepancy(scene, "serial_differs", subject, expected=expected, observed=observed)
    return observed


def _take(scene: Scene, name: str, serial: str | None) -> None:
    found = scene.blank(name, serial)
    taken, cause = blanks.take(found[1] if found else None, scene.by, scene.station)
    if found:
        scene.changes.add(found[0], taken)
    if cause:
        subject = {"serial": serial} if serial else {"box": str(found[0]) if found else ""}
        discrepancy(scene, cause, subject, print_job=str(scene.job), attempt=name)


def _add(scene: Scene, events: list[e.JobEvent]) -> None:
    if scene.job:
        scene.changes.add(scene.job, events)
