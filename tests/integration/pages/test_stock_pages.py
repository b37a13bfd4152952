"""`/blangko`: receive, send, accept, open, and the life of one blank."""

from typing import Any

import pytest

from application import administering
from domain.people.state import Role
from tests.integration.pages.conftest import PASSWORD, Pages
from tests.support.office import CURUG


def received(pages: Pages, **changes: Any) -> dict[str, Any]:
    second = pages.office.staff.store_second
    note = {
        "first": "7412 0001",
        "last": "7412 0100",
        "stated": 100,
        "batch": "2026-B1",
        "version": "5",
        "letter": "471/1/DKC",
        "second_login": pages.login_of(second),
        "second_password": PASSWORD,
    }
    return {**note, **changes}


def test_a_box_goes_from_the_supplier_into_a_printer(pages: Pages) -> None:
    office, store, curug = pages.office, pages.office.staff.store, pages.office.staff.store_curug

    box = pages.done(store, "/blangko/terima", **received(pages))["box"]
    pages.done(store, "/blangko/kirim", box=box, to_office=CURUG, letter="471/2")
    pages.done(curug, "/blangko/datang", box=box, office=CURUG, everything="true")
    pages.done(curug, "/blangko/buka", box=box, where=f"{office.station}:Kartu 1")
    data = pages.get(curug, "/blangko")

    (shown,) = data["boxes"]
    assert ("open", "Kartu 1", "Yuni Model", 100) == (
        shown["stage"],
        shown["printer"],
        shown["opener"],
        shown["remaining"],
    )
    whole, *offices = data["groups"][0]["rows"]
    assert (100, True, {"at_station": 100}) == (
        whole["came"],
        whole["holds"],
        {place: n for place, n in whole["total"].items() if n},
    )
    assert all(row["holds"] for row in offices)
    assert "7412 0001 \u2013 7412 0100" in pages.html(curug, "/blangko")
    assert [("ktp_el", None)] == [(row["kind"], row["days"]) for row in data["lasting"]]
    assert [] == pages.get(office.staff.operator, "/blangko")["lasting"]


def test_receiving_needs_a_second_person_who_may_and_knows_the_password(pages: Pages) -> None:
    store, counter = pages.office.staff.store, pages.office.staff.counter
    wrong = received(pages, second_password="salah")  # noqa: S106 - it is wrong
    unfit = received(pages, second_login=pages.login_of(counter))
    alone = received(pages, second_login=pages.login_of(store))

    reasons = [pages.refused(store, "/blangko/terima", **form) for form in (wrong, unfit, alone)]

    assert ["second", "second", "same_person"] == reasons
    assert [] == pages.get(store, "/blangko")["boxes"]


def test_serials_that_make_no_range_are_refused(pages: Pages) -> None:
    form = received(pages, first="7412 0100", last="7412 0001")

    assert "bad_serials" == pages.refused(pages.office.staff.store, "/blangko/terima", **form)


def test_what_was_scanned_arrives_and_the_rest_is_missing_at_the_sender(pages: Pages) -> None:
    store, curug = pages.office.staff.store, pages.office.staff.store_curug
    form = received(pages, last="7412 0003", stated=3)
    box = pages.done(store, "/blangko/terima", **form)["box"]
    pages.done(store, "/blangko/kirim", box=box, to_office=CURUG, letter="471/2")

    there = {"box": box, "office": CURUG}
    serials = "7412 0001\n\n74120003\n"
    answer = pages.done(curug, "/blangko/datang", **there, serials=serials, everything="false")

    assert 1 == answer["short"]
    life = pages.get(store, "/blangko/74120002")
    assert ("missing", "3603") == (life["blank"]["place"], life["blank"]["office"])


def test_the_dinas_says_whether_a_box_came_back_or_arrived(pages: Pages) -> None:
    store, other = pages.office.staff.store, pages.office.staff.store_second
    back = pages.done(store, "/blangko/terima", **received(pages))["box"]
    on = pages.done(
        store, "/blangko/terima", **received(pages, first="7413 0001", last="7413 0100")
    )["box"]
    for box, office in ((back, "3603"), (on, CURUG)):
        pages.done(store, "/blangko/kirim", box=box, to_office=CURUG, letter="471/2")
        pages.done(other, "/blangko/datang", box=box, office=office, everything="true")

    boxes = {box["box"]: box["office"] for box in pages.get(store, "/blangko")["boxes"]}
    assert {back: "3603", on: CURUG} == boxes


