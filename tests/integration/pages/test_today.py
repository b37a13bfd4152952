"""Hari ini: work for those who do it, the day in one line for who answers for it."""

from zoneinfo import ZoneInfo

import pytest

from application import administering
from domain.event import Person
from domain.people.state import Role
from tests.integration.pages.conftest import PASSWORD, Pages
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office


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
    found = pages.get(head, "/")
    assert [("ktp_el", 99.0, "ok")] == [
        (row["kind"], row["days"], row["tone"]) for row in found["stock"]
    ]
    assert (0, 0, 1) == tuple(found["machines"][name] for name in ("up", "stopped", "silent"))
    for words in ("Lembar hari ini", 'href="/kinerja"', "1 tidak terdengar", "99,0 hari"):
        assert words in text


def test_printers_that_are_heard_work_or_stand(pages: Pages) -> None:
    office = pages.office
    beat = {"at": office.clock.now(), "outbox": 0, "printers": [{"printer": "Kartu 1"}]}
    pages.house.heartbeats[office.station] = beat
    assert 1 == pages.get(office.staff.head, "/")["machines"]["up"]
    pages.house.heartbeats[office.station] = {
        **beat,
        "printers": [{"printer": "Kartu 1", "conditions": ["media-jam"]}],
    }
    assert 1 == pages.get(office.staff.head, "/")["machines"]["stopped"]
    office.clock.advance(seconds=61)
    assert 1 == pages.get(office.staff.head, "/")["machines"]["silent"]


def test_days_are_drawn_to_scale_with_what_was_taken_in(pages: Pages) -> None:
    office, head = pages.office, pages.office.staff.head
    for _printed in range(2):
        office.printed_card()
    before = pages.get(head, "/")["sheet"]["days"]
    pages.leave()
    office.clock.advance(days=1)
    office.complete()
    days = pages.get(head, "/")["sheet"]["days"]

    assert [(2, 2, True)] == [(one["printed"], one["taken"], one["today"]) for one in before]
    assert [(2, 2, False), (0, 1, True)] == [
        (one["printed"], one["taken"], one["today"]) for one in days
    ]
    assert [(84, 84), (0, 42)] == [(one["height"], one["mark"]) for one in days]
    assert "2 tercetak, 2 diajukan" in pages.html(head, "/")
    assert all("sejak=" in one["to"] and "angka=printed" in one["to"] for one in days)


def now_of(office: Office) -> str:
    """As a form says it, where the office is."""
    here = office.clock.now().astimezone(ZoneInfo("Asia/Jakarta"))
    return f"{here:%Y-%m-%dT%H:%M}"


def test_what_others_did_since_the_last_visit_is_told(pages: Pages) -> None:
    office, head = pages.office, pages.office.staff.head
    first = pages.get(head, "/")["changes"]
    pages.leave()
    office.clock.advance(hours=1)
    office.hire("Hesti Teladan", Role.AUDITOR)
    outage = {"place": [DINAS], "cause": "power", "note": "gardu padam"}
    other = office.hire("Kepala Kedua", Role.HEAD)
    for who, cause in ((other, "power"), (head, "network")):
        pages.done(who, "/gangguan", **{**outage, "cause": cause}, at=now_of(office))
    office.complete()
    later = pages.get(head, "/")["changes"]

    assert "" == first["since"]
    assert "station.enrolled" in {one["topic"] for one in first["story"]}
    assert later["since"]
    told = [one["topic"] for one in later["story"]]
    assert ["office.outage_began", "posting.granted", "posting.granted"] == told, "others' only"
    again = pages.stranger()
    form = {"login": pages.login_of(head), "password": PASSWORD, "posting": head.posting}
    office.clock.advance(minutes=2)
    again.post("/masuk", data=form)
    again.close()
    assert later["since"] == pages.get(head, "/")["changes"]["since"], "a later session is no visit"
    assert "Sejak kunjungan terakhir" in pages.html(head, "/")


