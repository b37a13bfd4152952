"""What systemd is told of a process that it started; elsewhere nothing is said to anybody.

Each ping stands for work that was really done. systemd ends a process that stays silent for the
`WatchdogSec=` of its unit, so nothing that may rightly take long (a card in a printer, a broker
that is away) is waited for before a ping.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

import structlog
import uvicorn
from anyio.to_thread import run_sync
from systemd_watchdog.systemd_watchdog import WatchDog

from workers.loop import Loop

log = structlog.get_logger()
SECONDS = 5.0
Works = Callable[[], str]
"""Does a little of the real work and returns a few words for `systemctl status`; raises."""


class Supervisor:
    """One per process."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        # A word that nobody takes is lost; it never holds up the one who says it.
        self._socket.settimeout(0)
        self._dog = WatchDog(sock=self._socket)

    @property
    def due(self) -> bool:
        """Half of the watchdog's time has gone by; never without one."""
        return self._dog.is_enabled and self._dog.notify_due

    def ready(self) -> None:
        with suppress(OSError):
            self._dog.ready()

    def alive(self, works: Works) -> None:
        """Silent when the work fails: whoever stays so is started anew."""
        try:
            words = works()
        except Exception:
            log.exception("does_not_work")
            return
        with suppress(OSError):
            self._dog.status(words)
            self._dog.ping()

    def close(self) -> None:
        with suppress(OSError):
            self._dog.status("stopping")
        self._socket.close()


class SupervisedServer(uvicorn.Server):
    """Ready when it listens. Alive when its loop turns and a thread for pages is free and works."""

    def __init__(
        self,
        config: uvicorn.Config,
        supervisor: Supervisor,
        works: Works,
        ending: Callable[[], None] = lambda: None,
    ) -> None:
        """`ending`: lets go of whoever waits for an answer, or stopping takes its full time."""
        super().__init__(config)
        self._supervisor = supervisor
        self._works = works
        self._ending = ending
        self._asked: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Uvicorn puts its own handlers in place of all others while it runs."""
        super().handle_exit(sig, frame)
        self._ending()

    async def on_tick(self, counter: int) -> bool:
        if self._asked is None:
            self._supervisor.ready()
        if (self._asked is None or self._asked.done()) and self._supervisor.due:
            self._asked = asyncio.create_task(run_sync(self._supervisor.alive, self._works))
        return await super().on_tick(counter)


def supervise(
    supervisor: Supervisor, loops: Sequence[Loop], works: Works, seconds: float = SECONDS
) -> Loop:
    """Alive when every one of the loops has turned since the last ping, and the work is done."""
    seen = [loop.turns for loop in loops]

    def turn() -> None:
        now = [loop.turns for loop in loops]
        if supervisor.due and all(new > old for new, old in zip(now, seen, strict=True)):
            supervisor.alive(works)
            seen[:] = now

    return Loop("supervisor", turn, seconds)
