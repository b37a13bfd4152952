"""Explaining and closing a mismatch: never by its opener or explainer."""

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.discrepancies import decide as discrepancies
from domain.discrepancies.state import Discrepancy
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused


def explain(centre: Centre, order: Order, stream: StreamId, text: str) -> Answer:
    def work(desk: Desk) -> Answer:
        found = _known(desk, stream)
        desk.permit(Act.EXPLAIN, found.office)
        desk.add(stream, discrepancies.explain(found, desk.by, text))
        return {"discrepancy": stream}

    return decide(centre, order, work)


def close(
    centre: Centre, order: Order, stream: StreamId, outcome: str, letter: str | None
) -> Answer:
    def work(desk: Desk) -> Answer:
        found = _known(desk, stream)
        desk.permit(Act.CLOSE_DISCREPANCY, found.office)
        desk.add(stream, discrepancies.close(found, desk.by, outcome, letter))
        return {"discrepancy": stream}

    return decide(centre, order, work)


def _known(desk: Desk, stream: StreamId) -> Discrepancy:
    found = desk.load(stream)
    if not isinstance(found, Discrepancy):
        raise Refused(Reason.NOT_FOUND)
    return found
