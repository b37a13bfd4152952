"""Facts about a box and its blanks: counted, scanned, found, spoiled, handed back; none refused."""

from domain.discrepancies import events as d
from domain.discrepancies.state import Discrepancy, Stage
from domain.event import By, StreamId, other_person, stream_of
from domain.printing.scene import Scene, discrepancy
from domain.stations import facts as f
from domain.stock import events as e
from domain.stock.blanks import Blank, spoil
from domain.stock.places import Place
from domain.stock.state import Box, Spot
from domain.stock.state import Stage as BoxStage
from domain.values.serials import ranges_of

About = f.BoxCounted | f.BoxScanned | f.BoxHandedBack | f.BlankFound | f.BlankSpoiled


def absorb(scene: Scene, fact: About) -> None:
    """Of a box that is in a printer of this station, or was last; any other is told.

    Without a station: by whoever keeps the store, of a box on the shelf there.
    """
    stream = stream_of(fact.box)
    box = scene.changes.state(stream) if stream else None
    if stream is None or not isinstance(box, Box) or not _is_held(scene, box):
        _not_understood(scene, fact)
        return
    match fact:
        case f.BoxCounted():
            _counted(scene, stream, box, fact)
        case f.BoxScanned():
            _scanned(scene, stream, box, fact)
        case f.BoxHandedBack():
            _handed_back(scene, stream, box, fact)
        case f.BlankFound():
            _found(scene, stream, box, fact)
        case f.BlankSpoiled():
            _spoiled(scene, stream, box, fact)


def _is_held(scene: Scene, box: Box) -> bool:
    if scene.station:
        return box.station == scene.station
    return box.stage is BoxStage.SHELVED and box.office == scene.office


def _not_understood(scene: Scene, fact: About) -> None:
    discrepancy(scene, "not_understood", {"box": fact.box}, kind=fact.KIND)


def _counted(scene: Scene, stream: StreamId, box: Box, fact: f.BoxCounted) -> None:
    """Flows 12.2, 12.4: counted blind; a difference opens a discrepancy.

    Flow 12.8: no scan can name what a box without numbers lacks, so a second person counts it.
    """
    if fact.counted < 0 or not _is_at_hand(scene, box):
        _not_understood(scene, fact)
        return
    computed = box.remaining()
    _count(scene, stream, box, fact.counted, recount=fact.recount)
    confirmed = fact.recount and _confirms(box, fact.counted, scene.by)
    if fact.counted < computed and confirmed:
        _lose(scene, stream, box, [], computed - fact.counted)
    elif fact.counted != computed:
        _differs(scene, stream, counted=fact.counted, computed=computed)


def _count(
    scene: Scene, stream: StreamId, box: Box, counted: int, *, recount: bool = False
) -> None:
    event = e.Counted(
        by=scene.by,
        office=scene.office,
        place=box.body,
        counted=counted,
        computed=box.remaining(),
        recount=recount,
    )
    scene.changes.add(stream, [event])


def _differs(scene: Scene, stream: StreamId, **detail: int) -> None:
    discrepancy(scene, "count_differs", {"box": stream}, **detail)


def _confirms(box: Box, counted: int, by: By) -> bool:
    """Another person came to the same figure, and nothing was moved between the two counts."""
    before = box.count
    if before is None or box.numbered or before.counted != counted:
        return False
    return other_person(before.person, by.actor_person)


def _lose(scene: Scene, stream: StreamId, box: Box, serials: list[str], count: int) -> None:
    missing = e.BlankMissing(
        by=scene.by,
        office=box.office,
        moved_from=box.body,
        moved_to=Place.MISSING,
        serials=ranges_of(serials),
        count=count,
        discrepancy=scene.mismatch("count_differs", {"box": stream}),
    )
    scene.changes.add(stream, [missing])


