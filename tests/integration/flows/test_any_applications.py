"""Whatever the cells of good applications are changed to: a report that adds up, and once only."""

from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from application.importing.report import FileRefused, Report
from tests.support.application_lists import DEED, birth, take_in
from tests.support.office import Office
from tests.unit.importing.application_lists import NIK, lost_card, table
from tests.unit.importing.lists import written

ROWS = [*birth(), *birth("P-2"), lost_card(), lost_card(number=""), lost_card(kind="KIA")]
HEADS = sorted({head for row in ROWS for head in row})
WORDS = "KIA,KK,ktp-el,akta kelahiran,akta kematian,skpwni,hilang,rusak,pertama,kelahiran,kematian"
CELLS = st.sampled_from(
    [*WORDS.split(","), "", "-", "P-1", "P-3", NIK, f"{NIK}.0", DEED, "AL.705", "1-1-2020", "0"]
) | st.sampled_from(["29-2-2024", "1900-01-01", "45000", "L", "x" * 130, "A", "\x00", "é", "LK/1"])
CHANGES = st.dictionaries(st.sampled_from(HEADS), CELLS, max_size=3)


def _adds_up(report: Report) -> bool:
    rejected = {(problem.sheet, problem.line) for problem in report.rejected}
    return report.rows == report.imported + report.duplicates + len(rejected)


def test_any_cells_end_in_a_report_that_adds_up(office: Office, tmp_path: Path) -> None:
    taken = []

    @given(st.lists(st.tuples(st.sampled_from(ROWS), CHANGES), min_size=1, max_size=7))
    @settings(max_examples=150, deadline=None)
    def check(rows: list[tuple[dict[str, str], dict[str, str]]]) -> None:
        path = written(tmp_path, table(*({**row, **changes} for row, changes in rows)))
        with suppress(FileRefused):
            first, again = take_in(office, path), take_in(office, path)
            taken.append(first.imported)
            assert _adds_up(first)
            assert _adds_up(again)
            assert (first.rows, 0) == (again.rows, again.imported)

    check()

    assert any(taken)
