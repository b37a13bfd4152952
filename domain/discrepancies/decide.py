"""Opening (never refused), explaining and closing a mismatch."""

from domain.discrepancies import events as e
from domain.discrepancies.state import Discrepancy, Stage
from domain.event import By, same_person
from domain.refusal import Reason, Refused, refuse_if


def absorb(state: Discrepancy | None, opened: e.Opened) -> list[e.DiscrepancyEvent]:
    """Open already: the same again adds nothing. Closed: opened again."""
    return [opened] if state is None or state.stage is Stage.CLOSED else []


def explain(state: Discrepancy | None, by: By, text: str) -> list[e.DiscrepancyEvent]:
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(state.stage is Stage.CLOSED, Reason.WRONG_STATE, state=state.stage.value)
    refuse_if(not text.strip(), Reason.NO_REASON)
    return [e.Explained(by=by, text=text)]


def close(
    state: Discrepancy | None, by: By, outcome: str, letter: str | None
) -> list[e.DiscrepancyEvent]:
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(state.stage is Stage.CLOSED, Reason.WRONG_STATE, state=state.stage.value)
    refuse_if(state.stage is not Stage.EXPLAINED, Reason.NOT_EXPLAINED)
    for other, person in (
        ("opener", state.opener),
        ("opener", state.second),
        *(("explainer", one) for one in state.explainers),
    ):
        refuse_if(same_person(person, by.actor_person), Reason.SAME_PERSON, other=other)
    return [e.Closed(by=by, outcome=outcome, letter=letter)]
