"""Cuts text into records with physical line numbers, one at a time; an open quote is taken back."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from io import TextIOWrapper

from application.importing.limits import LONGEST_LINE, LONGEST_RECORD, MOST_COLUMNS
from application.importing.report import FileRefused, line_too_long
from application.importing.table import Row
from application.language import N_
from application.phrases import Phrase

_NIK = re.compile(r"[0-9]{16}")
"""In a cell with a line break: the quote has swallowed the next person's row."""


def records(text: TextIOWrapper, delimiter: str, first_line: int) -> Iterator[Row]:
    # The limit is the process's: LONGEST_LINE bounds a record already, its cells are judged later.
    csv.field_size_limit(LONGEST_LINE * 2)
    feed = _Feed(text)
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
        if len(cells) > MOST_COLUMNS:
            told = Phrase(N_("Baris {line} punya terlalu banyak kolom: bukan tabel."), line=line)
            raise FileRefused("not_a_table_file", told, line)
        if line >= first_line:
            yield Row(line, tuple(cells), open_quote, unended)


def physical_line(text: TextIOWrapper, number: int) -> str:
    """The next line with its end; empty at the end of the file. Raises FileRefused."""
    line = text.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise FileRefused("not_a_table_file", line_too_long(number), number)
    return line


class _Feed:
    """Lines for one csv.reader: counts them, and keeps those of the record being read."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._next = 1
        self._record: list[str] = []
        self._letters = 0
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) == LONGEST_RECORD or self._letters > LONGEST_LINE:
            self.ran_out = True
            raise StopIteration
        line = self._again.popleft() if self._again else physical_line(self._text, self._next)
        if not line:
            self.ran_out = bool(self._record)
            raise StopIteration
        self._next += 1
        self._record.append(line)
        self._letters += len(line)
        return line

    def begin(self) -> int:
        """A record begins: its line number."""
        self._record.clear()
        self._letters = 0
        return self._next

    def step_back(self) -> None:
        """Give all lines of the record but the first one again."""
        self._again.extendleft(reversed(self._record[1:]))
        self._next -= len(self._record) - 1
        self.ran_out = False

    def ends_cut(self) -> bool:
        """The record's last line has no line end: it is the last of the file."""
        return bool(self._record) and not self._record[-1].endswith(("\n", "\r"))
