"""Checks of printed fields before approval: what the typeface cannot show, what has no room."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from application.labels import labels_of
from application.language import N_
from application.phrases import Phrase
from application.rendering.faces import Fields, Line, blood_line, face_lines, fit
from application.rendering.fonts import glyphs
from domain.documents.kinds import KTP_EL

LABELS = labels_of(KTP_EL)

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


_SIGNS = {
    "glyph_bidi": N_("{label} berisi tanda arah tulisan yang tidak dapat dicetak: {points}."),
    "glyph_combining": N_("{label} berisi tanda gabung yang tidak dapat dicetak: {points}."),
    "glyph_missing": N_("{label} berisi huruf di luar Latin yang tidak dapat dicetak: {points}."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldProblem:
    """Why a field cannot be printed as it stands; `letters` are those that make trouble."""

    field: str
    code: str
    reason: str
    letters: str = ""


def glyph_problems(fields: Fields, labels: Mapping[str, str] = LABELS) -> list[FieldProblem]:
    """glyph_bidi, glyph_combining, glyph_missing: at most one of each for a field.

    Text is composed first (NFC), as it is printed. Other scripts than Latin count as missing:
    names are written in Latin letters (Permendagri 73/2022), and only Latin is set in order.
    """
    found = []
    for field, label in labels.items():
        text = fields.get(field) or ""
        if text.isascii() and text.isprintable():
            continue
        text = unicodedata.normalize("NFC", text)
        for code, letters in (
            ("glyph_bidi", [char for char in text if char in _BIDI]),
            ("glyph_combining", [char for char in text if _combines(char)]),
            ("glyph_missing", [char for char in text if _unprintable(char)]),
        ):
            if letters:
                points = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(letters))
                reason = Phrase(_SIGNS[code], label=label, points=points)
                found.append(
                    FieldProblem(field=field, code=code, reason=reason, letters="".join(letters))
                )
    return found


def fit_problems(fields: Fields) -> list[FieldProblem]:
    """text_cut: the text has no room on the card even at the smallest size."""
    return cut_problems((*face_lines(fields), blood_line(fields)), LABELS)


def cut_problems(lines: Iterable[Line], labels: Mapping[str, str]) -> list[FieldProblem]:
    """The lines of a card that have no room, each named by its first field."""
    found = []
    for line in lines:
        fitted = fit(line.text, line.width, line.lines)
        if fitted.cut:
            field = line.fields[0]
            cut = N_("{label} terpotong {count} huruf pada kartu.")
            reason = Phrase(cut, label=labels[field], count=fitted.cut)
            letters = line.text[-fitted.cut :]
            found.append(FieldProblem(field=field, code="text_cut", reason=reason, letters=letters))
    return found


def _combines(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


@cache
def _unprintable(char: str) -> bool:
    if char in _BIDI or _combines(char):
        return False
    kind = unicodedata.category(char)
    if kind.startswith("C") or (kind.startswith("Z") and char != " "):
        return True
    if kind.startswith("L") and not unicodedata.name(char, "").startswith("LATIN "):
        return True
    if kind == "Nd" and not char.isascii():
        return True
    return ord(char) not in glyphs()
