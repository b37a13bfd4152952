"""What a rebuild is compared with: one event read, mapped, upserted, tracked, committed."""

from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from application.database import open_sqlite
from application.registry.decoder import Fields
from application.registry.mapper import Recorded
from application.registry.reader import LogReader
from benchmarks.measure import seconds
from domain.event import By
from projections.folding import Entry, Folding, View
from projections.rebuild import Rebuilder
from projections.runner import BatchRunner, mark, move
from terbit.wiring import Installation


class Mapped(Entry):
    """What the handlers see is the event object's; nothing is decoded or decrypted twice."""

    __slots__ = ()

    def __init__(self, position: int, recorded: Recorded) -> None:
        self.position = position
        self.stream, self.version = recorded.originator_id.hex, recorded.originator_version
        self.topic = recorded.event.TOPIC
        by = recorded.event.by
        envelope = {field.name: getattr(by, field.name) for field in fields(By)}
        self.fields = {**envelope, **vars(recorded.event)}

    def personal(self) -> Fields:
        return self.fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The events from `first` on, into a database that stands where they begin."""

    installation: Installation
    first: int
    count: int

    def run(self, view: View, folder: Path) -> tuple[float, bool]:
        """Seconds per event, and whether a rebuild finds the very rows that the loop wrote."""
        engine = open_sqlite(folder / f"one-by-one-{view.name}.sqlite")
        log, keys = self.installation.log, self.installation.centre.keys
        BatchRunner((view,), engine, log, keys)
        with engine.begin() as connection:
            mark(engine, connection, view.name, self.first - 1, None)
        rebuilder = Rebuilder(engine, log, keys)
        rebuilder.run(view, swap=True)
        keys.forget()
        took = seconds(lambda: self._events(view, engine))
        equal = rebuilder.run(view, swap=False).equal
        engine.dispose()
        return took / self.count, equal

    def _events(self, view: View, engine: Engine) -> None:
        registry = self.installation.centre.registry
        tables = {table.name: table for table in view.tables}
        keys = self.installation.centre.keys
        for position in range(self.first, self.first + self.count):
            (read,) = registry.recorder.select_notifications(start=position, limit=1)
            recorded = cast("Recorded", registry.mapper.to_domain_event(read))
            with engine.begin() as connection:
                assert move(engine, connection, view.name, position, position)
                folding = Folding(tables, connection, keys)
                handler = view.handlers.get(read.topic)
                if handler is not None:
                    handler(folding, Mapped(position, recorded))
                folding.flush(connection)


def last_of(log: Path) -> int:
    with closing(LogReader(log)) as reader:
        return reader.last()
