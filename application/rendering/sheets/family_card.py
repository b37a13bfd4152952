"""Kartu Keluarga: the family card, two tables on a sheet that lies on its long side."""

from application.rendering.faces import Fields, Issue
from application.rendering.sheets.form import Columns, Entry, code_mark, entry, issuer
from application.rendering.sheets.plan import LANDSCAPE, Ink, Plan, Room
from application.rendering.sheets.table import Column, Table, lay_table
from application.rendering.sheets.values import in_figures, rows_in, sex_of, told
from domain.documents.households import MEMBER
from domain.values.dates import on_card

LEFT = 32.0
ROWS = 10
"""People on a page."""

_NEAR = Columns(label=LEFT, colon=146, value=154, right=430, size=9)
_FAR = Columns(label=500, colon=592, value=600, right=LANDSCAPE[0] - LEFT, size=9)
_STEP = 13
_TOP, _HEAD, _ROW = 136, 28, 13.4
_BLOCK, _CODE = 484, 72

_PERSON = (
    Column(title="No.", width=20, middle=True),
    Column(title="Nama Lengkap", width=150, name="name"),
    Column(title="NIK", width=84, name="nik", middle=True),
    Column(title="Jenis\nKelamin", width=58, name="sex", middle=True),
    Column(title="Tempat Lahir", width=84, name="birth_place"),
    Column(title="Tanggal\nLahir", width=54, name="birth_date", middle=True),
    Column(title="Agama", width=58, name="religion"),
    Column(title="Pendidikan", width=112, name="education"),
    Column(title="Jenis Pekerjaan", width=108, name="occupation"),
    Column(title="Golongan\nDarah", width=49.89, name="blood_type", middle=True),
)
_STATUS = (
    Column(title="No.", width=20, middle=True),
    Column(title="Status Perkawinan", width=92, name="marital_status"),
    Column(title="Tanggal Perkawinan/\nPerceraian", width=80, name="marriage_date", middle=True),
    Column(title="Status Hubungan\nDalam Keluarga", width=92, name="relation"),
    Column(title="Kewarga-\nnegaraan", width=56, name="nationality", middle=True),
    Column(title="No. Paspor", width=72, name="passport", middle=True),
    Column(title="No. KITAP", width=72, name="stay_permit", middle=True),
    Column(title="Nama Ayah", width=147, name="father"),
    Column(title="Nama Ibu", width=146.89, name="mother"),
)


def lay_family_card(fields: Fields, issue: Issue, code: str) -> Plan:
    plan = Plan(size=LANDSCAPE, margin=LEFT)
    people = list(enumerate(rows_in(fields, "member", MEMBER), start=1))

    def tell(row: int, column: str) -> tuple[str, str]:
        name = f"member.{row}.{column}"
        if column == "sex":
            return sex_of(fields, name), name
        if column.endswith("_date"):
            return in_figures(fields, name), name
        return told(fields, name), name

    for start in range(0, max(len(people), 1), ROWS):
        plan.turn()
        _head(plan, fields)
        bottom: float = _TOP
        for columns in (_PERSON, _STATUS):
            table = Table(left=LEFT, columns=columns, head=_HEAD, row=_ROW, tell=tell)
            bottom = lay_table(plan, bottom, table, people[start : start + ROWS], ROWS) + 8
        _issue(plan, fields, issue, code)
    return plan


def _head(plan: Plan, fields: Fields) -> None:
    middle = plan.size[0] / 2
    plan.text(middle, 48, "KARTU KELUARGA", Ink(size=20, bold=True, align="middle"))
    number = Room(width=400, sizes=(13, 12, 11, 10, 9, 8), bold=True, align="middle")
    told_number = f"No. {told(fields, 'family_card_number')}"
    plan.value(middle, 66, told_number, number, "family_card_number")
    near = (
        Entry(label="Nama Kepala Keluarga", text=told(fields, "head_name"), name="head_name"),
        Entry(label="Alamat", text=told(fields, "address"), name="address"),
        Entry(label="RT/RW", text=f"{told(fields, 'rt')}/{told(fields, 'rw')}", name="rt"),
        Entry(label="Kode Pos", text=told(fields, "postal_code"), name="postal_code"),
    )
    far = (
        Entry(label="Desa/Kelurahan", text=told(fields, "village"), name="village"),
        Entry(label="Kecamatan", text=told(fields, "district"), name="district"),
        Entry(label="Kabupaten/Kota", text=told(fields, "regency"), name="regency"),
        Entry(label="Provinsi", text=told(fields, "province"), name="province"),
    )
    for entries, columns in ((near, _NEAR), (far, _FAR)):
        for at, given in enumerate(entries):
            _one(plan, 86 + at * _STEP, given, columns)


def _one(plan: Plan, y: float, given: Entry, columns: Columns) -> None:
    plan.text(columns.label, y, given.label, Ink(size=columns.size))
    plan.text(columns.colon, y, ":", Ink(size=columns.size))
    room = Room(width=columns.right - columns.value, lines=1, sizes=(9, 8, 7, 6, 5))
    plan.value(columns.value, y, given.text, room, given.name)


def _issue(plan: Plan, fields: Fields, issue: Issue, code: str) -> None:
    columns = Columns(label=LEFT, colon=124, value=132, right=270, size=9)
    low = entry(plan, _BLOCK, Entry(label="Dikeluarkan di", text=issue.place), columns)
    day = Entry(label="Dikeluarkan tanggal", text=on_card(issue.day))
    entry(plan, low + _STEP, day, columns)
    middle = plan.size[0] / 2 - 60
    plan.text(middle, _BLOCK, "KEPALA KELUARGA", Ink(size=9, align="middle"))
    plan.rule(middle - 85, _BLOCK + 56, middle + 85, _BLOCK + 56, 0.5)
    room = Room(width=170, lines=2, sizes=(9, 8, 7, 6, 5), align="middle")
    plan.value(middle, _BLOCK + 66, told(fields, "head_name"), room, "head_name")
    right = plan.size[0] - LEFT
    code_mark(plan, right - _CODE - 8, _BLOCK - 11, _CODE, code)
    x = right - _CODE - 20 - 110
    plan.text(x, _BLOCK, "KEPALA", Ink(size=9, align="middle"))
    issuer(plan, x, _BLOCK + 12, issue, 210)
