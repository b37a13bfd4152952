"""Reads a CSV as offices save it: rows with physical line numbers, one at a time."""

import codecs
import csv
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from application.importing.report import FileRefused

LONGEST_LINE = 16_000_000
"""Letters. A longer line is no table; a shorter one is read, its cells are judged one by one."""

LONGEST_RECORD = 50
"""Lines. A quoted cell that runs on for longer was never closed."""

_DELIMITERS = ",;\t#|"

_NIK = re.compile(r"[0-9]{16}")
"""In a cell with a line break: the quote has swallowed the next person's row."""

_FOREIGN = {
    b"PK\x03\x04": "buku kerja Excel (.xlsx)",
    b"\xd0\xcf\x11\xe0": "buku kerja Excel lama (.xls)",
    b"%PDF": "PDF",
    b"\x89PNG": "gambar",
    b"\xff\xd8\xff": "gambar",
    b"\x1f\x8b": "arsip terkompresi",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A record, and what is wrong with its end."""

    line: int
    cells: tuple[str, ...]
    open_quote: bool = False
    """A quote was never closed: the cells after it cannot be trusted."""
    unended: bool = False
    """The file stops without a line end: the record may be cut short."""


class Table(Protocol):
    """Something with rows, whose cells are text as a CSV would hold it.

    A reader of workbooks gives dates as YYYY-MM-DD, numbers of ten or more digits with `.0`.
    """

    def rows(self) -> Iterator[Row]:
        """From the first row, every time it is called."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file with the form that was found out about it."""

    path: Path
    encoding: str
    delimiter: str
    first_line: int = 1

    def rows(self) -> Iterator[Row]:
        with self.path.open("rb") as raw:
            text = TextIOWrapper(raw, self.encoding, errors="replace", newline="")
            yield from _records(text, self.delimiter, self.first_line)


def open_table(path: Path) -> CsvTable:
    """Find out encoding and delimiter; raise FileRefused for what is no CSV."""
    encoding = _encoding(path)
    with path.open("rb") as raw:
        text = TextIOWrapper(raw, encoding, errors="replace", newline="")
        lines = [line.rstrip("\r\n") for line in _take(text, 31)]
    if not any(line.strip() for line in lines):
        raise FileRefused("file_empty", "Berkas kosong: tidak ada isi yang dapat dibaca.")
    if _is_markup(lines):
        raise _foreign("halaman HTML atau XML")
    declared = lines[0].strip().strip('"')
    if declared.lower().startswith("sep=") and len(declared) == 5:
        return CsvTable(path, encoding, declared[4], first_line=2)
    return CsvTable(path, encoding, _delimiter(lines))


def _encoding(path: Path) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else Windows-1252."""
    with path.open("rb") as raw:
        head = raw.read(4096)
        for mark, name in _FOREIGN.items():
            if head.startswith(mark):
                raise _foreign(name)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if head.count(0) > len(head) // 4:
            raise FileRefused(
                "encoding_refused",
                "Enkoding UTF-16 tanpa tanda pengenal: simpan ulang sebagai CSV UTF-8.",
            )
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = raw.read(1 << 20)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _foreign(kind: str) -> FileRefused:
    return FileRefused(
        "not_a_table_file", f"Berkas ini {kind}, bukan CSV: simpan dulu dengan format CSV UTF-8."
    )


def _is_markup(lines: list[str]) -> bool:
    start = "".join(lines[:3]).lstrip().lower()
    return start.startswith(("<!doctype", "<html", "<table", "<?xml", "mime-version"))


def _delimiter(lines: list[str]) -> str:
    """The one that cuts the most lines into the same number of cells, more cells first."""

    def weight(delimiter: str) -> int:
        cut = (line[:10_000] for line in lines)  # a cell may be of any size
        counts = Counter(len(next(csv.reader([line], delimiter=delimiter))) for line in cut if line)
        return max((times * (cells - 1) for cells, times in counts.items()), default=0)

    return max(_DELIMITERS, key=weight)


def _take(text: TextIOWrapper, count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        line = _physical(text, number)
        if not line:
            return
        yield line


def _physical(text: TextIOWrapper, number: int) -> str:
    line = text.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise FileRefused(
            "not_a_table_file", f"Baris {number} terlalu panjang: berkas ini bukan tabel.", number
        )
    return line


class _Feed:
    """Lines for one csv.reader: counts them, and keeps those of the record being read."""

    def __init__(self, text: TextIOWrapper, number: int) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._next = number
        self._record: list[str] = []
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) == LONGEST_RECORD:
            self.ran_out = True
            raise StopIteration
        line = self._again.popleft() if self._again else _physical(self._text, self._next)
        if not line:
            self.ran_out = bool(self._record)
            raise StopIteration
        self._next += 1
        self._record.append(line)
        return line

    def begin(self) -> int:
        """A record begins: its line number."""
        self._record.clear()
        return self._next

    def step_back(self) -> None:
        """Give all lines of the record but the first one again."""
        self._again.extendleft(reversed(self._record[1:]))
        self._next -= len(self._record) - 1
        self.ran_out = False

    def ends_cut(self) -> bool:
        """The record's last line has no line end: it is the last of the file."""
        return bool(self._record) and not self._record[-1].endswith(("\n", "\r"))


def _records(text: TextIOWrapper, delimiter: str, first_line: int) -> Iterator[Row]:
    # The limit is the process's: LONGEST_LINE bounds a cell already, cells.py judges its length.
    csv.field_size_limit(LONGEST_LINE * LONGEST_RECORD)
    feed = _Feed(text, 1)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        line = feed.begin()
        cells = next(reader, None)
        if cells is None:
            return
        open_quote = feed.ran_out or any("\n" in cell and _NIK.search(cell) for cell in cells)
        unended = not open_quote and feed.ends_cut()
        if open_quote:
            # The quote swallows what follows: only its own line is lost, the rest is read anew.
            feed.step_back()
            reader = csv.reader(feed, delimiter=delimiter)
        if line >= first_line:
            yield Row(line, tuple(cells), open_quote, unended)
