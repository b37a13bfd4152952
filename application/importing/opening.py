"""Tells by its content what a file is; its name says nothing that could be relied on."""

from pathlib import Path

from application.importing.csv_table import open_csv
from application.importing.limits import LARGEST_FILE, LARGEST_WORKBOOK, MEBIBYTE
from application.importing.report import FileRefused, foreign
from application.importing.table import Table
from application.importing.workbook import Workbook
from application.language import N_
from application.phrases import Phrase

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip, as .xlsx is one, and the compound file of Excel 97-2003; more is seen on reading."""

_TOO_LARGE = N_(
    "Berkas {size} MiB terlalu besar, paling banyak {most} MiB: bagi menjadi beberapa berkas."
)
_FOREIGN = {
    b"PK\x05\x06": N_("arsip zip kosong"),
    b"%PDF": N_("PDF"),
    b"\x89PNG": N_("gambar"),
    b"\xff\xd8\xff": N_("gambar"),
    b"GIF8": N_("gambar"),
    b"\x1f\x8b": N_("arsip terkompresi"),
    b"Rar!": N_("arsip terkompresi"),
    b"7z\xbc\xaf": N_("arsip terkompresi"),
    b"{\\rtf": N_("dokumen RTF"),
    b"SQLite format 3\0": N_("basis data"),
    b"\x09\x08": N_("buku kerja Excel sebelum 1997"),
    b"\x09\x04": N_("buku kerja Excel sebelum 1997"),
    b"\x09\x02": N_("buku kerja Excel sebelum 1997"),
}


def open_table(path: Path) -> Table:
    """Raises FileRefused for what is no CSV and no workbook, and for what is too large."""
    if not path.is_file():
        no_file = N_("Ini bukan berkas biasa: simpan dulu sebagai berkas.")
        raise FileRefused("not_a_table_file", Phrase(no_file))
    size = path.stat().st_size
    with path.open("rb") as content:
        head = content.read(16)
    is_workbook = head.startswith(_WORKBOOKS)
    largest = LARGEST_WORKBOOK if is_workbook else LARGEST_FILE
    if size > largest:
        told = Phrase(_TOO_LARGE, size=size // MEBIBYTE, most=largest // MEBIBYTE)
        raise FileRefused("file_too_large", told)
    if is_workbook:
        return Workbook(path)
    for mark, kind in _FOREIGN.items():
        if head.startswith(mark):
            raise foreign(kind)
    return open_csv(path)
