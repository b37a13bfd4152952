"""Stopping and resuming the work of offices by order, as in a cut-over of the central system."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.offices import decide as offices
from domain.offices.events import Frozen
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.refusal import Reason, Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class FreezeOrder:
    """What the letter says; `until` in UTC."""

    scope: Sequence[str]
    until: str
    reason: str
    ordered_by: str
    notice: str


def freeze(centre: Centre, order: Order, codes: Sequence[str], asked: FreezeOrder) -> Answer:
    """Flow 15.1: all the offices named, in one save. Facts go on; leases stay."""

    def work(desk: Desk) -> Answer:
        for code in codes:
            desk.permit(Act.FREEZE, code)
            frozen = Frozen(
                by=desk.by,
                scope=sorted(set(asked.scope)),
                until=asked.until,
                reason=asked.reason,
                ordered_by=asked.ordered_by,
                notice=asked.notice,
            )
            stream = office_id(code)
            desk.add(stream, offices.freeze(desk.load(stream), frozen))
        return {"offices": list(codes)}

    return decide(centre, order, work)


def resume(
    centre: Centre, order: Order, codes: Sequence[str], backlog: dict[str, dict[str, int]]
) -> Answer:
    """Flow 15.3: those of the offices that are frozen. `backlog`: office -> state -> number."""

    def work(desk: Desk) -> Answer:
        frozen = [code for code in codes if _is_frozen(desk, code)]
        if not frozen:
            raise Refused(Reason.NOT_FROZEN)
        for code in frozen:
            desk.permit(Act.FREEZE, code)
            stream = office_id(code)
            desk.add(stream, offices.resume(desk.load(stream), desk.by, backlog.get(code, {})))
        return {"offices": frozen}

    return decide(centre, order, work)


def _is_frozen(desk: Desk, code: str) -> bool:
    found = desk.load(office_id(code))
    return isinstance(found, Office) and found.freeze is not None
