"""`/serah/kiriman`, the receipt, and the rows of the desk that say where a card lies."""

import re
from typing import Any

from application import approving, publishing_policy, settling
from application.publishing_policy import Policy
from application.receipts import pickup_code, status_code
from benchmarks.full_register import fill
from domain.documents.kinds import KTP_EL
from domain.people.state import Role
from projections.register import queries as register
from tests.integration.pages.conftest import Pages
from tests.support import replacing
from tests.support.office import CURUG, DINAS, KELAPA_DUA


def found(pages: Pages, who: Any, document: str) -> dict[str, Any]:
    answer: dict[str, Any] = pages.get(who, f"/serah?dokumen={document}")["found"]
    return answer


def test_cards_are_sent_with_a_slip_and_scanned_where_they_come(pages: Pages) -> None:
    office = pages.office
    counter = office.staff.counter
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    cards = [office.printed_card() for _ in range(3)]
    picked = [document for document, _ in cards]
    slip = pages.done(counter, "/serah/kiriman", pick=picked, to_office=KELAPA_DUA)["slip"]
    on_the_way = found(pages, counter, picked[0])
    (row,) = pages.get(there, "/serah/kiriman")["rows"]
    # The form stands for who may take it: another than the sender.
    forms = [pages.get(who, f"/serah/kiriman/{slip}")["may_take"] for who in (counter, there)]
    assert [False, True] == forms
    html = pages.html(counter, f"/serah/kiriman/{slip}")
    receipt = office.document(picked[1]).receipt
    scanned = f"{cards[0][1]}\n{receipt}"
    took = pages.done(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=scanned)
    after = pages.get(there, "/serah")

    assert (slip, 3, "Kelapa Dua") == (row["slip"], row["cards"], row["to"])
    assert (False, slip) == (on_the_way["acts"]["hand_over"], on_the_way["slip"])
    assert all(office.document(document).receipt in html for document in picked)
    assert not re.search(r"\d{16}", html)
    assert (2, 1) == (took["arrived"], took["missing"])
    assert set(picked[:2]) == {one["document"] for one in after["waiting"]}
    assert True is found(pages, there, picked[0])["acts"]["hand_over"]


def test_a_card_of_another_delivery_is_set_aside_before_anything_is_saved(pages: Pages) -> None:
    office = pages.office
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    card, _ = office.printed_card()
    _, strange = office.printed_card()
    form = {"pick": [card], "to_office": KELAPA_DUA}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)["slip"]
    at = office.position()
    answer = pages.post(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=strange).json()

    assert strange in answer["detail"]
    assert at == office.position()
    assert "not_found" == pages.refused(there, "/serah/kiriman/SJ-22222222", office=KELAPA_DUA)
    assert "form" == pages.refused(office.staff.counter, "/serah/kiriman", to_office=CURUG)


def test_who_is_posted_elsewhere_sees_no_slip_of_others(pages: Pages) -> None:
    office = pages.office
    card, _ = office.printed_card()
    form = {"pick": [card], "to_office": DINAS}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)["slip"]
    stranger = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)

    assert [] == pages.get(stranger, "/serah/kiriman")["rows"]
    assert 404 == pages.browser(stranger).get(f"/serah/kiriman/{slip}").status_code


def test_the_desk_counts_how_long_cards_wait(pages: Pages) -> None:
    office = pages.office
    counter = office.hire("Nina Umpama", Role.COUNTER, until="2027-12-31")
    old, _ = office.printed_card()
    office.clock.advance(days=31)
    data = pages.get(counter, "/serah?umur=30")

    assert [1, 1, 1, 0] == [one["count"] for one in data["ages"]]
    assert [old] == [one["document"] for one in data["waiting"]]
    assert [] == pages.get(counter, "/serah?umur=90")["waiting"]


def test_the_desk_turns_its_pages_to_the_last_card(pages: Pages) -> None:
    office = pages.office
    made = {office.printed_card()[0] for _ in range(3)}
    counter = office.staff.counter
    pages.settle()
    with pages.house.views.begin() as connection:
        fill(connection, 6_000)
    found = pages.get(counter, "/serah")
    seen, turns = [row["document"] for row in found["waiting"]], 1
    while found["next"]:
        found = pages.get(counter, f"/serah?sesudah={found['next']}")
        seen += [row["document"] for row in found["waiting"]]
        turns += 1

    assert len(seen) == len(set(seen)) == found["ages"][0]["count"]
    assert made <= set(seen)
    assert turns > 1


