"""Which rows are persons, and which are titles, families, totals and signatures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from application.importing.birthdates import NotADate, read_date
from application.importing.cells import (
    looks_like_nik,
    read_nik,
    read_no_kk,
    read_sex,
    read_text,
    tidy,
)
from application.importing.columns import Columns
from application.importing.headings import plain
from application.importing.table import Row

_END = "###"
"""A cell that is exactly this ends the data (OpenSID's template)."""

_FAMILY = re.compile(r"(?<![0-9])[0-9]{16}(?:\.0)?(?![0-9])")

_MANGLED = frozenset({"nik_scientific", "nik_number", "nik_length"})

_FAMILY_LABELS = ("nokk", "nomorkk", "nokartukeluarga", "nomorkartukeluarga")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's row and the number of the family row above it, if the list has such rows."""

    row: Row
    family: str | None


def persons(rows: Iterable[Row], columns: Columns, today: date) -> Iterator[PersonRow]:
    """Rows under the header that are persons, in order."""
    family = None
    for row in rows:
        if row.line > columns.last_line:
            if _END in row.cells:
                return
            if is_person(row, columns, today):
                yield PersonRow(row, family)
                continue
        family = _family(row, family)


def _family(row: Row, above: str | None) -> str | None:
    """The number of the family below a row that is no person.

    One that is mangled ends the family above: a wrong family is worse than none.
    """
    if found := _FAMILY.search(" ".join(row.cells)):
        return read_no_kk(found[0]).value
    labelled = any(plain(cell).startswith(_FAMILY_LABELS) for cell in row.cells)
    return None if labelled or any(map(_is_mangled, row.cells)) else above


def _is_mangled(text: str) -> bool:
    return looks_like_nik(text) and read_nik(text).code in _MANGLED


def is_person(row: Row, columns: Columns, today: date) -> bool:
    """A number of ten or more digits for NIK, or two of name, birth date and sex readable."""
    if looks_like_nik(columns.cell(row, "nik")):
        return True
    if row.open_quote or overfull(row, columns):
        return any(looks_like_nik(cell) for cell in row.cells)
    named = any(char.isalpha() for char in read_text(columns.cell(row, "name")) or "")
    sexed = read_sex(columns.cell(row, "sex")).value is not None
    return named + sexed + _dated(row, columns, today) >= 2


def overfull(row: Row, columns: Columns) -> bool:
    """Filled cells beyond the last heading: a delimiter inside a value has shifted the row."""
    return any(cell.strip() for cell in row.cells[columns.width :])


def split_birth(columns: Columns, row: Row) -> tuple[str | None, str]:
    """Place and the text of the date; a cell for both is parted at the last comma."""
    if columns.has("birth_date"):
        return read_text(columns.cell(row, "birth_place")), tidy(columns.cell(row, "birth_date"))
    place, comma, day = tidy(columns.cell(row, "birth")).rpartition(",")
    own = read_text(columns.cell(row, "birth_place"))
    return own or (read_text(place) if comma else None), day.strip()


def _dated(row: Row, columns: Columns, today: date) -> bool:
    try:
        read_date(split_birth(columns, row)[1], today, columns.serial_zero)
    except NotADate:
        return False
    return True
