"""A number that is not the one in the printer is asked about once, and sent when pressed again."""

from dataclasses import dataclass

from application.language import _
from application.station_link.desk import PrinterView
from domain.values.serials import display, is_serial, tidy

NIK_DIGITS = 16


class Question(Exception):  # no refusal: what was seen is a fact, whatever the books expect
    """One sentence; the same act goes through when it comes again."""


@dataclass(frozen=True, slots=True)
class _Asked:
    attempt: str
    number: str


class SecondPress:
    """Remembers of each printer what it has asked about, in memory: a restart asks again."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def meant(self, printer: PrinterView | None, seen: str, typed: str) -> str:
        """The number to send. Raises Question."""
        number = tidy(typed)
        if printer is None or not printer.serial or printer.look != "serial" or seen == "absent":
            return typed
        attempt = f"{printer.print_job} {printer.attempt}"
        asked = self._asked.get(printer.printer)
        # A scan goes behind what is still in the field: the same number twice is a second press.
        if asked and asked.attempt == attempt:
            if number in (asked.number, 2 * asked.number):
                return asked.number
            behind = number.removeprefix(asked.number)
            if behind != number and len(behind) == len(printer.serial):
                number = typed = behind
        if number == printer.serial or not _is_number(number):
            return typed
        self._asked[printer.printer] = _Asked(attempt, number)
        told = _(
            "{scanned} bukan {expected} yang di printer. Periksa nomornya; bila memang itu yang "
            "Anda lihat, tekan sekali lagi."
        )
        raise Question(told.format(scanned=display(number), expected=display(printer.serial)))


def _is_number(text: str) -> bool:
    """What is no number of a blank, a NIK too, is for the desk to refuse; it is not repeated."""
    return is_serial(text) and len(text) < NIK_DIGITS
