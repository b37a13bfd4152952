"""A journal entry taken as a fact: which streams it changes. Never refuses."""

from domain.event import By, StreamId, other_person, stream_of
from domain.printing import absorb as attempts
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import PrintJob
from domain.stations import events as e
from domain.stations import facts as f
from domain.stations.state import shift_id
from domain.stock import events as stock
from domain.stock.places import Place
from domain.stock.state import Box


def absorb(scene: Scene, fact: f.Fact) -> None:
    """Adds to `scene.changes` what the fact leads to."""
    match fact:
        case f.ShiftOpened():
            _shift_opened(scene, fact)
        case f.BoxCounted():
            _box_counted(scene, fact)
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


def _box_counted(scene: Scene, fact: f.BoxCounted) -> None:
    """Flows 12.2, 12.4: counted blind; a difference opens a discrepancy.

    Flow 12.8: no scan can name what a box without numbers lacks, so a second person counts it.
    """
    stream = stream_of(fact.box)
    box = scene.changes.state(stream) if stream else None
    known = isinstance(box, Box) and box.station == scene.station and fact.counted >= 0
    if stream is None or not isinstance(box, Box) or not known:
        discrepancy(scene, "not_understood", {"box": fact.box}, kind=fact.KIND)
        return
    computed = box.remaining()
    _count(scene, stream, fact, computed)
    confirmed = fact.recount and _confirms(box, fact.counted, scene.by)
    if fact.counted < computed and confirmed:
        named = scene.mismatch("count_differs", {"box": fact.box})
        scene.changes.add(stream, [_missing(scene, box, computed - fact.counted, named)])
    elif fact.counted != computed:
        discrepancy(
            scene, "count_differs", {"box": fact.box}, counted=fact.counted, computed=computed
        )


def _count(scene: Scene, stream: StreamId, fact: f.BoxCounted, computed: int) -> None:
    counted = stock.Counted(
        by=scene.by,
        office=scene.office,
        place=Place.AT_STATION,
        counted=fact.counted,
        computed=computed,
        recount=fact.recount,
    )
    scene.changes.add(stream, [counted])


def _confirms(box: Box, counted: int, by: By) -> bool:
    """Another person came to the same figure, and nothing was moved between the two counts."""
    before = box.count
    if before is None or box.numbered or before.counted != counted:
        return False
    return other_person(before.person, by.actor_person)


def _missing(scene: Scene, box: Box, number: int, discrepancy_id: str) -> stock.BlankMissing:
    return stock.BlankMissing(
        by=scene.by,
        office=box.office,
        moved_from=box.body,
        moved_to=Place.MISSING,
        serials=[],
        count=number,
        discrepancy=discrepancy_id,
    )
