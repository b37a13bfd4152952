"""One cell of an application, by the field that it fills: the same readers as for recordings."""

import re
from collections.abc import Callable
from datetime import date

from application.importing import cells
from application.importing.birthdates import NotADate, read_date
from application.importing.cells import Reading
from application.labels import in_row

LONGEST, LONGEST_NOTES = 120, 2_000
"""Letters, as on the form at the counter."""

WARNINGS = frozenset({"nik_from_number", "value_unknown", "rt_rw_unusable"})
"""Codes that do not keep a row out; what they are about is left empty, or sound after all."""

_NUMBERS = frozenset(
    {"deed_number", "birth_deed_number", "letter_number", "marriage_proof", "passport"}
    | {"stay_permit"}
)


def read_field(field: str, text: str, today: date, serial_zero: date) -> Reading:
    """A value, or none; a code that is not among the warnings rejects the row."""
    if cells.is_empty(cells.tidy(text)):
        return Reading(None)
    row, _, column = in_row(field)
    name = column or row.removeprefix("to_")
    if name.endswith("_date"):
        return read_day(text, today, serial_zero)
    if name == "marital_status" and column:
        return _worded(text, cells.read_marital_status)
    return _within(
        _READERS.get(name, _text)(text), LONGEST_NOTES if name == "marginal_notes" else LONGEST
    )


def read_day(text: str, today: date, serial_zero: date) -> Reading:
    try:
        return Reading(read_date(cells.tidy(text), today, serial_zero).isoformat())
    except NotADate as error:
        return Reading(None, error.code)


def _text(text: str) -> Reading:
    return Reading(cells.read_text(text))


def _kk(text: str) -> Reading:
    reading = cells.read_nik(text)
    if reading.code in (None, "nik_from_number"):
        return Reading(reading.value)
    return Reading(None, "kk_unusable")


def _notes(text: str) -> Reading:
    lines = [cells.read_text(line) for line in text.splitlines()]
    return Reading("\n".join(line for line in lines if line) or None)


def _worded(text: str, read: Callable[[str], Reading]) -> Reading:
    """On a family card in its own words (KAWIN TERCATAT); a code number by its list."""
    return _text(text) if re.search(r"[A-Za-z]{3}", text) else read(text)


def _no_code(text: str) -> Reading:
    """Words; a code number whose list is not known here is never printed."""
    value = cells.read_text(text)
    bare = value is not None and value.isdigit()
    return Reading(None, "value_unknown") if bare else Reading(value)


def _within(reading: Reading, most: int) -> Reading:
    long = reading.value is not None and len(reading.value) > most
    return Reading(None, "text_too_long") if long else reading


_READERS: dict[str, Callable[[str], Reading]] = {
    "nik": cells.read_nik,
    "family_card_number": _kk,
    "sex": cells.read_sex,
    "rt": cells.read_rt_rw,
    "rw": cells.read_rt_rw,
    "religion": cells.read_religion,
    "marital_status": cells.read_marital_status,
    "blood_type": cells.read_blood_type,
    "occupation": cells.read_occupation,
    "education": _no_code,
    "relation": _no_code,
    "marginal_notes": _notes,
    **dict.fromkeys(_NUMBERS, cells.read_number),
}
