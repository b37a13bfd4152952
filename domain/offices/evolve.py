"""Next state of an office. Total: never raises."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
        case e.OutageBegan() if state is not None:
            return replace(state, outages={**state.outages, event.cause: event.began_at})
        case e.OutageEnded() if state is not None:
            left = {cause: at for cause, at in state.outages.items() if cause != event.cause}
            return replace(state, outages=left)
        case e.PolicyPublished() if state is not None:
            return replace(state, policies=(_policy(event), *state.policies))
        case _:
            return state


def _policy(event: e.PolicyPublished) -> Policy:
    return Policy(
        effective_from=event.effective_from,
        not_served=_named(event, lambda one: not one.get("served", True)),
        on_arrival=_named(event, lambda one: bool(one.get("on_arrival"))),
        undo_seconds=event.undo_seconds,
        witnesses=event.witnesses,
    )


def _named(
    event: e.PolicyPublished, fits: Callable[[dict[str, Any]], bool]
) -> frozenset[tuple[str, str]]:
    found = [one for one in event.classes if fits(one)]
    return frozenset((str(one.get("kind")), str(one.get("cause"))) for one in found)
