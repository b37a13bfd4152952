"""First reading of a list: what it is, and whether it must be refused as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from application.importing.cells import read_state, word
from application.importing.codes import ACTIVE_WORDS, MARITAL
from application.importing.columns import Columns
from application.importing.evidence import Evidence
from application.importing.headings import ENROLMENT, by_heading
from application.importing.layout import Layout, headed, of, version_of
from application.importing.opening import open_table
from application.importing.persons import overfull, persons, split_birth
from application.importing.report import FileRefused
from application.importing.table import Row
from application.language import N_
from application.phrases import Phrase, both

_NEEDS = (frozenset({"nik"}), frozenset({"name"}))
"""Without these headings a row is no header; the other mandatory columns are asked for then."""

_FEWEST_DISTINCT = 50


@dataclass(slots=True)
class _Seen:
    """What a reading through has seen of the persons."""

    persons: int = 0
    evidence: Evidence = field(default_factory=Evidence)
    statuses: set[str] = field(default_factory=set)

    def count(self, other: "_Seen") -> None:
        """Add another sheet's persons and NIK to these."""
        self.persons += other.persons
        self.evidence.count(other.evidence)

    def add(self, row: Row, columns: Columns) -> None:
        self.persons += 1
        if row.open_quote or overfull(row, columns):
            return
        self.evidence.see_nik(columns.cell(row, "nik"))
        self.evidence.see_day(split_birth(columns, row)[1], row.line)
        if len(self.statuses) < _FEWEST_DISTINCT:
            self.statuses.add(word(columns.cell(row, "status")))


def check(path: Path, today: date) -> Layout:
    """Read the list through once. Raises FileRefused for what concerns the file as a whole."""
    version = version_of(path)
    table = open_table(path)
    parts: list[Columns | None] = []
    everything = _Seen()
    for columns, rows in headed(table, by_heading(ENROLMENT), _NEEDS):
        if columns is None:
            parts.append(None)
            continue
        try:
            seen = _seen(columns, rows, today)
            seen.evidence.judge()
        except FileRefused as error:
            raise error.of_sheet(columns.sheet) from error
        everything.count(seen)
        parts.append(_with_status_meant(columns, seen.statuses))
    everything.evidence.judge()
    return of(table, parts, version, everything.persons)


def _seen(columns: Columns, rows: Iterator[Row], today: date) -> _Seen:
    _need(columns)
    seen = _Seen()
    for person in persons(rows, columns, today):
        seen.add(person.row, columns)
    return seen


def _need(columns: Columns) -> None:
    missing = [
        name
        for name, fields in (
            ("Tanggal Lahir", ("birth_date", "birth")),
            ("Jenis Kelamin", ("sex",)),
        )
        if not any(columns.has(field) for field in fields)
    ]
    if missing:
        told = Phrase(N_("Kolom wajib tidak ada: {columns}."), columns=both(missing))
        raise FileRefused("column_missing", told, columns.line)


def _with_status_meant(columns: Columns, found: set[str]) -> Columns:
    """`Status` is decided by its values: marital status, state of the person, or neither."""
    values = found - {""}
    words = {value for value in values if not value.isdigit()}
    marital_words = {word for word in MARITAL if not word.isdigit()}
    codes_only = bool(values) and not words and values <= {str(code) for code in range(1, 10)}
    if codes_only or any(word in ACTIVE_WORDS or read_state(word) for word in words):
        return columns
    if words & marital_words and not columns.has("marital_status"):
        return columns.renamed("status", "marital_status")
    return columns.without("status")
