"""Whatever a file holds, it ends in a report or in one sentence."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.importing.applications import check_applications, grouped, read_applications
from application.importing.report import FileRefused
from application.importing.statuses import check_statuses, read_statuses
from tests.unit.importing.application_lists import HEAD as APPLICATIONS
from tests.unit.importing.application_lists import NIK, TEMPLATE
from tests.unit.importing.lists import GOOD, HEAD, TODAY, imported

LISTS = Path(__file__).parents[2] / "golden" / "import"
SAMPLES = [
    (LISTS / name).read_bytes()
    for name in ("04-bip-ktpel.xlsx", "10-nik-angka.xlsx", "22-siak-ekspor-lama.xls")
]
TEXTS = [
    (LISTS / name).read_bytes()
    for name in ("07-kpu-dpt.csv", "08-desa-titik-koma-cp1252.csv", "15-unicode-text.csv")
]
APPLICATION_TEXTS = [TEMPLATE.read_bytes()]


def _ends_well(content: bytes, suffix: str) -> None:
    """Anything but FileRefused gets out of here and fails the test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"daftar{suffix}"
        path.write_bytes(content)
        with suppress(FileRefused):
            report, people = imported(path)
            rejected = {(problem.sheet, problem.line) for problem in report.rejected}
            assert report.rows == len(people) + report.duplicates + len(rejected)
        with suppress(FileRefused):
            list(read_statuses(check_statuses(path), TODAY))
        with suppress(FileRefused):
            layout = check_applications(path)
            groups = list(grouped(read_applications(layout, TODAY), layout))
            assert layout.rows == sum(len(group) for group in groups)


@given(text=st.text(alphabet="0123456789aKIAKTPAK;,\t\"\n\0é='/-", max_size=400))
@settings(deadline=None)
def test_any_text_under_a_header_of_applications_ends_well(text: str) -> None:
    _ends_well(f"{APPLICATIONS}\nP;;KIA;;;;{NIK};A;1-2-2020\n{text}".encode(), ".csv")


@st.composite
def damaged(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """A real list with stretches overwritten, taken out, doubled, or with its end cut."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 200))
        middle = draw(st.sampled_from([b"", content[at : at + length] * 2]) | st.binary())
        content = content[:at] + middle + content[at + length :]
    return content[: draw(st.integers(len(content) // 2, len(content)))]


@given(content=st.binary(max_size=2000), suffix=st.sampled_from([".csv", ".xlsx", ".xls"]))
@settings(deadline=None)
def test_any_bytes_end_in_a_report_or_a_sentence(content: bytes, suffix: str) -> None:
    _ends_well(content, suffix)


@given(text=st.text(alphabet="0123456789abN;,\t#|\"\n\r\0\ufeffé='/-", max_size=400))
@settings(deadline=None)
def test_any_text_under_a_header_ends_in_a_report_or_a_sentence(text: str) -> None:
    _ends_well(f"{HEAD}\n{GOOD}\n{text}".encode(), ".csv")


@given(content=damaged(TEXTS))
@settings(deadline=None)
def test_a_damaged_csv_ends_in_a_report_or_a_sentence(content: bytes) -> None:
    _ends_well(content, ".csv")


@given(content=damaged(APPLICATION_TEXTS))
@settings(deadline=None)
def test_a_damaged_list_of_applications_ends_in_a_report_or_a_sentence(content: bytes) -> None:
    _ends_well(content, ".csv")


@given(content=damaged(SAMPLES))
@settings(deadline=None, max_examples=40)
def test_a_damaged_workbook_ends_in_a_report_or_a_sentence(content: bytes) -> None:
    _ends_well(content, ".xls")


@pytest.mark.parametrize("mark", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
@given(rest=st.binary(max_size=1500))
@settings(deadline=None, max_examples=15)
def test_a_workbooks_mark_before_any_bytes_ends_in_a_sentence(mark: bytes, rest: bytes) -> None:
    _ends_well(mark + rest, ".xlsx")
