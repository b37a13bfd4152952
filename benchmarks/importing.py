"""A list of 100,000 persons with one bad row in a hundred, imported into an empty installation."""

import csv
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.measure import Figure, peak_mib, seconds
from terbit.commands.importing import import_enrolments
from terbit.commands.init import create, first_administrator
from terbit.settings import Settings
from terbit.wiring import Installation
from tests.unit.importing.lists import HEAD, person

ROWS = 100_000
BAD_EACH = 100
CHUNK = 500
OFFICE = "3603"
TARGET_SECONDS = 90
TARGET_MIB = 300


class Row(Aggregate):
    """The least the library can do with a row: one event, neither sealed nor claimed."""

    @event("Captured")
    def __init__(self, line: str) -> None:
        self.line = line


def run(folder: Path) -> list[Figure]:
    """Reading, judging, sealing, saving (FULL), and the views brought up to date."""
    path = _list(folder / "daftar.csv")
    installation = create(Settings(dir=folder / "terbit", office=OFFICE))
    first_administrator(installation, OFFICE, "Administrator", "0" * 16)
    installation.runner.run_once()
    bad = [line for line in range(2, ROWS + 2) if (line - 2) % BAD_EACH == 0]
    took = seconds(lambda: _import(installation, path, bad))
    peak = peak_mib()
    installation.close()
    limit = seconds(lambda: _bare(folder, path))
    return [
        Figure(
            name=f"import of {ROWS:,} rows, 1 % bad, sealed, FULL",
            value=f"{took:.1f} s ({ROWS / took:,.0f} rows/s)",
            limit=f"{limit:.1f} s csv and bare save",
            share=f"{limit / took:.0%}",
            target=f"{TARGET_SECONDS} s",
            met=took <= TARGET_SECONDS,
        ),
        Figure(
            name="its peak memory",
            value=f"{peak} MiB",
            limit="-",
            share="-",
            target=f"{TARGET_MIB} MiB",
            met=peak <= TARGET_MIB,
        ),
    ]


def _import(installation: Installation, path: Path, bad: list[int]) -> None:
    report = import_enrolments(installation, path, OFFICE)

    assert (ROWS, ROWS - len(bad), 0) == (report.rows, report.imported, report.duplicates)
    assert bad == [problem.line for problem in report.rejected]
    assert {"sex_unknown"} == {problem.code for problem in report.rejected}


def _list(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(f"{HEAD}\r\n")
        for at in range(ROWS):
            out.write(f"{person(at, sex='X') if at % BAD_EACH == 0 else person(at)}\r\n")
    return path


def _bare(folder: Path, path: Path) -> None:
    """The csv module alone, and the library's own save of as many rows at a time."""
    app: Application[UUID] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / "bare.sqlite"),
        }
    )
    with path.open(encoding="utf-8", newline="") as text:
        chunk: list[Row] = []
        for cells in csv.reader(text, delimiter=";"):
            chunk.append(Row(";".join(cells)))
            if len(chunk) == CHUNK:
                app.save(*chunk)
                chunk.clear()
        app.save(*chunk)
    app.close()
