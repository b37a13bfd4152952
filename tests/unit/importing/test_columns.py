"""Finding the header and the columns."""

import pytest

from application.importing.columns import Columns, find_columns
from application.importing.headings import ENROLMENT, by_heading
from application.importing.report import FileRefused
from application.importing.table import Row


def _find(*lines: str) -> Columns:
    rows = [Row(at, tuple(line.split(";"))) for at, line in enumerate(lines, start=1)]
    found = find_columns(rows, by_heading(ENROLMENT), (frozenset({"nik"}), frozenset({"name"})))
    assert found is not None
    return found


def _letters(columns: Columns) -> dict[str, str]:
    return {field: column.letter for field, column in columns.by_field.items()}


def test_headings_count_without_case_blanks_line_feeds_and_marks() -> None:
    columns = _find("DAFTAR;;", ";;", "No.\nNIK; NAMA_LGKP ;tgl. lahir;Jenis  Kelamin;L/P?x")

    expected = (3, 3)
    assert expected == (columns.line, columns.last_line)
    also = {"nik": "A", "name": "B", "birth_date": "C", "sex": "D"}
    assert also == _letters(columns)


def test_a_second_header_row_belongs_to_the_groups_above_it() -> None:
    columns = _find(
        "NO;NIK;NAMA;JK;LAHIR;;Alamat",
        ";;;;Tempat;Tgl/Bln/Th;",
        "1;3603121406569292;GUNAWAN;L;BOGOR;14/06/1956;X",
    )

    expected = {"nik": "B", "name": "C", "sex": "D", "birth_place": "E", "birth_date": "F"}
    assert expected | {"address": "G"} == _letters(columns)
    also = (1, 2)
    assert also == (columns.line, columns.last_line)


def test_remarks_in_brackets_are_no_part_of_a_heading_unless_they_name_another() -> None:
    columns = _find(
        "NIK (16 angka);Nama (sesuai KK/akta);JK (L/P);Tgl Lahir (hh/bb/tttt);NIK (Ibu)"
    )

    expected = {"nik": "A", "name": "B", "sex": "C", "birth_date": "D"}
    assert expected == _letters(columns)


def test_columns_of_parents_are_never_the_applicants() -> None:
    columns = _find(
        "Nama;NIK;Data Ayah;;Data Ibu;;NIK Wali",
        ";;Nama;NIK;Nama;NIK;",
    )

    expected = {"name": "A", "nik": "B"}
    assert expected == _letters(columns)


def test_a_row_of_column_numbers_is_no_second_header() -> None:
    assert _find("NIK;Nama", "1;2").last_line == 1


def test_two_columns_for_one_field_are_refused_by_name_and_letter() -> None:
    with pytest.raises(FileRefused, match=r"ganda.*kolom A.*kolom C") as refused:
        _find("NIK;Nama;Nomor Induk Kependudukan")

    expected = ("header_duplicate", 1)
    assert expected == (refused.value.code, refused.value.line)


def test_a_header_is_looked_for_in_thirty_rows_only() -> None:
    with pytest.raises(AssertionError):
        _find(*["-"] * 30, "NIK;Nama")

    assert _find(*["-"] * 29, "NIK;Nama").line == 30


def test_words_that_stand_under_headings_of_their_own_are_no_second_header() -> None:
    """A row of a list that has lost its NIK and name."""
    columns = _find("NIK;Nama;JK;Alamat", ";;P;KP. CADAS")

    expected = (1, "Alamat")
    assert expected == (columns.last_line, columns.by_field["address"].heading)


def test_letters_go_on_after_z() -> None:
    columns = _find("NIK;Nama" + ";x" * 25 + ";Alamat")

    assert _letters(columns)["address"] == "AB"
