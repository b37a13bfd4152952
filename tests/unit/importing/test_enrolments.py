"""Whole lists: rows that are persons, repeats, damage, and size."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from application.importing.report import FileRefused
from application.importing.scan import check
from tests.unit.importing.lists import GOOD, HEAD, TODAY, codes, imported, person, written


def test_titles_families_totals_and_signatures_are_no_persons(tmp_path: Path) -> None:
    lines = [
        "DAFTAR PENDUDUK;;;;",
        HEAD,
        "(1);(2);(3);(4);(5)",
        ";;;;",
        GOOD,
        HEAD,
        "Jumlah;1 orang;;;",
        ";Kepala Desa;;;",
        "###;;;;",
        person(1),
    ]
    report, people = imported(written(tmp_path, "\n".join(lines) + "\n"))

    expected = (1, [5])
    assert expected == (report.rows, [recording.line for recording in people])


def test_a_family_number_comes_from_the_row_above_the_family(tmp_path: Path) -> None:
    lines = [HEAD, ";No KK: 3603120911139293;;;", person(1), person(2), "3603120911139295;;;;"]
    _, people = imported(written(tmp_path, "\n".join(lines[:4]) + "\n"))

    expected = ["3603120911139293"] * 2
    assert expected == [recording.no_kk for recording in people]


def test_every_problem_of_a_row_is_said_and_the_row_counts_once(tmp_path: Path) -> None:
    bad = "36031214065692;;31/02/1990;X;A"
    report, _ = imported(written(tmp_path, f"{HEAD}\n{bad}\n{GOOD}\n"))

    expected = [
        (2, "NIK", "nik_length"),
        (2, "Nama", "required_empty"),
        (2, "JK", "sex_unknown"),
        (2, "Tgl Lahir", "date_invalid"),
    ]
    assert expected == codes(report)
    also = (2, 1)
    assert also == (report.rows, report.imported)


def test_the_same_person_again_is_a_repeat_whatever_else_the_row_says(tmp_path: Path) -> None:
    again = GOOD.replace("GUNAWAN", " gunawan ").replace("CADAS", "LAIN")
    report, people = imported(written(tmp_path, f"{HEAD}\n{GOOD}\n{again}\n"))

    expected = (2, 1, 1)
    assert expected == (report.rows, report.imported, report.duplicates)
    assert people[0].address == "KP. CADAS"


def test_the_first_row_of_a_nik_stays(tmp_path: Path) -> None:
    other = GOOD.replace("GUNAWAN", "HENDRA")
    report, people = imported(written(tmp_path, f"{HEAD}\n{GOOD}\n{other}\n{GOOD}\n"))

    expected = [(3, "NIK", "nik_conflict")]
    assert expected == codes(report)
    also = (1, 1, "GUNAWAN KURNIA")
    assert also == (report.imported, report.duplicates, people[0].name)


def test_a_rejected_row_does_not_make_the_next_one_a_conflict(tmp_path: Path) -> None:
    bad = GOOD.replace("14/06/1956", "31/02/1990").replace("GUNAWAN", "HENDRA")
    report, people = imported(written(tmp_path, f"{HEAD}\n{bad}\n{GOOD}\n"))

    expected = [(2, "Tgl Lahir", "date_invalid")]
    assert expected == codes(report)
    also = [3]
    assert also == [recording.line for recording in people]


def test_only_a_later_recording_date_brings_the_same_person_again(tmp_path: Path) -> None:
    days = ("01/02/2026", "01/02/2026", "31/01/2026", "02/02/2026")
    rows = "".join(f"{GOOD};{day}\n" for day in days)
    report, people = imported(written(tmp_path, f"{HEAD};Tgl Rekam\n{rows}"))

    assert [date(2026, 2, 1), date(2026, 2, 2)] == [recording.recorded_on for recording in people]
    assert report.duplicates == 2


def test_a_name_over_sixty_letters_is_refused_to_the_newly_born_only(tmp_path: Path) -> None:
    long = " ".join(["NINGTYAS"] * 7)
    rows = [
        f"3603122104220001;{long};21/04/2022;L;A",
        f"3603122004220001;{long};20/04/2022;L;A",
    ]
    report, people = imported(written(tmp_path, "\n".join([HEAD, *rows]) + "\n"))

    expected = [(2, "Nama", "name_too_long")]
    assert expected == codes(report)
    also = ["name_long"]
    assert also == [problem.code for problem in people[0].warnings]


@pytest.mark.parametrize(
    ("values", "rejected", "marital"),
    [
        (("Hidup", "Mati"), 1, (None,)),
        (("1", "2"), 1, (None,)),
        (("Kawin", "Belum Kawin"), 0, ("KAWIN", "BELUM KAWIN")),
        (("AKTIF", "TETAP"), 0, (None, None)),
    ],
)
def test_status_is_what_its_values_say(
    tmp_path: Path, values: tuple[str, ...], rejected: int, marital: tuple[str | None, ...]
) -> None:
    rows = "".join(f"{person(at)};{value}\n" for at, value in enumerate(values))
    report, people = imported(written(tmp_path, f"{HEAD};Status\n{rows}"))

    assert rejected == len(report.rejected)
    assert marital == tuple(recording.marital_status for recording in people)


def test_damaged_cells_are_named_by_line_and_column(tmp_path: Path) -> None:
    rows = [
        person(1, address="x" * 10_000_000),
        person(2, name="BUDI\x00SANTOSO"),
        person(3) + ";lebih",
        person(4, address='"KP. CADAS'),
        person(5),
    ]
    report, people = imported(written(tmp_path, "\n".join([HEAD, *rows]) + "\n"))

    expected = [
        (2, "Alamat", "cell_too_long"),
        (3, "Nama", "cell_damaged"),
        (4, None, "row_shape"),
        (5, None, "quote_open"),
    ]
    assert expected == codes(report)
    also = [6]
    assert also == [recording.line for recording in people]


@pytest.mark.parametrize("kept", range(1, len(person(2))))
def test_a_file_cut_in_a_record_never_brings_half_a_person(tmp_path: Path, kept: int) -> None:
    path = written(tmp_path, f"{HEAD};RT\n{person(1)};1\n{person(2)[:kept]}")
    report, people = imported(path)

    expected = [2]
    assert expected == [recording.line for recording in people]
    assert report.duplicates == 0


def test_month_first_dates_refuse_the_file_but_one_odd_date_only_its_row(tmp_path: Path) -> None:
    rows = [person(1, birth="3/4/1990"), person(2, birth="8/17/1990")]
    with pytest.raises(FileRefused) as refused:
        check(written(tmp_path, "\n".join([HEAD, *rows]) + "\n"), TODAY)
    mixed = [*rows, person(3, birth="17/8/1990")]
    report, _ = imported(written(tmp_path, "\n".join([HEAD, *mixed]) + "\n"))

    expected = ("dates_month_first", 3)
    assert expected == (refused.value.code, refused.value.line)
    also = [(3, "Tgl Lahir", "date_invalid")]
    assert also == codes(report)


@pytest.mark.parametrize("count", [7, 8])
def test_eight_niks_that_all_end_in_zero_are_no_chance(tmp_path: Path, count: int) -> None:
    rows = [person(at, nik=f"36031214065692{at}0") for at in range(count)]
    path = written(tmp_path, "\n".join([HEAD, *rows]) + "\n")
    if count == 7:
        assert imported(path)[0].imported == 7
    else:
        with pytest.raises(FileRefused, match="Excel"):
            check(path, TODAY)


MEASURED = """
import json, sys
from pathlib import Path
from application.importing.enrolments import read_enrolments
from application.importing.recording import Recording
from application.importing.report import Report
from application.importing.scan import check
from tests.unit.importing.lists import TODAY
report = Report()
for outcome in read_enrolments(check(Path(sys.argv[1]), TODAY), TODAY, {"360312"}):
    if isinstance(outcome, Recording):
        report.took(outcome.warnings)
    else:
        report.add(outcome)
