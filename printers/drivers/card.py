"""Printing a card on an Evolis printer, at most once.

Rules
- `Pem;2` is set and read back at every open, and again whenever the printer no longer reads 2,
  which is how a restart of the printer shows. Without it the printer may take a second blank.
- Before the insert command anything wrong is an error after which nothing was taken. From its
  first byte on anything wrong is `OutcomeUnknown`, with one exception: a plain refusal, proved by
  equal counters and an empty path, is `NothingTaken`.
- "Printed" needs the eject acknowledged, both counters moved by exactly this card's share, and
  an empty path. One of them alone is not believed.
- A link that failed is dropped: bytes on it are out of step. The next call opens a new one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from printers.dialects.evolis import commands, replies
from printers.dialects.evolis.settings import Dialect
from printers.driver import PointOfNoReturn, Printed, Transport
from printers.drivers.link import Link
from printers.errors import (
    ConditionError,
    Doubt,
    ErrorModeRefused,
    NothingTaken,
    OutcomeUnknown,
    PrinterError,
    ProtocolError,
    TimedOut,
    TransportError,
)
from printers.page import CardImage
from printers.status import (
    CardPosition,
    Condition,
    Counters,
    Evidence,
    Identity,
    PrinterStatus,
    Proposal,
)

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long an answer may take, in seconds: to a question, and to a motion or a download."""

    answer_s: float = 5.0
    motion_s: float = 60.0


class EvolisCardDriver:
    """One card printer. `open_transport` is called anew after every failure of the link."""

    def __init__(
        self,
        open_transport: Callable[[], Transport],
        dialect: Dialect,
        patience: Patience | None = None,
    ) -> None:
        self._open_transport = open_transport
        self._dialect = dialect
        self._patience = patience or Patience()
        self._link: Link | None = None

    def open(self) -> None:
        """Take the printer and make error handling ours; `ErrorModeRefused` if it does not obey."""
        self.close()
        self._opened()

    def close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def identity(self) -> Identity:
        model = self._read(commands.READ_MODEL, replies.name_of)
        return Identity(model=model, serial=self._read(commands.READ_SERIAL, replies.name_of))

    def counters(self) -> Counters:
        inserted = self._read(commands.READ_INSERTED, replies.count_of)
        return Counters(
            inserted=inserted, panels=self._read(commands.READ_PANELS, replies.count_of)
        )

    def position(self) -> CardPosition:
        return self._read(commands.READ_POSITION, replies.position_of)

    def status(self) -> PrinterStatus:
        try:
            return self._look()
        except TimedOut:
            failure = Condition.TIMED_OUT
        except TransportError:
            failure = Condition.OFFLINE
        except ProtocolError:
            failure = Condition.UNKNOWN
        return PrinterStatus(conditions=(failure,), position=CardPosition.UNKNOWN)

    def print(self, image: CardImage, on_point_of_no_return: PointOfNoReturn) -> Printed:
        """Print one card; see `CardDriver.print` for what each outcome means."""
        before = self._counters_when_ready()
        on_point_of_no_return(before)
        try:
            self._insert(before)
            self._run(image)
            return self._proven(before, image.sides)
        except (TransportError, ProtocolError) as error:
            raise OutcomeUnknown(_doubt_of(error), str(error)) from error

    def after_restart(self, before: Counters | None, *, sides: int) -> Evidence:
        """Read counters and position again and say what they suggest (see `proposal_of`)."""
        counters, position = self.counters(), self.position()
        proposal = None
        if before is not None:
            proposal = proposal_of(before, counters, position, sides=sides)
        return Evidence(counters=counters, position=position, proposal=proposal)

    def _counters_when_ready(self) -> Counters:
        if self._read(commands.READ_ERROR_MODE, replies.error_mode_of) != commands.HOST_MODE:
            self.open()  # the printer was restarted behind an open line
        status = self._look()
        if not status.ready:
            raise ConditionError(status.conditions)
        return self.counters()

    def _look(self) -> PrinterStatus:
        position = self.position()
        found = (
            self._read(commands.READ_COVER, replies.condition_of),
            self._read(commands.READ_FEEDER, replies.feeder_condition_of),
            self._read(commands.READ_RIBBON, replies.condition_of),
            _condition_of_position(position),
        )
        conditions = tuple(dict.fromkeys(condition for condition in found if condition))
        return PrinterStatus(conditions=conditions, position=position)

    def _insert(self, before: Counters) -> None:
        answer = self._ask(commands.INSERT, self._patience.motion_s)
        if answer == "OK":
            return
        refusal = replies.condition_of(answer)
        if refusal is None or refusal is Condition.UNKNOWN or replies.is_mechanical(answer):
            raise OutcomeUnknown(_doubt_of_words(answer), answer)
        after = self.counters()
        if after != before or self.position() is not CardPosition.NONE:
            raise OutcomeUnknown(Doubt.COUNTERS, answer)
        raise NothingTaken((refusal,), after)

    def _run(self, image: CardImage) -> None:
        for command in commands.job(image, self._dialect):
            answer = self._ask(command, self._patience.motion_s)
            if answer != "OK":
                raise OutcomeUnknown(_doubt_of_words(answer), answer)

    def _proven(self, before: Counters, sides: int) -> Printed:
        after, position = self.counters(), self.position()
        expected = Counters(inserted=before.inserted + 1, panels=before.panels + sides)
        if after != expected or position is not CardPosition.NONE:
            raise OutcomeUnknown(Doubt.COUNTERS, f"{before} -> {after}, card {position}")
        return Printed(counters=after)

    def _opened(self) -> Link:
        link = self._link = Link(self._open_transport())
        self._take_error_handling(link)
        return link

    def _take_error_handling(self, link: Link) -> None:
        question = commands.set_error_mode(commands.HOST_MODE) + commands.READ_ERROR_MODE
        try:
            answer = link.get_in_step(question, self._patience.answer_s, replies.is_error_mode)
            if replies.error_mode_of(answer) != commands.HOST_MODE:
                raise ErrorModeRefused(answer)
        except PrinterError:
            self.close()
            raise

    def _read(self, question: bytes, understand: Callable[[str], _Answer]) -> _Answer:
        answer = self._ask(question, self._patience.answer_s)
        try:
            return understand(answer)
        except ProtocolError:
            self.close()
            raise

    def _ask(self, command: bytes, timeout_s: float) -> str:
        link = self._link or self._opened()
        try:
            return link.ask(command, timeout_s)
        except PrinterError:
            self.close()
            raise


