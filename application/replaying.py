"""The state of one stream as of a moment: its own events folded by the domain's own function."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from application.registry.application import Registry
from application.registry.mapper import Recorded
from application.registry.reader import LogReader
from domain.event import StreamId
from domain.streams import evolve


def state_of(
    registry: Registry, log: LogReader, stream: StreamId, includes: Callable[[int, str], bool]
) -> Any:
    """None before its first event. `includes`: position and occurred time of an event."""
    state: Any = None
    for stored in log.stream(stream):
        kept = StoredEvent(UUID(stored.stream), stored.version, stored.topic, stored.state)
        event = cast("Recorded", registry.mapper.to_domain_event(kept)).event
        if includes(stored.position, event.by.occurred_at):
            state = evolve(state, event)
    return state


def flat(state: Any) -> dict[str, str]:
    """Every field of a state by its path, as text; empty ones left out.

    The status of a job follows from its parts; to a reader it is a field as well.
    """
    found: dict[str, str] = {}
    _flatten(state, "", found)
    status = getattr(state, "status", None)
    if isinstance(status, str):
        found["status"] = str(status)
    return found


def _flatten(value: Any, path: str, found: dict[str, str]) -> None:
    if is_dataclass(value):
        for one in fields(value):
            _flatten(getattr(value, one.name), _joined(path, one.name), found)
    elif hasattr(value, "items"):
        for name, part in value.items():
            _flatten(part, _joined(path, str(name)), found)
    elif isinstance(value, frozenset):
        _flatten(sorted(map(str, value)), path, found)
    elif isinstance(value, (list, tuple)):
        _flatten_rows(value, path, found)
    elif value not in (None, ""):
        found[path] = str(value)


def _flatten_rows(value: list[Any] | tuple[Any, ...], path: str, found: dict[str, str]) -> None:
    if all(isinstance(part, str) for part in value):
        if value:
            found[path] = ", ".join(value)
        return
    for number, part in enumerate(value, 1):
        _flatten(part, _joined(path, str(number)), found)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
