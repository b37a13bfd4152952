"""A CSV as offices save it: encoding and delimiter are found out, rows come one at a time."""

import codecs
import csv
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import takewhile
from pathlib import Path

from application.importing.csv_records import physical_line, records
from application.importing.report import FileRefused, foreign
from application.importing.table import Row, Sheet
from application.language import N_
from application.phrases import Phrase

DELIMITERS = ",;\t#|"

_SAMPLE = 31
"""Lines by which the delimiter is found: the header stands among them."""

_SAMPLED_LETTERS = 10_000
"""Of each line: a cell may be of any size."""

_BLOCK = 1 << 20

_MARKUP = ("<!doctype", "<html", "<head", "<table", "<?xml", "<meta", "mime-version")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file with the form that was found out about it."""

    path: Path
    encoding: str
    delimiter: str
    first_line: int = 1

    def sheets(self) -> Generator[Sheet]:
        with self.path.open("rb") as raw:
            text = TextIOWrapper(raw, self.encoding, errors="replace", newline="")
            yield Sheet(rows=records(text, self.delimiter, self.first_line))

    def rows(self) -> Iterator[Row]:
        for sheet in self.sheets():
            yield from sheet.rows


def open_csv(path: Path) -> CsvTable:
    """Find out encoding and delimiter; raise FileRefused for what is no CSV."""
    encoding = _encoding(path)
    with path.open("rb") as raw:
        text = TextIOWrapper(raw, encoding, errors="replace", newline="")
        numbered = (physical_line(text, number) for number in range(1, _SAMPLE + 1))
        lines = [line.rstrip("\r\n") for line in takewhile(bool, numbered)]
    if not any(line.strip() for line in lines):
        empty = N_("Berkas kosong: tidak ada isi yang dapat dibaca.")
        raise FileRefused("file_empty", Phrase(empty))
    if "".join(lines[:3]).lstrip().lower().startswith(_MARKUP):
        raise foreign(N_("halaman HTML atau XML"))
    declared = lines[0].strip().strip('"')
    if declared.lower().startswith("sep=") and len(declared) == 5:
        return CsvTable(path, encoding, declared[4], first_line=2)
    return CsvTable(path, encoding, _delimiter(lines))


def _encoding(path: Path) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else Windows-1252."""
    with path.open("rb") as raw:
        head = raw.read(4096)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if head and not head.strip(b"\0"):
            raise foreign(N_("rusak (isinya nol semua)"))
        if head.count(0) > len(head) // 4:
            unmarked = N_("Enkoding UTF-16 tanpa tanda pengenal: simpan ulang sebagai CSV UTF-8.")
            raise FileRefused("encoding_refused", Phrase(unmarked))
        # The mark says it: a later fault is damage, not another encoding.
        marked = head.startswith(codecs.BOM_UTF8)
        raw.seek(0)
        return "utf-8-sig" if marked or _is_utf_8(iter(lambda: raw.read(_BLOCK), b"")) else "cp1252"


def _is_utf_8(blocks: Iterator[bytes]) -> bool:
    """Also when the last letter is cut in two, if others of more than one byte came before."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond_ascii = False
    try:
        for block in blocks:
            beyond_ascii |= not decoder.decode(block).isascii()
    except UnicodeDecodeError:
        return False
    rest, _ = decoder.getstate()
    return beyond_ascii or not rest


def _delimiter(lines: list[str]) -> str:
    """The one that cuts the most lines into the same number of cells, more cells first."""

    def weight(delimiter: str) -> int:
        cut = (line[:_SAMPLED_LETTERS] for line in lines)
        counts = Counter(len(next(csv.reader([line], delimiter=delimiter))) for line in cut if line)
        return max((times * (cells - 1) for cells, times in counts.items()), default=0)

    return max(DELIMITERS, key=weight)
