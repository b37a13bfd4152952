"""The dated rules by which an office serves its queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.documents.kinds import KINDS
from domain.offices import decide as offices
from domain.offices.events import PolicyPublished
from domain.offices.state import office_id
from domain.people.permission import Act
from domain.refusal import Reason, refuse_if


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """What the letter says; `classes` as in the event."""

    effective_from: str
    letter: str
    classes: Sequence[dict[str, Any]]
    undo_seconds: int
    witnesses: int


def publish(centre: Centre, order: Order, codes: Sequence[str], asked: Policy) -> Answer:
    """Flow 17.3: for all the offices named, in one save."""

    def work(desk: Desk) -> Answer:
        known = all(one.get("kind") in KINDS for one in asked.classes)
        refuse_if(not known, Reason.BAD_POLICY)
        for code in codes:
            desk.permit(Act.PUBLISH_POLICY, code)
            published = PolicyPublished(
                by=desk.by,
                effective_from=asked.effective_from,
                letter=asked.letter,
                classes=list(asked.classes),
                undo_seconds=asked.undo_seconds,
                witnesses=asked.witnesses,
            )
            stream = office_id(code)
            events = offices.publish_policy(desk.load(stream), published, desk.today(code))
            desk.add(stream, events)
        return {"offices": list(codes)}

    return decide(centre, order, work)
