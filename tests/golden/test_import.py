"""The import of every layout in tests/golden/import against its oracle, expected.json."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from application.importing.enrolments import read_enrolments
from application.importing.recording import Recording
from application.importing.regions import KemendagriRegions
from application.importing.repeats import Judgement
from application.importing.report import FileRefused, Problem, Repeated, Report
from application.importing.scan import check

FOLDER = Path(__file__).parent / "import"
ORACLE = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 20)
FILES = sorted(ORACLE["files"])
READ = [name for name in FILES if ORACLE["files"][name]["outcome"] == "imported"]
REFUSED = [name for name in FILES if ORACLE["files"][name]["outcome"] == "refused"]

FIELDS = {
    "sheet": "sheet",
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


Place = tuple[str | None, int]


@dataclass
class Imported:
    report: Report = field(default_factory=Report)
    people: list[Recording] = field(default_factory=list)
    duplicates: list[Place] = field(default_factory=list)


def _import(name: str, registry: dict[str, Recording] | None = None) -> Imported:
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

    found = Imported()
    layout = check(FOLDER / name, TODAY)
    for outcome in read_enrolments(layout, TODAY, KemendagriRegions().codes(), judge):
        if isinstance(outcome, Recording):
            found.report.took(outcome.warnings)
            found.people.append(outcome)
        else:
            found.report.add(outcome)
        if isinstance(outcome, Repeated):
            found.duplicates.append((outcome.sheet, outcome.line))
    return found


def _sums(report: Report) -> tuple[int, int, int]:
    return report.rows, report.imported, report.duplicates


def _place(item: int | dict[str, Any]) -> Place:
    """The oracle names a line, or a line of a sheet."""
    return (None, item) if isinstance(item, int) else (item["sheet"], item["line"])


def _is_said(expected: dict[str, Any], problems: list[Problem]) -> bool:
    """Line, code, the column by any of its names, and a sentence that the oracle accepts."""
    names = {expected["column"], expected["field"], expected["letter"]}
    sentence = re.compile(ORACLE["codes"][expected["code"]]["match"], re.IGNORECASE)
    return any(
        (problem.line, problem.code) == (expected["line"], expected["code"])
        and problem.sheet == expected.get("sheet")
        and problem.column in names
        and problem.letter == expected["letter"]
        and sentence.search(problem.reason)
        for problem in problems
    )


def test_the_oracle_and_the_folder_name_the_same_files() -> None:
    assert sorted(path.name for path in FOLDER.glob("[0-9]*")) == FILES


@pytest.mark.parametrize("name", READ)
def test_a_list_gives_the_sums_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]
    found = _import(name)

    assert (expected["rows"], expected["imported"], expected["duplicates"]) == _sums(found.report)
    assert [_place(item) for item in expected["duplicate_lines"]] == found.duplicates


@pytest.mark.parametrize("name", READ)
def test_a_list_rejects_exactly_the_problems_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]["rejected"]
    report = _import(name).report

    assert [item for item in expected if not _is_said(item, report.rejected)] == []
    assert len(expected) == len(report.rejected)


@pytest.mark.parametrize("name", READ)
def test_a_list_warns_of_what_the_oracle_knows(name: str) -> None:
    expected = ORACLE["files"][name]["warnings"]
    report = _import(name).report

    assert [item for item in expected if not _is_said(item, report.warnings)] == []


@pytest.mark.parametrize("name", READ)
def test_a_list_gives_the_people_of_the_oracle(name: str) -> None:
    expected = ORACLE["files"][name]["people"]
    people = _import(name).people

    assert [
        {ours: person.get(theirs) for theirs, ours in FIELDS.items()} for person in expected
    ] == [{ours: getattr(person, ours) for ours in FIELDS.values()} for person in people]
    assert [person["tanggal_lahir"] for person in expected] == [
        person.birth_date.isoformat() for person in people
    ]


@pytest.mark.parametrize("name", READ)
def test_a_list_imported_again_brings_nobody(name: str) -> None:
    expected = ORACLE["files"][name]["again"]
    again = _import(name, {person.nik: person for person in _import(name).people})

    assert again.people == []
    assert (expected["rows"], expected["imported"], expected["duplicates"]) == _sums(again.report)
    rejected = {(problem.sheet, problem.line) for problem in again.report.rejected}
    assert expected["rejected_rows"] == len(rejected)


@pytest.mark.parametrize("names", [READ, READ[::-1], READ[1::2] + READ[::2]])
def test_one_registry_takes_all_lists_in_any_order(names: list[str]) -> None:
    """The people of the oracle are unique over all files."""
    registry: dict[str, Recording] = {}
    for name in names:
        found = _import(name, registry)

        assert ORACLE["files"][name]["imported"] == found.report.imported

        registry |= {person.nik: person for person in found.people}

    assert sum(ORACLE["files"][name]["imported"] for name in READ) == len(registry)


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_cannot_be_trusted_is_refused_as_a_whole(name: str) -> None:
    expected = ORACLE["files"][name]
    with pytest.raises(FileRefused) as refused:
        check(FOLDER / name, TODAY)

    assert (expected["code"], expected["line"]) == (refused.value.code, refused.value.line)
    sentence = ORACLE["codes"][expected["code"]]["match"]
    assert re.search(sentence, refused.value.reason, re.IGNORECASE)
