"""Kutipan Akta Kematian: the excerpt of a death certificate."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.deed import Deed, child, lay_deed
from application.rendering.sheets.form import Entry
from application.rendering.sheets.plan import Plan
from application.rendering.sheets.values import in_full, in_words, told


def lay_death(fields: Fields, issue: Issue, code: str) -> Plan:
    deed = Deed(
        title="KUTIPAN AKTA KEMATIAN",
        english="Excerpt of Death Certificate",
        event=_event(fields),
        happened=("telah meninggal dunia seorang bernama", "died a person named"),
        person=_person(fields),
    )
    return lay_deed(fields, issue, code, deed)


def _event(fields: Fields) -> tuple[Entry, ...]:
    return (
        Entry(
            label="Berdasarkan Akta Kematian Nomor",
            english="By virtue of Death Certificate Number",
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
            text=told(fields, "death_place"),
            name="death_place",
        ),
        Entry(
            label="pada tanggal",
            english="on date",
            text=in_words(fields, "death_date"),
            name="death_date",
        ),
    )


def _person(fields: Fields) -> tuple[Entry, ...]:
    place = told(fields, "birth_place")
    return (
        Entry(label="lahir di", english="born in", text=place, name="birth_place"),
        Entry(
            label="pada tanggal",
            english="on date",
            text=in_words(fields, "birth_date"),
            name="birth_date",
        ),
        child(fields),
        Entry(label="dari ayah", english="of father", text=told(fields, "father"), name="father"),
        Entry(label="dan ibu", english="and mother", text=told(fields, "mother"), name="mother"),
    )
