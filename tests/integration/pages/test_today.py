"""Hari ini: work for those who do it, the day in one line for who answers for it."""

from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG, KELAPA_DUA


def test_the_head_sees_the_day_stock_and_printers(pages: Pages) -> None:
    office = pages.office
    head = office.staff.head
    document, serial = office.printed_card()
    pages.done(office.staff.counter, "/serah", document=document, serial=serial, entitlement="self")
    office.complete()
    sheet = pages.get(head, "/")["sheet"]
    text = pages.html(head, "/")

    counted = {cell["what"]: cell["count"] for cell in sheet["cells"]}
    assert {
        "requested": 2,
        "completed": 2,
        "approved": 1,
        "printed": 1,
        "handed_over": 1,
    } == counted
    assert (1, "approval") == (sheet["stuck"], sheet["worst"]["cause"])
    assert ("ktp_el", CURUG, 99) == tuple(
        sheet["scarcest"][name] for name in ("kind", "office", "usable")
    )
    assert {"up": 0, "stopped": 0, "silent": 1} == sheet["machines"]
    for words in ("Lembar hari ini", 'href="/kinerja"', "1 tidak terdengar", "99 tersisa"):
        assert words in text


def test_printers_that_are_heard_work_or_stand(pages: Pages) -> None:
    office = pages.office
    beat = {"at": office.clock.now(), "outbox": 0, "printers": [{"printer": "Kartu 1"}]}
    pages.house.heartbeats[office.station] = beat
    assert 1 == pages.get(office.staff.head, "/")["sheet"]["machines"]["up"]
    pages.house.heartbeats[office.station] = {
        **beat,
        "printers": [{"printer": "Kartu 1", "conditions": ["media-jam"]}],
    }
    assert 1 == pages.get(office.staff.head, "/")["sheet"]["machines"]["stopped"]
    office.clock.advance(seconds=61)
    assert 1 == pages.get(office.staff.head, "/")["sheet"]["machines"]["silent"]


def test_others_keep_their_work_and_see_no_sheet(pages: Pages) -> None:
    office = pages.office
    office.complete()
    found = pages.get(office.staff.approver, "/")

    assert found["sheet"] is None
    assert 1 == next(line["count"] for line in found["lines"] if line["act"] == "approve")
    assert "Lembar hari ini" not in pages.html(office.staff.approver, "/")
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    assert pages.get(auditor, "/")["sheet"]["cells"][0]["count"] == 1
    elsewhere = office.hire("Kepala Contoh", Role.HEAD, KELAPA_DUA)
    assert 0 == pages.get(elsewhere, "/")["sheet"]["cells"][0]["count"]
