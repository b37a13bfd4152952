"""Looks an .xlsx over before it is unpacked: what kind of zip it is, and whether it is a bomb."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from application.importing.limits import (
    LARGEST_UNPACKED,
    MOST_PARTS,
    STEEPEST,
    STEEPNESS_COUNTS_FROM,
)
from application.importing.report import FileRefused, foreign
from application.language import N_
from application.phrases import Phrase

_BOOK = "xl/workbook.xml"

_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")

_OTHERS = {
    "xl/workbook.bin": N_("buku kerja Excel biner (.xlsb)"),
    "word/document.xml": N_("dokumen Word"),
    "ppt/presentation.xml": N_("presentasi PowerPoint"),
    "content.xml": N_("dokumen OpenDocument (misalnya .ods)"),
}


def check_archive(path: Path) -> bool:
    """Whether days count from 1904. Raises FileRefused: no .xlsx, damaged, or too large within.

    The sizes are what the zip says of itself: one that lies meets the limits of the reader.
    """
    try:
        with ZipFile(path) as archive:
            _judge(archive.infolist())
            return _FROM_1904.search(_start(archive)) is not None
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise damaged() from error


def damaged() -> FileRefused:
    said = N_("Berkas ini buku kerja yang rusak: buka di Excel, lalu simpan ulang sebagai .xlsx.")
    return FileRefused("workbook_damaged", Phrase(said))


def too_large() -> FileRefused:
    said = N_(
        "Isi buku kerja terlalu besar bila dibuka: salin tabelnya saja ke buku kerja baru, atau "
        "simpan sebagai CSV UTF-8."
    )
    return FileRefused("workbook_too_large", Phrase(said))


def _judge(parts: list[ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if _BOOK not in names:
        raise foreign(
            next((kind for name, kind in _OTHERS.items() if name in names), N_("arsip zip"))
        )
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    steep = unpacked > STEEPNESS_COUNTS_FROM and unpacked > STEEPEST * packed
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or steep:
        raise too_large()


def _start(archive: ZipFile) -> bytes:
    """Of the workbook's own part: what it says of itself stands before its sheets."""
    name = next(name for name in archive.namelist() if name.lower() == _BOOK)
    with archive.open(name) as part:
        return part.read(1 << 16)
