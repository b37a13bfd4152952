"""A station that nobody waits for any more: its leases, its open cards, its box, itself."""

from collections.abc import Sequence

from application.administering import station_of
from application.approving import document_of, job_of, permit_job
from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import printer_claim
from application.settling import box_with, scene_of
from domain.documents.kinds import KINDS
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing import absorb, outcomes
from domain.printing import decide as jobs
from domain.printing.events import AttemptSeen
from domain.printing.scene import Scene, discrepancy
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused, refuse_if
from domain.stations import decide as stations
from domain.stations.facts import SEEN
from domain.stations.state import Station
from domain.stock import decide as stock
from domain.stock.decide import Arrived
from domain.stock.state import Box
from domain.values.serials import tidy


def break_lease(centre: Centre, order: Order, job: StreamId, reason: str) -> Answer:
    """Flow 14.4: back to its old place in the queue, or of unknown outcome if it was begun."""

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        permit_job(desk, Act.BREAK_LEASE, found)
        _break(desk, job, found, reason)
        return {"print_job": job}

    return decide(centre, order, work)


def _break(desk: Desk, stream: StreamId, job: PrintJob, reason: str) -> None:
    station = job.lease.station if job.lease else ""
    desk.add(stream, jobs.break_lease(job, desk.by, reason))
    outcomes.carry_out_cancel(scene_of(desk, stream, job, station))


def revoke_station(
    centre: Centre, order: Order, station: StreamId, reason: str, held: Sequence[StreamId]
) -> Answer:
    """Flow 14.10. `held`: its jobs; what is none of them any more is passed over.

    Asked again for a revoked one: a lease that was given in the same moment is broken too.
    """

    def work(desk: Desk) -> Answer:
        at = station_of(desk, station)
        desk.permit(Act.REVOKE_STATION, at.office)
        leased = [stream for stream in held if _holds(desk, station, stream)]
        if not at.revoked or not leased:
            desk.add(station, stations.revoke(at, desk.by, reason))
        for stream in leased:
            _break(desk, stream, job_of(desk, stream), "revoked")
        plates = at.printers.values()
        desk.claims.extend(printer_claim(one.model, one.serial, station) for one in plates)
        return {"station": station, "broken": len(leased)}

    return decide(centre, order, work)


def _holds(desk: Desk, station: StreamId, stream: StreamId) -> bool:
    job = desk.load(stream)
    lease = job.lease if isinstance(job, PrintJob) else None
    return lease is not None and lease.station == station


def look(  # noqa: PLR0913 - what was seen, of what, where
    centre: Centre,
    order: Order,
    *,
    job: StreamId,
    attempt: str,
    seen: str,
    scanned: str | None,
    cause: str | None,
) -> Answer:
    """Flow 14.10: by a person at the centre; a second one settles it, of paper too.

    `scanned`: the number on the blank; of a good card without one, the code on it.
    """

    def work(desk: Desk) -> Answer:
        found = job_of(desk, job)
        desk.permit(Act.LOOK, found.office)
        refuse_if(seen not in SEEN, Reason.NOT_SEEN)
        kind = KINDS[found.kind]
        numbered = kind.is_card and kind.numbered and seen != "absent"
        refuse_if(numbered and not _is_known(desk, found, scanned), Reason.BAD_SERIALS)
        refuse_if(not kind.is_card and seen == "absent", Reason.NOT_SEEN)
        if seen == "good" and kind.is_card and not kind.numbered:
            code = document_of(desk, StreamId(found.document)).receipt
            refuse_if(tidy(scanned or "") != tidy(code), Reason.CODE_DIFFERS, expected=code)
        event = AttemptSeen(
            by=desk.by,
            attempt=attempt,
            seen=seen,
            observed_serial=scanned if numbered else None,
            method="scan" if numbered else "look",
            cause=cause if seen == "spoiled" else None,
        )
        tried = jobs.look(found, event)
        absorb.looked(scene_of(desk, job, found, tried.station), tried, event)
        return {"print_job": job}

    return decide(centre, order, work)


def _is_known(desk: Desk, job: PrintJob, serial: str | None) -> bool:
    """A fact may name any number; here somebody can be asked to scan again."""
    kind = KINDS[job.kind].blank_kind or ""
    return serial is not None and box_with(desk.centre, kind, serial) is not None


def take_back_box(centre: Centre, order: Order, box: StreamId, present: Arrived) -> Answer:
    """Flow 14.11, also from a printer that was retired with a box in it."""

    def work(desk: Desk) -> Answer:
        found = desk.load(box)
        if not isinstance(found, Box):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.TAKE_BACK_BOX, found.office)
        station, printer = StreamId(found.station or ""), found.printer or ""
        at = desk.load(station) if station else None
        scene = Scene(by=desk.by, station=station, office=found.office, changes=desk.changes)
        subject = {"box": str(box)}
        before = found.remaining()
        events = stock.take_back(
            found,
            desk.by,
            present,
            scene.mismatch("not_in_pile", subject),
            in_use=isinstance(at, Station) and printer in at.printers,
        )
        desk.add(box, events)
        short = before - desk.load(box).remaining()
        if short:
            discrepancy(scene, "not_in_pile", subject, short=short)
        return {"box": box, "short": short}

    return decide(centre, order, work)