def _scanned(scene: Scene, stream: StreamId, box: Box, fact: f.BoxScanned) -> None:
    """Flow 12.5: what is not there is missing by its number; what was missing and is there, found.

    The count that differed has opened the mismatch; a scan without one opens it itself.
    """
    if not box.numbered or not _is_at_hand(scene, box):
        _not_understood(scene, fact)
        return
    expected = set(box.with_the_body())
    here = {serial for serial in fact.present if isinstance(serial, str)}
    if absent := sorted(expected - here):
        _differs(scene, stream, missing=len(absent))
        _lose(scene, stream, box, absent, len(absent))
    for serial in sorted(here - expected):
        blank = Blank(box=box, serial=serial)
        if _missed(scene, blank) is not None:
            _move_back(scene, stream, blank, box.body)
        else:
            discrepancy(scene, "blank_not_expected", {"serial": serial}, box=stream)


def _found(scene: Scene, stream: StreamId, box: Box, fact: f.BlankFound) -> None:
    """Flow 12.7: back to its box; on the shelf if that is not here, in custody if it is harmed."""
    blank = Blank(box=box, serial=fact.serial)
    if _missed(scene, blank) is None:
        subject = {"serial": fact.serial} if fact.serial else {"box": str(stream)}
        discrepancy(scene, "blank_not_expected", subject, kind=fact.KIND)
        return
    here = _is_at_hand(scene, box) and box.office == scene.office
    whole = box.body if here else Place.ON_SHELF
    _move_back(scene, stream, blank, whole if fact.usable else Place.SPOILED)


def _is_at_hand(scene: Scene, box: Box) -> bool:
    """Its blanks move with this word: in the printer of the station, or on the shelf."""
    return box.stage is (BoxStage.OPEN if scene.station else BoxStage.SHELVED)


def _missed(scene: Scene, blank: Blank) -> Spot | None:
    """In whose books it is missing; without numbers first in those of the place where it is."""
    box = blank.box
    if box.numbered:
        missing = blank.serial in box.elsewhere and blank.spot.place == Place.MISSING
        return blank.spot if missing else None
    offices = [office for office, count in box.missing.items() if count > 0]
    offices.sort(key=lambda office: office != scene.office)
    if not offices or blank.serial is not None:
        return None
    return Spot(place=Place.MISSING, office=offices[0])


def _move_back(scene: Scene, stream: StreamId, blank: Blank, place: str) -> None:
    spot = _missed(scene, blank)
    if spot is None:
        return
    found = e.BlankFound(
        by=scene.by,
        office=spot.office,
        to_office=None if spot.office == scene.office else scene.office,
        moved_from=Place.MISSING,
        moved_to=place,
        serials=blank.serials,
        count=1,
        discrepancy=spot.discrepancy,
    )
    scene.changes.add(stream, [found])
    named = stream_of(spot.discrepancy)
    open_one = scene.changes.state(named) if named else None
    if named and isinstance(open_one, Discrepancy) and open_one.stage is Stage.OPEN:
        scene.changes.add(named, [d.Explained(by=scene.by, text=f.BlankFound.KIND)])


def _spoiled(scene: Scene, stream: StreamId, box: Box, fact: f.BlankSpoiled) -> None:
    """Flow 11.9: a double feed, or damaged by hand, before any attempt took it."""
    blank = Blank(box=box, serial=fact.serial)
    there = box.remaining() > 0 if not box.numbered else fact.serial in set(box.with_the_body())
    if not there or not _is_at_hand(scene, box) or box.numbered is (fact.serial is None):
        subject = {"serial": fact.serial} if fact.serial else {"box": str(stream)}
        discrepancy(scene, "blank_not_expected", subject, kind=fact.KIND)
        return
    scene.changes.add(stream, [spoil(blank, scene.by, fact.cause)])


def _handed_back(scene: Scene, stream: StreamId, box: Box, fact: f.BoxHandedBack) -> None:
    """Flow 11.10: counted blind once more, then on the shelf; a stock-take names the missing."""
    if box.stage is not BoxStage.OPEN or fact.counted < 0:
        _not_understood(scene, fact)
        return
    computed = box.remaining()
    _count(scene, stream, box, fact.counted)
    back = e.HandedBack(
        by=scene.by,
        office=box.office,
        moved_from=box.body,
        moved_to=Place.ON_SHELF,
        serials=ranges_of(list(box.with_the_body())),
        count=computed,
        station=box.station or "",
    )
    scene.changes.add(stream, [back])
    if fact.counted != computed:
        _differs(scene, stream, counted=fact.counted, computed=computed)
