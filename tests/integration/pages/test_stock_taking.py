"""`/blangko`: a stock-take of a box on the shelf, blanks found again, blanks spoiled there."""

import pytest

from domain.event import StreamId
from domain.stations import facts as f
from tests.integration.pages.conftest import Pages
from tests.integration.pages.marks import marked, sent
from tests.support.office import CURUG

FIRST, SECOND, THIRD = "74120001", "74120002", "74120003"


@pytest.fixture
def box(pages: Pages) -> StreamId:
    """Three blanks on the shelf of Curug."""
    return pages.office.receive(count=3, office=CURUG)


def test_a_count_that_fits_says_so_and_opens_nothing(pages: Pages, box: StreamId) -> None:
    store = pages.office.staff.store_curug
    answer = pages.done(store, "/blangko/hitung", box=box, counted=3)

    assert (0, False) == (answer["short"], answer["differs"])
    assert [] == pages.get(pages.office.staff.head, "/selisih")["rows"]


def test_a_short_count_asks_for_a_scan_and_the_scan_names_the_missing(
    pages: Pages, box: StreamId
) -> None:
    store, head = pages.office.staff.store_curug, pages.office.staff.head
    browser = pages.browser(store)
    pages.post(store, "/blangko/hitung", headers={}, box=box, counted=2)
    said = browser.get("/blangko").text
    pages.post(
        store, "/blangko/hitung", headers={}, box=box, counted=2, serials=f"{FIRST}\n7412 0003"
    )
    mended = browser.get("/blangko").text
    (row,) = pages.get(head, "/selisih")["rows"]

    assert "2 blangko dihitung. Berbeda dari catatan: selisih dibuka. Pindai isinya" in said
    assert "2 blangko dihitung. Kurang 1: selisih dibuka." in mended
    assert ("Hitungan buta berbeda", "missing") == (
        row["word"], pages.get(head, f"/blangko/{SECOND}")["blank"]["place"],
    )  # fmt: skip


def test_what_is_refused_is_marked_where_it_stands(pages: Pages, box: StreamId) -> None:
    store = pages.office.staff.store_curug
    form = {"box": box, "counted": 3, "serials": FIRST}
    differs = sent(pages, store, "/blangko", "/blangko/hitung", form, "form#form-h")
    nik = {"box": box, "usable": "yes", "serial": "3603170403080001"}
    person = sent(pages, store, "/blangko", "/blangko/ditemukan", nik, "form#form-f")

    assert (["f-countedh"], ["f-serialf"]) == (marked(differs), marked(person))
    assert "Dipindai 1, dihitung 3." in differs.text


def test_a_missing_blank_is_found_and_another_one_is_spoiled(pages: Pages, box: StreamId) -> None:
    store, head = pages.office.staff.store_curug, pages.office.staff.head
    pages.done(store, "/blangko/hitung", box=box, counted=2, serials=f"{FIRST}\n{SECOND}")
    pages.done(store, "/blangko/ditemukan", box=box, serial=THIRD, usable="yes")
    pages.done(store, "/blangko/rusak", box=box, serial=SECOND, cause="damaged")
    (row,) = pages.get(head, "/selisih")["rows"]

    assert ["on_shelf", "spoiled", "on_shelf"] == [
        pages.get(head, f"/blangko/{serial}")["blank"]["place"] for serial in (FIRST, SECOND, THIRD)
    ]
    assert "blangko ditemukan lagi" in str(row)


def test_only_who_keeps_the_store_and_only_what_is_on_the_shelf(pages: Pages) -> None:
    office = pages.office
    opened = office.open_box(count=2)
    store = office.staff.store_curug

    assert "not_on_shelf" == pages.refused(store, "/blangko/hitung", box=opened, counted=2)
    assert "no_live_posting" == pages.refused(
        office.staff.head, "/blangko/hitung", box=opened, counted=2
    )
    assert "Hitung kotak di rak" not in pages.html(store, "/blangko")
    office.journal.open_shift()
    office.journal.post(f.BoxHandedBack(box=opened, counted=2))
    assert "Hitung kotak di rak" in pages.html(store, "/blangko")
    assert "Hitung kotak di rak" not in pages.html(office.staff.head, "/blangko")


def test_a_mismatch_is_said_to_be_opened_only_where_one_was(pages: Pages, box: StreamId) -> None:
    store = pages.office.staff.store_curug
    form = {"box": box, "serial": FIRST, "cause": "damaged"}
    pages.post(store, "/blangko/rusak", headers={}, **form)
    said = pages.browser(store).get("/blangko").text

    assert "Dicatat: blangko rusak disimpan." in said
    assert "selisih dibuka" not in said
    assert [] == pages.get(pages.office.staff.head, "/selisih")["rows"]


def test_what_is_not_so_by_the_books_is_asked_about_and_not_recorded(
    pages: Pages, box: StreamId
) -> None:
    """A wrong box, a number left out: said to be recorded, nothing would have moved."""
    store = pages.office.staff.store_curug
    before = pages.office.position()
    strange = {"box": box, "serial": "74190001"}

    assert ["not_in_box"] * 3 == [
        pages.refused(store, "/blangko/rusak", **strange, cause="damaged"),
        pages.refused(store, "/blangko/rusak", box=box, serial="", cause="damaged"),
        pages.refused(store, "/blangko/hitung", box=box, counted=1, serials="74190001"),
    ]
    assert ["not_missing"] * 3 == [
        pages.refused(store, "/blangko/ditemukan", **strange, usable="yes"),
        pages.refused(store, "/blangko/ditemukan", box=box, serial=FIRST, usable="yes"),
        pages.refused(store, "/blangko/ditemukan", box=box, serial="", usable="yes"),
    ]
    assert before == pages.office.position()


def test_a_whole_box_that_is_gone_is_missing_and_offered_no_more(
    pages: Pages, box: StreamId
) -> None:
    store = pages.office.staff.store_curug
    answer = pages.done(store, "/blangko/hitung", box=box, counted=0, nothing="true")
    shown = pages.html(store, "/blangko")
    found = pages.done(store, "/blangko/ditemukan", box=box, serial=FIRST, usable="yes")

    assert (3, 0) == (answer["short"], found["short"])
    assert "Kirim kotak ke tempat lain" not in shown
    assert "Blangko yang hilang ditemukan" in shown
    assert "Kirim kotak ke tempat lain" not in pages.html(pages.office.staff.head, "/blangko")
