"""Lists of central statuses."""

from datetime import datetime
from pathlib import Path

import pytest

from application.importing.report import FileRefused, Rejected
from application.importing.statuses import Observation, check_statuses, read_statuses
from tests.unit.importing.lists import TODAY, written

NIK = "3603121406569292"


def _read(path: Path) -> list[Observation | Rejected]:
    return list(read_statuses(check_statuses(path), TODAY))


@pytest.mark.parametrize(
    "word", ["PRINT_READY_RECORD", "print ready record", "Print-Ready Record", "PRR"]
)
def test_a_status_is_known_in_any_spelling(tmp_path: Path, word: str) -> None:
    path = written(tmp_path, f"NIK,Status\n{NIK},{word}\n")

    expected = Observation(line=2, nik=NIK, status="PRINT_READY_RECORD", seen_at=None, source=None)
    assert [expected] == _read(path)


def test_time_and_source_are_read_where_the_list_has_them(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"Nomor NIK;Tanggal;EKTP_STATUS;Sumber\n{NIK};20/11/2026 07:40;CARD ISSUED;berkas pagi\n",
    )

    (seen,) = _read(path)
    assert isinstance(seen, Observation)
    assert (datetime(2026, 11, 20, 7, 40), "BERKAS PAGI") == (seen.seen_at, seen.source)  # noqa: DTZ001 - office time, as in the file


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (f"{NIK},READY,", "Status", "status_unknown"),
        (f"{NIK},,", "Status", "required_empty"),
        (f"{NIK},BELUM REKAM,", "Status", "status_none"),
        ("3.60312E+15,PRR,", "NIK", "nik_scientific"),
        (",PRR,", "NIK", "required_empty"),
        (f"{NIK},PRR,31/02/2026", "Tanggal", "date_invalid"),
        (f"{NIK},PRR,2026-11-21", "Tanggal", "date_in_future"),
        (f"{NIK},PRR,20/11/2026 25:00", "Tanggal", "date_invalid"),
    ],
)
def test_a_bad_row_is_rejected_by_column(tmp_path: Path, row: str, column: str, code: str) -> None:
    (rejected,) = _read(written(tmp_path, f"NIK,Status,Tanggal\n{row}\n"))

    assert isinstance(rejected, Rejected)
    assert [(2, column, code)] == [
        (problem.line, problem.column, problem.code) for problem in rejected.problems
    ]


def test_an_unknown_status_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    (rejected,) = _read(written(tmp_path, f"NIK,Status\n{NIK},SIAP\n"))

    assert isinstance(rejected, Rejected)
    assert "PRINT_READY_RECORD, SENT_FOR_CARD_PRINTING" in rejected.problems[0].reason


def test_titles_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, f"Daftar status,\n\nNIK,Status\n,\nNIK,Status\n{NIK},PRR\nJumlah,1\n")

    expected = [6]
    assert expected == [outcome.line for outcome in _read(path)]


def test_a_list_without_a_status_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Status"):
        check_statuses(written(tmp_path, "NIK,Nama\n1,A\n"))
