"""Drawing a certificate and a family card, beside an empty page with the same typeface."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from application.rendering.faces import Issue
from application.rendering.sheets.render import render_sheet
from application.rendering.sheets.typeface import BOLD, REGULAR
from benchmarks.measure import Figure, seconds
from domain.documents.kinds import BIRTH, FAMILY_CARD

SHEETS = 60
BIRTH_MS, FAMILY_MS = 25.0, 60.0
CODE = "CTK-261125-AAAA-B"
ISSUE = Issue(
    province="Banten", regency="Kabupaten Tangerang", place="Curug", day=date(2026, 11, 25)
)
CHILD: dict[str, str | None] = {
    "deed_number": "3603-LU-25112026-0001",
    "deed_date": "2026-11-25",
    "nik": "3603176011260001",
    "birth_place": "TANGERANG",
    "birth_date": "2026-11-20",
    "sex": "P",
    "child_order": "2",
    "father": "BUDI CONTOH TELADAN",
    "mother": "SITI MODEL PERAGA",
    "nationality": "INDONESIA",
    "marginal_notes": "Nama anak diganti menurut penetapan pengadilan.",
}
PERSON: dict[str, str] = {
    "nik": "3603170403089001",
    "sex": "L",
    "birth_place": "TANGERANG",
    "birth_date": "2008-03-04",
    "religion": "ISLAM",
    "education": "SLTA/SEDERAJAT",
    "occupation": "PELAJAR/MAHASISWA",
    "blood_type": "O",
    "marital_status": "BELUM KAWIN",
    "relation": "ANAK",
    "nationality": "WNI",
    "father": "BUDI CONTOH TELADAN",
    "mother": "SITI MODEL PERAGA",
}
HOUSE: dict[str, str | None] = {
    "family_card_number": "3603172105120004",
    "head_name": "BUDI CONTOH TELADAN",
    "address": "JL CONTOH RAYA NO 12",
    "rt": "003",
    "rw": "007",
    "village": "CONTOHAN",
    "district": "CURUG",
    "regency": "KABUPATEN TANGERANG",
    "province": "BANTEN",
    "postal_code": "15810",
}


def run(_folder: Path) -> list[Figure]:
    _certificate(0)  # the typeface is registered by the first sheet
    limit = f"{_timed(_empty):.1f} ms for an empty page, same typeface"
    parts = (
        ("birth certificate PDF", _certificate, BIRTH_MS),
        ("family card PDF, 10 people", _family_card, FAMILY_MS),
    )
    return [_figure(name, _timed(draw), limit, target) for name, draw, target in parts]


def _figure(name: str, drawn: float, limit: str, target: float) -> Figure:
    return Figure(
        name=name,
        value=f"{drawn:.1f} ms (median)",
        limit=limit,
        share="",
        target=f"under {target:.0f} ms",
        met=drawn < target,
    )


def _timed(draw: Callable[[int], object]) -> float:
    """Median of warm runs, in milliseconds."""
    draw(0)
    return median(seconds(lambda n=n: draw(n)) for n in range(SHEETS)) * 1000  # type: ignore[misc]


def _certificate(number: int) -> bytes:
    fields = {**CHILD, "name": f"DEWI CONTOH {_letter(number)}"}
    return render_sheet(BIRTH, fields, ISSUE, code=CODE)


def _family_card(number: int) -> bytes:
    fields = dict(HOUSE)
    for at in range(1, 11):
        person = {**PERSON, "name": f"ANAK CONTOH {_letter(number)} {_letter(at)}"}
        fields |= {f"member.{at}.{column}": text for column, text in person.items()}
    return render_sheet(FAMILY_CARD, fields, ISSUE, code=CODE)


def _empty(number: int) -> bytes:
    """Both weights embedded, a letter each: what no sheet of this typeface can be drawn under."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    for font in (REGULAR, BOLD):
        canvas.setFont(font, 10)
        canvas.drawString(72, 720, _letter(number))
    canvas.save()
    return out.getvalue()


def _letter(number: int) -> str:
    return chr(65 + number % 26)
