"""Finds the header among titles and says which column is which field."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from application.importing.headings import OTHER_PERSONS, plain
from application.importing.reader import Row
from application.importing.report import FileRefused, Problem

_SEARCHED = 30
"""Rows in which a header is looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column with a meaning; `index` from 0."""

    field: str
    index: int
    heading: str

    @property
    def letter(self) -> str:
        """As a spreadsheet names it: A, Z, AA."""
        letters, rest = "", self.index + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(65 + digit) + letters
        return letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The header of a table, on lines `line` to `last_line`; `width` to its last heading."""

    line: int
    last_line: int
    width: int
    by_field: Mapping[str, Column]

    def cell(self, row: Row, field: str) -> str:
        """The cell as it stands; empty where the column or the cell is missing."""
        column = self.by_field.get(field)
        return row.cells[column.index] if column and column.index < len(row.cells) else ""

    def has(self, field: str) -> bool:
        return field in self.by_field

    def problem(self, line: int, field: str, code: str, reason: str) -> Problem:
        column = self.by_field.get(field)
        return Problem(
            line=line,
            code=code,
            reason=reason,
            field=field,
            column=column.heading if column else None,
            letter=column.letter if column else None,
        )

    def without(self, field: str) -> "Columns":
        kept = {name: column for name, column in self.by_field.items() if name != field}
        return replace(self, by_field=kept)

    def renamed(self, field: str, meant: str) -> "Columns":
        column = replace(self.by_field[field], field=meant)
        return replace(
            self.without(field), by_field={**self.without(field).by_field, meant: column}
        )


def find_columns(
    rows: Iterable[Row], headings: Mapping[str, str], needed: tuple[str, str]
) -> Columns:
    """The first row that has headings for both needed fields, with a second one under it.

    `headings` maps plain headings to fields. Raises FileRefused: header_missing,
    header_duplicate.
    """
    head: Row | None = None
    below: Row | None = None
    for at, row in enumerate(islice(rows, _SEARCHED + 1)):
        if head is not None:
            below = row
            break
        if at < _SEARCHED and {*needed} <= {headings.get(plain(cell)) for cell in row.cells}:
            head = row
    if head is None:
        raise FileRefused(
            "header_missing",
            "Baris judul tidak ditemukan: dalam 30 baris pertama tidak ada baris dengan kolom "
            f"{_spoken(needed)}.",
        )
    if below is not None and not _continues(head, below, headings, needed):
        below = None
    return _columns(head, below, headings)


def _spoken(fields: Sequence[str]) -> str:
    names = {"nik": "NIK", "name": "Nama", "status": "Status"}
    return " dan ".join(names.get(field, field) for field in fields)


def _continues(head: Row, below: Row, headings: Mapping[str, str], needed: Sequence[str]) -> bool:
    """Whether a row is the lower half of a merged header: words only, none under the needed."""
    for index, cell in enumerate(below.cells):
        if not cell.strip():
            continue
        above = plain(head.cells[index]) if index < len(head.cells) else ""
        if headings.get(above) in needed or re.search(r"[0-9]", cell):
            return False
    return any(plain(cell) for cell in below.cells)


def _columns(head: Row, below: Row | None, headings: Mapping[str, str]) -> Columns:
    titles = _titles(head, below)
    found: dict[str, Column] = {}
    for index, (group, title) in enumerate(titles):
        field = _field(group, title, headings)
        if field is None:
            continue
        column = Column(field=field, index=index, heading=" ".join(title.split()))
        if field in found:
            raise _twice(found[field], column, head.line)
        found[field] = column
    return Columns(
        line=head.line,
        last_line=(below or head).line,
        width=max((at + 1 for at, (_, title) in enumerate(titles) if title), default=0),
        by_field=found,
    )


def _twice(first: Column, second: Column, line: int) -> FileRefused:
    return FileRefused(
        "header_duplicate",
        f'Kolom ganda: "{first.heading}" (kolom {first.letter}) dan "{second.heading}" '
        f"(kolom {second.letter}) berarti hal yang sama. Hapus salah satu.",
        line,
    )


def _titles(head: Row, below: Row | None) -> list[tuple[str, str]]:
    """Per column the group above it and its own title."""
    if below is None:
        return [("", cell.strip()) for cell in head.cells]
    titles, group = [], ""
    for index in range(max(len(head.cells), len(below.cells))):
        upper = head.cells[index].strip() if index < len(head.cells) else ""
        lower = below.cells[index].strip() if index < len(below.cells) else ""
        group = upper or group
        titles.append((group, lower) if lower else ("", upper))
    return titles


def _field(group: str, title: str, headings: Mapping[str, str]) -> str | None:
    over, own = plain(group), plain(title)
    if over.startswith(OTHER_PERSONS):
        return None
    for word in (own, own + over, over + own):
        if word in headings:
            return headings[word]
    return None
