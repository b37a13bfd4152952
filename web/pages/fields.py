"""What fields of forms may hold: days that the calendar knows, and text that can be printed."""

from datetime import date
from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator, BeforeValidator, Field

from domain.values.dates import parse_iso

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


def no_control_characters(text: str) -> str:
    if any(category(letter).startswith("C") for letter in text):
        raise ValueError("control characters cannot be printed")
    return text


Day = Annotated[date, BeforeValidator(lambda text: parse_iso(str(text))), Field(ge=FIRST, le=LAST)]
"""YYYY-MM-DD only: a number would be taken for seconds since 1970."""
Plain = Annotated[str, AfterValidator(no_control_characters)]
