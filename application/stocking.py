"""Boxes of blanks: receive, dispatch, accept, open."""

from collections.abc import Sequence

from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import printer_box_key, printer_without
from domain.documents.kinds import CARD, KINDS
from domain.event import Serials, StreamId
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.printing.scene import Scene, discrepancy
from domain.refusal import Reason, Refused, refuse_if
from domain.stations import box_facts
from domain.stations.facts import BlankFound, BlankSpoiled, BoxScanned
from domain.stations.state import Station
from domain.stock import decide as stock
from domain.stock.decide import OpenBox, ReceiveBox
from domain.stock.places import Place
from domain.stock.state import Box, Stage

NUMBERED = {kind.blank_kind: kind.numbered for kind in KINDS.values() if kind.blank_kind}
"""Kinds of blank, and whether each piece has a serial."""


def receive(  # noqa: PLR0913 - a delivery note has these
    centre: Centre,
    order: Order,
    *,
    office: str,
    kind: str,
    batch: str,
    version: str,
    funder: str,
    letter: str,
    stated: int,
    serials: Serials,
    counted: int | None = None,
) -> Answer:
    """Flow 11.1: two people; a number that differs from the note opens a discrepancy.

    Blanks with serials are scanned, others `counted`.
    """

    def work(desk: Desk) -> Answer:
        _known_place(desk, office)
        refuse_if(kind not in NUMBERED, Reason.BAD_SERIALS, problem=kind)
        refuse_if(NUMBERED[kind] != (counted is None), Reason.BAD_SERIALS, problem="counted")
        desk.permit(Act.RECEIVE_BOX, office)
        box = StreamId(centre.identifiers.new())
        command = ReceiveBox(
            by=desk.by,
            office=office,
            kind=kind,
            batch=batch,
            version=version,
            funder=funder,
            letter=letter,
            stated=stated,
            serials=serials,
            counted=counted,
        )
        events = stock.receive(None, command)
        desk.add(box, events)
        found = desk.load(box).remaining()
        if found != stated:
            subject = {"box": str(box)}
            scene = _scene(desk, office)
            discrepancy(scene, "short_delivery", subject, stated=stated, counted=found)
        return {"box": box, "count": found}

    return decide(centre, order, work)


def dispatch(centre: Centre, order: Order, box: StreamId, addressed_to: str, letter: str) -> Answer:
    def work(desk: Desk) -> Answer:
        found = _box(desk, box)
        _known_place(desk, addressed_to)
        desk.permit(Act.DISPATCH_BOX, found.office)
        number = centre.identifiers.new()[:12]
        events = stock.dispatch(
            found, desk.by, number=number, addressed_to=addressed_to, letter=letter
        )
        desk.add(box, events)
        return {"box": box, "dispatch": number}

    return decide(centre, order, work)


def accept(
    centre: Centre, order: Order, box: StreamId, office: str, arrived: stock.Arrived
) -> Answer:
    """Flow 11.4: by scan or by number; what is short is missing in the sender's books."""

    def work(desk: Desk) -> Answer:
        found = _box(desk, box)
        desk.permit(Act.ACCEPT_BOX, office)
        came = len(set(arrived.serials)) if found.numbered else arrived.counted
        short = found.remaining() - came
        scene, subject = _scene(desk, office), {"box": str(box)}
        named = scene.mismatch("accepted_short", subject)
        desk.add(box, stock.accept(found, desk.by, office, arrived, named))
        if short > 0:
            discrepancy(scene, "accepted_short", subject, short=short)
        return {"box": box, "short": short}

    return decide(centre, order, work)


