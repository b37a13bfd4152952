"""What one decision or fact changes, over all streams that move together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.event import Event, StreamId
from domain.streams import evolve


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A stream as stored: its state (None: no such stream) and its version (0: none)."""

    state: Any = None
    version: int = 0


def nothing_stored(_stream: StreamId) -> Loaded:
    """An empty log."""
    return Loaded()


class Changes:
    """Events in the order of one save, with the states as they become.

    What belongs together moves together: everything added here is saved in one transaction, and
    the save fails if a stream written here has changed since it was loaded.
    """

    def __init__(self, load: Callable[[StreamId], Loaded] = nothing_stored) -> None:
        self.events: list[tuple[StreamId, Event]] = []
        self.versions: dict[StreamId, int] = {}
        self._states: dict[StreamId, Any] = {}
        self._load = load

    def state(self, stream: StreamId) -> Any:
        """The state of a stream with everything added so far."""
        if stream not in self._states:
            loaded = self._load(stream)
            self._states[stream] = loaded.state
            self.versions[stream] = loaded.version
        return self._states[stream]

    def read_only(self) -> dict[StreamId, int]:
        """The versions of the streams that were looked at and not changed."""
        written = {stream for stream, _ in self.events}
        return {stream: at for stream, at in self.versions.items() if stream not in written}

    def new(self, stream: StreamId) -> StreamId:
        """A stream whose id was drawn just now: there is nothing to load."""
        self._states[stream], self.versions[stream] = None, 0
        return stream

    def add(self, stream: StreamId, events: Sequence[Event]) -> None:
        for event in events:
            self._states[stream] = evolve(self.state(stream), event)
            self.events.append((stream, event))
