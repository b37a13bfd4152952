"""The head's figures: each is the number of the rows behind it, and says what it is worth."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from application import approving, freezing, handing_over
from application.deciding import stamp
from application.freezing import FreezeOrder
from domain.event import Person, StreamId
from domain.people.state import Role
from domain.stations import facts as f
from tests.integration.pages.conftest import JSON, Pages
from tests.properties.histories.test_views import random_day
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office

LIST = "/kinerja/daftar"
FIGURES = {
    "count": "to",
    "attempts": "to",
    "spoiled": "spoiled_to",
    "late": "late_to",
    "running": "running_to",
    "used": "used_to",
    "empty": "empty_to",
}
"""A figure's name, and that of its door."""


@pytest.fixture
def head(pages: Pages) -> Person:
    return pages.office.staff.head


def figures(found: Any) -> Iterator[tuple[int, str]]:
    """Every figure of a page with its door, wherever it stands."""
    if isinstance(found, list):
        for one in found:
            yield from figures(one)
    elif isinstance(found, dict):
        for number, door in FIGURES.items():
            if isinstance(found.get(number), int) and found.get(door):
                yield found[number], found[door]
        for value in found.values():
            yield from figures(value)


def behind(pages: Pages, who: Person, door: str) -> int:
    """The sum over the rows of all the pages of a list."""
    number = 0
    while door:
        found = pages.get(who, door)
        number += sum(row["count"] for row in found["rows"])
        door = found["next"]
    return number


def headline(pages: Pages, who: Person, door: str) -> int:
    """What the list behind a figure says above its rows."""
    found: int = pages.get(who, door)["total"]
    return found


def busy(office: Office) -> None:
    """Of everything something: printed, spoiled, in doubt, held, returned, handed over."""
    random_day(office, 2)
    office.box = next(
        StreamId(row.stream) for row in office.rows() if row.topic == "blank_box.opened"
    )
    done, serial = office.printed_card()
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, done, serial, "self", {})
    office.printed_card()
    waiting = office.approve(office.complete())
    approving.hold(office.centre, office.order(office.staff.head), waiting, "cek", "cek")
    spoiled = f.AttemptSpoiled(print_job="", attempt="1.1", method="scan", cause="damaged")
    doubted = f.AttemptUnknown(print_job="", attempt="1.1", reason="no_outcome")
    for outcome in (spoiled, doubted):
        try_one(office, outcome)
    office.complete()
    office.complete(birth_date=date(2009, 12, 20))
    returned = office.complete()
    approving.send_back(
        office.centre, office.order(office.staff.approver), returned, "incomplete", "lain", "salah"
    )


def try_one(
    office: Office, outcome: f.AttemptSpoiled | f.AttemptUnknown | f.AttemptUntouched
) -> None:
    assert office.box
    job = office.approve(office.complete())
    office.lease(job, office.box)
    serial = office.centre.registry.load(office.box).state.next_serial()
    office.journal.start(job, office.box, serial)
    office.journal.post(replace(outcome, print_job=job))


@pytest.mark.parametrize("query", ["", f"?tempat={CURUG}", "?sejak=2026-11-20&hingga=2026-11-25"])
def test_each_figure_is_the_number_of_rows_behind_its_door(
    pages: Pages, head: Person, query: str
) -> None:
    busy(pages.office)
    found = pages.get(head, f"/kinerja{query}")
    doors = [(number, door) for number, door in figures(found) if door.startswith(LIST)]

    assert doors == [(behind(pages, head, door), door) for _, door in doors]
    assert doors == [(headline(pages, head, door), door) for _, door in doors]
    assert len(doors) > 30
    assert sum(number > 0 for number, _ in doors) > 20
    causes = {row["cause"]: row["count"] for row in found["stuck"]}
    assert {"approval", "too_young", "returned", "held", "unknown", "reprint"} <= set(causes)


