"""A person with a printer of another system: prints there, and says here what became of it."""

from collections.abc import Callable
from enum import StrEnum

from printers.driver import PointOfNoReturn, Printed
from printers.errors import Doubt, NothingTaken, OutcomeUnknown
from printers.page import CardImage
from printers.status import CardPosition, Condition, Counters, Evidence, Identity, PrinterStatus


class Answer(StrEnum):
    PRINTED = "printed"
    NOTHING_TAKEN = "nothing-taken"
    UNSURE = "unsure"


class ManualCardDriver:
    """Asks a person; `ask` shows the image and blocks until there is an answer.

    Nobody counts, so counters are None and `after_restart` never proves anything.
    """

    def __init__(self, name: str, ask: Callable[[CardImage], Answer]) -> None:
        self._name = name
        self._ask = ask

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    def identity(self) -> Identity:
        return Identity(model="manual", serial=self._name)

    def status(self) -> PrinterStatus:
        return PrinterStatus(conditions=(), position=CardPosition.NONE)

    def counters(self) -> None:
        return None

    def print(self, image: CardImage, on_point_of_no_return: PointOfNoReturn) -> Printed:
        on_point_of_no_return(None)
        match self._ask(image):
            case Answer.PRINTED:
                return Printed(counters=None)
            case Answer.NOTHING_TAKEN:
                raise NothingTaken((Condition.UNKNOWN,), None)
            case Answer.UNSURE:
                raise OutcomeUnknown(Doubt.PERSON_UNSURE, "")

    def after_restart(self, before: Counters | None, *, sides: int) -> Evidence:  # noqa: ARG002 - one protocol
        return Evidence(counters=None, position=CardPosition.UNKNOWN, proposal=None)
