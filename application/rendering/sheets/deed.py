"""What the two excerpts of deeds share: the head, the rows, notes, the issue below."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.rendering.faces import Fields, Issue
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
from application.rendering.sheets.values import paragraphs, told
from domain.values.dates import long_form
from domain.values.words import date_in_words

_ROWS = Columns(label=LEFT, colon=214, value=224, right=RIGHT, size=11)
_ISSUE = Columns(label=236, colon=352, value=360, right=RIGHT, size=10)
_FLOOR, _BLOCK, _CODE = 632, 664, 96
_STEP = 28


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What one kind of excerpt says in its own words."""

    title: str
    english: str
    entries: Sequence[Entry]
    name_after: int
    """The person's name stands in the middle after so many entries."""


def lay_deed(fields: Fields, issue: Issue, code: str, deed: Deed) -> Plan:
    plan = Plan(size=PORTRAIT)
    plan.turn()
    y = _head(plan, fields, deed)
    for at, given in enumerate(deed.entries):
        if at == deed.name_after:
            y = _name(plan, y, fields)
        y = max(y + _STEP, entry(plan, y, given, _ROWS) + _STEP - 9)
    _issue(plan, issue, code)

    def next_page() -> float:
        plan.turn()
        _issue(plan, issue, code)
        return _head_again(plan, fields, deed)

    lay_notes(plan, y + 4, _FLOOR, paragraphs(fields, "marginal_notes"), next_page)
    return plan


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
    titled(plan, 100, "REPUBLIK INDONESIA", "", 15)
    titled(plan, 119, "PENCATATAN SIPIL", "Registry Office", 13)
    middle = plan.size[0] / 2
    room = Room(width=RIGHT - LEFT, lines=1, align="middle")
    nation = f"WARGA NEGARA: {told(fields, 'nationality')}"
    plan.value(middle, 149, nation, room, "nationality")
    plan.text(middle, 159, "Nationality", Ink(size=8, grey=True, align="middle"))
    low = titled(plan, 188, deed.title, deed.english, 18)
    plan.rule(LEFT, low + 10, RIGHT, low + 10, 0.8)
    return low + 34


def _head_again(plan: Plan, fields: Fields, deed: Deed) -> float:
    """A later page says whose it is."""
    low = titled(plan, 64, deed.title, f"{deed.english} (continued)", 14)
    plan.rule(LEFT, low + 10, RIGHT, low + 10, 0.8)
    number = Entry(
        label="Nomor akta", english="Certificate number", text=told(fields, "deed_number")
    )
    entry(plan, low + 32, number, _ROWS)
    entry(plan, low + 60, Entry(label="Nama", english="Name", text=told(fields, "name")), _ROWS)
    return low + 100


def _name(plan: Plan, y: float, fields: Fields) -> float:
    room = Room(width=RIGHT - LEFT, lines=2, sizes=range(17, 9, -1), bold=True, align="middle")
    low = plan.value(plan.size[0] / 2, y + 8, told(fields, "name"), room, "name")
    return low + _STEP + 2


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
