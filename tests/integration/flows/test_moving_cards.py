"""Cards printed at one place and collected at another, and those that nobody fetches."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from application import (
    approving,
    handing_over,
    moving_cards,
    publishing_policy,
    receipts,
    settling,
)
from application.moving_cards import Delivery
from application.publishing_policy import Policy
from domain.discrepancies.state import Discrepancy
from domain.documents.kinds import KTP_EL
from domain.documents.moving import UNCOLLECTED_DAYS
from domain.event import Person, StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from projections.register import queries as register
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office
from tests.support.saving import refused, saving


def drawer(office: Office, place: str) -> list[str]:
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        return [row["document"] for row in register.drawer(connection, [place])]


def sent(office: Office, number: int = 2) -> tuple[list[StreamId], str]:
    cards = [office.printed_card()[0] for _ in range(number)]
    order = office.order(office.staff.counter)
    return cards, moving_cards.send(office.centre, order, cards, KELAPA_DUA)["slip"]


def receiver(office: Office) -> Person:
    return office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)


def delivery(slip: str, arrived: list[StreamId], missing: list[StreamId]) -> Delivery:
    return Delivery(slip=slip, office=KELAPA_DUA, arrived=arrived, missing=missing)


def test_a_card_is_handed_over_where_it_lies_and_nowhere_else(office: Office) -> None:
    card, serial = office.printed_card()
    there = receiver(office)
    before = drawer(office, CURUG), drawer(office, KELAPA_DUA)
    with saving(office) as saved:
        order = office.order(office.staff.counter)
        slip = moving_cards.send(office.centre, order, [card], KELAPA_DUA)["slip"]
    on_the_way = refused(office, lambda: _hand_over(office, office.staff.counter, card, serial))
    moving_cards.take(office.centre, office.order(there), delivery(slip, [card], []))
    curug = office.hire("Rudi Misal", Role.COUNTER, CURUG)
    elsewhere = refused(office, lambda: _hand_over(office, curug, card, serial))
    after = drawer(office, CURUG), drawer(office, KELAPA_DUA)
    _hand_over(office, there, card, serial)

    assert (["document.sent"], ([card], []), ([], [card])) == (saved.topics, before, after)
    assert (Reason.WRONG_STATE, Reason.NO_LIVE_POSTING) == (on_the_way, elsewhere)
    assert "handed_over" == office.document(card).stage


def _hand_over(office: Office, who: Person, card: StreamId, serial: str) -> Any:
    return handing_over.hand_over(office.centre, office.order(who), card, serial, "self", {})


def test_what_does_not_come_stays_on_the_way_and_is_a_mismatch(office: Office) -> None:
    (one, other), slip = sent(office)
    there = receiver(office)
    with saving(office) as saved:
        came = delivery(slip, [one], [other])
        answer = moving_cards.take(office.centre, office.order(there), came)
    found = [
        state
        for row in office.rows()
        if row.topic == "discrepancy.opened"
        and isinstance(state := office.centre.registry.load(row.stream).state, Discrepancy)
    ]

    assert (1, 1) == (answer["arrived"], answer["missing"])
    assert ["document.arrived", "discrepancy.opened"] == saved.topics
    assert [("card_not_arrived", KELAPA_DUA)] == [(one.cause, one.office) for one in found]
    assert (None, slip) == (office.document(one).transit, _slip(office, other))
    # Found later, it is taken like the others.
    moving_cards.take(office.centre, office.order(there), delivery(slip, [other], []))
    assert {one, other} == set(drawer(office, KELAPA_DUA))


def _slip(office: Office, document: StreamId) -> str | None:
    transit = office.document(document).transit
    return transit.slip if transit else None


def test_the_sender_does_not_say_that_it_came(office: Office) -> None:
    """Two-sided: also where the sender is posted at both places; two accounts are one person."""
    (card, _), slip = sent(office)
    own = office.post(office.staff.counter, Role.COUNTER, KELAPA_DUA)
    came = delivery(slip, [card], [])

    assert Reason.SAME_PERSON == refused(
        office, lambda: moving_cards.take(office.centre, office.order(own), came)
    )


def test_a_delivery_is_taken_back_at_the_senders_place_by_another(office: Office) -> None:
    (card, _), slip = sent(office)
    other = office.hire("Rudi Misal", Role.COUNTER, CURUG)
    back = replace(delivery(slip, [card], []), office=CURUG)
    moving_cards.take(office.centre, office.order(other), back)

    assert [card] == drawer(office, CURUG)


Changed = Callable[[Office, StreamId, str], Delivery]


@pytest.mark.parametrize(
    ("came", "reason"),
    [
        (lambda _o, card, _s: delivery("SJ-LAIN", [card], []), Reason.NOT_SENT_HERE),
        (
            lambda o, _card, slip: delivery(slip, [o.printed_card()[0]], []),
            Reason.NOT_SENT_HERE,
        ),
        (
            lambda _o, card, slip: replace(delivery(slip, [card], []), office=DINAS),
            Reason.NOT_SENT_HERE,
        ),
        (lambda _o, _card, slip: delivery(slip, [], []), Reason.NOT_FOUND),
    ],
)
def test_what_was_not_sent_is_not_taken(office: Office, came: Changed, reason: Reason) -> None:
    (card, _), slip = sent(office)
    there = office.hire("Nina Umpama", Role.COUNTER)
    asked = came(office, card, slip)

    assert reason == refused(
        office, lambda: moving_cards.take(office.centre, office.order(there), asked)
    )


def test_a_slip_leaves_one_place(office: Office) -> None:
    """Whoever covers both places sends from each of them."""
    here, _ = office.printed_card()
    (there, _), slip = sent(office)
    moving_cards.take(office.centre, office.order(receiver(office)), delivery(slip, [there], []))
    order = office.order(office.staff.counter)

    assert Reason.SEVERAL_PLACES == refused(
        office, lambda: moving_cards.send(office.centre, order, [here, there], DINAS)
    )


def test_a_card_on_the_way_is_not_sent_again_nor_to_where_it_is(office: Office) -> None:
    (card, _), _ = sent(office)
    here, _ = office.printed_card()
    order = office.order(office.staff.counter)

    assert Reason.WRONG_STATE == refused(
        office, lambda: moving_cards.send(office.centre, order, [card], CURUG)
    )
    assert Reason.ALREADY_HERE == refused(
        office, lambda: moving_cards.send(office.centre, order, [here], CURUG)
    )
    assert Reason.NOT_FOUND == refused(
        office, lambda: moving_cards.send(office.centre, order, [here], "360399")
    )
    assert Reason.NOT_FOUND == refused(
        office, lambda: moving_cards.send(office.centre, order, [], CURUG)
    )


def test_a_code_of_the_receipt_stands_for_a_letter_once(office: Office) -> None:
    card, serial = office.printed_card()
    code = receipts.pickup_code(office.centre.keys, card)
    other = receipts.pickup_code(office.centre.keys, office.printed_card()[0])

    def fetch(written: str) -> Any:
        who = {"name": "Budi Umpama", "code": written}
        order = office.order(office.staff.counter)
        return handing_over.hand_over(office.centre, order, card, serial, "proxy", who)

    assert Reason.PICKUP_DIFFERS == refused(office, lambda: fetch(other))
    assert Reason.PICKUP_DIFFERS == refused(office, lambda: fetch(""))
    fetch(code.lower().replace("-", " "))
    last = office.centre.registry.last(card)
    assert last is not None
    assert {"name": "Budi Umpama", "code": "receipt"} == last.event.collector  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        fetch(code)


def test_codes_of_a_receipt_say_nothing_of_each_other(office: Office) -> None:
    one, other = office.complete(), office.complete()
    keys = office.centre.keys
    codes = {
        receipts.status_code(keys, one),
        receipts.status_code(keys, other),
        receipts.pickup_code(keys, one).replace("-", ""),
        receipts.pickup_code(keys, other).replace("-", ""),
    }

    assert {8, 26} == {len(code) for code in codes}
    assert 4 == len({code[:8] for code in codes})
    assert receipts.status_code(keys, one) == receipts.status_code(keys, one)


@pytest.mark.parametrize(
    ("cause", "days", "reason"),
    [
        ("died", 0, None),
        ("moved", 0, None),
        ("uncollected", UNCOLLECTED_DAYS, None),
        ("uncollected", UNCOLLECTED_DAYS - 1, Reason.STILL_WAITED_FOR),
        ("lost", UNCOLLECTED_DAYS, Reason.BAD_CAUSE),
    ],
)
def test_a_card_that_nobody_fetches_is_withdrawn_and_its_blank_spoiled(
    office: Office, cause: str, days: int, reason: Reason | None
) -> None:
    card, serial = office.printed_card()
    office.clock.advance(days=days)
    approver = office.hire("Wahid Umpama", Role.APPROVER, until="2027-12-31")
    order = office.order(approver)

    def withdraw() -> Any:
        return moving_cards.withdraw_uncollected(office.centre, order, card, cause)

    if reason is not None:
        assert reason == refused(office, withdraw)
        return
    with saving(office) as saved:
        withdraw()
    box = office.centre.registry.load(office.box or StreamId("")).state
    assert ["document.withdrawn", "blank_box.blank_spoiled"] == saved.topics
    assert ("withdrawn", "spoiled") == (office.document(card).stage, box.spot(serial).place)


def test_a_class_that_is_printed_on_arrival_waits_for_the_applicant(office: Office) -> None:
    box = office.box = office.open_box()
    office.journal.open_shift()
    policy = Policy(
        effective_from="2026-11-25",
        letter="470/7",
        classes=[{"kind": KTP_EL, "cause": "first", "served": True, "on_arrival": True}],
        undo_seconds=10,
        witnesses=2,
    )
    head = office.order(office.staff.head)
    publishing_policy.publish(office.centre, head, [DINAS, CURUG], policy)
    job = office.approve(office.complete())
    waits = refused(office, lambda: office.lease(job, box))
    with saving(office) as saved:
        approving.call(office.centre, office.order(office.staff.counter), job)
        approving.call(office.centre, office.order(office.staff.counter), job)
    office.lease(job, box)

    assert (Reason.WAITS_FOR_APPLICANT, ["print_job.called"]) == (waits, saved.topics)


def test_an_unwanted_card_that_was_moved_is_withdrawn_where_its_blank_is_booked(
    office: Office,
) -> None:
    card, serial = office.card_in_spite_of_a_cancel()
    order = office.order(office.staff.counter)
    slip = moving_cards.send(office.centre, order, [card], KELAPA_DUA)["slip"]
    moving_cards.take(office.centre, office.order(receiver(office)), delivery(slip, [card], []))
    approver = office.hire("Rudi Misal", Role.APPROVER, KELAPA_DUA)

    def withdraw() -> Any:
        return settling.withdraw(office.centre, office.order(approver), card, serial)

    assert Reason.SEND_BACK_FIRST == refused(office, withdraw)
