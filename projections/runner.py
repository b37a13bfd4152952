"""The BatchRunner: a page of events, one fold, one bulk upsert, position in one transaction."""

from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    delete,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from application.database import insert_or_ignore, upsert
from application.personal.keys import Keys
from application.registry.reader import PAGE, LogReader, Stored
from projections.folding import Folding, View

metadata = MetaData()
tracking = Table(
    "tracking",
    metadata,
    Column("view", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("stopped", String(400), nullable=True),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a view is; `stopped` says why it takes no more."""

    view: str
    position: int
    stopped: str | None


def progress(connection: Connection, view: str) -> Progress:
    query = select(tracking).where(tracking.c.view == view)
    return _progress_of(view, connection.execute(query).first())


def _progress_of(view: str, row: Row[Any] | None) -> Progress:
    if row is None:
        return Progress(view=view, position=0, stopped=None)
    return Progress(view=view, position=row.position, stopped=row.stopped)


def touch(connection: Connection, view: str) -> None:
    """Change nothing, but take the write lock."""
    same = {"position": tracking.c.position}
    connection.execute(update(tracking).where(tracking.c.view == view).values(same))


def move(engine: Engine, connection: Connection, view: str, first: int, last: int) -> bool:
    """Take the stretch from `first` to `last`; False when another runner was there before."""
    row = {"view": view, "position": 0, "stopped": None}
    connection.execute(insert_or_ignore(engine.dialect.name, tracking), [row])
    behind = (tracking.c.view == view) & (tracking.c.position < first)
    values = {"position": last, "stopped": None}
    return connection.execute(update(tracking).where(behind).values(values)).rowcount == 1


def mark(
    engine: Engine, connection: Connection, view: str, position: int, stopped: str | None
) -> None:
    row = {"view": view, "position": position, "stopped": stopped}
    connection.execute(upsert(engine.dialect.name, tracking), [row])


def _index_anew(connection: Connection, table: Table) -> None:
    """An index of another form is as right as the new one, but slow: no view is remade for it."""
    there = {
        one["name"]: one["column_names"] for one in inspect(connection).get_indexes(table.name)
    }
    for index in table.indexes:
        if there.get(index.name) != [column.name for column in index.columns]:
            index.drop(connection, checkfirst=True)
            index.create(connection)


class BatchRunner:
    """Keeps views up to date. One runner per process; woken by a save or by a short poll."""

    def __init__(self, views: tuple[View, ...], engine: Engine, log: Path, keys: Keys) -> None:
        self.views = views
        self.engine = engine
        self._log = log
        self._keys = keys
        self._changed = Condition()
        self._positions: dict[str, Progress] = {}
        metadata.create_all(engine)
        for view in views:
            self._make_room(view)

    def _make_room(self, view: View) -> None:
        """A view whose tables have another form, of another version, is made again from the log."""
        form = inspect(self.engine)
        there = [table for table in view.tables if form.has_table(table.name)]
        changed = any(
            {column["name"] for column in form.get_columns(table.name)} != set(table.c.keys())
            for table in there
        )
        with self.engine.begin() as connection:
            if changed or (there and len(there) < len(view.tables)):
                for table in there:
                    table.drop(connection)
                connection.execute(delete(tracking).where(tracking.c.view == view.name))
            for table in view.tables:
                table.create(connection, checkfirst=True)
                _index_anew(connection, table)

    def run_once(self) -> bool:
        """Bring every view to the end of the log; True if anything was new."""
        reader = LogReader(self._log)
        try:
            moved = [self._catch_up(view, reader) for view in self.views]
        finally:
            reader.close()
        return any(moved)

    def wait_for(self, position: int, timeout: float) -> bool:
        """Read-your-writes: True when every view is at the position or stopped."""
        with self._changed:
            return self._changed.wait_for(lambda: self._all_at(position), timeout)

    def progress(self) -> list[Progress]:
        """Of every view, in one query: each page and each assignment asks for it."""
        with self.engine.connect() as connection:
            rows = {row.view: row for row in connection.execute(select(tracking))}
        return [_progress_of(view.name, rows.get(view.name)) for view in self.views]

    def _catch_up(self, view: View, reader: LogReader) -> bool:
        """What arrives meanwhile brings its own wake."""
        moved, full = False, True
        while full:
            taken = self._batch(view, reader)
            moved, full = moved or taken > 0, taken == PAGE
        return moved

    def _batch(self, view: View, reader: LogReader) -> int:
        """The events taken in; 0 when there were none, or the view has stopped."""
        with self.engine.connect() as connection:
            at = progress(connection, view.name)
        page = [] if at.stopped else reader.page(at.position, PAGE)
        if page:
            at = self._apply_page(view, page, at)
        self._tell(at)
        return 0 if at.stopped else len(page)

    def _apply_page(self, view: View, page: list[Stored], at: Progress) -> Progress:
        """All of the page; else one by one up to the event that cannot be applied."""
        try:
            return self._apply(view, page)
        except OperationalError:
            raise  # a lock or a full disk is of the moment: the loop tries again
        except Exception:  # noqa: BLE001 - found again below, at its own event
            for row in page:
                try:
                    at = self._apply(view, [row])
                except OperationalError:
                    raise
                except Exception as error:  # noqa: BLE001 - whatever it is, the view stops here
                    return self._stop(
                        view, at, f"position {row.position}: {row.topic}: {type(error).__name__}"
                    )
        return at

    def _apply(self, view: View, page: list[Stored]) -> Progress:
        """Rows and position in one transaction."""
        tables = {table.name: table for table in view.tables}
        with self.engine.begin() as connection:
            # First of all: takes the write lock, and only one of two runners gets the page.
            if not move(self.engine, connection, view.name, page[0].position, page[-1].position):
                return self._at(view)
            folding = Folding(tables, connection, self._keys)
            view.fold(folding, page)
            folding.flush(connection)
        return Progress(view=view.name, position=page[-1].position, stopped=None)

    def _at(self, view: View) -> Progress:
        with self.engine.connect() as connection:
            return progress(connection, view.name)

    def _stop(self, view: View, at: Progress, why: str) -> Progress:
        with self.engine.begin() as connection:
            mark(self.engine, connection, view.name, at.position, why[:400])
        return Progress(view=view.name, position=at.position, stopped=why[:400])

    def _tell(self, at: Progress) -> None:
        with self._changed:
            self._positions[at.view] = at
            self._changed.notify_all()

    def _all_at(self, position: int) -> bool:
        found = [self._positions.get(view.name) for view in self.views]
        return all(at is not None and (at.stopped or at.position >= position) for at in found)
