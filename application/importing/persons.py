"""Which rows are persons, and which are titles, families, totals and signatures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from application.importing.birthdates import NotADate, read_date
from application.importing.cells import looks_like_nik, read_sex, read_text, tidy
from application.importing.columns import Columns
from application.importing.reader import Row, Table

_END = "###"
"""A cell that is exactly this ends the data (OpenSID's template)."""

_FAMILY = re.compile(r"\b[0-9]{16}\b")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's row and the number of the family row above it, if the list has such rows."""

    row: Row
    family: str | None


def persons(table: Table, columns: Columns, today: date) -> Iterator[PersonRow]:
    """Rows under the header that are persons, in order."""
    family = None
    for row in table.rows():
        if row.line <= columns.last_line:
            continue
        if _END in row.cells:
            return
        if is_person(row, columns, today):
            yield PersonRow(row, family)
        elif found := _FAMILY.search(" ".join(row.cells)):
            family = found[0]


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
        read_date(split_birth(columns, row)[1], today)
    except NotADate:
        return False
    return True
