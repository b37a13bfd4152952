"""Workbooks: sheets, lines, kinds of cells."""

from datetime import date
from pathlib import Path

import pytest

from application.importing.report import FileRefused
from application.importing.scan import check
from application.importing.statuses import Observation, check_statuses, read_statuses
from tests.unit.importing.lists import GOOD, HEAD, TODAY, codes, imported, person, rows_of
from tests.unit.importing.workbooks import (
    Made,
    day,
    failed,
    formula,
    number,
    table,
    text,
    workbook,
)


def test_lines_and_letters_are_the_sheets_own_when_its_first_ones_are_empty(tmp_path: Path) -> None:
    bad = "36031214065692;BUDI;14/06/1956;L;A"
    made = Made(cells=table(HEAD, GOOD, bad, first="C", line=6))
    report, people = imported(workbook(tmp_path / "a.xlsx", made))

    expected = [(8, "C", "nik_length")]
    assert expected == [(p.line, p.letter, p.code) for p in report.rejected]
    also = [7]
    assert also == [recording.line for recording in people]


def test_every_visible_sheet_with_a_header_is_read_and_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "dusun.xlsx",
        Made(name="Petunjuk", cells=table("Isi semua kolom;ya")),
        Made(name="Dusun 1", cells=table(HEAD, person(1), person(2))),
        Made(name="Arsip", cells=table(HEAD, person(3)), state="hidden"),
        Made(name="Rahasia", cells=table(HEAD, person(4)), state="veryHidden"),
        Made(name="Dusun 2", cells=table("Dusun 2", HEAD, person(1), person(5, sex="X"))),
    )
    report, people = imported(path)

    expected = [("Dusun 1", 2), ("Dusun 1", 3)]
    assert expected == [(recording.sheet, recording.line) for recording in people]
    also = [("Dusun 2", 4, "sex_unknown")]
    assert also == [(p.sheet, p.line, p.code) for p in report.rejected]
    assert report.duplicates == 1


def test_one_list_among_sheets_needs_no_name(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Made(name="Data", cells=table(HEAD, person(1, sex="X"))),
        Made(name="Kode", cells=table("L;1", "P;2")),
    )
    report, _ = imported(path)

    expected = [None]
    assert expected == [problem.sheet for problem in report.rejected]


def test_a_nik_of_two_persons_on_two_sheets_is_a_conflict(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Made(name="1", cells=table(HEAD, GOOD)),
        Made(name="2", cells=table(HEAD, GOOD.replace("GUNAWAN", "GINANJAR"))),
    )
    report, _ = imported(path)

    expected = [("2", 2, "nik_conflict")]
    assert expected == [(p.sheet, p.line, p.code) for p in report.rejected]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (text("3603121406569292"), "3603121406569292"),
        (number("3603121406569292"), "3603121406569292.0"),
        (number("3.603121406569292E15"), "3603121406569292.0"),
        (number("7"), "7"),
        (number("-7"), "-7"),
        (number("28720.5"), "28720.5"),
        (number("NaN"), "#NUM!"),
        (day(33102), "1990-08-17"),
        ('s="1"><v>33102.5</v>', "1990-08-17 12:00:00"),
        ('t="d"><v>1990-08-17</v>', "1990-08-17"),
        ('t="b"><v>1</v>', "TRUE"),
        (formula("BUDI"), "BUDI"),
        (failed("#N/A"), ""),
        (failed("#REF!"), ""),
    ],
)
def test_a_cell_is_the_text_that_a_csv_would_hold(tmp_path: Path, cell: str, expected: str) -> None:
    path = workbook(tmp_path / "a.xlsx", Made(cells={"A1": text("x"), "B1": cell}))

    assert [("x", expected)] == [row.cells for row in rows_of(path)]


