"""What goes wrong with printers, sorted by what may be done next.

Rules: `OutcomeUnknown` is the only error after which a blank may have been taken; it forbids an
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


class NothingSent(TransportError):
    """The way broke before the first byte of a document was handed over."""


class ProtocolError(PrinterError):
    """Bytes came through but are not what the language allows."""


class GarbledReply(ProtocolError):
    """An answer that makes no sense for the question."""


class GarbledImage(ProtocolError):
    """Compressed image data that does not decode to one whole plane."""


class GarbledMessage(ProtocolError):
    """Bytes that are no IPP message, or one that lacks what RFC 8011 demands of it."""


class ErrorModeRefused(ProtocolError):
    """The printer did not leave error handling to us, so it might take a second blank."""


class JobRefused(PrinterError):
    """The printer does not print such a document in such a way; nothing was taken."""


class ConditionError(PrinterError):
    """The printer is not ready; nothing was taken."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        super().__init__(", ".join(conditions))
        self.conditions = conditions


class NothingTaken(ConditionError):
    """The printer was asked for a blank and it is proved that it took none.

    A card: the insert command was refused, and `counters` equal to those before it prove it.
    Paper (`counters` None): see `NothingAccepted`.
    """

    def __init__(self, conditions: tuple[Condition, ...], counters: Counters | None) -> None:
        super().__init__(conditions)
        self.counters = counters


class NothingAccepted(NothingTaken):
    """No job was made of a document: no byte of it was sent, or the printer refused it whole.

    `proof` is what shows it: the printer's own refusal, or how the way to it broke.
    """

    def __init__(self, conditions: tuple[Condition, ...], proof: str) -> None:
        super().__init__(conditions, None)
        self.proof = proof


class Doubt(StrEnum):
    """Why an outcome is unknown."""

    CARD_JAM = "card-jam"
    REFUSED = "refused"  # the printer answered another error in mid job
    TIMED_OUT = "timed-out"
    DISCONNECTED = "disconnected"
    GARBLED_REPLY = "garbled-reply"
    COUNTERS = "counters"  # all was acknowledged, but the counters tell another story
    PERSON_UNSURE = "person-unsure"
    # Of paper alone:
    INTERRUPTED = "interrupted"  # the document may have been sent in part
    JOB_GONE = "job-gone"  # the printer knows nothing of the job it took
    RESTARTED = "restarted"  # the printer was started anew, or is another one
    NOT_COMPLETED = "not-completed"  # canceled or aborted; sheets may lie in the tray
    IMPRESSIONS = "impressions"  # called completed, but another number of sheets was printed


class OutcomeUnknown(PrinterError):
    """A blank may have been taken and what became of it is not known: a person must look."""

    def __init__(self, reason: Doubt, last_words: str) -> None:
        super().__init__(f"{reason}: {last_words}")
        self.reason = reason
        self.last_words = last_words
