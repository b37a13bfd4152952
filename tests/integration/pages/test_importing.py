"""`/impor`: upload, preview, start, report, and the rows that were not taken."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from application.enrolling import enrolments_of
from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.support.lists import Importer, list_of, persons, sums
from tests.support.office import CURUG, DINAS, KELAPA_DUA
from tests.unit.importing.lists import HEAD, person
from tests.unit.importing.workbooks import Made, table, workbook


@pytest.fixture
def clerk(pages: Pages) -> Importer:
    return Importer(pages)


def nik(number: int) -> str:
    return person(number).split(";")[0]


def captured(pages: Pages) -> list[Any]:
    return [row for row in pages.office.rows() if row.topic == "enrolment.captured"]


def uploads(pages: Pages) -> list[Path]:
    folder = pages.office.installation.settings.dir / "uploads"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_list_is_shown_as_understood_before_anything_is_taken(
    pages: Pages, clerk: Importer
) -> None:
    found = clerk.offered(list_of(person(1), person(2, sex="X")).replace(b"Alamat", b"Kode X"))
    part = found["preview"]["parts"][0]
    html = pages.html(clerk.who, "/impor")

    assert ("ready", 2, "CSV, UTF-8, pemisah titik koma") == (
        found["stage"],
        found["preview"]["rows"],
        found["preview"]["form"],
    )
    assert [("A", "NIK"), ("B", "Nama"), ("C", "Tanggal lahir"), ("D", "Jenis kelamin")] == [
        (one["letter"], one["word"]) for one in part["used"]
    ]
    assert [{"letter": "E", "heading": "Kode X"}] == part["unused"]
    good, bad = found["preview"]["first"]
    assert "BUDI SANTOSO" == good["name"]
    assert "Jenis kelamin tidak dikenal" in bad["wrong"]
    assert [] == captured(pages)
    assert nik(1) not in html
    assert f"{nik(1)[:4]}••••••••{nik(1)[-4:]}" in html
    assert "Mulai impor 2 baris" in html


def test_a_list_goes_in_and_is_reported_on(pages: Pages, clerk: Importer) -> None:
    found = clerk.taken(list_of(person(1), person(2, sex="X"), person(1), person(3)))
    html = pages.html(clerk.who, "/impor")

    assert ("done", (4, 2, 1, 1)) == (found["stage"], sums(found))
    problem = found["report"]["rejected"][0]
    assert (3, "JK", "sex_unknown") == (problem["line"], problem["column"], problem["code"])
    assert 2 == len(captured(pages))
    assert 1 == len(enrolments_of(pages.office.centre, nik(3)))
    assert "Unduh 1 baris yang ditolak" in html
    assert nik(1) not in html


def test_a_second_try_takes_nobody_twice(pages: Pages, clerk: Importer) -> None:
    clerk.taken(persons(1, 2, 3))
    clerk.put_away()
    again = clerk.taken(persons(1, 2, 3, 4), name="salinan.csv")

    assert (4, 1, 3, 0) == sums(again)
    assert 4 == len(captured(pages))


def test_bad_rows_are_mended_and_given_again(pages: Pages, clerk: Importer) -> None:
    clerk.taken(list_of(person(1), person(2, sex="X"), person(3, birth="31/02/1950")))
    rows = clerk.bad_rows()
    mended = clerk.download().replace(b";X;", b";L;").replace(b"31/02/1950", b"04/01/1950")
    clerk.put_away()
    after = clerk.taken(mended)

    assert [("3", "JK"), ("4", "Tgl Lahir")] == [(row["Baris"], row["Kolom"]) for row in rows]
    assert "Jenis kelamin tidak dikenal" in rows[0]["Alasan"]
    assert f"'{nik(2)}" == rows[0]["NIK"], "a spreadsheet would round it"
    assert (2, 2, 0, 0) == sums(after)
    assert 3 == len(captured(pages))


def test_statuses_of_the_centre_are_taken_too(pages: Pages, clerk: Importer) -> None:
    clerk.taken(persons(1))
    clerk.put_away()
    lines = f"NIK;Status\n{nik(1)};PRINT_READY_RECORD\n{nik(2)};BIO_CAPTURED\n".encode()
    shown = clerk.offered(lines, kind="statuses", name="pusat.csv")
    clerk.start()
    found = clerk.over()
    topics = [row.topic for row in pages.office.rows()]

    assert "Status dari pusat" in [one["word"] for one in shown["preview"]["parts"][0]["used"]]
    assert (2, 1, 0, 1) == sums(found)
    assert "nik_not_recorded" == found["report"]["rejected"][0]["code"]
    assert ["3"] == [row["Baris"] for row in clerk.bad_rows()]
    assert 1 == topics.count("document.requested")


def test_a_workbook_tells_its_sheets(pages: Pages, clerk: Importer, tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "buku.xlsx",
        Made(name="Curug", cells=table(HEAD, person(1), person(2, sex="X"))),
        Made(name="Catatan", cells=table("Dibuat oleh;Sari")),
        Made(name="Legok", cells=table(HEAD, person(3))),
    )
    found = clerk.offered(book.read_bytes(), name="apa saja")
    clerk.start()
    over = clerk.over()

    assert "Buku kerja Excel" == found["preview"]["form"]
    assert ["Curug", "Legok"] == [part["sheet"] for part in found["preview"]["parts"]]
    assert 1 == found["preview"]["other_sheets"]
    assert "Curug" == over["report"]["rejected"][0]["sheet"]
    assert [("Curug", "3")] == [(row["Lembar"], row["Baris"]) for row in clerk.bad_rows()]
    sources = [orjson.loads(row.state)["source"] for row in captured(pages)]
    assert ["apa saja, lembar Curug", "apa saja, lembar Legok"] == sources


def test_the_list_is_gone_when_it_is_over(pages: Pages, clerk: Importer) -> None:
    clerk.offered(list_of(person(1), person(2, sex="X")))
    waiting = uploads(pages)
    folder = pages.office.installation.settings.dir / "uploads"
    modes = [path.stat().st_mode & 0o777 for path in (folder, *waiting)]
    content = waiting[0].read_bytes()
    clerk.start()
    clerk.over()
    left = uploads(pages)
    bad_mode = left[0].stat().st_mode & 0o777
    clerk.put_away()

    assert ([0o700, 0o600], 0o600) == (modes, bad_mode)
    assert nik(1).encode() in content
    assert "daftar" not in waiting[0].name
    assert 1 == len(left)
    assert waiting != left
    assert [] == uploads(pages)
    assert clerk.job() is None


def test_another_list_takes_the_place_of_one_that_was_not_started(
    pages: Pages, clerk: Importer
) -> None:
    first = clerk.offered(persons(1))
    second = clerk.offered(persons(2))
    refused = pages.refused(clerk.who, "/impor/mulai", job=first["id"])

    assert 1 == len(uploads(pages))
    assert ("gone", "ready") == (refused, second["stage"])
    assert [] == captured(pages)


def test_a_list_that_nobody_starts_is_put_away(pages: Pages, clerk: Importer) -> None:
    clerk.offered(persons(1))
    pages.office.clock.advance(seconds=3601)
    pages.house.imports.turn()

    assert [] == uploads(pages)
    assert pages.house.imports.of(clerk.who.posting or "") is None


def test_who_may_not_import_is_refused(pages: Pages, clerk: Importer) -> None:
    staff = pages.office.staff
    counter = Importer(pages, staff.counter)

    assert 403 == pages.browser(staff.counter).get("/impor").status_code
    assert "no_live_posting" == counter.refused(persons(1), 403)["reason"]
    assert "/impor" not in pages.html(staff.counter, "/")
    assert 'href="/impor"' in pages.html(clerk.who, "/")
    assert [] == uploads(pages)


def test_another_office_is_not_the_postings(pages: Pages) -> None:
    local = pages.office.hire("Umi Contoh", Role.ENROLLER, CURUG)
    clerk = Importer(pages, local)
    refused = [clerk.refused(persons(1), 403, office=other) for other in (DINAS, KELAPA_DUA)]
    found = clerk.taken(persons(1), office=CURUG)

    assert ["no_live_posting"] * 2 == [problem["reason"] for problem in refused]
    assert (1, 1, 0, 0) == sums(found)
    assert 1 == len(captured(pages))


def test_a_list_is_not_shown_to_another_person(pages: Pages, clerk: Importer) -> None:
    other = Importer(pages, pages.office.hire("Umi Contoh", Role.ENROLLER))
    clerk.taken(list_of(person(1, sex="X")))

    assert other.job() is None
    assert 404 == pages.browser(other.who).get("/impor/ditolak").status_code


def test_a_freeze_stops_the_import_and_says_until_when(pages: Pages, clerk: Importer) -> None:
    clerk.offered(persons(1, 2))
    pages.done(
        pages.office.staff.head,
        "/pembekuan",
        scope=["intake"],
        until="2026-12-01T08:00",
        reason="migrasi",
        ordered_by="SE 1/2026",
        notice="tutup",
    )
    clerk.start()
    found = clerk.over()

    assert ("refused", 0) == (found["stage"], found["saved"])
    assert "dibekukan sampai 1 Des 08.00" in found["why"]["why"]
    assert "tidak dicatat dua kali" in found["why"]["cure"]
    assert [] == captured(pages)
    assert [] == uploads(pages)


def test_it_works_without_script(pages: Pages, clerk: Importer) -> None:
    """Plain forms, plain pages: each post leads back to the page."""
    html = {"accept": "text/html"}
    sent = clerk.send(persons(1), accept="text/html")
    started = pages.post(clerk.who, "/impor/mulai", html, job=clerk.job()["id"])
    clerk.over()
    report = pages.html(clerk.who, "/impor")

    assert [(303, "/impor")] * 2 == [
        (answer.status_code, answer.headers["location"]) for answer in (sent, started)
    ]
    assert "4. Laporan" in report
    assert 'aria-current="step">4.' in report


def test_names_and_headings_of_the_file_are_shown_as_text(pages: Pages, clerk: Importer) -> None:
    name = "../../<script>x</script> 3603010101700001.csv"
    heading = list_of(person(1)).replace(b"Alamat", b"<b>Alamat lain</b>")
    clerk.offered(heading, name=name)
    html = pages.html(clerk.who, "/impor")

    assert "script>x" not in html.replace("&lt;/script&gt;", "")
    assert "<b>Alamat lain" not in html
    assert "3603010101700001" not in html
