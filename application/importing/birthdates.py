"""Dates as people type them: the day first, the century written, never guessed at."""

import re
from datetime import date, timedelta

from application.importing.table import SERIAL_ZERO

_TIME = r"(?:[ T]\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?:\s*[AP]M)?)?"
_SEP = r"\s*[/\-.|\u2013]\s*"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_TIME}")
_IN_WORDS = re.compile(rf"([0-9]{{1,2}})[\s\-/.]*([A-Z]+)\.?[\s\-/.,]*([0-9]{{4}}){_TIME}")
_SHORT_YEAR = re.compile(
    rf"[0-9]{{1,2}}(?:{_SEP}[0-9]{{1,2}}{_SEP}|[\s\-/.]*[A-Z]+[\s\-/.]+)[0-9]{{2}}"
)
_SERIAL = re.compile(r"([0-9]{3,5})(?:[.,]0+)?")

EARLIEST = date(1900, 1, 1)
_FIRST_SERIAL = 367
_YEARS = range(1900, 2101)
"""A lone number of this size is a year, not day 1990 of Excel's calendar (12 June 1905)."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "JANUARI JAN JANUARY",
            "FEBRUARI FEB PEBRUARI PEB FEBRUARY",
            "MARET MAR MRT MARCH",
            "APRIL APR",
            "MEI MAY",
            "JUNI JUN JUNE",
            "JULI JUL JULY",
            "AGUSTUS AGS AGT AGU AGST AUG AUGUST",
            "SEPTEMBER SEP SEPT",
            "OKTOBER OKT OCT OCTOBER",
            "NOVEMBER NOV NOP NOPEMBER",
            "DESEMBER DES DEC DECEMBER",
        ),
        start=1,
    )
    for name in names.split()
}


class NotADate(ValueError):
    """`code` says what is wrong: date_invalid, date_two_digit_year, date_in_future."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_date(text: str, today: date, serial_zero: date = SERIAL_ZERO) -> date:
    """The day a tidy cell means, 1900 to today; raises NotADate rather than mean another day."""
    upper = text.upper()
    if _SHORT_YEAR.fullmatch(upper):
        raise NotADate("date_two_digit_year")
    try:
        found = _calendar_day(upper, serial_zero)
    except (ValueError, OverflowError):
        raise NotADate("date_invalid") from None
    if found < EARLIEST:
        raise NotADate("date_invalid")
    if found > today:
        raise NotADate("date_in_future")
    return found


def day_and_month(text: str) -> tuple[int, int] | None:
    """First and second number of a date written with numbers and the year last."""
    match = _DAY_FIRST.fullmatch(text.upper())
    return (int(match[1]), int(match[2])) if match else None


def _calendar_day(text: str, serial_zero: date) -> date:
    """Raises ValueError for what is no day."""
    if match := _DAY_FIRST.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if (match := _IN_WORDS.fullmatch(text)) and match[2] in _MONTHS:
        return date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    if (match := _SERIAL.fullmatch(text)) and _is_serial(int(match[1])):
        return serial_zero + timedelta(days=int(match[1]))
    raise ValueError("no date")


def _is_serial(number: int) -> bool:
    return number >= _FIRST_SERIAL and number not in _YEARS
