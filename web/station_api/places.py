"""What one printer at a station can be given: all paper, or cards of the blanks in it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from domain.documents.kinds import KINDS, PAPER
from domain.event import StreamId
from domain.refusal import Reason, Refused
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from projections.stock import queries as stock


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """`spoken_for`: blanks in its box that leases before will take."""

    kinds: frozenset[str]
    box: StreamId | None = None
    spoken_for: int = 0


def place_of(connection: Connection, station: StreamId, printer: str) -> Place:
    """Raises Refused: a card printer without a box."""
    known = stations.printers_of(connection, station)
    paper = {row["printer"] for row in known if row["medium"] == PAPER}
    if printer in paper:
        return Place(kinds=frozenset(k.name for k in KINDS.values() if k.medium == PAPER))
    box = stock.open_box(connection, station, printer)
    if box is None:
        raise Refused(Reason.NO_BLANKS)
    kinds = frozenset(k.name for k in KINDS.values() if k.blank_kind == box["kind"])
    at_station = queue.at_station(connection, station)
    held = sum(1 for job in at_station if job["status"] == "leased" and job["kind"] in kinds)
    # A lease names no printer: the others with such blanks serve it too, but no printer of paper.
    others = sum(
        int(other["remaining"])
        for other in stock.on_hand(connection, station)
        if (other["stage"], other["kind"]) == ("open", box["kind"])
        and other["box"] != box["box"]
        and other["printer"] not in paper
    )
    return Place(kinds=kinds, box=StreamId(box["box"]), spoken_for=max(0, held - others))
