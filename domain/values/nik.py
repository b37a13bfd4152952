"""The NIK: its form, what its digits say, and where they differ from the row."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Self

_FORM = re.compile(r"[0-9]{16}")  # ASCII only: str.isdigit() would take other scripts

WOMAN = 40
"""Added to the day of birth in a woman's NIK."""


@dataclass(frozen=True, slots=True)
class Nik:
    """16 digits: region of first registration 6, birth date DDMMYY, serial 4. No check digit."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise ValueError for anything but 16 ASCII digits."""
        if _FORM.fullmatch(text) is None:
            raise ValueError("a NIK is 16 digits")
        return cls(text)

    @property
    def region(self) -> str:
        return self.text[:6]

    @property
    def sex(self) -> str:
        """L or P, by the day of birth."""
        return "P" if int(self.text[6:8]) > WOMAN else "L"

    @property
    def birth_digits(self) -> str:
        """DDMMYY with a woman's day less 40. The century is not there."""
        day = int(self.text[6:8])
        return f"{day - WOMAN if day > WOMAN else day:02}{self.text[8:12]}"

    @property
    def serial(self) -> str:
        return self.text[12:]

    def masked(self) -> str:
        """For screens: the region's first four digits and the serial stay."""
        return f"{self.text[:4]}{'•' * 8}{self.serial}"


def warnings(nik: Nik, birth_date: date, sex: str, known_regions: Container[str]) -> list[str]:
    """Codes of what the NIK says otherwise than the row. Never a refusal.

    A NIK keeps the region of first registration through splits and moves, and its date and sex
    through corrections. `known_regions` holds six-digit kecamatan codes, `sex` is L or P.
    """
    found = []
    if nik.region not in known_regions:
        found.append("nik_region_unknown")
    if nik.birth_digits != f"{birth_date:%d%m%y}":
        found.append("nik_birth_date_differs")
    if nik.sex != sex:
        found.append("nik_sex_differs")
    return found
