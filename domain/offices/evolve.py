"""Next state of an office. Total: never raises."""

from dataclasses import replace

from domain.offices import events as e
from domain.offices.state import Freeze, Office, Policy


def evolve(state: Office | None, event: e.OfficeEvent) -> Office | None:
    match event:
        case e.Opened():
            return state or Office(
                code=event.code, name=event.name, type=event.type, timezone=event.timezone
            )
        case e.Frozen() if state is not None:
            freeze = Freeze(scope=tuple(event.scope), until=event.until, notice=event.notice)
            return replace(state, freeze=freeze)
        case e.Resumed() if state is not None:
            return replace(state, freeze=None)
        case e.PolicyPublished() if state is not None:
            return replace(state, policies=(_policy(event), *state.policies))
        case _:
            return state


def _policy(event: e.PolicyPublished) -> Policy:
    closed = [one for one in event.classes if not one.get("served", True)]
    return Policy(
        effective_from=event.effective_from,
        not_served=frozenset((str(one.get("kind")), str(one.get("cause"))) for one in closed),
        undo_seconds=event.undo_seconds,
        witnesses=event.witnesses,
    )
