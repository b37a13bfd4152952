"""The rows that were not taken: as they were, safe in a spreadsheet, refused again unmended."""

import csv
import json
from pathlib import Path

import pytest

from application.importing.bad_rows import MARK, Written, safe, write_bad_rows
from application.importing.enrolments import read_enrolments
from application.importing.report import Problem, Rejected, Report
from application.importing.scan import check
from application.importing.statuses import check_statuses
from application.importing.taking import Kind, Listed
from tests.unit.importing.lists import GOOD, HEAD, TODAY, imported, person, written
from tests.unit.importing.workbooks import Made, number, table, text, workbook

LISTS = Path(__file__).parents[2] / "golden" / "import"
ORACLE = json.loads((LISTS / "expected.json").read_text(encoding="utf-8"))["files"]
READ = sorted(name for name, told in ORACLE.items() if told["outcome"] == "imported")
KNOWN_ELSEWHERE = {"nik_conflict"}
"""What only the other rows of the list can say."""


def listed(path: Path) -> Listed:
    return Listed(kind=Kind.ENROLMENTS, layout=check(path, TODAY), today=TODAY)


def rejected(path: Path) -> list[Problem]:
    outcomes = read_enrolments(check(path, TODAY), TODAY, {"360312"})
    return [p for one in outcomes if isinstance(one, Rejected) for p in one.problems]


def bad_rows(path: Path, out: Path) -> list[dict[str, str]]:
    write_bad_rows(listed(path), rejected(path), out)
    with out.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content, delimiter=";"))


@pytest.mark.parametrize("name", READ)
def test_what_was_refused_is_refused_again_for_the_same_reasons(name: str, tmp_path: Path) -> None:
    found = [p for p in rejected(LISTS / name) if p.code not in KNOWN_ELSEWHERE]
    out = tmp_path / "buruk.csv"
    done = write_bad_rows(listed(LISTS / name), found, out)
    rows = {(problem.sheet, problem.line) for problem in found}

    assert Written(rows=len(rows), cut=False) == done
    if not found:
        return
    report, people = again(out)
    assert [] == people
    assert len(rows) == report.rows
    broken = {"quote_open", "row_cut"}
    expected = ["cell_damaged" if p.code in broken else p.code for p in found]
    assert sorted(set(expected)) == sorted({p.code for p in report.rejected} & set(expected))


def again(out: Path) -> tuple[Report, list[object]]:
    report, people = imported(out)
    return report, list(people)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x";"y")', '\'=HYPERLINK("http://x";"y")'),
        ("+62812", "'+62812"),
        ("-BUDI", "'-BUDI"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("3603121406569292", "'3603121406569292"),
        ("3603121406569292.0", "'3603121406569292.0"),
        ('="3603121406569292"', "'3603121406569292"),
        ("-", "-"),
        ("", ""),
        ("14/06/1956", "14/06/1956"),
        ("KP. CADAS", "KP. CADAS"),
        ("NUL\0", f"NUL{MARK}"),
    ],
)
def test_no_cell_is_reckoned_or_rounded(cell: str, expected: str) -> None:
    assert expected == safe(cell)


