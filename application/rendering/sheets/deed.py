"""What the two excerpts of deeds share: the head, the rows, notes, the issue below."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.rendering.faces import SEXES, Fields, Issue
from application.rendering.sheets.form import (
    LEFT,
    RIGHT,
    Columns,
    Entry,
    code_mark,
    entry,
    issuer,
    titled,
)
from application.rendering.sheets.notes import lay_notes
from application.rendering.sheets.plan import PORTRAIT, Ink, Plan, Room
from application.rendering.sheets.values import (
    NOTHING,
    in_full,
    in_words,
    order_of,
    paragraphs,
    sex_of,
    told,
)
from domain.values.dates import long_form
from domain.values.words import date_in_words

_ROWS = Columns(label=LEFT, colon=250, value=258, right=RIGHT, size=11)
_ISSUE = Columns(label=196, colon=332, value=340, right=RIGHT, size=10)
_FLOOR, _BLOCK, _CODE = 632, 664, 96
_STEP = 28


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What one kind of excerpt says in its own words."""

    title: str
    english: str
    event: Sequence[Entry]
    happened: tuple[str, str]
    """What stands above the name, in two languages."""
    person: Sequence[Entry]


def lay_deed(fields: Fields, issue: Issue, code: str, deed: Deed) -> Plan:
    plan = Plan(size=PORTRAIT)
    plan.turn()
    y = _head(plan, fields, deed)
    y = _rows(plan, y, deed.event)
    y = _name(plan, titled(plan, y + 2, *deed.happened, Ink(size=11)), fields)
    y = _rows(plan, y, deed.person)
    _issue(plan, issue, code)

    def next_page() -> float:
        plan.turn()
        _issue(plan, issue, code)
        return _head_again(plan, fields, deed)

    lay_notes(plan, y + 4, _FLOOR, paragraphs(fields, "marginal_notes"), next_page)
    return plan


def event(fields: Fields, of: tuple[str, str], place: str, day: str) -> tuple[Entry, ...]:
    """Which deed says that it happened where and when. `of`: Kelahiran, Birth."""
    indonesian, english = of
    return (
        Entry(
            label=f"Berdasarkan Akta {indonesian} Nomor",
            english=f"By virtue of {english} Certificate Number",
            text=told(fields, "deed_number"),
            name="deed_number",
        ),
        Entry(
            label="tertanggal",
            english="dated",
            text=in_full(fields, "deed_date"),
            name="deed_date",
        ),
        Entry(label="bahwa di", english="that in", text=told(fields, place), name=place),
        on_the_day(fields, day),
    )


def on_the_day(fields: Fields, day: str) -> Entry:
    text = in_words(fields, day)
    return Entry(label="pada tanggal", english="on date", text=text, name=day)


def child(fields: Fields) -> Entry:
    """`anak ke: dua, perempuan`; without an order only which sex."""
    order, sex = order_of(fields), sex_of(fields)
    if (fields.get("sex") or "") in SEXES:
        sex = sex.lower()
    if not order:
        return Entry(label="jenis kelamin", english="sex", text=sex, name="sex")
    text = order if sex == NOTHING else f"{order}, {sex}"
    return Entry(label="anak ke", english="child number", text=text, name="child_order")


def _head(plan: Plan, fields: Fields, deed: Deed) -> float:
    nik = Entry(
        label="Nomor Induk Kependudukan",
        english="Personal Registration Number",
        text=told(fields, "nik"),
        name="nik",
        lines=1,
        bold=True,
    )
    entry(plan, 56, nik, _ROWS)
    titled(plan, 100, "REPUBLIK INDONESIA", "", Ink(size=15, bold=True))
    titled(plan, 119, "PENCATATAN SIPIL", "Registry Office", Ink(size=13, bold=True))
    middle = plan.size[0] / 2
    room = Room(width=RIGHT - LEFT, lines=1, align="middle")
    nation = f"WARGA NEGARA: {told(fields, 'nationality')}"
    plan.value(middle, 149, nation, room, "nationality")
    plan.text(middle, 159, "Nationality", Ink(size=8, grey=True, align="middle"))
    low = titled(plan, 188, deed.title, deed.english, Ink(size=18, bold=True))
    plan.rule(LEFT, low + 10, RIGHT, low + 10, 0.8)
    return low + 34


def _rows(plan: Plan, y: float, entries: Sequence[Entry]) -> float:
    for given in entries:
        y = max(y + _STEP, entry(plan, y, given, _ROWS) + _STEP - 9)
    return y


def _head_again(plan: Plan, fields: Fields, deed: Deed) -> float:
    """A later page says whose it is."""
    low = titled(plan, 64, deed.title, f"{deed.english} (continued)", Ink(size=14, bold=True))
    plan.rule(LEFT, low + 10, RIGHT, low + 10, 0.8)
    for at, (label, english, name) in enumerate(
        (("Nomor akta", "Certificate number", "deed_number"), ("Nama", "Name", "name"))
    ):
        given = Entry(label=label, english=english, text=told(fields, name), name=name)
        entry(plan, low + 32 + 32 * at, given, _ROWS)
    return low + 108


def _name(plan: Plan, y: float, fields: Fields) -> float:
    room = Room(width=RIGHT - LEFT, lines=2, sizes=range(17, 9, -1), bold=True, align="middle")
    low = plan.value(plan.size[0] / 2, y + 26, told(fields, "name"), room, "name")
    return low + _STEP + 4


def _issue(plan: Plan, issue: Issue, code: str) -> None:
    code_mark(plan, LEFT, _BLOCK - 12, _CODE, code)
    place = Entry(
        label="Kutipan ini dikeluarkan di", english="This excerpt is issued in", text=issue.place
    )
    low = entry(plan, _BLOCK, place, _ISSUE)
    words = f"{date_in_words(issue.day)} ({long_form(issue.day)})"
    day = Entry(label="pada tanggal", english="on date", text=words, lines=3)
    low = entry(plan, low + 16, day, _ISSUE)
    middle = (_ISSUE.label + RIGHT) / 2
    plan.text(middle, low + 24, "Pejabat Pencatatan Sipil", Ink(size=10, align="middle"))
    english = Ink(size=7.5, grey=True, align="middle")
    plan.text(middle, low + 33, "Officer of Civil Registration", english)
    issuer(plan, middle, low + 47, issue, RIGHT - _ISSUE.label)
