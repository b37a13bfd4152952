"""Reading a CSV: encodings, delimiters, line numbers, and damaged files."""

from pathlib import Path

import pytest

from application.importing.csv_table import CsvTable
from application.importing.opening import open_table
from application.importing.report import FileRefused
from tests.unit.importing.lists import GOOD, HEAD, rows_of, written


def _rows(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in rows_of(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_any_encoding_offices_use(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "NIK;Nama\r\n1;RENÉE\r\n", encoding)

    expected = [(1, ("NIK", "Nama")), (2, ("1", "RENÉE"))]
    assert expected == _rows(path)


def test_big_endian_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffNIK;Nama\n", "utf-16-be")

    expected = [(1, ("NIK", "Nama"))]
    assert expected == _rows(path)


def test_an_encoding_fault_far_into_the_file_still_means_cp1252(tmp_path: Path) -> None:
    path = written(tmp_path, b"NIK;Nama\n" + b"1;A\n" * 400_000 + b"2;REN\xc9E\n")

    assert CsvTable(path, "cp1252", ";") == open_table(path)


@pytest.mark.parametrize("delimiter", list(",;\t#|"))
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["NIK", "Nama", "Alamat"], ["1", "A", '"B, C; D"'], ["2", "E", "F"]]
    path = written(tmp_path, "\n".join(delimiter.join(line) for line in lines) + "\n")

    expected = (2, ("1", "A", "B, C; D"))
    assert expected == _rows(path)[1]


def test_a_first_line_may_name_the_delimiter_and_counts_as_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, "sep=|\nNIK|Nama,a,b\n1|A,a,b\n")

    expected = [(2, ("NIK", "Nama,a,b")), (3, ("1", "A,a,b"))]
    assert expected == _rows(path)


def test_lines_count_as_the_clerk_sees_them(tmp_path: Path) -> None:
    path = written(tmp_path, 'NIK;Nama\r\n\r\n1;"A\nB"\n2;C\r3;D\r\n')

    expected = [(1, 2), (2, 0), (3, 2), (5, 2), (6, 2)]
    assert expected == [(line, len(cells)) for line, cells in _rows(path)]


@pytest.mark.parametrize("after", [3, 60])
def test_an_open_quote_costs_only_its_own_line(tmp_path: Path, after: int) -> None:
    rest = [f"{number};B" for number in range(after)]
    path = written(tmp_path, "\n".join(['NIK;Nama;"Alamat"', '1;"A', *rest]) + "\n")
    rows = list(rows_of(path))

    expected = [2]
    assert expected == [row.line for row in rows if row.open_quote]
    assert list(range(1, after + 3)) == [row.line for row in rows]
    assert [tuple(line.split(";")) for line in rest] == [row.cells for row in rows[2:]]


def test_two_stray_quotes_do_not_swallow_the_persons_between(tmp_path: Path) -> None:
    lines = [HEAD, GOOD.replace("KP", '"KP'), GOOD, GOOD.replace("KP", '"KP'), GOOD]
    rows = list(rows_of(written(tmp_path, "\n".join(lines) + "\n")))

    expected = [(1, False), (2, True), (3, False), (4, True), (5, False)]
    assert expected == [(row.line, row.open_quote) for row in rows]


def test_a_file_without_a_last_line_end_says_so(tmp_path: Path) -> None:
    rows = list(rows_of(written(tmp_path, "NIK;Nama\n1;A")))

    expected = [False, True]
    assert expected == [row.unended for row in rows]


def test_a_cell_of_ten_megabytes_and_nul_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, b"NIK;Nama\n1;" + b"x" * 10_000_000 + b"\n2;A\x00B\n")

    expected = [(1, 4), (2, 10_000_000), (3, 3)]
    assert expected == [(line, len(cells[1])) for line, cells in _rows(path)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"PK\x05\x06" + b"\x00" * 18, "not_a_table_file"),
        (b"\x00" * 5000, "not_a_table_file"),
        (b"%PDF-1.7", "not_a_table_file"),
        (b"\r\n <HTML><body><table>", "not_a_table_file"),
        (b"x" * 16_000_001, "not_a_table_file"),
        ("NIK;Nama\n1;A\n".encode("utf-16-le"), "encoding_refused"),
    ],
)
def test_what_is_no_csv_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_table(written(tmp_path, content))

    assert code == refused.value.code


def test_a_letter_cut_in_two_at_the_end_does_not_garble_the_others(tmp_path: Path) -> None:
    content = "NIK;Nama\n1;RENÉE\n2;RENÉ".encode()
    rows = list(rows_of(written(tmp_path, content[:-1])))

    expected = ("1", "RENÉE")
    assert expected == rows[1].cells
    also = ("2", "REN\ufffd")
    assert also == rows[2].cells


def test_after_a_mark_a_false_letter_is_damage_not_another_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffNIK;Nama\n1;RENÉE\n".encode() + b"2;REN\xc9E\n")

    expected = [("NIK", "Nama"), ("1", "RENÉE"), ("2", "REN\ufffdE")]
    assert expected == [row.cells for row in rows_of(path)]


def test_a_quoted_cell_of_many_long_lines_is_given_up(tmp_path: Path) -> None:
    """Fifty lines of the longest kind would be a gigabyte."""
    path = written(tmp_path, 'NIK;Nama\n1;"' + ("x" * 9_000_000 + "\n") * 3)

    expected = [(1, False), (2, True), (3, False), (4, False)]
    assert expected == [(row.line, row.open_quote) for row in rows_of(path)]
