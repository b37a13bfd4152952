"""Kutipan Akta Kelahiran: the excerpt of a birth certificate."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.deed import Deed, child, lay_deed
from application.rendering.sheets.form import Entry
from application.rendering.sheets.plan import Plan
from application.rendering.sheets.values import NOTHING, in_full, in_words, told


def lay_birth(fields: Fields, issue: Issue, code: str) -> Plan:
    deed = Deed(
        title="KUTIPAN AKTA KELAHIRAN",
        english="Excerpt of Birth Certificate",
        event=_event(fields),
        happened=("telah lahir", "was born"),
        person=(child(fields), *_parents(fields)),
    )
    return lay_deed(fields, issue, code, deed)


def _event(fields: Fields) -> tuple[Entry, ...]:
    return (
        Entry(
            label="Berdasarkan Akta Kelahiran Nomor",
            english="By virtue of Birth Certificate Number",
            text=told(fields, "deed_number"),
            name="deed_number",
        ),
        Entry(
            label="tertanggal",
            english="dated",
            text=in_full(fields, "deed_date"),
            name="deed_date",
        ),
        Entry(
            label="bahwa di",
            english="that in",
            text=told(fields, "birth_place"),
            name="birth_place",
        ),
        Entry(
            label="pada tanggal",
            english="on date",
            text=in_words(fields, "birth_date"),
            name="birth_date",
        ),
    )


def _parents(fields: Fields) -> tuple[Entry, ...]:
    """A child may be its mother's alone."""
    father, mother = told(fields, "father"), told(fields, "mother")
    if father == NOTHING:
        return (Entry(label="dari ibu", english="of mother", text=mother, name="mother"),)
    return (
        Entry(label="dari ayah", english="of father", text=father, name="father"),
        Entry(label="dan ibu", english="and mother", text=mother, name="mother"),
    )