def proposal_of(
    before: Counters, after: Counters, position: CardPosition, *, sides: int
) -> Proposal | None:
    """What the counters suggest of an attempt to print `sides` panels on one card.

    A card cleared by hand leaves the same traces as one in the hopper, so only a fully printed
    card is proposed as good, and a blank one that is not inside gets no proposal.
    """
    delta = (after.inserted - before.inserted, after.panels - before.panels)
    if delta == (0, 0):
        return Proposal.UNTOUCHED if position is CardPosition.NONE else None
    if delta == (1, sides) and position is not CardPosition.UNKNOWN:
        return Proposal.GOOD
    if delta[0] == 1 and 0 <= delta[1] < sides and position is CardPosition.INSIDE:
        return Proposal.SPOILED
    return None


def _condition_of_position(position: CardPosition) -> Condition | None:
    match position:
        case CardPosition.NONE:
            return None
        case CardPosition.INSIDE:
            return Condition.CARD_INSIDE
        case CardPosition.UNKNOWN:
            return Condition.UNKNOWN


def _doubt_of(error: TransportError | ProtocolError) -> Doubt:
    if isinstance(error, ProtocolError):
        return Doubt.GARBLED_REPLY
    return Doubt.TIMED_OUT if isinstance(error, TimedOut) else Doubt.DISCONNECTED


def _doubt_of_words(answer: str) -> Doubt:
    return Doubt.CARD_JAM if replies.is_mechanical(answer) else Doubt.REFUSED
