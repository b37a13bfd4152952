"""Checks of all views that somebody asked for: one at a time, and remembered over a restart."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

import orjson
import structlog
from sqlalchemy import Engine

from application.ports import Clock, Identifiers
from projections.checking import Checker
from projections.folding import View

log = structlog.get_logger()
MOST_BEGINNINGS = 3
"""A check that ends its process each time is not begun again for ever."""


class Stage(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


BUSY = frozenset({Stage.WAITING, Stage.RUNNING})


@dataclass(kw_only=True)
class Checked:
    """One view: how far its rebuild is, then what the comparison found."""

    view: str
    position: int = 0
    target: int = 0
    rows: int | None = None
    equal: bool | None = None
    live: str = ""
    rebuilt: str = ""
    differences: list[dict[str, Any]] = field(default_factory=list)


@dataclass(kw_only=True)
class Run:
    """One check of all views; the worker alone writes to it once it runs."""

    id: str
    by: str
    asked_at: str
    stage: Stage = Stage.WAITING
    beginnings: int = 0
    began_at: str | None = None
    ended_at: str | None = None
    why: str = ""
    views: list[Checked] = field(default_factory=list)

    @property
    def equal(self) -> bool:
        return self.stage is Stage.DONE and all(one.equal for one in self.views)


class _Ending(Exception):
    """The process ends: the check is begun again by the next one."""


class CheckRuns:
    """Thread-safe. `turn` is the worker's; `scratch` opens an empty database and removes it."""

    def __init__(  # noqa: PLR0913 - its parts, joined once by wiring
        self,
        *,
        checker: Checker,
        views: tuple[View, ...],
        scratch: Callable[[], AbstractContextManager[Engine]],
        kept: Path,
        clock: Clock,
        identifiers: Identifiers,
        tell: Callable[[], None],
    ) -> None:
        self._checker = checker
        self._views = views
        self._scratch = scratch
        self._kept = kept
        self._clock = clock
        self._identifiers = identifiers
        self._tell = tell
        self._lock = Lock()
        self._wake: Callable[[], None] = lambda: None
        self._is_ending: Callable[[], bool] = lambda: False
        self._run = _read(kept)

    def begin(self, wake: Callable[[], None], is_ending: Callable[[], bool]) -> None:
        """The process has started; a check that was cut short waits for its turn again."""
        self._wake, self._is_ending = wake, is_ending
        with self._lock:
            if self._run is not None and self._run.stage is Stage.RUNNING:
                again = self._run.beginnings < MOST_BEGINNINGS
                self._run.stage = Stage.WAITING if again else Stage.FAILED
                self._run.why = "" if again else "cut_short"

    def last(self) -> Run | None:
        return self._run

    def start(self, by: str) -> Run:
        """The check that waits or runs, else a new one."""
        with self._lock:
            if self._run is None or self._run.stage not in BUSY:
                self._run = Run(
                    id=self._identifiers.new(), by=by, asked_at=self._clock.now().isoformat()
                )
                self._keep(self._run)
            run = self._run
        self._wake()
        return run

    def turn(self) -> None:
        with self._lock:
            run = self._run
            if run is None or run.stage is not Stage.WAITING:
                return
            run.stage, run.beginnings = Stage.RUNNING, run.beginnings + 1
            run.began_at = self._clock.now().isoformat()
            run.views = [Checked(view=view.name) for view in self._views]
            self._keep(run)
        try:
            for view, checked in zip(self._views, run.views, strict=True):
                self._check(view, checked)
                self._keep(run)
            stage = Stage.DONE
        except _Ending:
            return
        except Exception as error:  # noqa: BLE001 - told on the page; the loop must go on
            # Only the kind of error: its text may hold what an event says.
            log.error("check_failed", error=type(error).__name__)  # noqa: TRY400
            run.why, stage = type(error).__name__, Stage.FAILED
        run.ended_at, run.stage = self._clock.now().isoformat(), stage
        self._keep(run)
        self._tell()

    def _check(self, view: View, checked: Checked) -> None:
        def tell(position: int, target: int) -> None:
            checked.position, checked.target = position, target
            if self._is_ending():
                raise _Ending
            self._tell()

        with self._scratch() as scratch:
            found = self._checker.run(view, scratch, tell)
        checked.position = checked.target = found.position
        checked.live, checked.rebuilt = found.live, found.rebuilt
        checked.differences = [asdict(one) for one in found.differences]
        checked.rows, checked.equal = found.rows, found.equal
        self._tell()

    def _keep(self, run: Run) -> None:
        """Replaced whole, so that a reader finds the old one or the new one."""
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        made = self._kept.with_suffix(".new")
        made.write_bytes(orjson.dumps(asdict(run)))
        made.replace(self._kept)


def _read(kept: Path) -> Run | None:
    """What an older release or a broken disk left is no run."""
    try:
        told = orjson.loads(kept.read_bytes())
        views = [Checked(**one) for one in told.pop("views")]
        return Run(**{**told, "stage": Stage(told["stage"]), "views": views})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
