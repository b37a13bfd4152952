"""`/pita`: rolls come by letter, go into printers, and last as long as their panels."""

import re
from typing import Any

from application import administering
from domain.event import Person
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG, KELAPA_DUA

PRINTER = "Kartu 1"
FORM: dict[str, Any] = {
    "office": CURUG,
    "item": "ribbon",
    "rolls": 2,
    "prints": 100,
    "letter": "SJ/88/2026",
}


def mount(pages: Pages, who: Person, supply: str) -> None:
    station, printer = pages.office.station, PRINTER
    pages.done(who, "/pita/pasang", supply=supply, where=f"{station}:{printer}")


def scarcest(pages: Pages) -> list[tuple[str, int, int, Any]]:
    found = pages.get(pages.office.staff.head, "/kinerja")["stock"]
    return [(row["kind"], row["usable"], row["used"], row["days_left"]) for row in found]


def test_a_roll_is_used_card_by_card_and_its_waste_is_no_stock(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    supply = pages.done(staff.store, "/pita/terima", **FORM)["supply"]
    mount(pages, staff.operator, supply)
    for name in ("ANI MISAL", "BUDI MISAL", "CITRA MISAL"):
        office.printed_card(name=name)
    before = pages.get(staff.operator, "/pita")
    used = scarcest(pages)
    mount(pages, staff.store, supply)
    after = pages.get(staff.operator, "/pita")

    assert [("ribbon", 97, 100)] == [(r["item"], r["left"], r["prints"]) for r in before["mounted"]]
    assert ("ribbon", 197, 3, 65.6) in used
    assert [(100, 0)] == [
        (r["left"], d["left"]) for r, d in zip(after["mounted"], after["deliveries"], strict=True)
    ]
    assert ("ribbon", 100, 3, 33.3) in scarcest(pages)
    station, printer = office.station, PRINTER
    more = {"supply": supply, "where": f"{station}:{printer}"}
    assert Reason.NO_ROLLS == pages.refused(staff.store, "/pita/pasang", **more)


def test_each_act_on_rolls_says_what_it_did(pages: Pages) -> None:
    store, as_page = pages.office.staff.store, {"accept": "text/html"}

    def said(path: str, **form: Any) -> bool:
        assert 303 == pages.post(store, path, headers=as_page, **form).status_code
        return form.pop("said") in pages.html(store, "/pita")

    assert said("/pita/terima", **FORM, said="2 gulungan pita warna diterima.")
    supply = pages.get(store, "/pita")["deliveries"][0]["supply"]
    where = f"{pages.office.station}:{PRINTER}"
    assert said("/pita/pasang", supply=supply, where=where, said=f"Terpasang di {PRINTER}.")
    gone = {"supply": supply, "rolls": 1, "reason": "basah"}
    assert said("/pita/hapus", **gone, said="1 gulungan dihapus dari stok.")


def test_each_panel_used_opens_the_card_that_used_it(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    mount(pages, staff.store, pages.done(staff.store, "/pita/terima", **FORM)["supply"])
    document, _serial = office.printed_card(name="ANI MISAL")
    (row,) = [r for r in pages.get(staff.head, "/kinerja")["stock"] if r["kind"] == "ribbon"]
    found = pages.get(staff.head, row["used_to"])["rows"]

    assert [(f"/antrean/{document}", 1)] == [(one["to"], one["count"]) for one in found]


def test_a_delivery_that_cannot_be_is_refused(pages: Pages) -> None:
    store = pages.office.staff.store
    for changes, reason in (
        ({"letter": " "}, Reason.NO_LETTER),
        ({"item": "toner"}, Reason.BAD_SUPPLY),
        ({"rolls": 1_001}, Reason.BAD_SUPPLY),
        ({"prints": 10_001}, Reason.BAD_SUPPLY),
        ({"office": "360399"}, Reason.NOT_FOUND),
    ):
        assert reason == pages.refused(store, "/pita/terima", **{**FORM, **changes})
    counter = pages.office.staff.counter
    assert Reason.NO_LIVE_POSTING == pages.refused(counter, "/pita/terima", **FORM)


def test_a_roll_goes_into_a_printer_of_its_own_place(pages: Pages) -> None:
    staff = pages.office.staff
    keeper = pages.office.hire("Tuti Misal", Role.STORE, KELAPA_DUA)
    there = pages.done(keeper, "/pita/terima", **{**FORM, "office": KELAPA_DUA})["supply"]
    where = f"{pages.office.station}:{PRINTER}"

    refused = pages.refused(staff.store, "/pita/pasang", supply=there, where=where)
    assert Reason.PRINTER_ELSEWHERE == refused


def test_an_untouched_card_gives_its_panel_back_to_its_own_roll_only(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    supply = pages.done(staff.store, "/pita/terima", **FORM)["supply"]
    mount(pages, staff.store, supply)
    box = office.open_box(count=5)
    office.journal.open_shift()
    job = office.approve(office.complete(name="ANI MISAL"))
    office.lease(job, box)
    office.journal.start(job, box, office.centre.registry.load(box).state.next_serial())
    while_it_runs = pages.get(staff.store, "/pita")["mounted"][0]["left"]
    mount(pages, staff.store, supply)
    counters = {"inserted": 1, "panels": 2}
    office.journal.post(f.AttemptUntouched(print_job=job, attempt="1.1", counters=counters))
    after = pages.get(staff.store, "/pita")["mounted"][0]

    assert 99 == while_it_runs
    assert (100, 100) == (after["left"], after["prints"])


def test_rolls_that_are_no_good_are_written_off_with_a_reason(pages: Pages) -> None:
    store = pages.office.staff.store
    supply = pages.done(store, "/pita/terima", **FORM)["supply"]
    refused = {
        reason: pages.refused(store, "/pita/hapus", supply=supply, **form)
        for reason, form in (
            (Reason.NO_REASON, {"rolls": 1, "reason": " "}),
            (Reason.NO_ROLLS, {"rolls": 3, "reason": "basah"}),
        )
    }
    pages.done(store, "/pita/hapus", supply=supply, rolls=1, reason="basah")
    (left,) = pages.get(store, "/pita")["deliveries"]

    assert all(reason == said for reason, said in refused.items())
    assert (1, 2) == (left["left"], left["rolls"])
    assert ("ribbon", 100, 0, None) in scarcest(pages)


def test_a_printer_that_is_retired_takes_its_roll_along(pages: Pages) -> None:
    office, store = pages.office, pages.office.staff.store
    mount(pages, store, pages.done(store, "/pita/terima", **FORM)["supply"])
    order = office.order(office.admin)
    administering.retire_printer(office.centre, order, office.station, PRINTER, "rusak")

    assert [] == pages.get(store, "/pita")["mounted"]
    assert ("ribbon", 100, 0, None) in scarcest(pages)


def test_a_second_write_off_of_a_delivery_is_another_command(pages: Pages) -> None:
    """What a look leaves as it is keeps its command: after each write-off the form is another."""
    store = pages.office.staff.store
    supply = pages.done(store, "/pita/terima", **{**FORM, "rolls": 5})["supply"]

    def form() -> str:
        return str(re.findall(rf'id="(off-{supply}-[0-9]+)"', pages.html(store, "/pita"))[0])

    first = form()
    pages.done(store, "/pita/hapus", supply=supply, rolls=1, reason="basah")
    second = form()
    pages.done(store, "/pita/hapus", supply=supply, rolls=2, reason="robek")

    assert first != second
    assert 2 == pages.get(store, "/pita")["deliveries"][0]["left"]
