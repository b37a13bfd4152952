"""Looks an .xls over before it is read: the compound file that all of Office 97-2003 used.

Its directory holds the names of its streams in UTF-16 ([MS-CFB] 2.6.1), which is enough to tell.
"""

from application.importing.report import FileRefused, foreign
from application.language import N_
from application.phrases import Phrase

_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""An .xlsx with a password is a compound file around it ([MS-OFFCRYPTO] 2.3.4.4)."""

_OTHERS = {
    "WordDocument".encode("utf-16-le"): N_("dokumen Word lama (.doc)"),
    "PowerPoint Document".encode("utf-16-le"): N_("presentasi PowerPoint lama (.ppt)"),
    "__substg1.0_".encode("utf-16-le"): N_("pesan Outlook (.msg)"),
}

_FROM_1904 = b"\x22\x00\x02\x00\x01\x00\x0e\x00\x02\x00"
"""The records Date1904 (true) and CalcPrecision, which stand side by side ([MS-XLS] 2.1.7.20.3)."""


def check_compound(content: bytes) -> bool:
    """Whether days count from 1904. Raises FileRefused for what is no readable workbook."""
    if _LOCKED in content:
        raise locked()
    for name, kind in _OTHERS.items():
        if name in content:
            raise foreign(kind)
    return _FROM_1904 in content


def locked() -> FileRefused:
    said = N_(
        "Buku kerja terkunci kata sandi: buka kuncinya di Excel, lalu simpan ulang berkasnya."
    )
    return FileRefused("workbook_locked", Phrase(said))
