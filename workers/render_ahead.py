"""Renders approved cards while their undo window runs, so that a lease finds them ready."""

from queue import Empty, SimpleQueue

from application.granting_leases import Payloads
from domain.event import StreamId
from workers.loop import Loop

IDLE_SECONDS = 60.0


class RenderAhead:
    """One at a time, in a thread of its own; what is not ready is rendered at the lease."""

    def __init__(self, payloads: Payloads) -> None:
        self._payloads = payloads
        self._jobs: SimpleQueue[StreamId] = SimpleQueue()
        self.loop = Loop("render ahead", self._work, IDLE_SECONDS)

    def ask(self, job: StreamId) -> None:
        self._jobs.put(job)
        self.loop.wake()

    def _work(self) -> float | None:
        try:
            job = self._jobs.get_nowait()
        except Empty:
            return None
        self._payloads.ahead(job)
        return 0.0