def test_the_store_hears_of_boxes_on_their_way_and_the_desk_of_what_presses(pages: Pages) -> None:
    office = pages.office
    store = office.hire("Yuni Percobaan", Role.STORE, KELAPA_DUA)
    box = office.receive("74130001")
    pages.done(office.staff.store, "/blangko/kirim", box=box, to_office=KELAPA_DUA, letter="471/1")
    office.complete()
    office.approve(office.complete())
    office.printed_card()
    pages.leave()
    office.clock.advance(days=31)

    def line(who: Person, act: str) -> dict[str, object]:
        return next(one for one in pages.get(who, "/")["lines"] if one["act"] == act)

    assert 1 == line(store, "boxes")["count"]
    waiting = line(office.staff.approver, "approve")
    assert (1, 1) == (waiting["count"], waiting["urgent"])
    assert 1 == line(office.staff.counter, "hand_over")["urgent"]
    assert "1 lewat 24 jam" in pages.html(office.staff.approver, "/")
    assert "1 lewat 30 hari" in pages.html(office.staff.counter, "/")


@pytest.mark.parametrize(("seen", "urgent"), [(None, 1), ("spoiled", 0)])
def test_a_doubt_that_nobody_has_looked_at_presses(
    pages: Pages, seen: str | None, urgent: int
) -> None:
    pages.unknown_card(seen=seen)
    lines = pages.get(pages.office.staff.approver, "/")["lines"]
    (line,) = [one for one in lines if one["act"] == "unknown"]

    assert (1, urgent) == (line["count"], line["urgent"])


def test_the_place_that_runs_out_first_is_named(pages: Pages) -> None:
    office = pages.office
    office.printed_card()
    (row,) = pages.get(office.staff.head, "/")["stock"]

    assert (CURUG, 99.0) == (row["worst"], row["worst_days"])
    assert "Curug 99,0 hari" in pages.html(office.staff.head, "/")


def test_who_counts_blind_is_not_told_how_long_blanks_last(pages: Pages) -> None:
    office = pages.office
    office.open_box()
    assert pages.get(office.staff.head, "/")["stock"]
    assert not pages.get(office.staff.operator, "/")["stock"]


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


def test_what_ran_out_long_ago_is_not_called_unused(pages: Pages) -> None:
    """Of a place without blanks nothing is printed, for however long."""
    office, head = pages.office, pages.office.staff.head
    office.box = office.open_box(count=1)
    office.journal.open_shift()
    unused = pages.get(head, "/")["stock"]
    office.printed_card()
    pages.leave()
    office.clock.advance(days=40)
    (row,) = pages.get(head, "/")["stock"]

    assert [(None, False)] == [(one["days"], one["out"]) for one in unused]
    assert (0.0, "bad", True) == (row["days"], row["tone"], row["out"])
    assert "habis" in pages.html(head, "/")
    assert "belum dipakai" not in pages.html(head, "/")


def test_a_discrepancy_is_a_line_for_whoever_is_next(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    office.receive(count=100, stated=120)
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)

    def lines() -> list[dict[str, int]]:
        found = [pages.get(who, "/")["lines"] for who in (staff.counter, auditor)]
        return [
            {one["act"]: one["count"] for one in of if one["act"] in ("explain", "close")}
            for of in found
        ]

    opened = lines()
    (row,) = pages.get(staff.head, "/selisih")["rows"]
    pages.done(staff.counter, f"/selisih/{row['discrepancy']}/jelaskan", text="Salah ketik")

    assert ([{"explain": 1}, {}], [{}, {"close": 1}]) == (opened, lines())


def test_an_approval_is_the_next_act_of_approvers_only(pages: Pages) -> None:
    pages.office.complete()
    found = pages.get(pages.office.staff.head, "/")

    assert "approve" not in {line["act"] for line in (*found["lines"], *found["idle"])}


def test_printers_in_trouble_come_first(pages: Pages) -> None:
    office = pages.office
    administering.commission_printer(
        office.centre,
        office.order(office.admin),
        station=office.station,
        printer="Kartu 0",
        driver="evolis",
        model="Primacy",
        serial="S0",
    )
    jam = {"printer": "Kartu 1", "conditions": ["media-jam"]}
    beat = {"at": office.clock.now(), "outbox": 0, "printers": [{"printer": "Kartu 0"}, jam]}
    pages.house.heartbeats[office.station] = beat
    listed = pages.get(office.staff.head, "/")["machines"]["listed"]

    assert ["Curug 1 · Kartu 1", "Curug 1 · Kartu 0"] == [one["name"] for one in listed]
