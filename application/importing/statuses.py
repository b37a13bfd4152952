"""Lists of what the centre says of recordings: NIK and status word, with time and source."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from application.importing import cells
from application.importing.birthdates import NotADate, read_date
from application.importing.columns import Columns
from application.importing.enrolments import whole_row
from application.importing.headings import STATUS, STATUS_COLUMNS, by_heading
from application.importing.layout import Layout, headed, of, version_of
from application.importing.opening import open_table
from application.importing.reasons import reason
from application.importing.report import Problem, Rejected
from application.importing.table import Row
from domain.enrolment.state import STATUSES

_SHORT = {
    "BC": "BIO_CAPTURED",
    "SFE": "SENT_FOR_ENROLLMENT",
    "DR": "DUPLICATE_RECORD",
    "PRR": "PRINT_READY_RECORD",
}
"""Abbreviations that offices write."""

_BY_WORD = {status.replace("_", ""): status for status in STATUSES} | _SHORT

_NOT_RECORDED = frozenset({"BELUMREKAM", "BELUMWAJIB", "BELUMPEREKAMAN"})
"""Words of registers for persons of whom the centre has nothing to say yet."""

_NEEDS = (frozenset({"nik"}), frozenset(STATUS_COLUMNS))

_TIME = re.compile(r"[ T]([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """Status X was seen for a NIK; `seen_at` in the office's own time, None if not said."""

    line: int
    nik: str
    status: str
    seen_at: datetime | None
    source: str | None
    sheet: str | None = None
    warnings: tuple[Problem, ...] = ()


def check_statuses(path: Path) -> Layout:
    """Find the columns. Raises FileRefused: no list, no header, two columns for one thing."""
    version = version_of(path)
    table = open_table(path)
    parts: list[Columns | None] = []
    observed = 0
    for columns, rows in headed(table, by_heading(STATUS), _NEEDS):
        if columns is None:
            parts.append(None)
            continue
        part, seen = _with_status_column(columns, rows)
        parts.append(part)
        observed += seen
    return of(table, parts, version, observed)


def _with_status_column(columns: Columns, rows: Iterator[Row]) -> tuple[Columns, int]:
    """Of several columns that are called status the one with the most words of the centre.

    And the number of rows that say something.
    """
    candidates = [field for field in STATUS_COLUMNS if columns.has(field)]
    known = Counter[str]()
    observed = 0
    for row in rows:
        if row.line > columns.last_line:
            telling = [f for f in candidates if cells.word(columns.cell(row, f)) in _BY_WORD]
            known.update(telling)
            nik = cells.looks_like_nik(columns.cell(row, "nik"))
            observed += bool(telling) or nik or row.open_quote
    chosen = max(candidates, key=lambda field: known[field])
    for field in candidates:
        if field != chosen:
            columns = columns.without(field)
    return columns if chosen == "status" else columns.renamed(chosen, "status"), observed


def read_statuses(layout: Layout, today: date) -> Iterator[Observation | Rejected]:
    """One outcome per row with a NIK or a status. Repeats are the caller's to see."""
    for columns, rows in layout.lists():
        for row in rows:
            if row.line > columns.last_line and _is_observation(row, columns):
                yield _outcome(row, columns, today)


def _is_observation(row: Row, columns: Columns) -> bool:
    if cells.looks_like_nik(columns.cell(row, "nik")) or row.open_quote:
        return True
    return cells.word(columns.cell(row, "status")) in _BY_WORD


def _outcome(row: Row, columns: Columns, today: date) -> Observation | Rejected:
    if (whole := whole_row(row, columns)) is not None:
        return Rejected(line=row.line, problems=(whole,))
    nik = cells.read_nik(columns.cell(row, "nik"))
    status = _status(columns.cell(row, "status"))
    seen_at, late = _seen_at(columns.cell(row, "seen_at"), today, columns.serial_zero)
    wrong = [
        columns.problem(row.line, field, code, reason(code, ", ".join(STATUSES)))
        for field, code in (
            ("nik", nik.code if nik.value is None else None),
            ("status", status.code),
            ("seen_at", late),
        )
        if code is not None
    ]
    if wrong or nik.value is None or status.value is None:
        return Rejected(line=row.line, problems=tuple(wrong))
    warnings = (
        () if nik.code is None else (columns.problem(row.line, "nik", nik.code, reason(nik.code)),)
    )
    return Observation(
        line=row.line,
        sheet=columns.sheet,
        nik=nik.value,
        status=status.value,
        seen_at=seen_at,
        source=cells.read_text(columns.cell(row, "source")),
        warnings=warnings,
    )


def _status(text: str) -> cells.Reading:
    """Any case, with blanks or underscores between the words."""
    if cells.is_empty(cells.tidy(text)):
        return cells.Reading(None, "required_empty")
    if (word := cells.word(text)) in _NOT_RECORDED:
        return cells.Reading(None, "status_none")
    value = _BY_WORD.get(word)
    return cells.Reading(value, None if value else "status_unknown")


def _seen_at(text: str, today: date, serial_zero: date) -> tuple[datetime | None, str | None]:
    clean = cells.tidy(text)
    if cells.is_empty(clean):
        return None, None
    try:
        day = read_date(clean, today, serial_zero)
        clock = _clock(clean)
    except NotADate as error:
        return None, error.code
    except ValueError:
        return None, "date_invalid"
    return datetime.combine(day, clock), None


def _clock(text: str) -> time:
    """The time behind a date, else midnight. Raises ValueError for 25:00."""
    match = _TIME.search(text)
    return time(int(match[1]), int(match[2]), int(match[3] or 0)) if match else time()
