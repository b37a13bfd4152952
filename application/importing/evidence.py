"""What only a whole column can say: digits that Excel rounded, months before days."""

from dataclasses import dataclass

from application.importing.birthdates import day_and_month
from application.importing.cells import read_nik
from application.importing.report import FileRefused
from application.language import N_
from application.phrases import Phrase

_ROUNDED = N_(
    "Semua NIK ({count}) berakhir angka 0: Excel telah membulatkan kolom ini. "
    "Minta berkas asli dengan NIK sebagai teks."
)
_MONTH_FIRST = N_(
    "Kolom tanggal ditulis dengan bulan di depan (bulan/hari/tahun): simpan ulang "
    "dengan hari di depan."
)
_FEWEST_ROUNDED = 8
"""Fewer NIK may all end in 0 by chance."""


@dataclass(slots=True)
class Evidence:
    """Of a column of NIK and a column of dates; either may stay empty."""

    niks: int = 0
    ending_in_zero: int = 0
    month_first: int | None = None
    """The first line whose date can be month/day only."""
    day_first: bool = False
    """Some date is impossible as month/day."""

    def see_nik(self, cell: str) -> None:
        nik = read_nik(cell)
        if nik.value or nik.code == "nik_number":
            self.niks += 1
            self.ending_in_zero += nik.code == "nik_number" or (nik.value or "").endswith("0")

    def see_day(self, text: str, line: int) -> None:
        if numbers := day_and_month(text):
            first, second = numbers
            self.day_first |= not 1 <= first <= 12
            if self.month_first is None and 1 <= first <= 12 < second <= 31:
                self.month_first = line

    def count(self, other: "Evidence") -> None:
        """Add another sheet's NIK to these."""
        self.niks += other.niks
        self.ending_in_zero += other.ending_in_zero

    def judge(self) -> None:
        """Raises FileRefused: of such a column no cell can be trusted."""
        if self.niks >= _FEWEST_ROUNDED and self.niks == self.ending_in_zero:
            raise FileRefused("nik_all_end_in_zero", Phrase(_ROUNDED, count=self.niks))
        if self.month_first is not None and not self.day_first:
            raise FileRefused("dates_month_first", Phrase(_MONTH_FIRST), self.month_first)
