"""What a station's fact does to a blank: the table of who may move it. Never refuses."""

from domain.event import By
from domain.stock import events as e
from domain.stock.blanks import Blank
from domain.stock.places import Place
from domain.stock.state import Stage

UNEXPECTED = (Place.ON_SHELF, Place.IN_TRANSIT, Place.MISSING)


def take(blank: Blank | None, by: By, station: str) -> tuple[list[e.BoxEvent], str | None]:
    """Events and, where the fact contradicts the books, the cause of a discrepancy."""
    moves, cause = _may_take(blank, station)
    if blank is None or not moves:
        return [], cause
    taken = e.BlankTaken(
        by=by,
        office=blank.spot.office,
        moved_from=blank.spot.place,
        moved_to=Place.UNSETTLED,
        serials=blank.serials,
        count=1,
        print_job=blank.print_job or "",
        attempt=blank.attempt or "",
    )
    return [taken], cause


def _may_take(blank: Blank | None, station: str) -> tuple[bool, str | None]:
    if blank is None:
        return False, "blank_claimed_twice"
    if holds(blank):
        return False, None
    box, spot = blank.box, blank.spot
    if not box.numbered and box.remaining() < 1:
        return False, "blank_claimed_twice"
    if spot.place in UNEXPECTED:
        return True, "blank_not_expected"
    if spot.place not in (Place.AT_STATION, Place.UNSETTLED):
        return False, "blank_claimed_twice"
    holder = spot.station if spot.place == Place.UNSETTLED else box.station
    if holder != station:
        return False, "blank_not_held"
    return True, None if spot.place == Place.AT_STATION else "blank_not_expected"


def holds(blank: Blank) -> bool:
    """The blank is unsettled under this very attempt."""
    return blank.spot.place == Place.UNSETTLED and blank.is_of_the_attempt


def give_back(blank: Blank, by: By, *, there: bool = True) -> list[e.BoxEvent]:
    """Back to the stack; to the shelf if its box is not open any more, or not `there`."""
    if not holds(blank):
        return []
    place = Place.AT_STATION if there and blank.box.stage is Stage.OPEN else Place.ON_SHELF
    return [
        e.BlankReturned(
            by=by,
            office=blank.spot.office,
            moved_from=Place.UNSETTLED,
            moved_to=place,
            serials=blank.serials,
            count=1,
            print_job=blank.print_job or "",
            attempt=blank.attempt or "",
        )
    ]


def printed(blank: Blank, by: By) -> list[e.BoxEvent]:
    if not holds(blank):
        return []
    return [
        e.BlankPrinted(
            by=by,
            office=blank.spot.office,
            moved_from=Place.UNSETTLED,
            moved_to=Place.PRINTED,
            serials=blank.serials,
            count=1,
            print_job=blank.print_job or "",
            attempt=blank.attempt or "",
        )
    ]
