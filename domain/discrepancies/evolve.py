"""Next state of a mismatch. Total: never raises."""

from dataclasses import replace

from domain.discrepancies import events as e
from domain.discrepancies.state import Discrepancy, Stage


def evolve(state: Discrepancy | None, event: e.DiscrepancyEvent) -> Discrepancy | None:
    match event:
        case e.Opened() if state is None or state.stage is Stage.CLOSED:
            return Discrepancy(
                cause=event.cause,
                office=event.office,
                stage=Stage.OPEN,
                opener=event.by.actor_person,
                second=(event.by.second or {}).get("person"),
            )
        case e.Explained() if state is not None and state.stage is not Stage.CLOSED:
            told = state.explainers | {event.by.actor_person}
            return replace(state, stage=Stage.EXPLAINED, explainers=told)
        case e.Closed() if state is not None and state.stage is Stage.EXPLAINED:
            return replace(state, stage=Stage.CLOSED)
        case _:
            return state
