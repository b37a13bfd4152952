"""What an installation is, in a few digests: of the rows of its log, and of its read models."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from application.errors import KeysMissing
from application.personal.keys import Keys
from application.registry.reader import LogReader
from projections.rebuild import Rebuilder
from projections.runner import BatchRunner, mark
from projections.views import VIEWS

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class StateHash:
    """`views`: None for one that cannot be built from this log."""

    position: int
    log: str
    views: dict[str, str | None]


def state_hash(
    engine: Engine, log: Path, keys: Keys, tell: Tell, *, keep: bool = False
) -> StateHash:
    """Of a log that nobody writes, in an empty database; with `keep` its views stand there then.

    The memory used does not grow with the log.
    """
    position, of_log = _of_log(log, tell)
    BatchRunner(VIEWS, engine, log, keys)  # makes the tables
    rebuilder = Rebuilder(engine, log, keys)
    views: dict[str, str | None] = {}
    for view in VIEWS:
        # Said to be at the end, with no rows: the rebuild then goes that far, and finds them.
        _set_out(engine, view.name, position)

        def tell_of_view(done: int, of: int, name: str = view.name) -> None:
            tell(name, done, of)

        try:
            views[view.name] = rebuilder.run(view, swap=keep, tell=tell_of_view).rebuilt
        except (OperationalError, KeysMissing):
            raise  # a full disk is of the moment, and keys of another master are no keys
        except Exception:  # noqa: BLE001 - it stops there in the installation too
            views[view.name] = None
            _set_out(engine, view.name, 0)
    return StateHash(position=position, log=of_log, views=views)


def _set_out(engine: Engine, view: str, position: int) -> None:
    with engine.begin() as connection:
        mark(engine, connection, view, position, None)


def _of_log(log: Path, tell: Tell) -> tuple[int, str]:
    digest, position = sha256(), 0
    reader = LogReader(log)
    try:
        last = reader.last()
        while page := reader.page(position):
            for row in page:
                head = f"{row.position}:{row.stream}:{row.version}:{row.topic}:{len(row.state)}:"
                digest.update(head.encode())
                digest.update(row.state)
            position = page[-1].position
            tell("log", position, last)
    finally:
        reader.close()
    return position, digest.hexdigest()
