"""Kutipan Akta Kematian: the excerpt of a death certificate."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.deed import Deed, child, event, lay_deed, on_the_day
from application.rendering.sheets.form import Entry
from application.rendering.sheets.plan import Plan
from application.rendering.sheets.values import told


def lay_death(fields: Fields, issue: Issue, code: str) -> Plan:
    deed = Deed(
        title="KUTIPAN AKTA KEMATIAN",
        english="Excerpt of Death Certificate",
        event=event(fields, ("Kematian", "Death"), "death_place", "death_date"),
        happened=("telah meninggal dunia seorang bernama", "died a person named"),
        person=_person(fields),
    )
    return lay_deed(fields, issue, code, deed)


def _person(fields: Fields) -> tuple[Entry, ...]:
    place = told(fields, "birth_place")
    return (
        Entry(label="lahir di", english="born in", text=place, name="birth_place"),
        on_the_day(fields, "birth_date"),
        child(fields),
        Entry(label="dari ayah", english="of father", text=told(fields, "father"), name="father"),
        Entry(label="dan ibu", english="and mother", text=told(fields, "mother"), name="mother"),
    )
