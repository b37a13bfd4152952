"""Where in a file the lists are: its sheets, and the header of each."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from application.importing.columns import SEARCHED, Columns, find_columns
from application.importing.headings import plain
from application.importing.limits import MOST_ROWS
from application.importing.report import FileRefused
from application.importing.table import Row, Table
from application.language import N_
from application.phrases import Phrase, both

_NO_HEADER = N_(
    "Baris judul tidak ditemukan: dalam 30 baris pertama tidak ada baris dengan kolom {columns}."
)
_UNPARTED = N_(
    "Baris judul tidak ditemukan: dalam 30 baris pertama tidak ada baris dengan kolom {columns}. "
    "Pemisah kolomnya tidak dikenal: pakai koma, titik koma, tab, # atau |."
)
Need = frozenset[str]
Version = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """What the first reading found: for each visible sheet its columns, or None for no list."""

    table: Table
    parts: tuple[Columns | None, ...]
    version: Version
    """What the file was when it was read first."""
    rows: int = 0
    """Rows of persons that the first reading saw, to show progress by."""
    together: Mapping[str, int] = field(default_factory=dict)
    """Application number -> its rows, where it has more than one."""

    def lists(self) -> Generator[tuple[Columns, Iterator[Row]]]:
        """The sheets that are lists, to be read in order.

        Raises FileRefused for a file that was saved again meanwhile: its columns may be others.
        """
        if self.version != version_of(self.table.path):
            changed = N_("Berkas berubah ketika dibaca: ulangi impornya.")
            raise FileRefused("file_changed", Phrase(changed))
        with closing(self.table.sheets()) as sheets:
            for sheet, columns in zip(sheets, self.parts, strict=False):
                if columns is not None:
                    yield columns, sheet.rows


def headed(
    table: Table, headings: Mapping[str, str], needs: Sequence[Need]
) -> Generator[tuple[Columns | None, Iterator[Row]]]:
    """Each sheet with its columns, if it has a header, and all of its rows.

    Raises FileRefused: header_missing when no sheet has one, header_duplicate.
    """
    any_header, unparted = False, False
    with closing(table.sheets()) as sheets:
        for sheet in sheets:
            start = list(islice(sheet.rows, SEARCHED))
            try:
                columns = find_columns(start, headings, needs)
            except FileRefused as error:
                raise error.of_sheet(sheet.name) from error
            if columns is not None:
                columns = replace(columns, sheet=sheet.name, serial_zero=sheet.serial_zero)
            any_header |= columns is not None
            unparted |= sheet.name is None and _is_unparted(start, headings, needs)
            yield columns, _bounded(chain(start, sheet.rows))
    if not any_header:
        raise _header_missing(needs, unparted=unparted)


def version_of(path: Path) -> Version:
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns


def of(table: Table, parts: Sequence[Columns | None], version: Version, rows: int) -> Layout:
    """The layout; a sheet's name is said where there are several to mistake it for."""
    if sum(columns is not None for columns in parts) == 1:
        parts = [columns and replace(columns, sheet=None) for columns in parts]
    return Layout(table=table, parts=tuple(parts), version=version, rows=rows)


def _bounded(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        if row.line > MOST_ROWS:
            many = N_("Daftar lebih dari {most} baris: bagi menjadi beberapa berkas.")
            most = f"{MOST_ROWS:,}".replace(",", ".")
            raise FileRefused("too_many_rows", Phrase(many, most=most))
        yield row


def _is_unparted(start: Sequence[Row], headings: Mapping[str, str], needs: Sequence[Need]) -> bool:
    """A cell that holds all needed headings at once was cut at no delimiter, or a wrong one."""
    words = [{word for word, field in headings.items() if field in need} for need in needs]
    texts = [plain(cell) for row in start for cell in row.cells]
    return any(all(any(w in text for w in one) for one in words) for text in texts)


def _header_missing(needs: Sequence[Need], *, unparted: bool) -> FileRefused:
    """Headings are said as a list has them."""
    names = {
        "nik": "NIK",
        "name": "Nama",
        "kind": "Jenis",
        "indicator": "Indikator",
        "value": "Nilai",
        "deed_number": Phrase(N_("NIK atau nomor akta, KK atau surat pindah")),
    }
    columns = both(names.get(min(need), "Status") for need in needs)
    sentence = Phrase(_UNPARTED if unparted else _NO_HEADER, columns=columns)
    return FileRefused("header_missing", sentence)
