"""Power, link, centre or machines gone: who is there records it, and the clock stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from application.deciding import Answer, Centre, Desk, Order, decide, stamp
from domain.offices import decide as offices
from domain.offices.events import OutageBegan, OutageEnded
from domain.offices.state import office_id
from domain.people.permission import Act

MOST_BEFORE = timedelta(hours=72)
"""A link that failed on Friday is recorded on Monday; what is older is nobody's fresh memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outage:
    """`at`: when it began or ended, in UTC."""

    cause: str
    at: str
    note: str = ""


def begin(centre: Centre, order: Order, codes: Sequence[str], said: Outage) -> Answer:
    """At all the offices named, in one save."""
    earliest = stamp(centre.clock.now() - MOST_BEFORE)

    def work(desk: Desk) -> Answer:
        for code in codes:
            desk.permit(Act.RECORD_OUTAGE, code)
            began = OutageBegan(by=desk.by, cause=said.cause, began_at=said.at, note=said.note)
            stream = office_id(code)
            desk.add(stream, offices.begin_outage(desk.load(stream), began, earliest))
        return {"offices": list(codes)}

    return decide(centre, order, work)


def end(centre: Centre, order: Order, code: str, said: Outage) -> Answer:
    def work(desk: Desk) -> Answer:
        desk.permit(Act.RECORD_OUTAGE, code)
        ended = OutageEnded(by=desk.by, cause=said.cause, ended_at=said.at)
        stream = office_id(code)
        desk.add(stream, offices.end_outage(desk.load(stream), ended))
        return {"office": code}

    return decide(centre, order, work)
