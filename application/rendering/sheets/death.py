"""Kutipan Akta Kematian: the excerpt of a death certificate."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.deed import Deed, lay_deed
from application.rendering.sheets.form import Entry
from application.rendering.sheets.plan import Plan
from application.rendering.sheets.values import NOTHING, in_full, in_words, order_of, sex_of, told


def lay_death(fields: Fields, issue: Issue, code: str) -> Plan:
    deed = Deed(
        title="KUTIPAN AKTA KEMATIAN",
        english="Excerpt of Death Certificate",
        entries=(*_event(fields), *_person(fields)),
        name_after=5,
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
        Entry(
            label="telah meninggal dunia seorang bernama", english="died a person named", text=""
        ),
    )


def _person(fields: Fields) -> tuple[Entry, ...]:
    sex, order = sex_of(fields), order_of(fields)
    child = f"{order}, {sex}" if order and sex != NOTHING else order or sex
    place = told(fields, "birth_place")
    return (
        Entry(label="lahir di", english="born in", text=place, name="birth_place"),
        Entry(
            label="pada tanggal",
            english="on date",
            text=in_words(fields, "birth_date"),
            name="birth_date",
        ),
        Entry(label="anak ke", english="child number", text=child, name="child_order"),
        Entry(label="dari ayah", english="of father", text=told(fields, "father"), name="father"),
        Entry(label="dan ibu", english="and mother", text=told(fields, "mother"), name="mother"),
    )