def test_headings_and_names_are_as_harmless(tmp_path: Path) -> None:
    evil = "=cmd|'/C calc'!A0"
    path = written(tmp_path, f"{HEAD};{evil}\n{person(1, sex='X', name=evil)};{evil}\n")
    write_bad_rows(listed(path), rejected(path), out := tmp_path / "buruk.csv")
    with out.open(encoding="utf-8-sig", newline="") as content:
        cells = [cell for row in csv.reader(content, delimiter=";") for cell in row]

    assert 3 == sum("cmd" in cell for cell in cells)
    assert [] == [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_a_mended_row_is_what_it_would_have_been(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}\n{GOOD.replace(';L;', ';X;')}\n")
    bad_rows(path, out := tmp_path / "buruk.csv")
    out.write_bytes(out.read_bytes().replace(b";X;", b";L;"))
    _, people = imported(out)
    _, straight = imported(written(tmp_path, f"{HEAD}\n{GOOD}\n"))

    assert straight == people


def test_an_open_quote_keeps_its_own_row_only_and_stays_refused(tmp_path: Path) -> None:
    opened = person(1, address='"KP. CADAS')
    path = written(tmp_path, f"{HEAD}\n{opened}\n{person(2)}\n{person(3, sex='X')}\n")
    rows = bad_rows(path, out := tmp_path / "buruk.csv")
    report, people = imported(out)
    out.write_text(out.read_text("utf-8-sig").replace(MARK, ""))
    _, mended = imported(out)

    assert ["2", "4"] == [row["Baris"] for row in rows]
    assert person(2)[:16] not in str(rows)
    assert ([], 2) == (people, report.rows)
    assert [person(1)[:16]] == [one.nik for one in mended]


def test_sheets_of_other_orders_share_one_header(tmp_path: Path) -> None:
    other = "Nama;NIK;JK;Tgl Lahir;Agama"
    book = workbook(
        tmp_path / "a.xlsx",
        Made(name="Satu", cells=table(HEAD, person(1, sex="X"))),
        Made(name="Dua", cells=table(other, f"SITI;{person(2)[:16]};X;31/12/1950;ISLAM")),
    )
    rows = bad_rows(book, out := tmp_path / "buruk.csv")
    report, people = imported(out)

    assert [("Satu", "2"), ("Dua", "2")] == [(row["Lembar"], row["Baris"]) for row in rows]
    assert ["BUDI SANTOSO", "SITI"] == [row["Nama"] for row in rows]
    assert ["X", "X"] == [row["JK"] for row in rows]
    assert ([], {"sex_unknown"}) == (people, {p.code for p in report.rejected})


def test_bare_days_of_1904_are_written_as_days(tmp_path: Path) -> None:
    cells = table(HEAD) | {
        "A2": text(person(1)[:16]),
        "B2": text("SITI"),
        "C2": number("20000"),
        "D2": text("X"),
    }
    book = workbook(tmp_path / "a.xlsx", Made(cells=cells), days_from_1904=True)
    rows = bad_rows(book, tmp_path / "buruk.csv")

    assert ["1958-10-04"] == [row["Tgl Lahir"] for row in rows]


def test_a_family_row_gives_its_number_to_each_of_its_persons(tmp_path: Path) -> None:
    family = "3603120101990001"
    path = written(tmp_path, f"{HEAD}\n;No KK: {family};;;\n{person(1, sex='X')}\n")
    rows = bad_rows(path, out := tmp_path / "buruk.csv")
    out.write_bytes(out.read_bytes().replace(b";X;", b";L;"))
    _, people = imported(out)

    assert [f"'{family}"] == [row["No. KK"] for row in rows]
    assert [family] == [one.no_kk for one in people]


def test_more_than_a_file_may_hold_is_cut_and_said(tmp_path: Path) -> None:
    path = written(tmp_path, "\n".join([HEAD, *(person(n, sex="X") for n in range(99)), ""]))
    done = write_bad_rows(listed(path), rejected(path), tmp_path / "buruk.csv", most=2_000)

    assert done.cut
    assert 0 < done.rows < 99


def test_statuses_come_back_too(tmp_path: Path) -> None:
    path = written(tmp_path, "NIK;Status;KTP-EL\n3603121406569292;APA;SUDAH\n")
    layout = check_statuses(path)
    problem = Problem(line=2, code="status_unknown", reason="Status tidak dikenal.")
    found = Listed(kind=Kind.STATUSES, layout=layout, today=TODAY)
    write_bad_rows(found, [problem], out := tmp_path / "buruk.csv")
    columns = next(part for part in check_statuses(out).parts if part)

    assert {"nik", "status"} == set(columns.by_field)
    assert "APA" in out.read_text("utf-8-sig")
