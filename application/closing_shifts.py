"""The end of a shift at a station: counted, looked at, and with its open mismatches named."""

from datetime import date, timedelta

from application.deciding import Answer, Centre, Desk, Order, decide
from application.stocking import boxes_at
from application.taking_facts import covered
from domain.discrepancies.state import Discrepancy, Stage, discrepancy_id
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, Refused
from domain.stations import decide as stations
from domain.stations.decide import CloseShift
from domain.stations.state import Station, shift_id
from domain.stock.state import Box


def close_shift(
    centre: Centre,
    order: Order,
    *,
    station: StreamId,
    day: str,
    open_jobs: tuple[StreamId, ...],
    reported: int,
) -> Answer:
    """Flow 12.3. `open_jobs`: at this station; `reported`: its last station_seq."""

    def work(desk: Desk) -> Answer:
        at = desk.load(station)
        if not isinstance(at, Station):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.CLOSE_SHIFT, at.office)
        boxes = boxes_at(centre, station)
        waiting, unlooked = _unsettled(desk, open_jobs, station)
        command = CloseShift(
            by=desk.by,
            boxes=tuple((box, state) for box in boxes if isinstance(state := desk.load(box), Box)),
            unlooked=unlooked,
            waiting=waiting,
            discrepancies=_open_mismatches(desk, station, at, boxes, day),
            reported=reported,
            covered=covered(centre, station),
        )
        stream = shift_id(station, day)
        desk.add(stream, stations.close_shift(desk.load(stream), command))
        return {"station": station, "date": day}

    return decide(centre, order, work)


def _unsettled(
    desk: Desk, jobs: tuple[StreamId, ...], station: StreamId
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Jobs still open at the station, and those whose card there nobody has looked at."""
    waiting, unlooked = [], []
    for stream in jobs:
        job = desk.load(stream)
        if not isinstance(job, PrintJob):
            continue
        waiting.append(stream)
        outcomes = [tried for tried in job.attempts.values() if tried.station == station]
        if any(a.outcome in ("open", "unknown") and a.look is None for a in outcomes):
            unlooked.append(stream)
    return tuple(waiting), tuple(unlooked)


def _open_mismatches(
    desk: Desk, station: StreamId, at: Station, boxes: tuple[StreamId, ...], shift: str
) -> tuple[str, ...]:
    """Of counts and counters, still to be closed by people: the shift closes beside them."""
    counts = [("count_differs", {"box": str(box)}) for box in boxes]
    named = [{"station": str(station), "printer": name} for name in at.printers]
    jumps = [("counter_jump", subject) for subject in named]
    # Named by UTC day: east of Jakarta a shift begins on the day before.
    day_before = (date.fromisoformat(shift) - timedelta(days=1)).isoformat()
    streams = [
        discrepancy_id(cause, subject, day)
        for cause, subject in (*counts, *jumps)
        for day in (day_before, shift)
    ]
    found = [(stream, desk.load(stream)) for stream in streams]
    return tuple(
        stream
        for stream, state in found
        if isinstance(state, Discrepancy) and state.stage is not Stage.CLOSED
    )
