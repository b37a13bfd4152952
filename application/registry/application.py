"""The Registry: the one event-sourced application of an installation."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, Mapper
from eventsourcing.sqlite import SQLiteFactory

from application.errors import Conflict
from application.personal.keys import Keys
from application.ports import Identifiers
from application.registry.claims import Claim, claims_of
from application.registry.mapper import Recorded, SealingMapper
from application.registry.recorder import ClaimingRecorder
from domain.changes import Changes, Loaded
from domain.event import StreamId
from domain.streams import evolve

LONG = 50
MOST_LONG = 500


class Registry(Application[UUID]):
    """Loads streams, saves changes. `listeners` are told of each save in this process."""

    name = "registry"

    def __init__(self, path: Path, keys: Keys, identifiers: Identifiers) -> None:
        self.keys = keys
        self._identifiers = identifiers
        self.path = path
        self.listeners: list[Callable[[int], None]] = []
        self._lasting: dict[StreamId, Any] = {}
        self._long: dict[StreamId, Loaded] = {}
        super().__init__(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(path),
                "SQLITE_LOCK_TIMEOUT": "30",
            }
        )
        self.claiming.assert_full()

    def construct_recorder(self) -> ApplicationRecorder:
        factory = cast("SQLiteFactory", self.factory)
        factory.application_recorder_class = ClaimingRecorder
        return factory.application_recorder()

    def construct_mapper(self) -> Mapper[UUID]:
        return SealingMapper(self.keys, self._identifiers)

    @property
    def claiming(self) -> ClaimingRecorder:
        return cast("ClaimingRecorder", self.recorder)

    def load(self, stream: StreamId) -> Loaded:
        """The stream's state and version; `Loaded()` when there is none.

        Long streams (boxes) go on from where this process read them last: states are frozen
        and events are only appended.
        """
        known = self._long.get(stream)
        if known is not None:
            newer = self.events.get(UUID(stream), gt=known.version)
            found = _fold(known, newer) or known
        else:
            found = self._load_whole(stream)
        if found.version >= LONG:
            self._remember(stream, found)
        return found

    def _load_whole(self, stream: StreamId) -> Loaded:
        try:
            found = self.repository.get(UUID(stream), projector_func=cast("Any", _fold))
        except AggregateNotFoundError:
            return Loaded()
        return cast("Loaded", found)

    def _remember(self, stream: StreamId, loaded: Loaded) -> None:
        if len(self._long) >= MOST_LONG and stream not in self._long:
            self._long.clear()
        self._long[stream] = loaded

    def at(self, stream: StreamId, version: int) -> Recorded | None:
        """One event of a stream, without the others."""
        found = self.events.get(UUID(stream), gt=version - 1, lte=version)
        return next(iter(cast("Iterable[Recorded]", found)), None)

    def last(self, stream: StreamId) -> Recorded | None:
        """The newest event of a stream, without the others."""
        found = self.events.get(UUID(stream), desc=True, limit=1)
        return next(iter(cast("Iterable[Recorded]", found)), None)

    def load_lasting(self, stream: StreamId) -> Any:
        """The state of an office or a posting, from memory once it was read.

        Nothing is judged by what may have changed in it: of an office its zone is asked, and a
        posting only ends: its claim, required in the save of every decision, says whether it
        lives. What this process saves is read anew.
        """
        if stream not in self._lasting:
            state = self.load(stream).state
            if state is None:
                return None
            self._lasting[stream] = state
        return self._lasting[stream]

    def history(self, stream: StreamId) -> Iterable[Recorded]:
        """Every event of one stream, oldest first, personal fields opened."""
        return cast("Iterable[Recorded]", self.events.get(UUID(stream)))

    def record(
        self,
        changes: Changes,
        *,
        claims: Sequence[Claim] = (),
        command: tuple[str, dict[str, Any]] | None = None,
        judged: bool = False,
    ) -> int:
        """Save all events in one transaction; the position of the last one.

        `judged`: a decision stands on all that it read, so that must not have changed either; a
        fact stands by itself.

        Raises Conflict (load again), ClaimTaken, AlreadyDone; then nothing was stored.
        """
        recorded = _numbered(changes)
        if not recorded:
            return self.position()
        self.keys.ensure(stream for stream, event in changes.events if event.PERSONAL)
        wanted = [*claims, *claims_of(changes, self.keys.lookup)]
        try:
            saved = self.save(
                *cast("list[DomainEventProtocol[UUID]]", recorded),
                claims=wanted,
                command=command,
                reads=changes.read_only() if judged else {},
            )
        except IntegrityError as error:
            raise Conflict("saved by somebody else first") from error
        for stream in changes.versions:
            self._lasting.pop(stream, None)
        position = saved[-1].notification.id
        for listener in self.listeners:
            listener(position)
        return position

    def position(self) -> int:
        """The last position of the log; 0 when it is empty."""
        found: int | None = self.recorder.max_notification_id()
        return found or 0


def _fold(loaded: Loaded | None, events: Iterable[Any]) -> Loaded | None:
    state, version = (loaded.state, loaded.version) if loaded else (None, 0)
    for recorded in events:
        state = evolve(state, recorded.event)
        version = recorded.originator_version
    return Loaded(state=state, version=version) if version else None


def _numbered(changes: Changes) -> list[Recorded]:
    versions = dict(changes.versions)
    recorded = []
    for stream, event in changes.events:
        versions[stream] = versions.get(stream, 0) + 1
        recorded.append(Recorded(UUID(stream), versions[stream], event))
    return recorded
