"""What stands on a KTP-el: lines, labels and the room each text has."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from application.language import N_
from application.rendering.fitting import Fitted, fitted
from application.rendering.fonts import font
from domain.values.dates import on_card, parse_iso

Fields = Mapping[str, str | None]

LARGEST, SMALLEST = 25, 19
"""Heights of text in dots; at 300 dpi 19 dots are 1.6 mm: read at arm's length, no smaller."""

SEXES = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """Where and when a card is issued: names as the head of the card writes them."""

    province: str
    regency: str
    place: str
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A labelled text: the fields it shows, its room in dots and in lines."""

    label: str
    text: str
    fields: tuple[str, ...]
    width: int = 440
    lines: int = 1
    indent: int = 0


def face_lines(fields: Fields) -> tuple[Line, ...]:
    """The front in the order of the KTP-el's labels; RT/RW to Kecamatan stand under Alamat."""

    def line(label: str, *names: str, joint: str = "/", lines: int = 1, indent: int = 0) -> Line:
        text = joint.join(shown(fields, name) for name in names)
        return Line(label=label, text=text, fields=names, lines=lines, indent=indent)

    return (
        line(N_("Nama"), "name", lines=2),
        line(N_("Tempat/Tgl Lahir"), "birth_place", "birth_date", joint=", "),
        replace(line(N_("Jenis kelamin"), "sex"), width=220),
        line(N_("Alamat"), "address", lines=2),
        line(N_("RT/RW"), "rt", "rw", indent=22),
        line(N_("Kel/Desa"), "village", indent=22),
        line(N_("Kecamatan"), "district", indent=22),
        line(N_("Agama"), "religion"),
        line(N_("Status Perkawinan"), "marital_status"),
        line(N_("Pekerjaan"), "occupation"),
        line(N_("Kewarganegaraan"), "nationality"),
        Line(label=N_("Berlaku Hingga"), text="SEUMUR HIDUP", fields=()),
    )


def blood_line(fields: Fields) -> Line:
    """Beside Jenis kelamin, on the same line."""
    text = shown(fields, "blood_type")
    return Line(label=N_("Gol. Darah"), text=text, fields=("blood_type",), width=70)


@lru_cache(maxsize=4096)
def fit(text: str, width: int, lines: int) -> Fitted:
    """One line at any size before two, the larger size before the smaller; else cut."""
    return fitted(text, width, lines, range(LARGEST, SMALLEST - 1, -1), _measured)


def _measured(text: str, size: int) -> float:
    return font(size).getlength(text)


def one_line(text: str | None) -> str:
    """As it is printed: composed (NFC), single blanks, no ends of lines."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def shown(fields: Fields, name: str) -> str:
    """A field as a card writes it; an unknown one is a hyphen, an unnamed nationality WNI."""
    value = one_line(fields.get(name))
    if name == "nationality":
        return value or "WNI"
    if not value:
        return "-"
    if name == "birth_date":
        return on_card(parse_iso(value))
    return SEXES.get(value, value) if name == "sex" else value
