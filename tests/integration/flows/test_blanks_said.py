"""Flows 11.9 to 11.11, 12.5 to 12.7: what people say of blanks and boxes in their hands."""

import pytest
from sqlalchemy import select

from application import closing_shifts, explaining, stocking
from application.deciding import Answer
from domain.discrepancies.state import Discrepancy
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from domain.stations.box_facts import About
from domain.stock.decide import Arrived
from domain.stock.state import Box, Stage
from projections.stock import queries as stock
from projections.stock.tables import boxes
from tests.support.gone import FIRST, SECOND, box_of, causes
from tests.support.office import CURUG, Office
from tests.support.saving import refused, saving

THIRD, FOURTH, FIFTH = "74120003", "74120004", "74120005"


@pytest.fixture
def five(office: Office) -> Office:
    """A box of five blanks is open at the printer, the shift too."""
    office.box = office.open_box(count=5)
    office.journal.open_shift()
    return office


def box_id(office: Office) -> StreamId:
    assert office.box is not None
    return office.box


def count(office: Office, number: int, *, again: bool = False) -> None:
    office.journal.post(f.BoxCounted(box=box_id(office), counted=number, recount=again))


def close(office: Office) -> Answer:
    return closing_shifts.close_shift(
        office.centre,
        office.order(office.staff.head),
        station=office.station,
        day="2026-11-25",
        open_jobs=(),
        reported=office.journal.seq,
    )


def take_stock(office: Office, *said: About) -> Answer:
    order = office.order(office.staff.store_curug)
    return stocking.take_stock(office.centre, order, box_id(office), *said)


def the_view_agrees(office: Office) -> Box:
    """Remaining and next serial of every box, and the books, as the domain folds them."""
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        seen = {
            row.box: (row.remaining, row.next_serial) for row in connection.execute(select(boxes))
        }
        for row in stock.by_office(connection):
            came = row["received"] + row["transferred_in"]
            held = sum(v for k, v in row.items() if isinstance(v, int)) - came
            assert came == held, row
    found = {stream: office.centre.registry.load(StreamId(stream)).state for stream in seen}
    assert seen == {
        stream: (box.remaining(), box.next_serial() if box.numbered else None)
        for stream, box in found.items()
    }
    return box_of(office)


# ---- 12.5 to 12.7: a short count names what is missing, and it turns up again


def test_a_short_count_is_mended_by_scan_and_the_shift_closes(five: Office) -> None:
    count(five, 3)
    differs = refused(five, lambda: close(five))
    with saving(five) as scanned:
        five.journal.post(f.BoxScanned(box=box_id(five), present=[FIRST, SECOND, FOURTH]))
    void = refused(five, lambda: close(five))
    count(five, 3)
    answer = close(five)
    box = the_view_agrees(five)

    assert (Reason.COUNT_DIFFERS, Reason.NOT_COUNTED) == (differs, void)
    assert (["blank_box.blank_missing"], "2026-11-25") == (scanned.topics, answer["date"])
    assert ["at_station", "at_station", "missing", "at_station", "missing"] == [
        box.spot(serial).place for serial in (FIRST, SECOND, THIRD, FOURTH, FIFTH)
    ]
    assert ["count_differs"] == causes(five)


def test_a_blank_that_turns_up_is_back_in_its_box_and_explains_what_it_was_missed_under(
    five: Office,
) -> None:
    count(five, 4)
    five.journal.post(f.BoxScanned(box=box_id(five), present=[FIRST, SECOND, THIRD, FOURTH]))
    with saving(five) as found:
        five.journal.post(f.BlankFound(box=box_id(five), usable=True, serial=FIFTH))
    box = the_view_agrees(five)
    named = box.spot(FIFTH)

    assert ["blank_box.blank_found", "discrepancy.explained"] == found.topics
    assert ("at_station", 5) == (named.place, box.remaining())
    streams = [row.stream for row in five.rows() if row.topic == "discrepancy.opened"]
    (state,) = [five.centre.registry.load(StreamId(stream)).state for stream in streams]
    assert isinstance(state, Discrepancy)
    order = five.order(five.hire("Nina Audit", Role.AUDITOR))
    explaining.close(five.centre, order, StreamId(streams[0]), "ditemukan", None)
    # Missing once more, and it is told once more.
    with saving(five) as again:
        five.journal.post(f.BoxScanned(box=box_id(five), present=[FIRST, SECOND, THIRD, FOURTH]))
    assert ["discrepancy.opened", "blank_box.blank_missing"] == again.topics


def test_a_scan_finds_what_was_missing_and_tells_of_what_cannot_be_there(five: Office) -> None:
    all_five = [FIRST, SECOND, THIRD, FOURTH, FIFTH]
    five.journal.post(f.BoxScanned(box=box_id(five), present=all_five[:4]))
    with saving(five) as second:
        five.journal.post(f.BoxScanned(box=box_id(five), present=[*all_five, "74190001", 7, FIRST]))
    the_view_agrees(five)

    assert ["blank_box.blank_found", "discrepancy.explained", "discrepancy.opened"] == (
        second.topics
    )
    assert ["count_differs", "blank_not_expected"] == causes(five)


