"""Cells: tidied without complaint, then read, or a code for what is wrong."""

import re
import unicodedata
from dataclasses import dataclass

from application.importing.codes import (
    BLOOD_TYPES,
    BLOOD_UNKNOWN,
    MARITAL,
    NOT_ACTIVE,
    NOT_ACTIVE_CODES,
    OCCUPATIONS,
    RELIGIONS,
    SEXES,
)

_EXACT = 2**53
"""Whole numbers above it lose their last digit in a workbook, and need not end in 0 for it."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_EMPTY = frozenset(
    {"", "-", "--", "NULL", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd]")
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_NUMBER = re.compile(r"([0-9]+)[.,]0+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ .\-](?=[0-9])")
_DIGITS = re.compile(r"[0-9]+")
_OF_FORMULAS = frozenset("=+-@")
"""An apostrophe before them, as before digits, keeps a spreadsheet from reckoning."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, or none; and the code of what is to be said about the cell."""

    value: str | None
    code: str | None = None


def tidy(text: str) -> str:
    """Without blanks at the ends and invisible ones inside, Excel's apostrophe and formula form."""
    if not text:
        return ""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    clean = " ".join(text.split())
    if clean[:2] == '="' and (match := _FORMULA.fullmatch(clean)):
        clean = match[1].strip()
    if clean[:1] == "'" and (clean[1:2].isdigit() or clean[1:2] in _OF_FORMULAS):
        clean = clean[1:]
    return clean


def is_empty(tidied: str) -> bool:
    return tidied.upper() in _EMPTY


def has_control(text: str) -> bool:
    """NUL, or a letter that was no letter of the encoding: the file is damaged here.

    Line feeds and tabs are only blanks.
    """
    return _CONTROL.search(text) is not None


def word(text: str) -> str:
    """A value for a code list: capitals and digits only, a sign behind them kept."""
    return re.sub(r"[^A-Z0-9+]", "", tidy(text).upper())


def read_nik(text: str) -> Reading:
    """16 ASCII digits; O is never read as 0, and no digit that Excel may have lost is trusted."""
    clean = tidy(text)
    if is_empty(clean) or not clean.strip("0"):
        return Reading(None, "required_empty")
    if _SCIENTIFIC.fullmatch(clean):
        return Reading(None, "nik_scientific")
    number = _NUMBER.fullmatch(clean)
    digits = number[1] if number else _BETWEEN_DIGITS.sub("", clean)
    if _DIGITS.fullmatch(digits) is None:
        return Reading(None, "nik_not_digits")
    if len(digits) != 16:
        return Reading(None, "nik_length")
    if number and (digits.endswith("0") or int(digits) > _EXACT):
        return Reading(None, "nik_number")
    return Reading(digits, "nik_from_number" if number else None)


def looks_like_nik(text: str) -> bool:
    """Ten or more digits, mangled or not."""
    if text.isdigit():
        return len(text) >= 10
    clean = tidy(text)
    return bool(_SCIENTIFIC.fullmatch(clean)) or len(re.findall(r"\d", clean)) >= 10


def read_no_kk(text: str) -> Reading:
    """As a NIK, but what cannot be used is left empty: the person is needed, this is not."""
    reading = read_nik(text)
    if reading.code in (None, "nik_from_number"):
        return Reading(reading.value)
    return Reading(None, None if reading.code == "required_empty" else "no_kk_unusable")


def read_sex(text: str) -> Reading:
    if is_empty(tidy(text)):
        return Reading(None, "required_empty")
    value = SEXES.get(word(text))
    return Reading(value, None if value else "sex_unknown")


def read_blood_type(text: str) -> Reading:
    clean = tidy(text)
    if is_empty(clean) or word(clean) in BLOOD_UNKNOWN:
        return Reading(None)
    spelled = clean.upper().replace(" ", "")
    if _DIGITS.fullmatch(spelled) and 1 <= int(spelled) <= len(BLOOD_TYPES):
        return Reading(BLOOD_TYPES[int(spelled) - 1])
    return Reading(spelled) if spelled in BLOOD_TYPES else Reading(None, "value_unknown")


def read_religion(text: str) -> Reading:
    return _listed(text, RELIGIONS)


def read_marital_status(text: str) -> Reading:
    """KPU's P is not in the list: widowed or divorced, it does not say which."""
    return _listed(text, MARITAL)


def read_occupation(text: str) -> Reading:
    """A code number of SIAK, else the words as they stand."""
    value = read_text(text)
    if value is None or _DIGITS.fullmatch(value) is None:
        return Reading(value)
    known = 1 <= int(value) <= len(OCCUPATIONS)
    return Reading(OCCUPATIONS[int(value) - 1]) if known else Reading(None, "value_unknown")


def read_state(text: str) -> str | None:
    """The name of a state in which nobody wants a card, else None."""
    state = word(text)
    if not state or state in NOT_ACTIVE_CODES:
        return NOT_ACTIVE_CODES.get(state)
    return next((name for start, name in NOT_ACTIVE.items() if state.startswith(start)), None)


def read_text(text: str) -> str | None:
    """Capitals, composed letters, single blanks; None for an empty cell."""
    clean = tidy(text)
    return None if is_empty(clean) else unicodedata.normalize("NFC", clean).upper()


def read_number(text: str) -> Reading:
    """A number that may hold letters and marks: of a deed, a letter, a passport."""
    value = read_text(text)
    if value is None:
        return Reading(None)
    number = _NUMBER.fullmatch(value)
    if _SCIENTIFIC.fullmatch(value) or (number and len(number[1]) > 15):
        return Reading(None, "number_damaged")
    return Reading(number[1] if number else value)


def read_rt_rw(text: str) -> Reading:
    """One of the two, with three digits; a day or month name is what Excel made of it."""
    clean = re.sub(r"^(?:RT|RW)\b[ .:]*", "", tidy(text).upper())
    if is_empty(clean) or not clean.strip("0"):
        return Reading(None)
    match = re.fullmatch(r"0*([0-9]{1,3})(?:[.,]0+)?", clean)
    return Reading(f"{int(match[1]):03}") if match else Reading(None, "rt_rw_unusable")


def read_both(text: str) -> tuple[str | None, str | None, str | None]:
    """RT and RW from one cell, and the code of what is wrong with it."""
    clean = tidy(text)
    if is_empty(clean):
        return None, None, None
    parts = [read_rt_rw(part) for part in re.split(r"\s*/\s*", clean)]
    if len(parts) > 2 or any(part.code for part in parts):
        return None, None, "rt_rw_unusable"
    return parts[0].value, parts[1].value if len(parts) == 2 else None, None


def _listed(text: str, spellings: dict[str, str]) -> Reading:
    if is_empty(tidy(text)):
        return Reading(None)
    value = spellings.get(word(text))
    return Reading(value, None if value else "value_unknown")
