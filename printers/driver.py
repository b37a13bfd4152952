"""What every driver of a card printer promises, and what it needs from a transport."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from printers.page import CardImage
from printers.status import Counters, Evidence, Identity, PrinterStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """The card was ejected, acknowledged, and the counters moved by exactly its own share."""

    counters: Counters | None


PointOfNoReturn = Callable[[Counters | None], None]
"""Called with the counters as they stand; must return only when the start is durable."""


class Transport(Protocol):
    """An open way to a device. Every failure is a `TransportError`."""

    def send(self, data: bytes) -> None:
        """Hand all of `data` over, or raise `TimedOut` or `Disconnected`."""

    def receive(self, timeout_s: float) -> bytes:
        """Return what has come, at least one byte, or raise `TimedOut` or `Disconnected`."""

    def close(self) -> None:
        """Let go; never raises."""


class CardDriver(Protocol):
    """A card printer, or a person with one.

    Counters are None where nobody counts.
    """

    def open(self) -> None: ...

    def close(self) -> None: ...

    def identity(self) -> Identity: ...

    def status(self) -> PrinterStatus:
        """Look at the printer; never raises: what could not be learnt is a condition."""

    def counters(self) -> Counters | None: ...

    def print(self, image: CardImage, on_point_of_no_return: PointOfNoReturn) -> Printed:
        """Print one card from the feeder.

        Raises `OutcomeUnknown` if a card may have been taken; any other `PrinterError` says that
        none was. If the callback was not called, or raised, not one byte of the insert command
        was sent.
        """

    def after_restart(self, before: Counters | None, *, sides: int) -> Evidence:
        """Read what the printer shows of an attempt that began with the counters `before`."""
