"""The rows that were not taken, as a CSV to be mended in a spreadsheet and given again.

The cells are those of the list, behind columns that say where and why. A row that could not be
trusted as a whole cannot be trusted here either: its NIK, or its kind of document, carries a mark
that is refused until a hand has removed it.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from application.importing.application_headings import application_headings
from application.importing.application_rows import application_rows
from application.importing.birthdates import NotADate, read_date
from application.importing.cells import looks_like_nik, tidy
from application.importing.columns import Column, Columns
from application.importing.headings import ENROLMENT, STATUS, by_heading, plain
from application.importing.limits import LARGEST_FILE, LONGEST_CELL
from application.importing.persons import PersonRow, persons
from application.importing.report import Problem
from application.importing.table import SERIAL_ZERO, Row
from application.importing.taking import Kind, Listed

ABOUT = ("Lembar", "Baris", "Kolom", "Alasan")
MARK = "\ufffd"
MARKED = f"Hapus tanda {MARK} di belakang {{column}} sesudah barisnya dibetulkan."
_MARKS = {Kind.APPLICATIONS: ("kind", "jenisnya")}
_MARKS_NIK = ("nik", "NIK")

_BROKEN = frozenset({"quote_open", "row_cut"})
_DATES = ("_date", "recorded_on", "seen_at")
"""Ends of fields; those of members and movers among them."""

_NO_DAY_IS_LATER = date(9999, 12, 31)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_AS_FORMULA = re.compile(r'="([^"]*)"', re.DOTALL)
_RECKONED = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_NOTHING = frozenset({"", "-", "--"})

Place = tuple[str | None, int]
Titles = dict[str, str]
"""Key of a column -> its heading; a field is its own key, so that sheets share columns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """`cut`: there were more than a file may hold; the rest comes out of the next try."""

    rows: int
    cut: bool


def write_bad_rows(
    listed: Listed, rejected: Iterable[Problem], path: Path, most: int = LARGEST_FILE
) -> Written:
    """Reads the list once more, so that no cell need be kept while it is taken."""
    why: dict[Place, list[Problem]] = {}
    for problem in rejected:
        why.setdefault((problem.sheet, problem.line), []).append(problem)
    titles = _titles(listed, {sheet for sheet, _ in why})
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow([*ABOUT, *map(safe, titles.values())])
        for columns, person in _rows(listed):
            found = why.get((columns.sheet, person.row.line))
            if found is None:
                continue
            if out.tell() > most:
                return Written(rows=rows, cut=True)
            field, called = _MARKS.get(listed.kind, _MARKS_NIK)
            mark = field if _is_broken(found) else None
            cells = [*_about(found, called), *_cells(person, columns, titles, mark)]
            table.writerow(map(safe, cells))
            rows += 1
    return Written(rows=rows, cut=False)


def safe(cell: str) -> str:
    """As the import reads it, and as no spreadsheet reckons with it; NIK keep all their digits."""
    text = _UNPRINTABLE.sub(MARK, cell[: LONGEST_CELL + 1])
    if len(text) <= LONGEST_CELL:
        text = " ".join(text.split())
    if formula := _AS_FORMULA.fullmatch(text):
        text = formula[1].strip()
    if text in _NOTHING:
        return text
    if text[0] in _RECKONED or (text[0].isdigit() and looks_like_nik(text)):
        return f"'{text}"
    return text


def _rows(listed: Listed) -> Iterator[tuple[Columns, PersonRow]]:
    for columns, rows in listed.layout.lists():
        for person in _candidates(listed, columns, rows):
            yield columns, person


def _candidates(listed: Listed, columns: Columns, rows: Iterator[Row]) -> Iterator[PersonRow]:
    match listed.kind:
        case Kind.ENROLMENTS:
            return persons(rows, columns, listed.today)
        case Kind.STATUSES:
            return (PersonRow(row, None) for row in rows if row.line > columns.last_line)
        case Kind.APPLICATIONS:
            return (PersonRow(row, None) for row in application_rows(rows, columns))


def _titles(listed: Listed, sheets: set[str | None]) -> Titles:
    """One header that is understood as the headers of the list were, however many rows they had."""
    fields = _headings(listed.kind)
    known = by_heading(fields)
    titles: Titles = {}
    for columns in listed.layout.parts:
        if columns is None or columns.sheet not in sheets:
            continue
        for index in range(columns.width):
            titles.setdefault(*_title(columns, index, fields, known))
        if listed.kind is Kind.ENROLMENTS:
            titles.setdefault("no_kk", "No. KK")  # of a register by families it stands above them
    return {key: title for key, title in titles.items() if title not in ABOUT}


def _headings(kind: Kind) -> Titles:
    match kind:
        case Kind.ENROLMENTS:
            return ENROLMENT
        case Kind.STATUSES:
            return STATUS
        case Kind.APPLICATIONS:
            return application_headings()


def _title(columns: Columns, index: int, fields: Titles, known: dict[str, str]) -> tuple[str, str]:
    column = _column_at(columns, index)
    if column is None:
        return f"#{index}", ""
    if column.field:
        same = known.get(plain(column.heading)) == column.field
        return column.field, column.heading if same else fields[column.field].split()[0].upper()
    taken = plain(column.heading) in known
    return _key(column), f"Tidak dipakai: {column.heading}" if taken else column.heading


def _column_at(columns: Columns, index: int) -> Column | None:
    everything = (*columns.by_field.values(), *columns.unused)
    return next((column for column in everything if column.index == index), None)


def _key(column: Column) -> str:
    return column.field or f"#{column.index} {column.heading}"


def _is_broken(problems: Sequence[Problem]) -> bool:
    return any(problem.code in _BROKEN for problem in problems)


def _about(problems: Sequence[Problem], marked_cell: str) -> list[str]:
    first = problems[0]
    columns = ", ".join(dict.fromkeys(p.column for p in problems if p.column))
    reasons = list(dict.fromkeys(p.reason for p in problems))
    marked = [MARKED.format(column=marked_cell)] if _is_broken(problems) else []
    return [first.sheet or "", str(first.line), columns, " ".join([*reasons, *marked])]


def _cells(person: PersonRow, columns: Columns, titles: Titles, mark: str | None) -> list[str]:
    """In the order of the titles; what stands beyond the last heading stays beyond it."""
    cells = person.row.cells
    own = dict.fromkeys(titles, "")
    for index, cell in enumerate(cells[: columns.width]):
        column = _column_at(columns, index)
        own[_key(column) if column else f"#{index}"] = _dated(cell, column, columns.serial_zero)
    if "no_kk" in titles and not columns.has("no_kk"):
        own["no_kk"] = person.family or ""
    if mark is not None:
        # An open quote has swallowed what follows: other persons' rows, which tell of themselves.
        own = {key: cell.split("\n")[0] for key, cell in own.items()}
        own[mark] += MARK
    return [own[key] for key in titles] + list(cells[columns.width :])


def _dated(cell: str, column: Column | None, zero: date) -> str:
    """A bare number counts from another day in this workbook than in a CSV."""
    dated = column is not None and column.field.endswith(_DATES)
    if not dated or zero == SERIAL_ZERO or not tidy(cell).isdigit():
        return cell
    try:
        return read_date(tidy(cell), _NO_DAY_IS_LATER, zero).isoformat()
    except NotADate:
        return cell
