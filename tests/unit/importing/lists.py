"""Builds small lists on disk and imports them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from application.importing.enrolments import read_enrolments
from application.importing.opening import open_table
from application.importing.recording import Recording
from application.importing.report import Report
from application.importing.scan import check
from application.importing.table import Row

TODAY = date(2026, 11, 20)
HEAD = "NIK;Nama;Tgl Lahir;JK;Alamat"
GOOD = "3603121406569292;GUNAWAN KURNIA;14/06/1956;L;KP. CADAS"


def written(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "daftar.csv"
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


def rows_of(path: Path) -> Iterator[Row]:
    """Of all sheets."""
    for sheet in open_table(path).sheets():
        yield from sheet.rows


def imported(path: Path) -> tuple[Report, list[Recording]]:
    report, people = Report(), []
    for outcome in read_enrolments(check(path, TODAY), TODAY, {"360312"}):
        if isinstance(outcome, Recording):
            report.took(outcome.warnings)
            people.append(outcome)
        else:
            report.add(outcome)
    return report, people


def codes(report: Report) -> list[tuple[int, str | None, str]]:
    return [(problem.line, problem.column, problem.code) for problem in report.rejected]


def person(number: int, **fields: str) -> str:
    """A row for HEAD, a different person for each number up to 100,000."""
    day = date.fromordinal(date(1950, 1, 1).toordinal() + number % 20_000)
    row = {
        "nik": f"360312{day:%d%m%y}{number // 20_000 + 9001}",
        "name": "BUDI SANTOSO",
        "birth": f"{day:%d/%m/%Y}",
        "sex": "L",
        "address": "KP. CADAS",
    } | fields
    return ";".join(row.values())
