"""Dates as an office counts and writes them."""

import re
from datetime import date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def parse_iso(text: str) -> date:
    """`2009-11-12` only; raises ValueError for the other forms of ISO 8601 too."""
    if _ISO.fullmatch(text) is None:
        raise ValueError("a date is written YYYY-MM-DD")
    return date.fromisoformat(text)


def age_on(birth: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday_17(birth: date) -> date:
    """The first day on which the person is 17.

    Born on 29 February: 1 March, since the year of life is full only when 28 February has
    passed, and a card must never come before the 17th birthday. No leap year is 17 after one.
    """
    year = birth.year + 17
    if (birth.month, birth.day) == (2, 29):
        return date(year, 3, 1)
    return birth.replace(year=year)


def on_card(day: date) -> str:
    """`12-11-2009`, as on the face of a KTP-el."""
    return f"{day:%d-%m-%Y}"


def long_form(day: date) -> str:
    """`12 November 2009`, as in a sentence or a letter."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
