"""`python -m` this with a path: a workbook on stdout, a line of JSON for each thing in it.

An object for a sheet, an array for a row, null after the last row, true after the last sheet. What
is wrong with the file is one object with `refused`; a process that ends without true has died.
"""

import math
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from application.importing.archive import check_archive, damaged, too_large
from application.importing.compound import check_compound, locked
from application.importing.limits import (
    LARGEST_UNPACKED,
    LONGEST_LINE,
    READER_MEMORY,
    READER_SECONDS,
)
from application.importing.report import FileRefused, line_too_long
from application.phrases import packed

_FEWEST_LONG = 10
"""Digits from which a number is written with `.0`: Excel may have lost the last of them."""


def main() -> None:
    _limit(resource.RLIMIT_AS, READER_MEMORY)
    _limit(resource.RLIMIT_CPU, READER_SECONDS)
    _limit(resource.RLIMIT_CORE, 0)
    out, told = sys.stdout.buffer, 0
    try:
        for message in _read(Path(sys.argv[1])):
            told += _say(out, message)
            if told > LARGEST_UNPACKED:  # one long text may stand in a million cells
                raise too_large()
    except FileRefused as refused:
        _say(out, {"refused": refused.code, "reason": packed(refused.reason)})
    out.flush()


def _limit(what: int, most: int) -> None:
    """A stricter limit of the machine stays."""
    _, hard = resource.getrlimit(what)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least))


def _say(out: BinaryIO, message: Any) -> int:
    return out.write(orjson.dumps(message, option=orjson.OPT_APPEND_NEWLINE))


def _read(path: Path) -> Iterator[Any]:
    """Raises FileRefused."""
    with path.open("rb") as content:
        zipped = content.read(2) == b"PK"
        content.seek(0)
        from_1904 = check_archive(path) if zipped else check_compound(content.read())
        content.seek(0)
        try:
            book = CalamineWorkbook.from_filelike(content)
            for number, about in enumerate(book.sheets_metadata):
                if _is_read(about):
                    yield {"sheet": about.name, "days_from_1904": from_1904}
                    yield from _rows(book.get_sheet_by_index(number))
                    yield None
        except PasswordError as error:
            raise locked() from error
        except MemoryError as error:
            raise too_large() from error
        except (CalamineError, OSError, ValueError) as error:
            raise damaged() from error
    yield True


def _is_read(about: SheetMetadata) -> bool:
    return about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row from the first of the sheet, every cell from column A."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        row = before + [_text(cell) for cell in cells]
        if sum(map(len, row)) > LONGEST_LINE:
            raise FileRefused("not_a_table_file", line_too_long(line))
        yield row


def _text(cell: Any) -> str:
    """As a CSV would hold it: see Table."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "#NUM!"
    if not float(value).is_integer():
        return repr(value)
    digits = str(int(value))
    return f"{digits}.0" if len(digits.lstrip("-")) >= _FEWEST_LONG else digits


if __name__ == "__main__":
    main()
