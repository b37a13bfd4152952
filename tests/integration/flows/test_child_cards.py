"""Flow 4: child cards from counted stock, where a blank has no number."""

from typing import Any

import pytest
from sqlalchemy import select

from application import approving, completing, handing_over, settling, stocking
from application.personal.attachments import attachments
from domain.documents.kinds import KIA
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from domain.stock.decide import Arrived
from projections.stock import queries as stock
from tests.support.office import CURUG, DINAS, Office
from tests.support.papers import approved, open_counted_box, photo, take_in
from tests.support.saving import saving


@pytest.fixture
def ready(office: Office) -> Office:
    office.box = open_counted_box(office)
    office.journal.open_shift()
    return office


def started(office: Office) -> tuple[StreamId, StreamId]:
    """A child card under way on the next blank."""
    document, job = approved(office, KIA)
    office.lease(job, office.box)
    office.journal.start(job, office.box, None)
    return document, job


def places(office: Office) -> dict[str, int]:
    """Where the blanks are, by the books of the view and of the log alike."""
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        live = stock.by_office(connection, "kia")
    found = {place: n for row in live for place, n in row.items() if isinstance(n, int) and n}
    assert found["received"] == sum(n for place, n in found.items() if place != "received")
    return found


def state(office: Office) -> dict[str, int]:
    box = office.centre.registry.load(office.box or StreamId("")).state
    spots = [spot.place for spot in box.elsewhere.values()]
    return {"remaining": box.remaining(), **{place: spots.count(place) for place in set(spots)}}


def test_a_card_from_a_counted_box(ready: Office) -> None:
    with saving(ready) as taken:
        document = StreamId(take_in(ready, KIA)["document"])
    job = ready.approve(document)
    ready.lease(job, ready.box)
    with saving(ready) as begun:
        ready.journal.start(job, ready.box, None)
    under_way = places(ready)
    with saving(ready) as printed:
        ready.journal.printed(job)
    receipt = ready.document(document).receipt
    order = ready.order(ready.staff.counter)
    with pytest.raises(Refused) as other:
        handing_over.hand_over(ready.centre, order, document, "CTK-1", "self", {})
    with saving(ready) as gone:
        handing_over.hand_over(ready.centre, order, document, receipt.lower(), "self", {})

    assert ["+application"] == taken.claims
    assert ["print_job.attempt_started", "blank_box.blank_taken"] == begun.topics
    assert ["print_job.attempt_printed", "blank_box.blank_printed", "document.printed"] == (
        printed.topics
    )
    assert {"received": 10, "at_station": 9, "unsettled": 1} == under_way
    assert {"received": 10, "at_station": 9, "printed": 1} == places(ready)
    assert Reason.CODE_DIFFERS == other.value.reason
    assert ["+live_card", "-application"] == gone.claims


def test_two_cards_at_once_are_told_apart_by_their_attempts(ready: Office) -> None:
    _, first = started(ready)
    _, second = started(ready)
    ready.journal.printed(second)
    ready.journal.post(
        f.AttemptSpoiled(print_job=first, attempt="1.1", method="code", cause="damaged")
    )

    assert {"remaining": 8, "printed": 1, "spoiled": 1} == state(ready)
    assert ("awaiting_reprint", "printed") == (ready.job(first).status, ready.job(second).status)
    settling.authorise_reprint(ready.centre, ready.order(ready.staff.head), first, "rusak")
    assert "pending" == ready.job(first).status


@pytest.mark.parametrize(
    ("seen", "left"),
    [
        ("good", {"remaining": 9, "printed": 1}),
        ("spoiled", {"remaining": 9, "spoiled": 1}),
        ("untouched", {"remaining": 10}),
        ("absent", {"remaining": 9, "missing": 1}),
    ],
)
def test_two_people_settle_a_card_that_nobody_heard_of(
    ready: Office, seen: str, left: dict[str, int]
) -> None:
    _, job = started(ready)
    ready.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))
    ready.journal.post(f.AttemptSeen(print_job=job, attempt="1.1", seen=seen, method="code"))
    settling.settle(ready.centre, ready.order(ready.staff.second), job, "1.1", seen)

    assert left == state(ready)
    assert 10 == places(ready)["received"]


def test_an_empty_counted_box_gives_nothing_more(office: Office) -> None:
    office.box = open_counted_box(office, 1)
    office.journal.open_shift()
    started(office)
    _, job = approved(office, KIA)
    with pytest.raises(Refused) as refused:
        office.lease(job, office.box)

    assert Reason.NO_BLANKS == refused.value.reason


def test_a_card_waits_for_blanks_of_its_own_kind(ready: Office) -> None:
    """A box of KIA blanks prints no KTP-el."""
    job = ready.approve(ready.complete())
    with pytest.raises(Refused) as refused:
        ready.lease(job, ready.box)

    assert Reason.NO_BLANKS == refused.value.reason


