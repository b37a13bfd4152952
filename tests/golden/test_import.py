"""The import of every layout in tests/golden/import against its oracle, expected.json."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from application.importing.enrolments import read_enrolments
from application.importing.recording import Recording
from application.importing.regions import KemendagriRegions
from application.importing.repeats import Judgement
from application.importing.report import FileRefused, Problem, Report
from application.importing.scan import check

FOLDER = Path(__file__).parent / "import"
ORACLE = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 20)
FILES = sorted(name for name in ORACLE["files"] if name.endswith(".csv"))
READ = [name for name in FILES if ORACLE["files"][name]["outcome"] == "imported"]
REFUSED = [name for name in FILES if ORACLE["files"][name]["outcome"] == "refused"]

FIELDS = {
    "line": "line",
    "nik": "nik",
    "nama": "name",
    "jenis_kelamin": "sex",
    "tempat_lahir": "birth_place",
    "no_kk": "no_kk",
    "rt": "rt",
    "rw": "rw",
    "agama": "religion",
    "status_kawin": "marital_status",
    "gol_darah": "blood_type",
}


def _import(
    name: str, registry: dict[str, Recording] | None = None
) -> tuple[Report, list[Recording]]:
    """The first import, or another one into a registry that has these persons."""
    known = registry or {}

    def judge(recording: Recording) -> Judgement:
        seen = known.get(recording.nik)
        if seen is None:
            return Judgement.NEW
        same = (seen.name, seen.birth_date, seen.sex) == (
            recording.name,
            recording.birth_date,
            recording.sex,
        )
        return Judgement.REPEATED if same else Judgement.CONFLICT

    report, people = Report(), []
    layout = check(FOLDER / name, TODAY)
    for outcome in read_enrolments(layout, TODAY, KemendagriRegions().codes(), judge):
        if isinstance(outcome, Recording):
            report.took(outcome.warnings)
            people.append(outcome)
        else:
            report.add(outcome)
    return report, people


def _is_said(expected: dict[str, Any], problems: list[Problem]) -> bool:
    """Line, code, the column by any of its names, and a sentence that the oracle accepts."""
    names = {expected["column"], expected["field"], expected["letter"]}
    sentence = re.compile(ORACLE["codes"][expected["code"]]["match"], re.IGNORECASE)
    return any(
        (problem.line, problem.code) == (expected["line"], expected["code"])
        and problem.column in names
        and problem.letter == expected["letter"]
        and sentence.search(problem.reason)
        for problem in problems
    )


def test_the_oracle_and_the_folder_name_the_same_files() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.csv")) == FILES


@pytest.mark.parametrize("name", READ)
def test_a_list_gives_the_sums_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]
    report, _ = _import(name)

    assert (expected["rows"], expected["imported"], expected["duplicates"]) == (
        report.rows,
        report.imported,
        report.duplicates,
    )


@pytest.mark.parametrize("name", READ)
def test_a_list_rejects_exactly_the_problems_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]["rejected"]
    report, _ = _import(name)

    assert [item for item in expected if not _is_said(item, report.rejected)] == []
    assert len(expected) == len(report.rejected)


@pytest.mark.parametrize("name", READ)
def test_a_list_warns_of_what_the_oracle_knows(name: str) -> None:
    expected = ORACLE["files"][name]["warnings"]
    report, _ = _import(name)

    assert [item for item in expected if not _is_said(item, report.warnings)] == []


@pytest.mark.parametrize("name", READ)
def test_a_list_gives_the_people_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]["people"]
    _, people = _import(name)

    assert [{ours: person[theirs] for theirs, ours in FIELDS.items()} for person in expected] == [
        {ours: getattr(person, ours) for ours in FIELDS.values()} for person in people
    ]
    assert [person["tanggal_lahir"] for person in expected] == [
        person.birth_date.isoformat() for person in people
    ]


@pytest.mark.parametrize("name", READ)
def test_a_list_imported_again_brings_nobody(name: str) -> None:
    expected = ORACLE["files"][name]["again"]
    _, people = _import(name)
    report, again = _import(name, {person.nik: person for person in people})

    assert not again
    assert (expected["rows"], expected["imported"], expected["duplicates"]) == (
        report.rows,
        report.imported,
        report.duplicates,
    )
    assert expected["rejected_rows"] == len({problem.line for problem in report.rejected})


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_cannot_be_trusted_is_refused_as_a_whole(name: str) -> None:
    expected = ORACLE["files"][name]
    with pytest.raises(FileRefused) as refused:
        check(FOLDER / name, TODAY)

    assert (expected["code"], expected["line"]) == (refused.value.code, refused.value.line)
    sentence = ORACLE["codes"][expected["code"]]["match"]
    assert re.search(sentence, refused.value.reason, re.IGNORECASE)
