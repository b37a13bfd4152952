"""Files made to do harm, and files that are something else: one sentence each, nothing more."""

from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from application.importing.limits import LARGEST_FILE, LARGEST_WORKBOOK, MOST_COLUMNS
from application.importing.report import FileRefused
from application.importing.scan import check
from tests.unit.importing.lists import GOOD, HEAD, TODAY, imported, written
from tests.unit.importing.workbooks import Made, number, table, text, workbook

LISTS = Path(__file__).parents[2] / "golden" / "import"
PACKED_AS = "xl/sharedStrings.xml"


def _refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        check(path, TODAY)
    return refused.value


def _with_zeros(path: Path, mebibytes: int) -> Path:
    with (
        ZipFile(path, "a", ZIP_DEFLATED, compresslevel=1) as book,
        book.open(PACKED_AS, "w") as part,
    ):
        part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
        part.write(b"<si><t>")
        for _ in range(mebibytes):
            part.write(b"0" * (1 << 20))
    return path


def _made_to_lie(path: Path) -> Path:
    """The zip says that its largest part unpacks to nothing much."""
    with ZipFile(path) as book:
        about = book.getinfo(PACKED_AS)
    true, told = (size.to_bytes(4, "little") for size in (about.file_size, 1000))
    content = path.read_bytes()

    assert content.count(true) >= 1

    path.write_bytes(content.replace(true, told))
    return path


def test_a_cell_in_the_last_corner_is_too_large(tmp_path: Path) -> None:
    """One kilobyte that asks for 17 thousand million cells."""
    cells = table(HEAD, GOOD) | {"XFD1048576": number("1")}
    refused = _refused(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    assert refused.code == "workbook_too_large"


def test_a_part_that_packs_too_well_is_too_large(tmp_path: Path) -> None:
    path = _with_zeros(workbook(tmp_path / "a.xlsx", Made(cells=table(HEAD, GOOD))), 32)

    assert path.stat().st_size < 300_000
    assert _refused(path).code == "workbook_too_large"


def test_a_part_that_lies_about_its_size_kills_the_reader_only(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Made(cells=table(HEAD, GOOD)))
    refused = _refused(_made_to_lie(_with_zeros(path, 1500)))

    assert refused.code in ("workbook_too_large", "workbook_damaged")


def test_one_long_text_in_many_cells_of_a_row_is_no_table(tmp_path: Path) -> None:
    draw = Random(1)
    cells = table(HEAD, GOOD)
    cells |= {f"{letter}3": text(draw.randbytes(1_500_000).hex()) for letter in "ABCDEF"}
    refused = _refused(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    expected = ("not_a_table_file", True)
    assert expected == (refused.code, "Baris 3" in refused.reason)


def test_a_cell_of_ten_megabytes_costs_its_row_only(tmp_path: Path) -> None:
    cells = table(HEAD, GOOD, GOOD.replace("9292", "9293")) | {"E2": text("x" * 10_000_000)}
    report, people = imported(workbook(tmp_path / "a.xlsx", Made(cells=cells)))

    expected = [(2, "Alamat", "cell_too_long")]
    assert expected == [(p.line, p.column, p.code) for p in report.rejected]
    also = [3]
    assert also == [recording.line for recording in people]


def test_entities_are_not_blown_up(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Made(cells=table(HEAD, GOOD)))
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    with ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'.encode()
        + parts["xl/worksheets/sheet1.xml"].replace(b"GUNAWAN", b"&l9;")
    )
    with ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)

    assert _refused(path).code == "workbook_damaged"


@pytest.mark.parametrize(
    ("head", "size"), [(b"NIK;Nama\n", LARGEST_FILE), (b"PK\x03\x04", LARGEST_WORKBOOK)]
)
def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, head: bytes, size: int) -> None:
    path = written(tmp_path, head)
    with path.open("r+b") as content:
        content.truncate(size + 1)

    assert _refused(path).code == "file_too_large"


def test_a_line_of_too_many_cells_is_no_table(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}\n{GOOD}{';' * MOST_COLUMNS}\n")

    expected = ("not_a_table_file", 2)
    refused = _refused(path)
    assert expected == (refused.code, refused.line)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "xlsb"),
        ("daftar.csv", "zip"),
    ],
)
def test_a_zip_that_is_no_workbook_is_called_what_it_is(
    tmp_path: Path, part: str, word: str
) -> None:
    path = tmp_path / "daftar.csv"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, "NIK;Nama")
    refused = _refused(path)

    expected = ("not_a_table_file", True)
    assert expected == (refused.code, word in refused.reason)


@pytest.mark.parametrize(
    ("stream", "code", "word"),
    [
        ("EncryptedPackage", "workbook_locked", "kata sandi"),
        ("WordDocument", "not_a_table_file", "Word"),
        ("Catalog", "workbook_damaged", "rusak"),
    ],
)
def test_a_compound_file_that_is_no_open_workbook_is_called_what_it_is(
    tmp_path: Path, stream: str, code: str, word: str
) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")
    refused = _refused(written(tmp_path, content))

    expected = (code, True)
    assert expected == (refused.code, word in refused.reason)


def test_html_called_xls_is_said_to_be_html(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xls"
    path.write_text("<html><body><table><tr><td>NIK</td><td>Nama</td></tr></table>")
    refused = _refused(path)

    expected = ("not_a_table_file", True)
    assert expected == (refused.code, "HTML" in refused.reason)


@pytest.mark.parametrize("name", ["daftar.csv", "daftar.xls", "daftar"])
def test_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    """A workbook under any name is read as one, and a CSV called .xls as a CSV."""
    _, people = imported(workbook(tmp_path / name, Made(cells=table(HEAD, GOOD))))
    plain = tmp_path / f"{name}.xls"
    plain.write_text(f"{HEAD}\n{GOOD}\n")

    expected = people
    assert expected == imported(plain)[1]
    assert len(people) == 1


@pytest.mark.parametrize("name", ["04-bip-ktpel.xlsx", "22-siak-ekspor-lama.xls"])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, name: str, share: float) -> None:
    content = (LISTS / name).read_bytes()
    refused = _refused(written(tmp_path, content[: int(len(content) * share)]))

    assert refused.code == "workbook_damaged"
