"""All lists of the oracle into one real registry, in an order that is no order, and again."""

import json
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from application.enrolling import enrolments_of
from application.importing.report import FileRefused, Report
from application.registry.reader import LogReader
from terbit.commands.importing import import_enrolments
from terbit.commands.init import create, first_administrator
from terbit.settings import Settings
from terbit.wiring import Installation

FOLDER = Path(__file__).parent / "import"
ORACLE: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text())["files"]
OFFICE = "3603"
FIELDS = {
    "nama": "name",
    "tanggal_lahir": "birth_date",
    "jenis_kelamin": "sex",
    "tempat_lahir": "birth_place",
    "no_kk": "no_kk",
    "rt": "rt",
    "rw": "rw",
    "agama": "religion",
    "status_kawin": "marital_status",
    "gol_darah": "blood_type",
}


def _imported(installation: Installation, names: list[str]) -> dict[str, tuple[int, int, int]]:
    """The sums of every list that is read; of the others nothing is left behind."""
    sums = {}
    for name in names:
        if ORACLE[name]["outcome"] == "imported":
            sums[name] = _sums(import_enrolments(installation, FOLDER / name, OFFICE))
        else:
            _refused(installation, name)
    return sums


def _refused(installation: Installation, name: str) -> None:
    with closing(LogReader(installation.log)) as log:
        before = log.last()
        with pytest.raises(FileRefused) as refused:
            import_enrolments(installation, FOLDER / name, OFFICE)

        assert (ORACLE[name]["code"], before) == (refused.value.code, log.last())


def _sums(report: Report) -> tuple[int, int, int]:
    return report.rows, report.imported, report.duplicates


def _expected(about: dict[str, Any]) -> tuple[int, int, int]:
    return about["rows"], about["imported"], about["duplicates"]


def _stored(installation: Installation, nik: str) -> dict[str, Any]:
    ((_, enrolment),) = enrolments_of(installation.centre, nik)
    fields = enrolment.fields or {}
    return {theirs: fields.get(ours) for theirs, ours in FIELDS.items()}


def test_one_registry_holds_the_people_of_every_list_once(tmp_path: Path) -> None:
    names = sorted(ORACLE)
    Random(22).shuffle(names)
    installation = create(Settings(dir=tmp_path, office=OFFICE))
    first_administrator(installation, OFFICE, "Administrator", "0" * 16)
    installation.runner.run_once()
    first = _imported(installation, names)
    again = _imported(installation, names[::-1])
    people = [person for about in ORACLE.values() for person in about.get("people", [])]
    stored = [_stored(installation, person["nik"]) for person in people]
    installation.close()

    read = {name: about for name, about in ORACLE.items() if about["outcome"] == "imported"}
    assert {name: _expected(about) for name, about in read.items()} == first
    assert {name: _expected(about["again"]) for name, about in read.items()} == again
    assert [{field: person.get(field) for field in FIELDS} for person in people] == stored
