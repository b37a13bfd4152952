"""A view rebuilt in a database of its own and compared with the live one, which goes on meanwhile.

The same fold and the same comparison as a rebuild. The live rows are read in one snapshot at one
position, so nothing has to stand still: SQLite's readers keep no writer waiting.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData

from application.personal.keys import Keys
from application.registry.reader import LogReader
from projections.folding import Folding, View
from projections.rebuild import BOUND, Comparison, Stretch, compare, fold
from projections.runner import progress

Tell = Callable[[int, int], None]


class Checker:
    """Memory as bounded as a rebuild's; whatever `tell` raises ends the check."""

    def __init__(self, live: Engine, log: Path, keys: Keys) -> None:
        self._live = live
        self._log = log
        self._keys = keys

    def run(self, view: View, scratch: Engine, tell: Tell | None = None) -> Comparison:
        """`scratch`: an empty database; the view's rows stay in it."""
        metadata = MetaData()
        copies = {table.name: table.to_metadata(metadata) for table in view.tables}
        for table in copies.values():
            table.indexes.clear()
        metadata.create_all(scratch)
        with closing(LogReader(self._log)) as reader:
            folding = Folding(copies, None, self._keys, BOUND)
            stretch = Stretch(view, folding, reader, tell)
            with self._live.connect() as connection:
                at = progress(connection, view.name).position
            position = fold(scratch, stretch, 0, at)
            with self._live.connect() as live:
                _one_snapshot(live)
                position = fold(scratch, stretch, position, progress(live, view.name).position)
                with scratch.connect() as rebuilt:
                    found = compare(view, live, rebuilt, copies, position)
                live.rollback()
        return found


def _one_snapshot(connection: Connection) -> None:
    """From the next statement on every read sees the same rows.

    The driver of SQLite opens a transaction before a write only.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
