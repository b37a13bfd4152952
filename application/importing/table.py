"""What every form of list is to the rest: sheets of rows of text, with the lines a clerk sees."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's calendar."""

SERIAL_ZERO_1904 = date(1904, 1, 1)
"""Day 0 of workbooks that an old Excel for Macintosh made."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record, and what is wrong with its end."""

    line: int
    cells: tuple[str, ...]
    open_quote: bool = False
    """A quote was never closed: the cells after it cannot be trusted."""
    unended: bool = False
    """The file stops without a line end: the record may be cut short."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Rows to be read once, in order; a CSV is one sheet without a name."""

    rows: Iterator[Row]
    name: str | None = None
    serial_zero: date = SERIAL_ZERO


class Table(Protocol):
    """A list whose cells are text as a CSV would hold it, whatever its form.

    Dates are YYYY-MM-DD; numbers of ten or more digits end in `.0`, so that nobody takes them for
    text that kept every digit.
    """

    @property
    def path(self) -> Path: ...

    def sheets(self) -> Generator[Sheet]:
        """The visible ones from the first, every time it is called; close it when done early."""
