"""Drawing a card and encoding its planes for the printer."""

from datetime import date
from pathlib import Path
from statistics import median

from application.rendering.card import render_card
from application.rendering.faces import Issue
from benchmarks.measure import Figure, seconds
from printers.dialects.evolis.k_codec import encode_k

CARDS = 60
LIMIT_MS = 80.0
FIELDS: dict[str, str | None] = {
    "nik": "3603170403089001",
    "name": "BUDI CONTOH TELADAN",
    "birth_place": "TANGERANG",
    "birth_date": "2008-03-04",
    "sex": "L",
    "blood_type": "O",
    "address": "JL CONTOH RAYA NO 12",
    "rt": "003",
    "rw": "007",
    "village": "CONTOHAN",
    "district": "CURUG",
    "religion": "ISLAM",
    "marital_status": "BELUM KAWIN",
    "occupation": "PELAJAR/MAHASISWA",
    "nationality": "WNI",
}


def run(_folder: Path) -> list[Figure]:
    issue = Issue(
        province="Banten", regency="Kabupaten Tangerang", place="Curug", day=date(2026, 11, 25)
    )
    planes = render_card(
        FIELDS, issue, photo=None, qr="CTK-261125-AAAA-B", attempt="1"
    ).card_image()

    def whole(number: int) -> None:
        fields = {**FIELDS, "name": f"BUDI CONTOH {chr(65 + number % 26)}"}
        faces = render_card(
            fields, issue, photo=None, qr=f"CTK-261125-{number:04d}-B", attempt=str(number)
        )
        for plane in faces.card_image().planes:
            encode_k(plane)

    drawn = median(seconds(lambda n=n: whole(n)) for n in range(CARDS)) * 1000  # type: ignore[misc]
    copied = median(
        seconds(lambda: [bytes(bytearray(p)) for p in planes.planes]) for _ in range(20)
    )
    return [
        Figure(
            name="card render + K encode",
            value=f"{drawn:.0f} ms (median)",
            limit=f"{copied * 1000:.2f} ms to copy both planes",
            share="",
            target=f"under {LIMIT_MS:.0f} ms",
            met=drawn < LIMIT_MS,
        )
    ]
