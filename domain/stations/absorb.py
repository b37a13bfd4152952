"""A journal entry taken as a fact: which streams it changes. Never refuses."""

from domain.printing import absorb as attempts
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import PrintJob
from domain.stations import box_facts
from domain.stations import events as e
from domain.stations import facts as f
from domain.stations.state import shift_id


def absorb(scene: Scene, fact: f.Fact) -> None:
    """Adds to `scene.changes` what the fact leads to."""
    match fact:
        case f.ShiftOpened():
            _shift_opened(scene, fact)
        case (
            f.BoxCounted() | f.BoxScanned() | f.BoxHandedBack() | f.BlankFound() | f.BlankSpoiled()
        ):
            box_facts.absorb(scene, fact)
        case _:
            _attempt(scene, fact)


def _attempt(scene: Scene, fact: f.Fact) -> None:
    job = scene.print_job()
    name = getattr(fact, "attempt", None)
    begins = isinstance(fact, f.AttemptStarted | f.LeaseSurrendered)
    if job is None or not (begins or name in job.attempts) or not _own(scene, job, fact):
        subject = {"print_job": str(scene.job), "attempt": str(name)}
        discrepancy(scene, "not_understood", subject, kind=fact.KIND)
        return
    match fact:
        case f.AttemptStarted():
            attempts.started(scene, job, fact)
        case f.AttemptPrinted():
            attempts.printed(scene, job, fact)
        case f.AttemptSpoiled():
            attempts.spoiled(scene, job, fact)
        case f.AttemptUnknown():
            attempts.unknown(scene, job, fact)
        case f.AttemptUntouched():
            attempts.untouched(scene, job, fact)
        case f.AttemptSeen():
            attempts.seen(scene, job, fact)
        case f.LeaseSurrendered():
            attempts.surrendered(scene, job, fact)
        case _:
            pass


def _own(scene: Scene, job: PrintJob, fact: f.Fact) -> bool:
    """Only the station that was given the lease, live or ended, tells of its attempts."""
    if isinstance(fact, f.AttemptStarted | f.LeaseSurrendered):
        lease = job.lease_numbered(fact.lease)
        return lease is not None and lease.station == scene.station
    attempt = job.attempts.get(getattr(fact, "attempt", ""))
    return attempt is not None and attempt.station == scene.station


def _shift_opened(scene: Scene, fact: f.ShiftOpened) -> None:
    """Flow 12.1: counters that moved overnight are somebody's to explain."""
    shift = shift_id(scene.station, fact.date)
    if scene.changes.state(shift) is None:
        opened = e.ShiftOpened(
            by=scene.by, station=scene.station, office=scene.office, date=fact.date
        )
        scene.changes.add(shift, [opened])
    for printer in fact.printers:
        before = printer.get("counters_before") if isinstance(printer, dict) else None
        if before is not None and before != printer.get("counters"):
            subject = {"station": scene.station, "printer": str(printer.get("printer"))}
            discrepancy(scene, "counter_jump", subject, before=before, now=printer.get("counters"))
