"""Keeps the read models at the end of the log."""

from collections.abc import Callable

from projections.runner import BatchRunner
from workers.loop import Loop

POLL_SECONDS = 1.0


def projector(runner: BatchRunner, tell: Callable[[], None]) -> Loop:
    """Woken by a save in this process, else by a short poll; `tell` after each change."""

    def work() -> float | None:
        if runner.run_once():
            tell()
        return None

    return Loop("projector", work, POLL_SECONDS)
