"""The one loop of all daemons: wait for work or the interval or stop; never lose a stop."""

from collections.abc import Callable
from threading import Event, Lock, Thread

import structlog

log = structlog.get_logger()


class Loop:
    """Runs `work` in a thread of its own.

    `work` returns the seconds until it wants to run again, or None for the usual interval. An
    exception is logged and the loop goes on after the interval: a daemon that dies helps nobody,
    and whatever was half done is found again at the next turn.
    """

    def __init__(self, name: str, work: Callable[[], float | None], interval: float) -> None:
        self.name = name
        self._work = work
        self._interval = interval
        self._wake = Event()
        self._stop = Event()
        self._lock = Lock()
        self._thread: Thread | None = None
        self.turns = 0
        """Begun and ended, well or badly: whoever watches sees that it goes on."""

    def start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name=self.name, daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """There may be work; safe from any thread, harmless when there is none."""
        self._wake.set()

    def stop(self, timeout: float | None = None) -> bool:
        """Let the current turn end; True when it has. Idempotent."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout)
        return self._thread is None or not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def _run(self) -> None:
        while not self._stop.is_set():
            # Cleared before the work: a wake that lands during it must survive.
            self._wake.clear()
            seconds = self._turn()
            self.turns += 1
            if not self._stop.is_set():
                self._wake.wait(self._interval if seconds is None else seconds)

    def _turn(self) -> float | None:
        try:
            return self._work()
        except Exception:
            log.exception("loop_failed", loop=self.name)
            return None
