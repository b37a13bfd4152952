"""Lists as they come off bad disks and wrong settings: each ends as a whole or row by row."""

import os
from pathlib import Path

import pytest

from application.importing.enrolments import read_enrolments
from application.importing.report import FileRefused
from application.importing.scan import check
from tests.unit.importing.lists import GOOD, HEAD, TODAY, codes, imported, person, written

ROWS = 5_000
BAD: list[tuple[dict[str, str], str, str]] = [
    ({"nik": "3,60312E+15"}, "NIK", "nik_scientific"),
    ({"nik": "3603121406569290.0"}, "NIK", "nik_number"),
    ({"nik": "36O3121406569292"}, "NIK", "nik_not_digits"),
    ({"nik": "36031214065692"}, "NIK", "nik_length"),
    ({"name": "-"}, "Nama", "required_empty"),
    ({"birth": "31/02/1990"}, "Tgl Lahir", "date_invalid"),
    ({"birth": "17/08/90"}, "Tgl Lahir", "date_two_digit_year"),
    ({"birth": "01/01/2090"}, "Tgl Lahir", "date_in_future"),
    ({"sex": "X"}, "JK", "sex_unknown"),
    ({"address": "A\x00B"}, "Alamat", "cell_damaged"),
]


def test_one_bad_row_in_a_hundred_is_named_exactly(tmp_path: Path) -> None:
    wrong = {at: BAD[at // 100 % len(BAD)] for at in range(0, ROWS, 100)}
    rows = [person(at, **(wrong[at][0] if at in wrong else {})) for at in range(ROWS)]
    report, people = imported(written(tmp_path, "\r\n".join([HEAD, *rows, ""])))

    expected = [(at + 2, column, code) for at, (_, column, code) in wrong.items()]
    assert expected == codes(report)
    also = [at + 2 for at in range(ROWS) if at not in wrong]
    assert also == [recording.line for recording in people]
    assert (ROWS, 0) == (report.rows, report.duplicates)


@pytest.mark.parametrize("delimiter", [":", "^", "~"])
def test_a_delimiter_that_nobody_uses_is_said_to_be_unknown(tmp_path: Path, delimiter: str) -> None:
    content = f"{HEAD}\n{GOOD}\n".replace(";", delimiter)
    with pytest.raises(FileRefused, match="Pemisah kolomnya tidak dikenal") as refused:
        check(written(tmp_path, content), TODAY)

    assert refused.value.code == "header_missing"


def test_a_false_sep_line_is_believed_and_found_out(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Pemisah kolomnya tidak dikenal"):
        check(written(tmp_path, f"sep=,\n{HEAD}\n{GOOD}\n"), TODAY)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=["plain", "mark", "16", "1252"]
)
def test_a_name_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    content = f"{HEAD}\n{GOOD}\n".replace("GUNAWAN", "RENÉE")
    _, people = imported(written(tmp_path, content, encoding))

    expected = ["RENÉE KURNIA"]
    assert expected == [recording.name for recording in people]


def test_a_letter_that_is_none_in_the_encoding_is_never_stored(tmp_path: Path) -> None:
    """0x81 is nothing in Windows-1252."""
    content = f"{HEAD}\n{GOOD}\n{person(1)}\n".encode().replace(b"GUNAWAN", b"REN\x81E")
    report, people = imported(written(tmp_path, content))

    expected = [(2, "Nama", "cell_damaged")]
    assert expected == codes(report)
    assert len(people) == 1


def test_mixed_line_ends_are_all_line_ends(tmp_path: Path) -> None:
    rows = [person(at) for at in range(4)]
    content = f"{HEAD}\r\n{rows[0]}\n{rows[1]}\r{rows[2]}\r\n\r\n{rows[3]}\n"
    _, people = imported(written(tmp_path, content))

    expected = [2, 3, 4, 6]
    assert expected == [recording.line for recording in people]


def test_a_header_alone_is_a_list_of_nobody(tmp_path: Path) -> None:
    report, people = imported(written(tmp_path, HEAD))

    expected = (0, 0, 0)
    assert expected == (report.rows, report.imported, len(people))


def test_utf_16_without_its_mark_is_asked_for_again(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="UTF-16") as refused:
        check(written(tmp_path, f"{HEAD}\n{GOOD}\n", "utf-16-le"), TODAY)

    assert refused.value.code == "encoding_refused"


def test_a_list_that_was_saved_again_meanwhile_is_not_read_by_its_old_columns(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, f"{HEAD}\n{GOOD}\n")
    layout = check(path, TODAY)
    written(tmp_path, f"Alamat;{HEAD}\nA;{GOOD}\n")
    with pytest.raises(FileRefused, match="berubah") as refused:
        list(read_enrolments(layout, TODAY, {"360312"}))

    assert refused.value.code == "file_changed"


def test_a_pipe_cannot_be_read_twice_and_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipa.csv"
    os.mkfifo(path)
    with pytest.raises(FileRefused, match="bukan berkas biasa"):
        check(path, TODAY)
