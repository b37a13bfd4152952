"""What goes wrong with printers, sorted by what may be done next.

Rules: `OutcomeUnknown` is the only error after which a card may have been taken; it forbids an
automatic retry. Every other `PrinterError` means that nothing was taken.
"""

from enum import StrEnum

from printers.status import Condition, Counters


class PrinterError(Exception):
    """Something is wrong with a printer or the way to it."""


class TransportError(PrinterError):
    """Bytes did not get through."""


class Unreachable(TransportError):
    """The device could not be opened."""


class TimedOut(TransportError):
    """The device did not take or answer in time; the stream is out of step from here on."""


class Disconnected(TransportError):
    """The device went away."""


class ProtocolError(PrinterError):
    """Bytes came through but are not what the language allows."""


class GarbledReply(ProtocolError):
    """An answer that makes no sense for the question."""


class GarbledImage(ProtocolError):
    """Compressed image data that does not decode to one whole plane."""


class ErrorModeRefused(ProtocolError):
    """The printer did not leave error handling to us, so it might take a second blank."""


class ConditionError(PrinterError):
    """The printer is not ready; nothing was taken."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        super().__init__(", ".join(conditions))
        self.conditions = conditions


class NothingTaken(ConditionError):
    """The insert command was refused, and `counters` equal to those before it prove it."""

    def __init__(self, conditions: tuple[Condition, ...], counters: Counters | None) -> None:
        super().__init__(conditions)
        self.counters = counters


class Doubt(StrEnum):
    """Why an outcome is unknown."""

    CARD_JAM = "card-jam"
    REFUSED = "refused"  # the printer answered another error in mid job
    TIMED_OUT = "timed-out"
    DISCONNECTED = "disconnected"
    GARBLED_REPLY = "garbled-reply"
    COUNTERS = "counters"  # all was acknowledged, but the counters tell another story
    PERSON_UNSURE = "person-unsure"


class OutcomeUnknown(PrinterError):
    """A card may have been taken and what became of it is not known: a person must look."""

    def __init__(self, reason: Doubt, last_words: str) -> None:
        super().__init__(f"{reason}: {last_words}")
        self.reason = reason
        self.last_words = last_words
