"""The door: a document for paper as a PDF, and what keeps its fields from being printed."""

from collections.abc import Mapping
from unicodedata import category

from application.labels import labels_of
from application.language import N_
from application.phrases import Phrase
from application.rendering.checks import FieldProblem, glyph_problems
from application.rendering.faces import Fields, Issue, one_line
from application.rendering.fonts import glyphs
from application.rendering.sheets.birth import lay_birth
from application.rendering.sheets.death import lay_death
from application.rendering.sheets.family_card import lay_family_card
from application.rendering.sheets.form import OFFICE, feet
from application.rendering.sheets.ink import About, pdf_of
from application.rendering.sheets.moving_letter import lay_moving_letter
from application.rendering.sheets.values import day_of, paragraphs
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KINDS, MOVING
from domain.values.dates import parse_iso

_LAYOUTS = {
    BIRTH: lay_birth,
    DEATH: lay_death,
    FAMILY_CARD: lay_family_card,
    MOVING: lay_moving_letter,
}
_TITLES = {
    BIRTH: "Kutipan Akta Kelahiran",
    DEATH: "Kutipan Akta Kematian",
    FAMILY_CARD: "Kartu Keluarga",
    MOVING: "Surat Keterangan Pindah WNI",
}
_FAR_SIGN = N_("{label} berisi tanda yang tidak dapat dicetak: {points}.")
_NO_DATE = N_("{label} bukan tanggal (TTTT-BB-HH).")
_NOWHERE = Issue(province="-", regency="-", place="-", day=parse_iso("2000-01-01"))
"""Where it is issued has no part in whether its fields have room."""


def render_sheet(kind: str, fields: Fields, issue: Issue, *, code: str) -> bytes:
    """A PDF of A4 pages, the same for the same inputs.

    What is shown is what is printed; what should not be printed, sheet_problems says before.
    `code` is what the QR on each page says, up to 200 letters; raises ValueError for one too
    dense to be read, and KeyError for a kind that is no paper.
    """
    plan = _LAYOUTS[kind](fields, issue, code)
    template = KINDS[kind].template
    feet(plan, template)
    author = f"{OFFICE} {issue.regency.upper()}"
    return pdf_of(plan, code, About(title=_TITLES[kind], author=author, subject=template))


def sheet_problems(kind: str, fields: Fields) -> list[FieldProblem]:
    """glyph_*, not_a_date, text_cut; empty when every printed field can be printed as it is."""
    labels = labels_of(kind)
    notes = " ".join(paragraphs(fields, "marginal_notes"))
    found = glyph_problems({**fields, "marginal_notes": notes}, labels)
    found += _far_signs(fields, labels)
    found += _date_problems(fields, labels)
    for name, letters in _LAYOUTS[kind](fields, _NOWHERE, "").cut.items():
        cut = N_("{label} terpotong {count} huruf pada lembar.")
        reason = Phrase(cut, label=labels[name], count=len(letters))
        found.append(FieldProblem(field=name, code="text_cut", reason=reason, letters=letters))
    return found


def _far_signs(fields: Fields, labels: Mapping[str, str]) -> list[FieldProblem]:
    """Signs beyond the first plane of Unicode: a PDF shows them and says others when read."""
    found = []
    for name, label in labels.items():
        far = [
            char
            for char in fields.get(name) or ""
            if char > "\uffff" and category(char) in ("So", "No")
        ]
        letters = [char for char in far if ord(char) in glyphs()]
        if letters:
            points = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(letters))
            found.append(
                FieldProblem(
                    field=name,
                    code="glyph_missing",
                    reason=Phrase(_FAR_SIGN, label=label, points=points),
                    letters="".join(letters),
                )
            )
    return found


def _date_problems(fields: Fields, labels: Mapping[str, str]) -> list[FieldProblem]:
    return [
        FieldProblem(field=name, code="not_a_date", reason=Phrase(_NO_DATE, label=label))
        for name, label in labels.items()
        if name.endswith("_date") and one_line(fields.get(name)) and day_of(fields, name) is None
    ]