def open_at_printer(
    centre: Centre, order: Order, box: StreamId, station: StreamId, printer: str
) -> Answer:
    """Flow 11.7: from now on only this station's facts move the box."""

    def work(desk: Desk) -> Answer:
        found = _box(desk, box)
        at = desk.load(station)
        if not isinstance(at, Station) or at.revoked:
            raise Refused(Reason.STATION_REVOKED)
        desk.permit(Act.OPEN_BOX, found.office)
        there = _box_at(desk, station, printer)
        if there is not None:
            desk.claims.append(printer_without(station, printer, there))
        command = OpenBox(
            by=desk.by,
            station=station,
            station_office=at.office,
            printer=printer,
            printers=tuple(name for name, one in at.printers.items() if one.medium == CARD),
            printer_has_box=there is not None and _box(desk, there).remaining() > 0,
            versions=_versions(centre, at, printer) if found.numbered else None,
        )
        desk.add(box, stock.open_box(found, command))
        return {"box": box, "station": station, "printer": printer}

    return decide(centre, order, work)


def take_stock(centre: Centre, order: Order, box: StreamId, *said: box_facts.About) -> Answer:
    """Flow 11.11: what whoever keeps the store says of a box on the shelf, one save for all."""

    def work(desk: Desk) -> Answer:
        found = _box(desk, box)
        desk.permit(Act.TAKE_STOCK, found.office)
        refuse_if(found.stage is not Stage.SHELVED, Reason.NOT_ON_SHELF)
        for fact in said:
            _fits(_box(desk, box), fact)
            box_facts.absorb(_scene(desk, found.office), fact)
        after = _box(desk, box)
        count = after.count
        differs = count is not None and count.counted != count.computed
        short = max(0, _missed(after) - _missed(found))
        return {"box": box, "short": short, "differs": differs}

    return decide(centre, order, work)


def _fits(box: Box, fact: box_facts.About) -> None:
    """Here somebody can be asked to scan again, where a station's word is taken as it comes."""
    here, missing = set(box.with_the_body()), _missing(box)
    match fact:
        case BoxScanned():
            strange = sorted({str(serial) for serial in fact.present} - here - missing)
            refuse_if(bool(strange), Reason.NOT_IN_BOX, serials=" ".join(strange[:5]))
        case BlankFound() if box.numbered:
            refuse_if(fact.serial not in missing, Reason.NOT_MISSING, serials=fact.serial or "")
        case BlankFound():
            refuse_if(not any(box.missing.values()), Reason.NOT_MISSING, serials="")
        case BlankSpoiled() if box.numbered:
            refuse_if(fact.serial not in here, Reason.NOT_IN_BOX, serials=fact.serial or "")
        case BlankSpoiled():
            refuse_if(box.remaining() < 1, Reason.NOT_IN_BOX, serials="")
        case _:
            pass


def _missed(box: Box) -> int:
    return len(_missing(box)) + sum(box.missing.values())


def _missing(box: Box) -> set[str]:
    return {serial for serial, spot in box.elsewhere.items() if spot.place == Place.MISSING}


def boxes_at(centre: Centre, station: StreamId) -> tuple[StreamId, ...]:
    """The boxes opened last at each printer of a station: their claims say so."""
    owners = centre.registry.claiming.claims_below("printer_box", printer_box_key(station, ""))
    return tuple(StreamId(owner) for owner in owners)


def _versions(centre: Centre, station: Station, printer: str) -> Sequence[str] | None:
    at = station.printers.get(printer)
    return centre.blank_versions.get(at.model) if at else None


def _box_at(desk: Desk, station: StreamId, printer: str) -> StreamId | None:
    """The box opened last at a printer: a claim says so."""
    key = printer_box_key(station, printer)
    owner = desk.centre.registry.claiming.claim_owner("printer_box", key)
    return StreamId(owner) if owner else None


def _known_place(desk: Desk, office: str) -> None:
    """A box goes to an office that was opened."""
    if not isinstance(desk.load(office_id(office)), Office):
        raise Refused(Reason.NOT_FOUND, office=office)


def _box(desk: Desk, box: StreamId) -> Box:
    found = desk.load(box)
    if not isinstance(found, Box):
        raise Refused(Reason.NOT_FOUND)
    return found


def _scene(desk: Desk, office: str) -> Scene:
    return Scene(by=desk.by, station=StreamId(""), office=office, changes=desk.changes)
