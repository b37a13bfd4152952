"""Lists of applications: one row asks for one document of any kind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from application.importing import cells
from application.importing.application_headings import application_headings
from application.importing.application_rows import application_rows, number_of
from application.importing.asked import Asked
from application.importing.columns import Columns
from application.importing.evidence import Evidence
from application.importing.headings import by_heading
from application.importing.layout import Layout, headed, of, version_of
from application.importing.opening import open_table
from application.importing.persons import overfull, split_birth
from application.importing.reading_asked import read_asked
from application.importing.report import FileRefused
from application.importing.table import Row
from application.language import N_
from application.phrases import Phrase

_NEEDS = (
    frozenset({"kind"}),
    frozenset({"nik", "deed_number", "family_card_number", "letter_number"}),
)
MOST_TOGETHER = 40
"""Rows of one application: a household of 15 with all its papers has fewer."""

MOST_WAITING = 20_000
"""Rows that wait for others of their application."""


def check_applications(path: Path) -> Layout:
    """Read the list through once. Raises FileRefused for what concerns the file as a whole."""
    version = version_of(path)
    table = open_table(path)
    parts: list[Columns | None] = []
    numbers = Counter[str]()
    found = 0
    niks = Evidence()
    for columns, rows in headed(table, by_heading(application_headings()), _NEEDS):
        parts.append(columns)
        if columns is None:
            continue
        seen = _Seen(columns)
        for row in application_rows(rows, columns):
            seen.add(row)
            numbers[number_of(row, columns)] += 1
            found += 1
        seen.judge()
        niks.count(seen.niks)
    niks.judge()
    together = {number: times for number, times in numbers.items() if number and times > 1}
    return replace(of(table, parts, version, found), together=together)


class _Seen:
    """NIK and each column of dates of one sheet: months first in one of them is enough."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.niks = Evidence()
        self._nik_fields = [field for field in columns.by_field if field.split(".")[-1] == "nik"]
        self._days = {
            field: Evidence()
            for field in columns.by_field
            if field.endswith("_date") or field == "birth"
        }

    def add(self, row: Row) -> None:
        if row.open_quote or overfull(row, self._columns):
            return
        for field in self._nik_fields:
            self.niks.see_nik(self._columns.cell(row, field))
        for field, evidence in self._days.items():
            evidence.see_day(self._text(row, field), row.line)

    def _text(self, row: Row, field: str) -> str:
        if field == "birth":
            return split_birth(self._columns, row)[1]
        return cells.tidy(self._columns.cell(row, field))

    def judge(self) -> None:
        try:
            for evidence in (self.niks, *self._days.values()):
                evidence.judge()
        except FileRefused as error:
            raise error.of_sheet(self._columns.sheet) from error


def read_applications(layout: Layout, today: date) -> Iterator[Asked]:
    """One outcome per row, in the order of the file. Who is known already is asked later."""
    for columns, rows in layout.lists():
        for row in application_rows(rows, columns):
            yield read_asked(row, columns, today)


def grouped(rows: Iterable[Asked], layout: Layout) -> Iterator[list[Asked]]:
    """Rows of one application together, when its last one has come.

    What is left when the rows end early is not given: half an application is none. Raises
    FileRefused when too many rows wait for others far below.
    """
    waiting: dict[str, list[Asked]] = {}
    held = 0
    for row in rows:
        size = layout.together.get(row.number, 1)
        if size == 1:
            yield [row]
        elif size > MOST_TOGETHER:
            often = row.problem("number", "number_too_often", str(MOST_TOGETHER))
            yield [replace(row, problems=(*row.problems, often))]
        else:
            group = waiting.setdefault(row.number, [])
            group.append(row)
            held += 1
            if len(group) == size:
                held -= size
                yield waiting.pop(row.number)
        if held > MOST_WAITING:
            raise _scattered()


def _scattered() -> FileRefused:
    return FileRefused(
        "rows_scattered",
        Phrase(
            N_("Baris dari satu permohonan berjauhan: urutkan daftarnya menurut No. Permohonan.")
        ),
    )
