"""Flows 11, 12: boxes received, sent, accepted, opened; blind counts and the end of a shift."""

import pytest

from application import closing_shifts, stocking
from application.registry.reader import LogReader
from domain.discrepancies.state import discrepancy_id
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from domain.stations.events import ShiftClosed
from domain.stations.state import shift_id
from domain.stock.decide import Arrived
from projections.stock import queries as stock
from tests.support.office import CURUG, DINAS, Office

SERIALS = [f"{74120001 + n}" for n in range(100)]


def balance(office: Office, code: str) -> dict[str, int]:
    """The terms of the identity of one office that are not zero."""
    reader = LogReader(office.installation.log)
    rows = [row for row in stock.as_of(reader) if row["office"] == code]
    reader.close()
    return {name: n for row in rows for name, n in row.items() if isinstance(n, int) and n}


def test_a_box_is_received_by_two_people_each_serial_once(office: Office) -> None:
    """Flow 11.1."""
    at = office.position()
    office.receive()

    assert ["blank_box.received"] == office.topics(at)
    with pytest.raises(Refused) as again:
        office.receive("74120100", 10)
    with pytest.raises(Refused) as alone:
        stocking.receive(
            office.centre,
            office.order(office.staff.store),
            office=DINAS,
            kind="ktp_el",
            batch="b",
            version="5",
            funder="APBN",
            letter="l",
            stated=1,
            serials=[["1", "1"]],
        )

    assert Reason.SERIAL_KNOWN == again.value.reason
    assert Reason.SAME_PERSON == alone.value.reason


@pytest.mark.parametrize(
    "serials",
    [[], [["9", "1"]], [["1", "2"], ["2", "3"]], [["A1", "B2"]], [["1", "99999999"]], [["x", "x"]]],
)
def test_serials_that_no_box_can_hold_are_refused(office: Office, serials: list[list[str]]) -> None:
    with pytest.raises(Refused) as refused:
        office.receive(serials=serials)

    assert Reason.BAD_SERIALS == refused.value.reason


def test_a_delivery_that_is_short_opens_a_discrepancy(office: Office) -> None:
    at = office.position()
    office.receive(stated=101)

    assert ["blank_box.received", "discrepancy.opened"] == office.topics(at)


def test_a_box_on_its_way_stays_in_the_senders_books(office: Office) -> None:
    """Flow 11.3, 11.4a: 98 of 100 arrive, two are missing at the dinas."""
    box = office.receive()
    stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "l")

    assert {"received": 100, "in_transit": 100} == balance(office, DINAS)
    at = office.position()
    stocking.accept(
        office.centre,
        office.order(office.staff.store_curug),
        box,
        CURUG,
        Arrived(serials=SERIALS[:98]),
    )

    assert ["blank_box.accepted", "blank_box.blank_missing", "discrepancy.opened"] == (
        office.topics(at)
    )
    assert {"received": 100, "missing": 2, "transferred_out": 98} == balance(office, DINAS)
    assert {"transferred_in": 98, "on_shelf": 98} == balance(office, CURUG)


def test_the_sender_does_not_accept_and_nobody_accepts_what_was_not_sent(
    office: Office,
) -> None:
    box = office.receive()
    store = office.staff.store
    stocking.dispatch(office.centre, office.order(store), box, CURUG, "l")
    reasons = []
    for who, serials in ((store, SERIALS), (office.staff.store_curug, ["99999999"])):
        with pytest.raises(Refused) as refused:
            stocking.accept(office.centre, office.order(who), box, CURUG, Arrived(serials=serials))
        reasons.append(refused.value.reason)

    assert [Reason.SAME_PERSON, Reason.SERIAL_NOT_SENT] == reasons


def test_the_sender_takes_a_dispatch_back_by_another_person(office: Office) -> None:
    """Flow 11.4b."""
    box = office.receive()
    stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "l")
    stocking.accept(
        office.centre, office.order(office.staff.store_second), box, DINAS, Arrived(serials=SERIALS)
    )

    assert {"received": 100, "on_shelf": 100} == balance(office, DINAS)


