"""First reading of a list: what it is, and whether it must be refused as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from application.importing.birthdates import day_and_month
from application.importing.cells import read_nik, read_state, word
from application.importing.codes import ACTIVE_WORDS, MARITAL
from application.importing.columns import Columns
from application.importing.headings import ENROLMENT, by_heading
from application.importing.layout import Layout, headed, of, version_of
from application.importing.opening import open_table
from application.importing.persons import overfull, persons, split_birth
from application.importing.report import FileRefused
from application.importing.table import Row

_NEEDS = (frozenset({"nik"}), frozenset({"name"}))
"""Without these headings a row is no header; the other mandatory columns are asked for then."""

_FEWEST_ROUNDED = 8
"""Fewer NIK may all end in 0 by chance."""

_FEWEST_DISTINCT = 50


@dataclass(slots=True)
class _Evidence:
    """What only the whole column can say."""

    persons: int = 0
    niks: int = 0
    ending_in_zero: int = 0
    month_first: int | None = None
    """The first line whose date can be month/day only."""
    day_first: bool = False
    """Some date is impossible as month/day."""
    statuses: set[str] = field(default_factory=set)

    def count(self, other: "_Evidence") -> None:
        """Add another sheet's persons and NIK to these."""
        self.persons += other.persons
        self.niks += other.niks
        self.ending_in_zero += other.ending_in_zero

    def add(self, row: Row, columns: Columns) -> None:
        self.persons += 1
        if row.open_quote or overfull(row, columns):
            return
        nik = read_nik(columns.cell(row, "nik"))
        if nik.value or nik.code == "nik_number":
            self.niks += 1
            self.ending_in_zero += nik.code == "nik_number" or (nik.value or "").endswith("0")
        if numbers := day_and_month(split_birth(columns, row)[1]):
            first, second = numbers
            self.day_first |= not 1 <= first <= 12
            if self.month_first is None and 1 <= first <= 12 < second <= 31:
                self.month_first = row.line
        if len(self.statuses) < _FEWEST_DISTINCT:
            self.statuses.add(word(columns.cell(row, "status")))


def check(path: Path, today: date) -> Layout:
    """Read the list through once. Raises FileRefused for what concerns the file as a whole."""
    version = version_of(path)
    table = open_table(path)
    parts: list[Columns | None] = []
    everything = _Evidence()
    for columns, rows in headed(table, by_heading(ENROLMENT), _NEEDS):
        if columns is None:
            parts.append(None)
            continue
        try:
            evidence = _evidence(columns, rows, today)
            _judge(evidence)
        except FileRefused as error:
            raise error.of_sheet(columns.sheet) from error
        everything.count(evidence)
        parts.append(_with_status_meant(columns, evidence.statuses))
    _judge(everything)
    return of(table, parts, version, everything.persons)


def _evidence(columns: Columns, rows: Iterator[Row], today: date) -> _Evidence:
    _need(columns)
    evidence = _Evidence()
    for person in persons(rows, columns, today):
        evidence.add(person.row, columns)
    return evidence


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
        raise FileRefused(
            "column_missing", f"Kolom wajib tidak ada: {' dan '.join(missing)}.", columns.line
        )


def _judge(evidence: _Evidence) -> None:
    if evidence.niks >= _FEWEST_ROUNDED and evidence.niks == evidence.ending_in_zero:
        raise FileRefused(
            "nik_all_end_in_zero",
            f"Semua NIK ({evidence.niks}) berakhir angka 0: Excel telah membulatkan kolom ini. "
            "Minta berkas asli dengan NIK sebagai teks.",
        )
    if evidence.month_first is not None and not evidence.day_first:
        raise FileRefused(
            "dates_month_first",
            "Kolom tanggal ditulis dengan bulan di depan (bulan/hari/tahun): simpan ulang dengan "
            "hari di depan.",
            evidence.month_first,
        )


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