def test_a_figure_of_many_pages_is_whole(
    pages: Pages, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.figures.listing.MOST", 3)
    busy(pages.office)
    found = pages.get(head, "/kinerja")
    doors = [(number, door) for number, door in figures(found) if door.startswith(LIST)]

    assert doors == [(behind(pages, head, door), door) for _, door in doors]
    assert max(number for number, _ in doors) > 6


def test_a_panel_given_back_is_a_row_that_takes_one_away(
    pages: Pages, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten cards, one of them untouched: nine panels, and eleven rows that say so."""
    monkeypatch.setattr("web.pages.figures.listing.MOST", 5)
    office = pages.office
    come = {"office": CURUG, "item": "ribbon", "rolls": 1, "prints": 100, "letter": "SJ/1/2026"}
    supply = pages.done(office.staff.store, "/pita/terima", **come)["supply"]
    where = f"{office.station}:Kartu 1"
    pages.done(office.staff.store, "/pita/pasang", supply=supply, where=where)
    for _ in range(9):
        office.printed_card()
    counters = {"inserted": 9, "panels": 18}
    try_one(office, f.AttemptUntouched(print_job="", attempt="1.1", counters=counters))
    (row,) = [one for one in pages.get(head, "/kinerja")["stock"] if one["kind"] == "ribbon"]
    newest = pages.get(head, row["used_to"])
    html = pages.html(head, row["used_to"])

    assert 9 == row["used"] == newest["total"] == behind(pages, head, row["used_to"])
    assert 11 == counted(pages, head, row["used_to"])
    assert [-1, 1, 1, 1, 1] == [one["count"] for one in newest["rows"]]
    assert 1 == html.count("dikembalikan")


def counted(pages: Pages, who: Person, door: str) -> int:
    """The rows of all the pages of a list."""
    number = 0
    while door:
        found = pages.get(who, door)
        number, door = number + len(found["rows"]), found["next"]
    return number


def test_each_door_opens_for_people_too(pages: Pages, head: Person) -> None:
    busy(pages.office)
    text = pages.html(head, "/kinerja")
    doors = {
        door.replace("&amp;", "&") for door in re.findall(r'href="(/kinerja/daftar[^"]*)"', text)
    }

    assert {door for _, door in figures(pages.get(head, "/kinerja")) if LIST in door} >= doors
    assert len(doors) > 20
    for door in sorted(doors):
        assert "<table" in pages.html(head, door) or "Tidak ada baris" in pages.html(head, door)


def test_usable_blanks_are_those_of_the_stock_page(pages: Pages, head: Person) -> None:
    busy(pages.office)
    balances = pages.get(head, "/blangko")["balances"]
    rows = pages.get(head, "/kinerja")["stock"]

    assert {row["office"]: row["usable"] for row in rows} == {
        row["office"]: row["on_shelf"] + row["at_station"] for row in balances
    }


def test_the_sheet_agrees_with_the_history(pages: Pages) -> None:
    office = pages.office
    busy(office)
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    sheet = pages.get(auditor, f"/kinerja?tempat={CURUG}")["sheet"]["total"]["cells"]
    topics = {"requested": "document.requested", "approved": "document.approved",
              "printed": "document.printed", "handed_over": "document.handed_over"}  # fmt: skip
    for cell in sheet:
        if cell["what"] in topics:
            address = f"/riwayat?topik={topics[cell['what']]}&tempat={CURUG}"
            assert cell["count"] == len(pages.get(auditor, address)["rows"]), cell


def later(pages: Pages, hours: int) -> None:
    """Whoever was signed in signs in again."""
    pages.office.clock.advance(hours=hours)
    pages.browsers.clear()


def freeze(office: Office, code: str, *scope: str) -> None:
    asked = FreezeOrder(
        scope=scope,
        until=stamp(office.clock.now() + timedelta(days=9)),
        reason="alih sistem",
        ordered_by="SE 1",
        notice="tutup",
    )
    freezing.freeze(office.centre, office.order(office.staff.head), [code], asked)


def test_the_clock_stands_still_for_recorded_freezes_of_printing_only(
    pages: Pages, head: Person
) -> None:
    office = pages.office
    document = office.complete()
    later(pages, hours=10)
    freeze(office, DINAS, "print")
    later(pages, hours=100)
    frozen = pages.get(head, "/kinerja")
    freeze(office, DINAS, "hand_over")
    later(pages, hours=13)
    running = pages.get(head, "/kinerja")["clock"]
    later(pages, hours=2)
    late = pages.get(head, "/kinerja")

    assert (1, 0) == (frozen["clock"]["running"], frozen["clock"]["late"])
    assert (1, 0) == (running["running"], running["late"])
    assert (1, 1) == (late["clock"]["running"], late["clock"]["late"])
    assert ["1 hari 1 jam"] == [row["ran"] for row in late["overdue"]]
    assert ["Menunggu persetujuan"] == [row["why"] for row in late["overdue"]]
    assert document == late["overdue"][0]["document"]
    assert "Jam berhenti hanya selama pembekuan cetak" in pages.html(head, "/kinerja")


def test_a_late_one_says_why_it_is_not_printed(pages: Pages, head: Person) -> None:
    office = pages.office
    office.approve(office.complete())
    office.clock.advance(hours=30)
    found = pages.get(head, "/kinerja")

    assert ["Tidak ada blangko terbuka"] == [row["why"] for row in found["overdue"]]
    assert ["no_blanks"] == [row["cause"] for row in found["stuck"]]


def test_blanks_last_by_what_was_used_on_the_working_days_before(
    pages: Pages, head: Person
) -> None:
    office = pages.office
    for _ in range(4):
        office.printed_card()
    later(pages, hours=48)
    row = next(row for row in pages.get(head, "/kinerja")["stock"] if row["office"] == CURUG)

    assert (96, 4, 1, 24.0) == (row["usable"], row["used"], row["worked"], row["days_left"])
    assert "blangko, pita atau film, menentukan" in pages.html(head, "/kinerja")


def test_places_are_those_of_the_posting(pages: Pages) -> None:
    office = pages.office
    busy(office)
    head = office.hire("Kepala Contoh", Role.HEAD, KELAPA_DUA)
    found = pages.get(head, "/kinerja")
    asked = pages.browser(head).get(f"/kinerja?tempat={CURUG}", headers=JSON)

    assert [KELAPA_DUA] == [place["code"] for place in found["places"]]
    assert [0] * 5 == [cell["count"] for cell in found["sheet"]["total"]["cells"]]
    assert [] == found["stuck"]
    assert 404 == asked.status_code
    listed = pages.get(head, f"{LIST}?angka=requested")
    assert 0 == listed["total"]


def test_who_may_not_read_figures_is_refused(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    for path in ("/kinerja", f"{LIST}?angka=printed", "/kinerja/laporan.pdf", "/capaian"):
        answer = pages.browser(clerk).get(path, headers=JSON)

        assert 403 == answer.status_code, path


@pytest.mark.parametrize(
    "query",
    ["sejak=kemarin", "hingga=2026-13-01", "tempat=9999", "sejak=1", "hingga=99999-01-01"],
)
def test_addresses_that_mean_nothing_are_refused(pages: Pages, head: Person, query: str) -> None:
    assert pages.browser(head).get(f"/kinerja?{query}", headers=JSON).status_code in (404, 422)


@pytest.mark.parametrize(
    "query", ["angka=semua", "angka=printed&halaman=0", "rinci=late", "angka=attempts&printer=x"]
)
def test_lists_that_there_are_not(pages: Pages, head: Person, query: str) -> None:
    answer = pages.browser(head).get(f"{LIST}?{query}", headers=JSON)

    assert answer.status_code in (404, 422) or answer.json()["total"] == 0


def test_days_turned_round_and_years_are_cut_to_what_can_be_shown(
    pages: Pages, head: Person
) -> None:
    found = pages.get(head, "/kinerja?sejak=2026-11-25&hingga=2026-11-20")
    long = pages.get(head, "/kinerja?sejak=1990-01-01&hingga=2026-11-25")

    assert ("2026-11-20", "2026-11-25") == (found["since"], found["until"])
    assert ("2025-11-25", "2026-11-25") == (long["since"], long["until"])


def text_of(made: bytes) -> str:
    pdf = PdfDocument(made)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(text.split())


def test_the_obstacle_report_says_the_figures_of_the_page(pages: Pages, head: Person) -> None:
    office = pages.office
    busy(office)
    office.clock.advance(hours=30)
    found = pages.get(head, "/kinerja?sejak=2026-11-25&hingga=2026-11-25")
    answer = pages.browser(head).get("/kinerja/laporan.pdf?sejak=2026-11-25&hingga=2026-11-25")
    again = pages.browser(head).get("/kinerja/laporan.pdf?sejak=2026-11-25&hingga=2026-11-25")
    text = text_of(answer.content)

    assert "application/pdf" == answer.headers["content-type"]
    assert "laporan-hambatan-2026-11-25" in answer.headers["content-disposition"]
    assert answer.content == again.content
    total = {cell["what"]: cell["count"] for cell in found["sheet"]["total"]["cells"]}
    assert f"Semua tempat: dicetak {total['printed']} 25 Nov 2026" in text
    for row in found["stuck"]:
        assert f"{row['word']} {row['count']} 26 Nov" in text, row
    printer = found["printers"][0]
    assert f"{printer['spoiled']} rusak dari {printer['attempts']} percobaan" in text
    assert f"Di antaranya lewat 24 jam {found['clock']['late']}" in text
    assert f"{found['overdue'][0]['receipt']}, Curug" in text
    assert "Blangko, pita dan film" in text
    assert "Curug 1, Curug terakhir 25 Nov" in text
    assert "Blangko" in text
    assert "BUDI" not in text


def test_words_of_people_are_shown_as_they_are_in_the_report(pages: Pages, head: Person) -> None:
    office = pages.office
    spoiled = f.AttemptSpoiled
    office.box = office.open_box()
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, office.box)
    office.journal.start(job, office.box, "74120001", printer="<b>Kartu</b> & \u6f22 1")
    office.journal.post(spoiled(print_job=job, attempt="1.1", method="scan", cause="print_failed"))
    made = pages.browser(head).get("/kinerja/laporan.pdf").content

    assert "<b>Kartu</b> & ? 1, Curug 1" in text_of(made)
    assert "&lt;b&gt;Kartu" in pages.html(head, "/kinerja")