def test_a_nik_typed_as_a_number_is_told_from_one_typed_as_text(tmp_path: Path) -> None:
    cells = table(HEAD, *[person(at) for at in range(3)])
    cells |= {
        "A2": number("3603121406569290"),
        "A3": number("3603121406569292"),
        "A4": number("9171011406569292"),
    }
    report, people = imported(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    expected = [(2, "NIK", "nik_number"), (4, "NIK", "nik_number")]
    assert expected == codes(report)
    also = [("3603121406569292", True)]
    found = [(r.nik, "nik_from_number" in [problem.code for problem in r.warnings]) for r in people]
    assert also == found


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_count_from_the_workbooks_own_first_day(tmp_path: Path, *, from_1904: bool) -> None:
    """A date cell, and a bare number that lost the look of one."""
    serial = (date(1990, 8, 17) - (date(1904, 1, 1) if from_1904 else date(1899, 12, 30))).days
    cells = table(HEAD, person(1), person(2)) | {"C2": day(serial), "C3": number(str(serial))}
    _, people = imported(workbook(tmp_path / "a.xlsx", Made(cells=cells), days_from_1904=from_1904))

    expected = [date(1990, 8, 17)] * 2
    assert expected == [recording.birth_date for recording in people]


def test_a_header_under_merged_cells_is_read_with_its_second_row(tmp_path: Path) -> None:
    cells = table(
        "NIK;Nama;Data Ayah;;Lahir;;JK",
        ";;NIK;Nama;Tempat;Tgl/Bln/Th",
        "3603121406569292;BUDI SANTOSO;3603121406309292;AYAH;BOGOR;14/06/1956;L",
    )
    _, people = imported(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    expected = [("3603121406569292", "BUDI SANTOSO", "BOGOR")]
    assert expected == [(r.nik, r.name, r.birth_place) for r in people]


def test_a_family_row_above_the_header_counts_and_a_mangled_one_ends_the_family(
    tmp_path: Path,
) -> None:
    cells = table(
        "No. KK : 3603120911139293",
        HEAD,
        person(1),
        "Alamat;KP. CADAS RT:004, RW:009, Kodepos:15560",
        person(2),
        "No. KK : 3,60312E+15",
        person(3),
    )
    _, people = imported(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    expected = ["3603120911139293", "3603120911139293", None]
    assert expected == [recording.no_kk for recording in people]


def test_the_sheet_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Made(name="Baik", cells=table(HEAD, GOOD)),
        Made(name="Kurang", cells=table("NIK;Nama;Tgl Lahir", "3603121406569292;A B;1/1/1990")),
    )
    with pytest.raises(FileRefused, match=r'Lembar "Kurang".*Jenis Kelamin') as refused:
        check(path, TODAY)

    assert refused.value.code == "column_missing"


def test_a_rounded_sheet_refuses_the_file_though_others_are_sound(tmp_path: Path) -> None:
    rounded = [person(at, nik=f"36031214065692{at:02}0"[:15] + "0") for at in range(8)]
    path = workbook(
        tmp_path / "a.xlsx",
        Made(name="Baik", cells=table(HEAD, *[person(at) for at in range(9)])),
        Made(name="Bulat", cells=table(HEAD, *rounded)),
    )
    with pytest.raises(FileRefused, match="Bulat") as refused:
        check(path, TODAY)

    assert refused.value.code == "nik_all_end_in_zero"


def test_a_workbook_without_a_visible_list_has_no_header(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Made(name="A", cells=table("Daftar")),
        Made(name="B", cells=table(HEAD, GOOD), state="hidden"),
    )
    with pytest.raises(FileRefused, match="judul") as refused:
        check(path, TODAY)

    assert refused.value.code == "header_missing"


def test_statuses_of_a_register_are_in_the_column_with_the_centres_words(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "bip.xlsx",
        Made(
            cells=table(
                "NIK;Nama;KTP-eL;Status;Stat Rkm",
                "3603121406569292;A B;KTP-eL;SDH DPT;PRINT READY RECORD",
                "3603121406569293;A C;KTP-eL;BLM DPT;SENT FOR CARD PRINTING",
            )
        ),
    )
    seen = [s for s in read_statuses(check_statuses(path), TODAY) if isinstance(s, Observation)]

    expected = [(2, "PRINT_READY_RECORD"), (3, "SENT_FOR_CARD_PRINTING")]
    assert expected == [(row.line, row.status) for row in seen]
