"""Given these events, when this is decided: then these events, or this reason."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from domain.event import By, Event
from domain.refusal import Reason, Refused
from domain.streams import evolve

NOW = "2026-11-25T03:00:00.000Z"


def by(person: str | None = "clerk", second: str | None = None, **changes: Any) -> By:
    """An envelope; `person` stands for the account too."""
    values: dict[str, Any] = {
        "actor": person or "system",
        "actor_person": person,
        "recorded_at": NOW,
        "occurred_at": NOW,
        "second": {"staff": second, "person": second, "posting": None} if second else None,
    }
    return By(**{**values, **changes})


def given(*events: Event) -> Any:
    """The state after these events of one stream; None without any."""
    state = None
    for event in events:
        state = evolve(state, event)
    return state


def then(*expected: str, when: Callable[[], Sequence[Event]]) -> Sequence[Event]:
    """The decision gives exactly events of these topics; they are returned for a closer look."""
    events = when()

    assert list(expected) == [event.TOPIC for event in events]
    return events


def refuses(reason: Reason, when: Callable[[], object]) -> dict[str, str]:
    """The decision is refused for this reason; its details are returned."""
    with pytest.raises(Refused) as caught:
        when()

    assert reason == caught.value.reason
    return dict(caught.value.details)
