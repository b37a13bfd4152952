"""Tells by its content what a file is; its name says nothing that could be relied on."""

from pathlib import Path

from application.importing.csv_table import open_csv
from application.importing.limits import LARGEST_FILE, LARGEST_WORKBOOK, MEBIBYTE
from application.importing.report import FileRefused, foreign
from application.importing.table import Table
from application.importing.workbook import Workbook

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip, as .xlsx is one, and the compound file of Excel 97-2003; more is seen on reading."""

_FOREIGN = {
    b"PK\x05\x06": "arsip zip kosong",
    b"%PDF": "PDF",
    b"\x89PNG": "gambar",
    b"\xff\xd8\xff": "gambar",
    b"GIF8": "gambar",
    b"\x1f\x8b": "arsip terkompresi",
    b"Rar!": "arsip terkompresi",
    b"7z\xbc\xaf": "arsip terkompresi",
    b"{\\rtf": "dokumen RTF",
    b"SQLite format 3\0": "basis data",
    b"\x09\x08": "buku kerja Excel sebelum 1997",
    b"\x09\x04": "buku kerja Excel sebelum 1997",
    b"\x09\x02": "buku kerja Excel sebelum 1997",
}


def open_table(path: Path) -> Table:
    """Raises FileRefused for what is no CSV and no workbook, and for what is too large."""
    if not path.is_file():
        raise FileRefused("not_a_table_file", "Ini bukan berkas biasa: simpan dulu sebagai berkas.")
    size = path.stat().st_size
    with path.open("rb") as content:
        head = content.read(16)
    is_workbook = head.startswith(_WORKBOOKS)
    largest = LARGEST_WORKBOOK if is_workbook else LARGEST_FILE
    if size > largest:
        raise FileRefused(
            "file_too_large",
            f"Berkas {size // MEBIBYTE} MiB terlalu besar, paling banyak {largest // MEBIBYTE} "
            "MiB: bagi menjadi beberapa berkas.",
        )
    if is_workbook:
        return Workbook(path)
    for mark, kind in _FOREIGN.items():
        if head.startswith(mark):
            raise foreign(kind)
    return open_csv(path)
