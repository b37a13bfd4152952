"""Surat Keterangan Pindah WNI: the letter that a household takes to its next office."""

from dataclasses import replace

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.form import (
    LEFT,
    OFFICE,
    RIGHT,
    Columns,
    Entry,
    code_mark,
    entry,
    issuer,
)
from application.rendering.sheets.plan import PORTRAIT, Ink, Plan, Room
from application.rendering.sheets.table import Column, Table, lay_table
from application.rendering.sheets.values import rows_in, told
from domain.documents.households import MOVER
from domain.values.dates import long_form

_WIDE = Columns(label=LEFT, colon=222, value=230, right=RIGHT, size=9)
_UNDER = replace(_WIDE, label=LEFT + 11)
_STEP = 13.5
_BLOCK = 698
_HEAD, _ROW = 24, 14

_MOVERS = (
    Column(title="No.", width=28, middle=True),
    Column(title="NIK", width=110, name="nik", middle=True),
    Column(title="Nama Lengkap", width=215, name="name"),
    Column(title="Status Hubungan Dalam Keluarga", width=130, name="relation"),
)


def lay_moving_letter(fields: Fields, issue: Issue, code: str) -> Plan:
    plan = Plan(size=PORTRAIT)
    plan.turn()
    y = _move(plan, _origin(plan, _head(plan, fields, issue), fields), fields)
    people = list(enumerate(rows_in(fields, "mover", MOVER), start=1))

    def tell(row: int, column: str) -> tuple[str, str]:
        name = f"mover.{row}.{column}"
        return told(fields, name), name

    table = Table(
        left=LEFT, columns=_MOVERS, head=_HEAD, row=_ROW, tell=tell, sizes=(9, 8, 7, 6, 5)
    )
    while True:
        room = int((_BLOCK - 24 - y - _HEAD) / _ROW)
        lay_table(plan, y, table, people[:room], 1)
        _issue(plan, fields, issue, code)
        people = people[room:]
        if not people:
            return plan
        plan.turn()
        y = _head(plan, fields, issue)
        plan.text(LEFT, y, "7. Keluarga Yang Pindah (lanjutan)", Ink(size=9))
        y += 8


def _head(plan: Plan, fields: Fields, issue: Issue) -> float:
    middle = plan.size[0] / 2
    room = Room(width=RIGHT - LEFT, sizes=(12, 11, 10, 9, 8), bold=True, align="middle")
    plan.value(middle, 52, f"PEMERINTAH {issue.regency.upper()}", room)
    plan.text(middle, 68, OFFICE, Ink(size=13, bold=True, align="middle"))
    plan.rule(LEFT, 78, RIGHT, 78, 1.4)
    plan.rule(LEFT, 80.5, RIGHT, 80.5, 0.4)
    title = Ink(size=13, bold=True, align="middle")
    plan.text(middle, 104, "SURAT KETERANGAN PINDAH WNI", title)
    number = Room(width=RIGHT - LEFT, align="middle")
    plan.value(middle, 118, f"Nomor: {told(fields, 'letter_number')}", number, "letter_number")
    return 142


def _origin(plan: Plan, y: float, fields: Fields) -> float:
    y = _section(plan, y, "DATA DAERAH ASAL")
    y = _line(plan, y, fields, "1. Nomor Kartu Keluarga", "family_card_number")
    y = _line(plan, y, fields, "2. Nama Kepala Keluarga", "head_name")
    y = _address(plan, y, fields, "3. Alamat", "")
    y = _line(plan, y, fields, "4. NIK Pemohon", "nik")
    return _line(plan, y, fields, "5. Nama Lengkap Pemohon", "name") + 8


def _move(plan: Plan, y: float, fields: Fields) -> float:
    y = _section(plan, y, "DATA KEPINDAHAN")
    y = _line(plan, y, fields, "1. Alasan Pindah", "move_reason")
    y = _address(plan, y, fields, "2. Alamat Tujuan Pindah", "to_")
    y = _line(plan, y, fields, "3. Klasifikasi Pindah", "move_class")
    y = _line(plan, y, fields, "4. Jenis Kepindahan", "move_kind")
    y = _line(plan, y, fields, "5. Status KK Bagi Yang Tidak Pindah", "staying_card")
    y = _line(plan, y, fields, "6. Status KK Bagi Yang Pindah", "moving_card")
    plan.text(LEFT, y, "7. Keluarga Yang Pindah", Ink(size=9))
    return y + 8


def _section(plan: Plan, y: float, text: str) -> float:
    plan.text(LEFT, y, text, Ink(size=9.5, bold=True))
    plan.rule(LEFT, y + 4, RIGHT, y + 4, 0.4)
    return y + 18


def _line(plan: Plan, y: float, fields: Fields, label: str, name: str) -> float:
    given = Entry(label=label, text=told(fields, name), name=name)
    return entry(plan, y, given, _WIDE) + _STEP


def _address(plan: Plan, y: float, fields: Fields, label: str, side: str) -> float:
    """The street, then its parts under it."""
    y = _line(plan, y, fields, label, f"{side}address")
    for text, parts in (
        ("RT/RW", ("rt", "rw")),
        ("a. Desa/Kelurahan", ("village",)),
        ("b. Kecamatan", ("district",)),
        ("c. Kabupaten/Kota", ("regency",)),
        ("d. Provinsi", ("province",)),
        ("e. Kode Pos", ("postal_code",)),
    ):
        names = [f"{side}{part}" for part in parts]
        told_parts = "/".join(told(fields, name) for name in names)
        given = Entry(label=text, text=told_parts, name=names[0])
        y = entry(plan, y, given, _UNDER) + _STEP
    return y


def _issue(plan: Plan, fields: Fields, issue: Issue, code: str) -> None:
    left, right = LEFT + 84, RIGHT - 194
    plan.text(left, _BLOCK + 12, "Pemohon", Ink(size=9, align="middle"))
    plan.rule(left - 80, _BLOCK + 72, left + 80, _BLOCK + 72, 0.5)
    room = Room(width=160, lines=2, sizes=(9, 8, 7, 6), align="middle")
    plan.value(left, _BLOCK + 82, told(fields, "name"), room, "name")
    code_mark(plan, RIGHT - 78 - 8, _BLOCK - 12, 78, code)
    day = f"{issue.place}, {long_form(issue.day)}"
    place = Room(width=200, lines=2, sizes=(9, 8, 7), align="middle")
    low = plan.value(right, _BLOCK, day, place)
    plan.text(right, low + 14, "Kepala", Ink(size=9, align="middle"))
    issuer(plan, right, low + 26, issue, 196)