def test_a_harmed_one_goes_into_custody_and_one_that_was_never_missing_is_told(
    five: Office,
) -> None:
    five.journal.post(f.BoxScanned(box=box_id(five), present=[FIRST, SECOND, THIRD, FOURTH]))
    five.journal.post(f.BlankFound(box=box_id(five), usable=False, serial=FIFTH))
    with saving(five) as odd:
        five.journal.post(
            f.BlankFound(box=box_id(five), usable=True, serial=FIRST),
            f.BlankFound(box=box_id(five), usable=True),
            f.BlankFound(box="9" * 32, usable=True, serial=FIRST),
        )
    box = the_view_agrees(five)

    assert ("spoiled", 4) == (box.spot(FIFTH).place, box.remaining())
    assert ["discrepancy.opened"] * 3 == odd.topics


def test_a_child_card_missing_by_number_is_found_by_number(office: Office) -> None:
    """Also in the books of whoever sent it: what came short is missing there."""
    received = office.receive(kind="kia", serials=[], counted=20, stated=20)
    office.box = received
    stocking.dispatch(office.centre, office.order(office.staff.store), received, CURUG, "l")
    arrived = Arrived(counted=18)
    who = office.order(office.staff.store_curug)
    stocking.accept(office.centre, who, received, CURUG, arrived)
    order = office.order(office.staff.store_curug)
    stocking.open_at_printer(office.centre, order, received, office.station, "Kartu 1")
    office.journal.open_shift()
    office.journal.post(
        f.BlankFound(box=received, usable=True),
        f.BlankFound(box=received, usable=False),
        f.BlankFound(box=received, usable=True),
    )
    box = the_view_agrees(office)

    assert (19, 1, 0) == (box.remaining(), box.fewer, sum(box.missing.values()))
    assert ["accepted_short", "blank_not_expected"] == causes(office)


# ---- 11.9 and 11.10: spoiled by hand, handed back


def test_a_double_feed_spoils_a_blank_that_no_attempt_took(five: Office) -> None:
    with saving(five) as spoiled:
        five.journal.post(f.BlankSpoiled(box=box_id(five), cause="damaged", serial=SECOND))
    five.journal.post(f.BlankSpoiled(box=box_id(five), cause="damaged", serial=SECOND))
    box = the_view_agrees(five)

    assert ["blank_box.blank_spoiled"] == spoiled.topics
    assert ("spoiled", 4) == (box.spot(SECOND).place, box.remaining())
    assert ["blank_not_expected"] == causes(five)


def test_a_box_that_is_handed_back_makes_room_and_can_be_opened_again(five: Office) -> None:
    with saving(five) as back:
        five.journal.post(f.BoxHandedBack(box=box_id(five), counted=4))
    box = the_view_agrees(five)
    again = five.order(five.staff.store_curug)
    stocking.open_at_printer(five.centre, again, box_id(five), five.station, "Kartu 1")

    assert ["blank_box.counted", "blank_box.handed_back", "discrepancy.opened"] == back.topics
    assert (Stage.SHELVED, 5, ["count_differs"]) == (box.stage, box.remaining(), causes(five))
    assert Stage.OPEN is the_view_agrees(five).stage


def test_words_about_a_box_elsewhere_are_kept_and_told(five: Office) -> None:
    other = five.receive("74130001", 3, office=CURUG)
    with saving(five) as odd:
        five.journal.post(
            f.BoxScanned(box=other, present=[]),
            f.BoxHandedBack(box=other, counted=3),
            f.BlankSpoiled(box=other, cause="damaged", serial="74130001"),
            f.BoxHandedBack(box=box_id(five), counted=-1),
            f.BoxHandedBack(box="no box", counted=1),
        )
    the_view_agrees(five)

    assert {"discrepancy.opened"} == set(odd.topics)
    assert {"not_understood"} == set(causes(five))


# ---- 11.11: a stock-take on the shelf


def test_a_stock_take_names_what_is_missing_on_the_shelf(five: Office) -> None:
    five.journal.post(f.BoxHandedBack(box=box_id(five), counted=5))
    counted = f.BoxCounted(box=box_id(five), counted=3, recount=False)
    with saving(five) as by_number:
        first = take_stock(five, counted)
    with saving(five) as by_scan:
        present = [FIRST, SECOND, THIRD]
        second = take_stock(five, counted, f.BoxScanned(box=box_id(five), present=present))
    found = take_stock(five, f.BlankFound(box=box_id(five), usable=True, serial=FOURTH))
    spoiled = take_stock(five, f.BlankSpoiled(box=box_id(five), cause="defective", serial=FIRST))
    box = the_view_agrees(five)

    assert (["blank_box.counted", "discrepancy.opened"], True) == (
        by_number.topics, first["differs"],
    )  # fmt: skip
    assert (["blank_box.counted", "blank_box.blank_missing"], 2, False) == (
        by_scan.topics, second["short"], second["differs"],
    )  # fmt: skip
    assert (0, 0) == (found["short"], spoiled["short"]), "neither opens a mismatch"
    assert ["spoiled", "on_shelf", "on_shelf", "on_shelf", "missing"] == [
        box.spot(serial).place for serial in (FIRST, SECOND, THIRD, FOURTH, FIFTH)
    ]


def test_only_a_box_on_the_shelf_and_only_by_who_keeps_the_store(five: Office) -> None:
    counted = f.BoxCounted(box=box_id(five), counted=5, recount=False)
    in_printer = refused(five, lambda: take_stock(five, counted))
    five.journal.post(f.BoxHandedBack(box=box_id(five), counted=5))
    head = refused(
        five,
        lambda: stocking.take_stock(
            five.centre, five.order(five.staff.head), box_id(five), counted
        ),
    )

    assert (Reason.NOT_ON_SHELF, Reason.NO_LIVE_POSTING) == (in_printer, head)