# Not ru_maxrss: that begins with what the parent had.
status = Path("/proc/self/status").read_text().splitlines()
peak = int(next(line for line in status if line.startswith("VmHWM")).split()[1])
print(json.dumps({**report.as_json(), "kilobytes": peak}))
"""


def test_a_hundred_thousand_rows_are_read_in_little_memory_with_every_bad_row_named(
    tmp_path: Path,
) -> None:
    bad = {
        0: {"nik": "3,60312E+15"},
        1: {"nik": "36031214065692"},
        2: {"nik": "36O3121406569292"},
        3: {"name": ""},
        4: {"birth": "31/02/1990"},
        5: {"birth": "17/08/90"},
        6: {"birth": "01/01/2090"},
        7: {"sex": "X"},
        8: {"name": "A\x00B"},
    }
    path = tmp_path / "besar.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(f"{HEAD}\r\n")
        for at in range(100_000):
            fields = bad[at // 100 % 9] if at % 100 == 0 else {}
            out.write(f"{person(at, **fields)}\r\n")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)

    expected = [at + 2 for at in range(0, 100_000, 100)]
    assert expected == [item["line"] for item in told["rejected"]]
    assert told["kilobytes"] < 300 * 1024
    sums = [told[key] for key in ("rows", "imported", "duplicates")]
    assert sums == [100_000, 99_000, 0]