def test_the_code_of_a_receipt_opens_the_drawer_for_a_proxy(pages: Pages) -> None:
    office = pages.office
    counter = office.staff.counter
    card, serial = office.printed_card()
    code = pickup_code(office.centre.keys, card)
    clerk = office.staff.enroller
    html = pages.html(clerk, f"/permohonan/{card}/tanda-terima")
    picture = pages.browser(clerk).get(f"/permohonan/{card}/tanda-terima.svg")
    # The desk that asks for the code cannot read it.
    own = pages.browser(counter).get(f"/permohonan/{card}/tanda-terima")
    assert (403, False) == (own.status_code, code in own.text)
    form = {"document": card, "serial": serial, "entitlement": "proxy", "name": "Budi Umpama"}

    assert code in html
    assert status_code(office.centre.keys, card) in html
    assert "BUDI CONTOH" not in html
    assert ("image/svg+xml", True) == (
        picture.headers["content-type"],
        picture.text.startswith("<svg"),
    )
    assert "pickup_differs" == pages.refused(counter, "/serah", **form, code="2222-2222")
    assert "not_entitled" == pages.refused(counter, "/serah", **form)
    pages.done(counter, "/serah", **form, code=code)


def test_codes_are_not_tried_through_at_the_desk(pages: Pages) -> None:
    """Five wrong ones, then a pause in which the right one does not help either."""
    office, counter = pages.office, pages.office.staff.counter
    card, serial = office.printed_card()
    form: dict[str, Any] = {"document": card, "serial": serial, "entitlement": "proxy"}
    form["name"] = "Budi Umpama"
    codes = [f"2222-222{number}" for number in range(2, 7)]
    wrong = [pages.refused(counter, "/serah", **form, code=code) for code in codes]
    right = pickup_code(office.centre.keys, card)
    paused = pages.post(counter, "/serah", **form, code=right)
    office.clock.advance(minutes=6)
    pages.done(counter, "/serah", **form, code=right)

    assert ["pickup_differs"] * 5 == wrong
    assert (429, "too_many") == (paused.status_code, paused.json()["reason"])


def test_who_came_is_marked_and_the_card_may_be_printed(pages: Pages) -> None:
    office = pages.office
    policy = Policy(
        effective_from="2026-11-25",
        letter="470/7",
        classes=[{"kind": KTP_EL, "cause": "first", "served": True, "on_arrival": True}],
        undo_seconds=0,
        witnesses=2,
    )
    publishing_policy.publish(
        office.centre, office.order(office.staff.head), [DINAS, CURUG], policy
    )
    document = office.complete()
    office.approve(document)
    counter = office.staff.counter
    before = found(pages, counter, document)
    pages.done(counter, "/serah/datang", document=document)
    after = found(pages, counter, document)

    assert ("Menunggu pemohon", True) == (before["state"]["word"], before["acts"]["call"])
    assert ("Menunggu blangko", False) == (after["state"]["word"], after["acts"]["call"])
    incomplete = office.complete()
    assert "not_found" == pages.refused(counter, "/serah/datang", document=incomplete)


def test_a_card_that_nobody_fetches_is_withdrawn_at_the_desk_by_an_approver(pages: Pages) -> None:
    office = pages.office
    card, _ = office.printed_card()
    approver, counter = office.staff.approver, office.staff.counter

    assert False is found(pages, counter, card)["acts"]["withdraw_uncollected"]
    early = {"document": card, "cause": "uncollected"}
    assert "still_waited_for" == pages.refused(approver, "/serah/tidak-diambil", **early)
    pages.done(approver, "/serah/tidak-diambil", document=card, cause="moved")
    assert "withdrawn" == office.document(card).stage


def test_a_policy_says_at_the_page_what_is_printed_on_arrival(pages: Pages) -> None:
    head = pages.office.staff.head
    classes = pages.get(head, "/kebijakan")["classes"]
    form = {
        "effective_from": "2026-11-25",
        "letter": "470/9",
        "turns": [one["number"] for one in classes],
        "served": [one["number"] for one in classes],
        "arrival": [0],
        "undo_seconds": 10,
        "witnesses": 2,
    }
    pages.done(head, "/kebijakan", **form)
    after = pages.get(head, "/kebijakan")["classes"]

    assert [True, False] == [after[0]["arrival"], after[1]["arrival"]]