def test_a_counted_box_arrives_by_number(office: Office) -> None:
    order = office.order(office.staff.store, office.staff.store_second)
    note = {"kind": "kia", "batch": "K", "version": "", "funder": "APBD", "letter": "l"}
    made = stocking.receive(
        office.centre, order, office=DINAS, stated=12, serials=[], counted=11, **note
    )
    box = StreamId(made["box"])
    stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "l")
    who = office.staff.store_curug
    with pytest.raises(Refused) as more:
        stocking.accept(office.centre, office.order(who), box, CURUG, Arrived(counted=12))
    stocking.accept(office.centre, office.order(who), box, CURUG, Arrived(counted=9))
    office.box = box

    assert Reason.SERIAL_NOT_SENT == more.value.reason
    assert {"remaining": 9} == state(office)
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        rows = {row["office"]: row for row in stock.by_office(connection, "kia")}
    assert (11, 2, 9) == (
        rows[DINAS]["received"],
        rows[DINAS]["missing"],
        rows[DINAS]["transferred_out"],
    )
    assert (9, 9) == (rows[CURUG]["transferred_in"], rows[CURUG]["on_shelf"])


@pytest.mark.parametrize(
    ("kind", "serials", "counted"),
    [("kia", [["1", "9"]], 9), ("kia", [["1", "9"]], None), ("ktp_el", [], 9)],
)
def test_a_kind_of_blank_has_numbers_or_is_counted(
    office: Office, kind: str, serials: list[list[str]], counted: int | None
) -> None:
    order = office.order(office.staff.store, office.staff.store_second)
    note: dict[str, Any] = {"batch": "K", "version": "", "funder": "", "letter": "l", "stated": 9}
    with pytest.raises(Refused) as refused:
        stocking.receive(
            office.centre, order, office=DINAS, kind=kind, serials=serials, counted=counted, **note
        )

    assert Reason.BAD_SERIALS == refused.value.reason


@pytest.mark.parametrize(
    ("born", "changes", "reason"),
    [
        ("2009-11-25", {}, Reason.NOT_IN_AGE_BAND),
        (
            "2012-01-01",
            {"photo": photo(), "fields": {"marital_status": "KAWIN"}},
            Reason.NOT_IN_AGE_BAND,
        ),
        ("2021-11-25", {}, Reason.PHOTO_MISSING),
        ("2021-11-25", {"photo": b"no picture"}, Reason.PHOTO_MISSING),
        ("2024-01-01", {"fields": {"birth_deed_number": None}}, Reason.LACKING),
    ],
)
def test_who_may_not_have_a_child_card(
    office: Office, born: str, changes: dict[str, Any], reason: Reason
) -> None:
    """Under 17; a photo from the 5th birthday; never without a deed."""
    fields = {**changes.get("fields", {}), "birth_date": born}
    with pytest.raises(Refused) as refused:
        take_in(office, KIA, **{**changes, "fields": fields})

    assert reason == refused.value.reason


@pytest.mark.parametrize(
    ("born", "picture"), [("2009-11-26", photo()), ("2021-11-25", photo()), ("2021-11-26", None)]
)
def test_the_last_day_before_17_and_before_5(
    office: Office, born: str, picture: bytes | None
) -> None:
    answer = take_in(office, KIA, photo=picture, fields={"birth_date": born})

    assert [] == answer["lacking"]


def test_a_child_that_grew_up_meanwhile_is_not_approved(office: Office) -> None:
    document = StreamId(
        take_in(office, KIA, photo=photo(), fields={"birth_date": "2009-11-27"})["document"]
    )
    office.clock.advance(seconds=3 * 86_400)
    digest = office.document(document).digest or ""
    order = office.order(office.staff.approver)
    with pytest.raises(Refused) as refused:
        approving.approve(office.centre, order, document, digest)

    assert Reason.NOT_IN_AGE_BAND == refused.value.reason


def test_a_first_card_is_refused_to_who_holds_one(ready: Office) -> None:
    nik = ready.nik()
    document, job = approved(ready, KIA, nik=nik)
    ready.lease(job, ready.box)
    ready.journal.start(job, ready.box, None)
    ready.journal.printed(job)
    order = ready.order(ready.staff.counter)
    receipt = ready.document(document).receipt
    handing_over.hand_over(ready.centre, order, document, receipt, "self", {})
    with pytest.raises(Refused) as refused:
        take_in(ready, KIA, nik=nik)

    assert Reason.HAS_LIVE_CARD == refused.value.reason
    take_in(ready, KIA, "lost", nik=nik, letter="LK/1/2026")


def test_a_child_card_is_no_ktp(ready: Office) -> None:
    """Classes of claims are apart: a child's card keeps nobody from a KTP-el."""
    nik = ready.nik()
    take_in(ready, KIA, nik=nik)
    ready.capture(ready.recording(nik=nik))

    assert ["taken"] == ready.observe(nik)


