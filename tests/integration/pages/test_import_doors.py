"""`/impor`: what is not let in, what goes wrong on the way, and what is never left behind."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from structlog.testing import capture_logs

from application.importing.jobs import Imports
from application.importing.limits import LARGEST_WORKBOOK, MEBIBYTE, MOST_COLUMNS
from application.importing.uploads import Uploads
from domain.people.state import Role
from tests.integration.pages.conftest import JSON, Pages
from tests.support.lists import Importer, list_of, persons, sums
from tests.support.live import until
from tests.unit.importing.lists import HEAD, person
from tests.unit.importing.workbooks import Made, number, table, workbook
from web.app import create_app

SMALL = 3 * MEBIBYTE


@pytest.fixture
def clerk(pages: Pages) -> Importer:
    return Importer(pages)


@pytest.fixture
def small(pages: Pages, tmp_path: Path) -> Iterator[Importer]:
    """The same centre with a limit that a test can reach."""
    uploads = Uploads(tmp_path / "kecil", most=SMALL)
    house = replace(pages.house, imports=Imports(pages.office.centre, uploads, lambda: None))
    others = Pages(pages.office, house, create_app(house))
    yield Importer(others)
    for client in others.browsers.values():
        client.close()


def left_behind(clerk: Importer) -> list[Path]:
    folder = clerk.pages.house.imports.uploads.new().parent
    return [path for path in folder.iterdir() if path.stat().st_size]


def test_a_file_over_the_limit_is_refused_with_the_limit(small: Importer) -> None:
    at_most = persons(*range(8)).ljust(SMALL)
    over = at_most + b" "

    found = small.refused(over, 413)
    assert ("file_too_large", "Berkas lebih besar dari 3 MiB.") == (
        found["reason"],
        found["detail"],
    )
    assert [] == left_behind(small)
    assert 413 == small.send(over * 5).status_code
    assert 8 == small.offered(at_most)["preview"]["rows"]


def test_a_folder_that_cannot_be_written_is_said(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("no folder")
    uploads = Uploads(tmp_path / "berkas" / "unggahan")
    house = replace(pages.house, imports=Imports(pages.office.centre, uploads, lambda: None))
    clerk = Importer(Pages(pages.office, house, create_app(house)))
    found = clerk.refused(persons(1), 507)
    clerk.pages.browser(clerk.who).close()

    assert "ruang simpan" in found["detail"]


def test_a_workbook_over_its_own_limit_is_refused_with_that(clerk: Importer) -> None:
    found = clerk.refused(b"PK\x03\x04".ljust(LARGEST_WORKBOOK + 1, b"\0"), 413)

    assert "paling banyak 64 MiB" in found["detail"]
    assert [] == left_behind(clerk)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 " + b"x" * 100, "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "gambar"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "gambar"),
        (b"<html><table><tr><td>NIK</td></tr></table>", "HTML"),
        (b"\x1f\x8b\x08" + bytes(100), "arsip"),
        (bytes(5000), "nol semua"),
        (b"\n\n", "kosong"),
        (b"Halo;Dunia\n1;2\n", "Baris judul tidak ditemukan"),
        (b"NIK;Nama\n1;2\n", "Kolom wajib tidak ada"),
    ],
)
def test_what_is_no_list_is_called_what_it_is(clerk: Importer, content: bytes, word: str) -> None:
    """By its content: the name says .csv each time."""
    found = clerk.refused(content)

    assert word in found["detail"]
    assert "Belum ada yang dicatat" in found["cure"]
    assert [] == left_behind(clerk)
    assert clerk.job() is None


def test_bombs_are_one_sentence(clerk: Importer, tmp_path: Path) -> None:
    corner = workbook(
        tmp_path / "a.xlsx", Made(cells=table(HEAD, person(1)) | {"XFD1048576": number("1")})
    )
    zeros = workbook(tmp_path / "b.xlsx", Made(cells=table(HEAD, person(1))))
    with ZipFile(zeros, "a", ZIP_DEFLATED) as book, book.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(32):
            part.write(bytes(MEBIBYTE))
    wide = list_of(person(1) + ";" * MOST_COLUMNS)
    endless = list_of(person(1, address="x" * 16_000_001))
    found = [
        clerk.refused(content)["reason"]
        for content in (corner.read_bytes(), zeros.read_bytes(), wide, endless)
    ]

    assert ["workbook_too_large"] * 2 + ["not_a_table_file"] * 2 == found
    assert [] == left_behind(clerk)
    assert clerk.job() is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"kind=enrolments", "application/x-www-form-urlencoded"),
        (b"--x--\r\n", "multipart/form-data"),
        (b"junk" * 50, "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\n' + b"e" * 5000,
            "multipart/form-data; boundary=x",
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_form_that_is_none_is_refused(clerk: Importer, body: bytes, kind: str) -> None:
    headers = {**JSON, "content-type": kind}
    answer = clerk.pages.browser(clerk.who).post("/impor", content=body, headers=headers)

    assert 422 == answer.status_code, answer.text
    assert [] == left_behind(clerk)


def test_a_kind_or_place_that_is_none_is_refused(clerk: Importer) -> None:
    assert "Jenis daftar" in clerk.refused(persons(1), kind="lain")["detail"]
    assert "no_live_posting" == clerk.refused(persons(1), 403, office="9999")["reason"]
    assert [] == left_behind(clerk)


def test_a_page_says_no_as_a_page(clerk: Importer) -> None:
    answer = clerk.send(b"%PDF-1.7", accept="text/html")

    assert 422 == answer.status_code
    assert "bukan daftar" in answer.text
    assert 'role="alert"' in answer.text


def test_the_download_never_makes_a_spreadsheet_reckon(clerk: Importer) -> None:
    evil = '=HYPERLINK("http://contoh.example";"klik")'
    quoted = evil.replace('"', '""')
    clerk.taken(list_of(person(1, name=f'"{quoted}"', sex="X")))
    answer = clerk.pages.browser(clerk.who).get("/impor/ditolak")
    row = clerk.bad_rows()[0]

    assert f"'{evil}" == row["Nama"]
    assert 'attachment; filename="baris-ditolak.csv"' == answer.headers["content-disposition"]
    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert ("nosniff", "no-store") == (
        answer.headers["x-content-type-options"],
        answer.headers["cache-control"],
    )


def test_nothing_personal_stands_in_addresses_and_logs(clerk: Importer) -> None:
    with capture_logs() as said:
        clerk.taken(list_of(person(1), person(2, sex="X")), name="3603010101700001.csv")
        html = clerk.pages.html(clerk.who, "/impor")
    nik, name = person(1).split(";")[:2]

    assert nik not in json.dumps(said)
    assert name not in json.dumps(said)
    addresses = [part.split('"')[0] for part in html.split('="/')[1:]]
    assert [] == [found for found in addresses if found.startswith("impor") and "?" in found]
    assert nik not in html


def test_two_persons_at_once_get_their_own_reports(pages: Pages, clerk: Importer) -> None:
    other = Importer(pages, pages.office.hire("Umi Contoh", Role.ENROLLER))
    clerk.offered(persons(*range(600)))
    other.offered(persons(601, 602))
    clerk.start()
    other.start()
    until(lambda: not clerk.job()["busy"] and not other.job()["busy"], "both imports")

    assert ((600, 600, 0, 0), (2, 2, 0, 0)) == (sums(clerk.job()), sums(other.job()))
