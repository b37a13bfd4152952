"""Which rows of a list ask for a document, and which are titles, totals and signatures."""

from collections.abc import Iterable, Iterator

from application.importing import cells
from application.importing.application_headings import application_headings
from application.importing.application_words import kind_of
from application.importing.columns import Columns
from application.importing.headings import plain
from application.importing.persons import overfull
from application.importing.table import Row

_LONG = ("nik", "family_card_number")
_FEWEST = 3
"""Cells with something in them; a signature or a total has fewer."""


def application_rows(rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
    return (row for row in rows if row.line > columns.last_line and _asks(row, columns))


def number_of(row: Row, columns: Columns) -> str:
    """By which rows belong together, also where it is damaged; empty for none."""
    text = columns.cell(row, "number")
    return cells.read_number(text).value or cells.read_text(text) or ""


def _asks(row: Row, columns: Columns) -> bool:
    kind = columns.cell(row, "kind")
    if kind_of(kind) is not None:
        return True
    if row.open_quote or overfull(row, columns):
        return any(cells.looks_like_nik(cell) for cell in row.cells)
    if any(cells.looks_like_nik(columns.cell(row, field)) for field in _LONG):
        return True
    if plain(kind) in application_headings()["kind"].split():
        return False  # the header again, on the next printed page
    filled = [cell for field in columns.by_field if (cell := columns.cell(row, field).strip())]
    counts_columns = all(cell.isdigit() and len(cell) < _FEWEST for cell in filled)
    return len(filled) >= _FEWEST and not counts_columns
