"""What every driver of a printer promises, and what it needs from a transport."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from printers.page import CardImage
from printers.paper import PaperDocument
from printers.status import (
    Condition,
    Counters,
    Evidence,
    Identity,
    JobSeen,
    PaperEvidence,
    PaperTrace,
    PrinterStatus,
)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetsPrinted:
    """The printer called the job completed, and nothing that it tells speaks against it.

    `impressions` is what it counted, None where it does not count. `trace` names the job.
    """

    impressions: int | None
    trace: PaperTrace


GoOn = Callable[[tuple[Condition, ...]], bool]
"""Called while a printer has our job, with what stands in its way; False: wait no longer."""

PaperMark = Callable[[PaperTrace], None]
"""Called with what is known of the job by then; must return only when that is durable."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """An answer; `whole` is false if it came before everything could be sent."""

    body: bytes
    whole: bool


class Post(Protocol):
    """A connection to a printer, good for one question."""

    def post(self, message: bytes, document: bytes, timeout_s: float) -> Posted:
        """Send both, one behind the other, and return the answer.

        `NothingSent` if no byte of `document` was handed over. After any other `TransportError`
        or `ProtocolError` the printer may have got some of it, and the connection is reset.
        """

    def close(self) -> None:
        """Let go; never raises."""


class PaperDriver(Protocol):
    """A printer of A4 sheets that names its jobs."""

    def open(self) -> None:
        """Prove that the printer is there."""

    def close(self) -> None: ...

    def identity(self) -> Identity: ...

    def status(self) -> PrinterStatus:
        """Look at the printer; never raises: what could not be learnt is a condition.

        May be asked from another thread while a document is printed.
        """

    def print(
        self,
        document: PaperDocument,
        job_name: str,
        on_point_of_no_return: PaperMark,
        on_accepted: PaperMark,
        go_on: GoOn | None = None,
    ) -> SheetsPrinted:
        """Print one document, one side a sheet, and wait until the printer is done with it.

        `job_name` is shown and kept by the printer: no personal data. `on_point_of_no_return` is
        called before the first byte of the document, `on_accepted` once the job has a name of the
        printer's. Raises `OutcomeUnknown` if a sheet may have been printed; any other
        `PrinterError` says that none was, `NothingAccepted` also after the point of no return.
        """

    def after_restart(self, before: PaperTrace, *, pages: int) -> PaperEvidence:
        """Ask what became of a job, of which `before` is the last that was kept."""

    def cancel(self, trace: PaperTrace) -> JobSeen | None:
        """Ask the printer to stop a job; what it says of it then. None: it knows no such job.

        A canceled job may have been printed, in part or whole.
        """
