"""What opens something personal, or a way in, is an event before it is given."""

from dataclasses import dataclass
from typing import Any

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.event import StreamId
from domain.people.events import CodeIssued, HistoryExported, NikRevealed
from domain.people.permission import Act
from domain.people.state import Staff
from domain.refusal import Reason, Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Export:
    """Positions, both included; `with_names`: with names and the fields of documents."""

    form: str
    first: int
    last: int
    with_names: bool
    asked: dict[str, Any]


def reveal_nik(centre: Centre, order: Order, document: StreamId, act: Act, office: str) -> Answer:
    """Never the number itself. `act`: the one by which this person may read the document."""

    def work(desk: Desk) -> Answer:
        desk.permit(act, office)
        desk.add(StreamId(order.who.staff), [NikRevealed(by=desk.by, document=document)])
        return {}

    return decide(centre, order, work)


def export_history(centre: Centre, order: Order, office: str, export: Export) -> Answer:
    def work(desk: Desk) -> Answer:
        desk.permit(Act.READ_HISTORY, office)
        exported = HistoryExported(
            by=desk.by,
            form=export.form,
            first=export.first,
            last=export.last,
            with_names=export.with_names,
            asked=export.asked,
        )
        desk.add(StreamId(order.who.staff), [exported])
        return {}

    return decide(centre, order, work)


def issue_code(centre: Centre, order: Order, office: str, staff: StreamId) -> Answer:
    """Whoever gets the code can sign in as this person: who made it stands in the log."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.MAINTAIN, office)
        if not isinstance(desk.load(staff), Staff):
            raise Refused(Reason.NOT_FOUND)
        desk.add(staff, [CodeIssued(by=desk.by)])
        return {}

    return decide(centre, order, work)