def test_a_card_that_is_gone_leaves_the_delivery_open_for_the_others(pages: Pages) -> None:
    office = pages.office
    counter = office.staff.counter
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    (gone, _), (other, serial) = office.printed_card(), office.printed_card()
    form = {"pick": [gone, other], "to_office": KELAPA_DUA}
    slip = pages.done(counter, "/serah/kiriman", **form)["slip"]
    second = office.hire("Rudi Misal", Role.COUNTER)
    order = office.order(counter, second)
    settling.printed_card_absent(office.centre, order, gone)
    pages.done(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=serial)

    assert [] == pages.get(there, "/serah/kiriman")["rows"]
    assert [other] == [row["document"] for row in pages.get(there, "/serah")["waiting"]]


def test_nothing_scanned_is_said_on_purpose_and_at_one_of_the_two_places(pages: Pages) -> None:
    office = pages.office
    there = office.hire("Nina Umpama", Role.COUNTER)
    card, _ = office.printed_card()
    form = {"pick": [card], "to_office": KELAPA_DUA}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)["slip"]
    where = f"/serah/kiriman/{slip}"

    assert "form" == pages.refused(there, where, office=KELAPA_DUA)
    said = {"nothing_came": "true"}
    assert "not_sent_here" == pages.refused(there, where, office="360399", **said)
    assert 1 == pages.done(there, where, office=KELAPA_DUA, **said)["missing"]


def test_a_card_that_was_moved_is_found_unfit_where_its_blank_is_booked(pages: Pages) -> None:
    office = pages.office
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    card, serial = office.printed_card()
    form = {"pick": [card], "to_office": KELAPA_DUA}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)["slip"]
    pages.done(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=serial)
    unfit = {"document": card, "serial": serial, "cause": "damaged", "reason": "patah"}

    assert "send_back_first" == pages.refused(there, "/serah/gagal", **unfit)
    back = {"pick": [card], "to_office": CURUG}
    slip = pages.done(there, "/serah/kiriman", **back)["slip"]
    pages.done(office.staff.counter, f"/serah/kiriman/{slip}", office=CURUG, scanned=serial)
    pages.done(office.staff.counter, "/serah/gagal", **unfit)
    with pages.house.views.connect() as connection:
        row = register.document(connection, card)
    assert row is not None
    assert (CURUG, None) == (row["lies_at"], row["slip"])


def test_an_old_card_is_taken_where_the_new_one_lies(pages: Pages) -> None:
    office = pages.office
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    _, nik = replacing.holder(office)
    card = replacing.take_in(office, nik, "damaged")
    serial = replacing.printed(office, card)
    form = {"pick": [card], "to_office": KELAPA_DUA}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)["slip"]
    pages.done(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=serial)
    pages.done(there, "/serah/kartu-lama", document=card)
    pages.done(there, "/serah", document=card, serial=serial, entitlement="self")

    assert "handed_over" == office.document(card).stage


def test_a_job_that_was_moved_and_returned_takes_nothing_with_it(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    job = office.approve(document)
    head, approver = office.order(office.staff.head), office.order(office.staff.approver)
    approving.route(office.centre, head, job, KELAPA_DUA, None, "dekat")
    approving.send_back(office.centre, approver, document, "incomplete", "lain", "nama")
    pages.settle()
    with pages.house.views.connect() as connection:
        row = register.document(connection, document)

    assert row is not None
    assert CURUG == row["lies_at"]


def test_a_delivery_that_is_sent_twice_is_told_as_it_was_taken(pages: Pages) -> None:
    """What the page knew of the slip is over by then."""
    office = pages.office
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    card, serial = office.printed_card()
    counter = office.staff.counter
    slip = pages.done(counter, "/serah/kiriman", pick=[card], to_office=KELAPA_DUA)["slip"]
    form = {"command_id": "sekali-saja", "office": KELAPA_DUA, "scanned": serial}
    first = pages.done(there, f"/serah/kiriman/{slip}", **form)
    at = office.position()

    again = pages.done(there, f"/serah/kiriman/{slip}", **form)

    assert (1, at) == (again["arrived"], office.position())
    assert first["missing"] == again["missing"]
