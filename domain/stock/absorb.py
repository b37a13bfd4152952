"""What a station's fact does to a blank: the table of who may move it. Never refuses."""

from domain.event import By
from domain.stock import events as e
from domain.stock.places import Place
from domain.stock.state import Box, Stage

UNEXPECTED = (Place.ON_SHELF, Place.IN_TRANSIT, Place.MISSING)


def take(
    box: Box | None, by: By, serial: str, *, station: str, print_job: str, attempt: str
) -> tuple[list[e.BoxEvent], str | None]:
    """Events and, where the fact contradicts the books, the cause of a discrepancy."""
    moves, cause = _may_take(box, serial, station, print_job, attempt)
    if box is None or not moves:
        return [], cause
    spot = box.spot(serial)
    taken = e.BlankTaken(
        by=by,
        office=spot.office,
        moved_from=spot.place,
        moved_to=Place.UNSETTLED,
        serials=[[serial, serial]],
        count=1,
        print_job=print_job,
        attempt=attempt,
    )
    return [taken], cause


def _may_take(
    box: Box | None, serial: str, station: str, print_job: str, attempt: str
) -> tuple[bool, str | None]:
    if box is None:
        return False, "blank_claimed_twice"
    spot = box.spot(serial)
    if holds(box, serial, print_job, attempt):
        return False, None
    if spot.place in UNEXPECTED:
        return True, "blank_not_expected"
    if spot.place not in (Place.AT_STATION, Place.UNSETTLED):
        return False, "blank_claimed_twice"
    holder = spot.station if spot.place == Place.UNSETTLED else box.station
    if holder != station:
        return False, "blank_not_held"
    return True, None if spot.place == Place.AT_STATION else "blank_not_expected"


def holds(box: Box | None, serial: str, print_job: str, attempt: str) -> bool:
    """The blank is unsettled under this very attempt."""
    if box is None:
        return False
    spot = box.spot(serial)
    own = (spot.print_job, spot.attempt) == (print_job, attempt)
    return spot.place == Place.UNSETTLED and own


def give_back(
    box: Box, by: By, serial: str, print_job: str, attempt: str, *, there: bool = True
) -> list[e.BoxEvent]:
    """Back to the stack; to the shelf if its box is not open any more, or not `there`."""
    if not holds(box, serial, print_job, attempt):
        return []
    place = Place.AT_STATION if there and box.stage is Stage.OPEN else Place.ON_SHELF
    return [
        e.BlankReturned(
            by=by,
            office=box.spot(serial).office,
            moved_from=Place.UNSETTLED,
            moved_to=place,
            serials=[[serial, serial]],
            count=1,
            print_job=print_job,
            attempt=attempt,
        )
    ]


def printed(box: Box, by: By, serial: str, print_job: str, attempt: str) -> list[e.BoxEvent]:
    if not holds(box, serial, print_job, attempt):
        return []
    return [
        e.BlankPrinted(
            by=by,
            office=box.spot(serial).office,
            moved_from=Place.UNSETTLED,
            moved_to=Place.PRINTED,
            serials=[[serial, serial]],
            count=1,
            print_job=print_job,
            attempt=attempt,
        )
    ]