def test_who_counts_at_the_printer_sees_no_figure_of_the_books(pages: Pages) -> None:
    """Flow 12.2: entered before the figure is shown."""
    office, operator = pages.office, pages.office.staff.operator
    office.open_box(count=37)
    shelf = office.receive("74130001", 10, office=CURUG, stated=10)

    data = pages.get(operator, "/blangko")
    (station,) = pages.get(operator, "/stasiun")["stations"]
    (seen,) = pages.get(office.staff.store_curug, "/stasiun")["stations"]
    html = pages.html(operator, "/blangko")

    figures = {box["box"]: (box["remaining"], box["computed"]) for box in data["boxes"]}
    assert {shelf} == {box for box, known in figures.items() if known[0] is not None}
    assert ([], []) == (data["balances"], data["groups"])
    assert (None, 37) == tuple(one["printers"][0]["remaining"] for one in (station, seen))
    assert "Hitungan buta." in html
    assert "dihitung buta" in html


def test_the_life_of_a_blank_is_told_from_its_first_event(pages: Pages) -> None:
    _, serial = pages.office.printed_card()

    life = pages.get(pages.office.staff.store, f"/blangko/{serial[:4]} {serial[4:]}")

    assert ("Tercetak", "blank_box.received") == (life["word"], life["story"][0]["topic"])
    assert 404 == pages.browser(pages.office.staff.store).get("/blangko/99999999").status_code


def test_a_box_is_offered_printers_of_cards_only(pages: Pages) -> None:
    office = pages.office
    administering.commission_printer(
        office.centre,
        office.order(office.admin),
        station=office.station,
        printer="Kertas 1",
        driver="ipp",
        model="PDF",
        serial="S2",
    )

    offered = pages.get(office.staff.store_curug, "/blangko")["printers"]

    assert ["Curug 1 · Kartu 1"] == [one["name"] for one in offered]


def test_a_second_box_waits_until_the_first_is_empty(pages: Pages) -> None:
    office, curug = pages.office, pages.office.staff.store_curug
    office.open_box()
    other = office.receive("74130001", 10, office=CURUG, stated=10)

    reason = pages.refused(curug, "/blangko/buka", box=other, where=f"{office.station}:Kartu 1")

    assert "printer_has_box" == reason


def test_only_who_may_move_boxes_is_offered_the_forms(pages: Pages) -> None:
    assert 'action="/blangko/terima"' in pages.html(pages.office.staff.store, "/blangko")
    assert "/blangko/terima" not in pages.html(pages.office.staff.approver, "/blangko")


def test_an_emptied_box_makes_room_for_the_next_at_its_printer(pages: Pages) -> None:
    office, curug = pages.office, pages.office.staff.store_curug
    office.box = office.open_box(count=1)
    office.journal.open_shift()
    office.printed_card()
    other = office.receive("74130001", 10, office=CURUG, stated=10)

    pages.done(curug, "/blangko/buka", box=other, where=f"{office.station}:Kartu 1")

    (station,) = pages.get(curug, "/stasiun")["stations"]
    assert ("74130001", 10) == (
        station["printers"][0]["next_serial"],
        station["printers"][0]["remaining"],
    )


def test_a_counted_box_that_came_short_is_told_by_how_many_came(pages: Pages) -> None:
    """Blanks of child cards have no numbers to scan."""
    store, curug = pages.office.staff.store, pages.office.staff.store_curug
    form = received(pages, kind="kia", first="", last="", counted=500, stated=500)
    box = pages.done(store, "/blangko/terima", **form)["box"]
    pages.done(store, "/blangko/kirim", box=box, to_office=CURUG, letter="471/2")
    shown = pages.html(curug, "/blangko")

    nothing = pages.refused(curug, "/blangko/datang", box=box, office=CURUG)
    answer = pages.done(curug, "/blangko/datang", box=box, office=CURUG, counted=480)

    assert 'id="f-countedd"' in shown
    assert "nothing_came" == nothing
    assert 20 == answer["short"]


def test_boxes_without_a_blank_do_not_pile_up_on_the_page(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.stock.EMPTIED", 1)
    office = pages.office
    for first in ("74120001", "74130001"):
        office.box = office.open_box(first, count=1)
        office.journal.open_shift()
        office.printed_card()
        office.clock.advance(seconds=1)
    office.receive("74140001")
    shown = pages.get(office.staff.head, "/blangko")

    assert ["74130001", "74140001"] == [box["first"] for box in shown["boxes"]]
    assert "hanya 1 yang terakhir dibuka" in pages.html(office.staff.head, "/blangko")


def test_another_posting_does_not_open_the_books_to_who_counts(pages: Pages) -> None:
    """It is a click away on the page of postings."""
    office = pages.office
    office.open_box()
    posted = office.post(office.staff.operator, Role.COUNTER)

    assert [] == pages.get(posted, "/blangko")["groups"]
    assert 403 == pages.browser(posted).get("/api/v1/stock").status_code
