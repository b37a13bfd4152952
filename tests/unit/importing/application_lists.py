"""Builds small lists of applications on disk and reads them."""

from collections.abc import Mapping
from pathlib import Path

from application.importing.applications import check_applications, grouped, read_applications
from application.importing.asked import Asked
from tests.unit.importing.lists import TODAY, written

HEAD = "No. Permohonan;Layanan;Jenis;Sebab;No. Surat Kehilangan;Berkas;NIK;Nama;Tanggal lahir"
NIK = "3603170403889001"
TEMPLATE = Path(__file__).parents[3] / "docs" / "templates" / "permohonan.csv"


def table(*rows: Mapping[str, str]) -> str:
    """A CSV with a column for every heading that any of the rows names."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    lines = [";".join(f'"{row.get(head, "")}"' for head in heads) for row in rows]
    return "\n".join([";".join(f'"{head}"' for head in heads), *lines, ""])


def lost_card(**changes: str) -> dict[str, str]:
    row = {
        "No. Permohonan": "P-1",
        "Jenis": "KTP-el",
        "Sebab": "hilang",
        "No. Surat Kehilangan": "LK/1",
        "Berkas": "Kartu keluarga",
        "NIK": NIK,
        "Nama": "BUDI CONTOH",
        "Tanggal lahir": "04-03-1988",
        "Jenis kelamin": "L",
    }
    return {**row, **{HEADINGS.get(name, name): text for name, text in changes.items()}}


HEADINGS = {
    "number": "No. Permohonan",
    "service": "Layanan",
    "kind": "Jenis",
    "cause": "Sebab",
    "letter": "No. Surat Kehilangan",
    "papers": "Berkas",
    "nik": "NIK",
    "name": "Nama",
    "birth_date": "Tanggal lahir",
    "sex": "Jenis kelamin",
}


def read(path: Path) -> list[Asked]:
    return list(read_applications(check_applications(path), TODAY))


def read_rows(folder: Path, *rows: Mapping[str, str]) -> list[Asked]:
    return read(written(folder, table(*rows)))


def groups_of(path: Path) -> list[list[int]]:
    layout = check_applications(path)
    groups = grouped(read_applications(layout, TODAY), layout)
    return [[row.line for row in group] for group in groups]


def codes(asked: Asked) -> list[tuple[str | None, str]]:
    return [(problem.column, problem.code) for problem in asked.problems]


def warned(asked: Asked) -> list[tuple[str | None, str]]:
    return [(problem.column, problem.code) for problem in asked.warnings]
