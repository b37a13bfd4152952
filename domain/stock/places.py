"""The places a blank can be in, and the identity that holds at every position of the log."""

from enum import StrEnum

from domain.event import Moving


class Place(StrEnum):
    """Eight places that hold blanks, and three running totals at the borders of the books."""

    RECEIVED = "received"
    TRANSFERRED_IN = "transferred_in"
    ON_SHELF = "on_shelf"
    AT_STATION = "at_station"
    UNSETTLED = "unsettled"
    PRINTED = "printed"
    SPOILED = "spoiled"
    MISSING = "missing"
    DESTROYED = "destroyed"
    IN_TRANSIT = "in_transit"
    TRANSFERRED_OUT = "transferred_out"


SOURCES = (Place.RECEIVED, Place.TRANSFERRED_IN)
HOLDINGS = tuple(place for place in Place if place not in SOURCES)


def book_entries(move: Moving) -> list[tuple[str, str, int]]:
    """`(office, place, change)` of one move: the one fold, without any state.

    Sources are running totals, so leaving them adds; every entry list changes both sides of
    R + I = S + A + U + P + X + M + D + T + O by the same amount in each office.
    """
    left = move.count if move.moved_from in SOURCES else -move.count
    entries = [(move.office, move.moved_from, left)]
    if move.to_office is None or move.to_office == move.office:
        return [*entries, (move.office, move.moved_to, move.count)]
    return [
        *entries,
        (move.office, Place.TRANSFERRED_OUT, move.count),
        (move.to_office, Place.TRANSFERRED_IN, move.count),
        (move.to_office, move.moved_to, move.count),
    ]
