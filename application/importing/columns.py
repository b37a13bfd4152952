"""Finds the header among titles and says which column is which field."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from application.importing.headings import OTHER_PERSONS, plain
from application.importing.report import FileRefused, Problem
from application.importing.table import SERIAL_ZERO, Row
from application.language import N_
from application.phrases import Phrase

_SAME = N_(
    'Kolom ganda: "{first}" (kolom {first_letter}) dan "{second}" (kolom {second_letter}) '
    "berarti hal yang sama. Hapus salah satu."
)
SEARCHED = 31
"""Rows of a sheet that are looked at: a header is among 30, and may have a second row."""


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
    """The header of a sheet, on lines `line` to `last_line`; `width` to its last heading.

    `sheet` is named where several are read; bare numbers in date columns count from `serial_zero`.
    """

    line: int
    last_line: int
    width: int
    by_field: Mapping[str, Column]
    sheet: str | None = None
    serial_zero: date = SERIAL_ZERO
    unused: tuple[Column, ...] = ()
    """Headings that mean no field; a merged one with the group above it."""

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
            sheet=self.sheet,
        )

    def without(self, field: str) -> "Columns":
        kept = {name: column for name, column in self.by_field.items() if name != field}
        left = [replace(self.by_field[field], field="")] if field in self.by_field else []
        return replace(self, by_field=kept, unused=(*self.unused, *left))

    def renamed(self, field: str, meant: str) -> "Columns":
        column = replace(self.by_field[field], field=meant)
        kept = self.without(field).by_field
        return replace(self, by_field={**kept, meant: column})


def find_columns(
    rows: Iterable[Row], headings: Mapping[str, str], needed: Sequence[frozenset[str]]
) -> Columns | None:
    """The first row with a heading for each need, with a second one under it; None without one.

    `headings` maps plain headings to fields, a need is met by any of its fields. Raises
    FileRefused: header_duplicate.
    """
    start = list(islice(rows, SEARCHED))
    for at, head in enumerate(start[: SEARCHED - 1]):
        found = {headings.get(plain(cell)) for cell in head.cells}
        if all(need & found for need in needed):
            below = start[at + 1] if at + 1 < len(start) else None
            if below is not None and not _continues(head, below, headings, needed):
                below = None
            return _columns(head, below, headings)
    return None


def _continues(
    head: Row, below: Row, headings: Mapping[str, str], needed: Sequence[frozenset[str]]
) -> bool:
    """Whether a row is the lower half of a merged header.

    It has words only, none of them under the needed headings, and some under no heading at all.
    """
    alone = False
    for index, cell in enumerate(below.cells):
        if not cell.strip():
            continue
        above = plain(head.cells[index]) if index < len(head.cells) else ""
        if any(headings.get(above) in need for need in needed) or re.search(r"[0-9]", cell):
            return False
        alone |= not above
    return alone


def _columns(head: Row, below: Row | None, headings: Mapping[str, str]) -> Columns:
    titles = _titles(head, below)
    found: dict[str, Column] = {}
    unused: list[Column] = []
    for index, (group, title) in enumerate(titles):
        field = _field(group, title, headings)
        if field is None:
            if title:
                heading = " ".join(f"{group} {title}".split())
                unused.append(Column(field="", index=index, heading=heading))
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
        unused=tuple(unused),
    )


def _twice(first: Column, second: Column, line: int) -> FileRefused:
    return FileRefused(
        "header_duplicate",
        Phrase(
            _SAME,
            first=first.heading,
            first_letter=first.letter,
            second=second.heading,
            second_letter=second.letter,
        ),
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
    for word in (own + over, over + own, own):
        if word in headings:
            return headings[word]
    return None
