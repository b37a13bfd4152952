"""Next state of a box. Total: never raises."""

from collections.abc import Mapping
from dataclasses import replace

from domain.event import Moving
from domain.stock import events as e
from domain.stock.places import Place
from domain.stock.state import Box, Count, Dispatch, Spot, Stage
from domain.values.serials import expand


def evolve(state: Box | None, event: e.BoxEvent) -> Box | None:
    if isinstance(event, e.Received) and (state is None or state.stage is Stage.GONE):
        return Box(
            kind=event.kind,
            batch=event.batch,
            version=event.version,
            office=event.office,
            serials=event.serials,
            numbered=event.numbered,
            size=event.count,
            body=event.moved_to,
        )
    if state is None:
        return None
    if isinstance(event, e.Counted):
        return replace(
            state,
            count=Count(
                counted=event.counted,
                computed=event.computed,
                at=event.by.occurred_at,
                person=event.by.actor_person,
            ),
        )
    return _moved(replace(state, count=None), event)


def _moved(box: Box, event: e.BoxEvent) -> Box:
    match event:
        case e.Dispatched():
            sent = Dispatch(
                number=event.dispatch,
                addressed_to=event.addressed_to,
                sender=event.by.actor_person,
            )
            return replace(box, body=event.moved_to, stage=Stage.IN_TRANSIT, dispatch=sent)
        case e.Accepted():
            gone = event.moved_to == "transferred_out"
            return replace(
                box,
                body=event.moved_to,
                office=event.to_office or event.office,
                stage=Stage.GONE if gone else Stage.SHELVED,
                dispatch=None,
            )
        case e.Opened():
            return replace(
                box,
                body=event.moved_to,
                stage=Stage.OPEN,
                station=event.station,
                printer=event.printer,
            )
        case e.HandedBack():
            return replace(box, body=event.moved_to, stage=Stage.SHELVED)
        case (
            e.BlankTaken()
            | e.BlankReturned()
            | e.BlankPrinted()
            | e.BlankSpoiled()
            | e.BlankMissing()
        ):
            return _blank(box, event, event.print_job, event.attempt)
        case e.BlankFound():
            return _blank(box, event, None, None)
        case _:
            return box


def _blank(box: Box, move: Moving, print_job: str | None, attempt: str | None) -> Box:
    office = move.to_office or move.office
    spot = Spot(
        place=move.moved_to,
        office=office,
        print_job=print_job,
        attempt=attempt,
        station=move.by.reporter,
        discrepancy=move.discrepancy if isinstance(move, e.BlankMissing) else None,
    )
    back = spot.place == box.body and spot.office == box.office
    if not box.numbered and attempt is None:
        return _by_number(box, move, back=back)
    elsewhere = dict(box.elsewhere)
    under = [box.blank(None, print_job, attempt)]
    for blank in expand(move.serials) if box.numbered else under:
        if back:
            elsewhere.pop(blank, None)
        else:
            elsewhere[blank] = spot
    return replace(box, elsewhere=elsewhere)


def _by_number(box: Box, move: Moving, *, back: bool) -> Box:
    """From the box, or from among those that were missing before."""
    was_missing = move.moved_from == Place.MISSING
    gone = box.gone
    if was_missing:
        gone = _more(gone, move.moved_from, move.office, -move.count)
    if not back:
        gone = _more(gone, move.moved_to, move.to_office or move.office, move.count)
    fewer = -move.count if back else 0 if was_missing else move.count
    return replace(box, fewer=box.fewer + fewer, gone=gone)


def _more(
    gone: Mapping[str, Mapping[str, int]], place: str, office: str, count: int
) -> Mapping[str, Mapping[str, int]]:
    there = gone.get(place, {})
    return {**gone, place: {**there, office: there.get(office, 0) + count}}