def test_a_second_person_names_by_number_what_a_box_without_numbers_lacks(ready: Office) -> None:
    """Flow 12.8: one person may have miscounted; two that agree have not."""
    box = str(ready.box)
    other = ready.hire("Budi Misal", Role.OPERATOR)
    short = f.BoxCounted(box=box, counted=8, recount=False)
    again = f.BoxCounted(box=box, counted=8, recount=True)
    with saving(ready) as first:
        ready.journal.post(short)
    with saving(ready) as same_person:
        ready.journal.post(again)
    ready.staff.operator = other
    with saving(ready) as second:
        ready.journal.post(again)

    assert ["blank_box.counted", "discrepancy.opened"] == first.topics
    assert ["blank_box.counted"] == same_person.topics
    assert ["blank_box.counted", "blank_box.blank_missing"] == second.topics
    assert {"remaining": 8} == state(ready)
    assert {"received": 10, "at_station": 8, "missing": 2} == places(ready)


def test_a_second_count_of_another_figure_moves_nothing(ready: Office) -> None:
    box = str(ready.box)
    ready.journal.post(f.BoxCounted(box=box, counted=8, recount=False))
    ready.staff.operator = ready.hire("Budi Misal", Role.OPERATOR)
    ready.journal.post(f.BoxCounted(box=box, counted=9, recount=True))

    assert {"remaining": 10} == state(ready)


def test_a_card_without_a_number_fails_or_is_withdrawn_with_its_own_code_only(
    ready: Office,
) -> None:
    """Flow 10.1: the card in hand is this document's, and not another child's."""
    document, job = started(ready)
    other, _ = started(ready)
    ready.journal.printed(job)
    counter = ready.order(ready.staff.counter)
    for scanned in (None, "", ready.document(other).receipt):
        with pytest.raises(Refused) as refused:
            settling.fail_inspection(ready.centre, counter, document, scanned, "damaged", "gores")

        assert Reason.CODE_DIFFERS == refused.value.reason
    receipt = ready.document(document).receipt
    settling.fail_inspection(ready.centre, counter, document, receipt, "damaged", "gores")

    assert "awaiting_reprint" == ready.job(job).status
    assert {"remaining": 8, "spoiled": 1, "unsettled": 1} == state(ready)


@pytest.mark.parametrize(
    ("born", "photo_then", "reason"),
    [("2021-11-27", None, Reason.PHOTO_MISSING), ("2009-11-27", photo(), Reason.NOT_IN_AGE_BAND)],
)
def test_a_child_whose_birthday_passed_since_the_approval_gets_no_lease(
    ready: Office, born: str, photo_then: bytes | None, reason: Reason
) -> None:
    """The face shows the band of the day: another picture than the one approved."""
    _, job = approved(ready, KIA, photo=photo_then, fields={"birth_date": born})
    ready.clock.advance(seconds=2 * 86_400)
    ready.journal.post(f.ShiftOpened(date="2026-11-27", printers=[]))
    with pytest.raises(Refused) as refused:
        ready.lease(job, ready.box)

    assert reason == refused.value.reason


def test_a_photo_is_brought_later_and_a_child_is_judged_again(office: Office) -> None:
    document = StreamId(take_in(office, KIA, fields={"birth_date": "2021-11-27"})["document"])
    office.clock.advance(seconds=2 * 86_400)
    order = office.order(office.staff.enroller)
    with pytest.raises(Refused) as without:
        completing.complete_again(office.centre, order, document, {})
    completing.complete_again(office.centre, order, document, {}, photo())

    assert Reason.PHOTO_MISSING == without.value.reason
    office.approve(document)


def test_the_photo_of_a_refused_application_can_never_be_opened(office: Office) -> None:
    """Sealed before it was judged, under a key that nothing in the log names."""
    nik = office.nik()
    take_in(office, KIA, nik=nik, photo=photo(), fields={"birth_date": "2015-01-01"})
    for _ in range(2):
        with pytest.raises(Refused):
            take_in(office, KIA, nik=nik, photo=photo(), fields={"birth_date": "2015-01-01"})
    with office.centre.attachments._engine.connect() as connection:
        rows = connection.execute(select(attachments.c.stream, attachments.c.digest)).all()
    opened = [office.centre.attachments.get(row.stream, row.digest) for row in rows]

    assert 3 == len(rows)
    assert [photo()] == [content for content in opened if content is not None]


def test_a_count_below_nothing_is_not_understood(ready: Office) -> None:
    with saving(ready) as saved:
        ready.journal.post(f.BoxCounted(box=str(ready.box), counted=-5, recount=True))

    assert ["discrepancy.opened"] == saved.topics
    assert {"remaining": 10} == state(ready)
