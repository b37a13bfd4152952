"""One invented person and her card."""

from datetime import date

from application.rendering.card import CardFaces, render_card
from application.rendering.faces import Issue

FIELDS: dict[str, str | None] = {
    "nik": "3603125211090007",
    "name": "DEWI PERAGA",
    "birth_place": "CONTOH",
    "birth_date": "2009-11-12",
    "sex": "P",
    "blood_type": "O",
    "address": "JL CONTOH RAYA NO 12 BLOK C3",
    "rt": "003",
    "rw": "007",
    "village": "CONTOHAN",
    "district": "CURUG",
    "religion": "ISLAM",
    "marital_status": "BELUM KAWIN",
    "occupation": "PELAJAR/MAHASISWA",
    "nationality": "WNI",
}

ISSUE = Issue(province="Contoh", regency="Kabupaten Contoh", place="Curug", day=date(2026, 11, 23))


def card(
    *, photo: bytes | None = None, qr: str = "P-0388-01", attempt: str = "P-0388-01", **fields: str
) -> CardFaces:
    return render_card(FIELDS | fields, ISSUE, photo=photo, qr=qr, attempt=attempt)