def test_one_box_per_printer_of_the_same_office(office: Office) -> None:
    """Flow 11.7."""
    office.open_box()
    second = office.receive("74130001")
    stocking.dispatch(office.centre, office.order(office.staff.store), second, CURUG, "l")
    serials = [f"{74130001 + n}" for n in range(100)]
    who = office.staff.store_curug
    stocking.accept(office.centre, office.order(who), second, CURUG, Arrived(serials=serials))
    third = office.receive("74140001")
    reasons = []
    for box, by in ((second, who), (third, office.staff.store)):
        with pytest.raises(Refused) as refused:
            stocking.open_at_printer(
                office.centre, office.order(by), box, office.station, "Kartu 1"
            )
        reasons.append(refused.value.reason)

    assert [Reason.PRINTER_HAS_BOX, Reason.NOT_SENT_HERE] == reasons


def test_of_two_boxes_opened_at_once_at_one_printer_one_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other is opened after this decision has looked and before it is saved."""
    mine, other = (office.receive(first, office=CURUG) for first in ("74120001", "74130001"))
    claiming = office.centre.registry.claiming
    look = claiming.claim_owner

    def open_at_printer(box: StreamId) -> None:
        order = office.order(office.staff.store_curug)
        stocking.open_at_printer(office.centre, order, box, office.station, "Kartu 1")

    def look_and_be_late(kind: str, key: str) -> str | None:
        seen = look(kind, key)
        monkeypatch.undo()
        open_at_printer(other)
        return seen

    monkeypatch.setattr(claiming, "claim_owner", look_and_be_late)
    with pytest.raises(Refused) as refused:
        open_at_printer(mine)

    assert Reason.PRINTER_HAS_BOX == refused.value.reason
    assert ("open", "shelved") == (
        office.centre.registry.load(other).state.stage,
        office.centre.registry.load(mine).state.stage,
    )


def test_a_shift_closes_only_after_an_equal_blind_count(office: Office) -> None:
    """Flow 12.1 to 12.4."""
    office.printed_card()
    box = office.box or StreamId("")
    refusals = []
    for counted in (None, 97):
        if counted is not None:
            at = office.position()
            office.journal.post(f.BoxCounted(box=box, counted=counted, recount=False))
            assert ["blank_box.counted", "discrepancy.opened"] == office.topics(at)
        with pytest.raises(Refused) as refused:
            close(office)
        refusals.append(refused.value.reason)
    at = office.position()
    office.journal.post(f.BoxCounted(box=box, counted=99, recount=False))

    assert ["blank_box.counted"] == office.topics(at)
    at = office.position()
    close(office)

    assert [Reason.NOT_COUNTED, Reason.COUNT_DIFFERS] == refusals
    assert ["shift.closed"] == office.topics(at)
    shift = shift_id(office.station, "2026-11-25")
    (_, closed) = (row.event for row in office.centre.registry.history(shift))
    still_open = discrepancy_id("count_differs", {"box": box}, "2026-11-25")
    assert isinstance(closed, ShiftClosed)
    assert ([still_open], []) == (closed.discrepancies, closed.waiting)


def test_a_later_move_voids_a_count(office: Office) -> None:
    office.printed_card()
    box = office.box or StreamId("")
    office.journal.post(f.BoxCounted(box=box, counted=99, recount=False))
    office.printed_card()

    with pytest.raises(Refused) as refused:
        close(office)

    assert Reason.NOT_COUNTED == refused.value.reason


def test_a_shift_with_entries_still_at_the_station_stays_open(office: Office) -> None:
    office.printed_card()
    box = office.box or StreamId("")
    office.journal.post(f.BoxCounted(box=box, counted=99, recount=False))

    with pytest.raises(Refused) as refused:
        close(office, reported=office.journal.held() + 1)

    assert Reason.JOURNAL_GAP == refused.value.reason


def test_counters_that_moved_overnight_open_a_discrepancy(office: Office) -> None:
    at = office.position()
    moved = {
        "printer": "Kartu 1",
        "counters": {"inserted": 9, "panels": 2},
        "counters_before": {"inserted": 8, "panels": 2},
    }
    office.journal.post(f.ShiftOpened(date="2026-11-25", printers=[moved]))

    assert ["shift.opened", "discrepancy.opened"] == office.topics(at)


def close(office: Office, reported: int | None = None) -> None:
    closing_shifts.close_shift(
        office.centre,
        office.order(office.staff.head),
        station=office.station,
        day="2026-11-25",
        open_jobs=(),
        reported=office.journal.held() if reported is None else reported,
    )
