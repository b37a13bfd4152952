"""Kutipan Akta Kelahiran: the excerpt of a birth certificate."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.deed import Deed, child, event, lay_deed
from application.rendering.sheets.form import Entry
from application.rendering.sheets.plan import Plan
from application.rendering.sheets.values import NOTHING, told


def lay_birth(fields: Fields, issue: Issue, code: str) -> Plan:
    deed = Deed(
        title="KUTIPAN AKTA KELAHIRAN",
        english="Excerpt of Birth Certificate",
        event=event(fields, ("Kelahiran", "Birth"), "birth_place", "birth_date"),
        happened=("telah lahir", "was born"),
        person=(child(fields), *_parents(fields)),
    )
    return lay_deed(fields, issue, code, deed)


def _parents(fields: Fields) -> tuple[Entry, ...]:
    """A child may be its mother's alone."""
    father, mother = told(fields, "father"), told(fields, "mother")
    if father == NOTHING:
        return (Entry(label="dari ibu", english="of mother", text=mother, name="mother"),)
    return (
        Entry(label="dari ayah", english="of father", text=father, name="father"),
        Entry(label="dan ibu", english="and mother", text=mother, name="mother"),
    )
