"""The three forms of an export: each makes the bytes of its files from rows, and holds few."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
from xlsxwriter import Workbook

from application.exporting.guarding import guarded

Row = dict[str, Any]
File = tuple[str, Iterator[bytes]]
BLOCK = 1 << 16
ROWS_A_BLOCK = 200
ROWS_A_SHEET = 1_000_000
"""Below the 1,048,576 rows that a sheet can have."""

LONGEST_CELL = 32_000
"""Below the 32,767 letters that a cell can have."""

CUT = "… (dipotong; utuh dalam JSONL)"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass
class Tally:
    """What is known of the rows once they have passed."""

    columns: tuple[str, ...]
    rows: int = 0
    first: int | None = None
    last: int | None = None
    cut_cells: int = 0

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            self.first = row["position"] if self.first is None else self.first
            self.last = row["position"]
            yield row


def jsonl(rows: Iterable[Row], _tally: Tally) -> Iterator[File]:
    yield "events.jsonl", _blocks(orjson.dumps(row) + b"\n" for row in rows)


def csv_table(rows: Iterable[Row], tally: Tally) -> Iterator[File]:
    """UTF-8 with its mark, so that spreadsheets read it as such."""
    yield "events.csv", _blocks(_csv_lines(rows, tally))


def _csv_lines(rows: Iterable[Row], tally: Tally) -> Iterator[bytes]:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(tally.columns)
    yield b"\xef\xbb\xbf" + out.getvalue().encode()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([guarded(_text(row.get(name))) for name in tally.columns])
        yield out.getvalue().encode()


def workbook(rows: Iterable[Row], tally: Tally) -> Iterator[File]:
    """A workbook is a ZIP of its own, so it is made on disk, row by row, and then read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.xlsx"
        with Workbook(str(path), {**OPTIONS, "tmpdir": folder}) as book:
            _fill(book, rows, tally)
        yield "events.xlsx", _read(path)


def _fill(book: Workbook, rows: Iterable[Row], tally: Tally) -> None:
    sheet, line = _sheet(book, tally.columns), 1
    for row in rows:
        if line > ROWS_A_SHEET:
            sheet, line = _sheet(book, tally.columns), 1
        for column, name in enumerate(tally.columns):
            value = row.get(name)
            if isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, _fitted(guarded(_text(value)), tally))
        line += 1


def _sheet(book: Workbook, columns: tuple[str, ...]) -> Any:
    sheet = book.add_worksheet()
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name)
    return sheet


def _fitted(text: str, tally: Tally) -> str:
    if len(text) <= LONGEST_CELL:
        return text
    tally.cut_cells += 1
    return text[:LONGEST_CELL] + CUT


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == ROWS_A_BLOCK:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting)


FORMATS: dict[str, Callable[[Iterable[Row], Tally], Iterator[File]]] = {
    "csv": csv_table,
    "xlsx": workbook,
    "jsonl": jsonl,
}
