"""What fields of forms may hold: days that the calendar knows, and text that can be printed."""

from datetime import date
from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator, BeforeValidator, Field

from application.language import _
from domain.values.dates import parse_iso
from domain.values.serials import is_serial, tidy
from web.problems import Problem

NIK_DIGITS = 16
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


def no_control_characters(text: str) -> str:
    if any(category(letter).startswith("C") for letter in text):
        raise ValueError("control characters cannot be printed")
    return text


Day = Annotated[date, BeforeValidator(lambda text: parse_iso(str(text))), Field(ge=FIRST, le=LAST)]
"""YYYY-MM-DD only: a number would be taken for seconds since 1970."""
Plain = Annotated[str, AfterValidator(no_control_characters)]


def blank_number(text: str, name: str) -> str:
    """The number on a blank, as scanned or typed. Raises Problem, under the name of its field.

    Events are for ever, and a number of a blank is not sealed: no person's number gets there.
    """
    serial, why = tidy(text), ""
    if len(serial) == NIK_DIGITS and serial.isdigit():
        why = _("Ini NIK, bukan nomor blangko. Pindai nomor pada blangko.")
    elif not is_serial(serial):
        why = _("Pindai nomor pada blangko.")
    if why:
        raise Problem(why, code="serial", fields={name: why})
    return serial
