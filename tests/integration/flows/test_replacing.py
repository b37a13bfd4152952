"""Flow 3: a KTP-el lost, damaged or changed; the old card in, the new one out."""

from collections.abc import Callable
from typing import Any

import pytest

from application import taking_in
from application.taking_in import Application
from domain.documents.kinds import KTP_EL
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason
from tests.support.office import CURUG, Office
from tests.support.replacing import hand_over, holder, printed, take_in
from tests.support.saving import refused, saving


def give_old_card(office: Office, document: StreamId, serial: str | None) -> None:
    order = office.order(office.staff.counter)
    taking_in.receive_old_card(office.centre, order, document, serial)


def test_a_lost_card_is_replaced_and_the_old_document_counts_no_more(office: Office) -> None:
    old, nik = holder(office)
    with saving(office) as taken_in:
        new = take_in(office, nik, "lost")
    serial = printed(office, new)
    with saving(office) as given:
        hand_over(office, new, serial)

    assert ["document.requested", "document.completed"] == taken_in.topics
    assert ["document.withdrawn", "document.handed_over"] == given.topics
    assert ["+live_card", "-application", "-live_card"] == given.claims
    assert ("withdrawn", "handed_over") == (office.document(old).stage, office.document(new).stage)


def test_a_replacement_waits_for_no_word_of_the_centre(office: Office) -> None:
    """And its data are those of the recording unless the clerk says otherwise."""
    _, nik = holder(office)
    office.observe(nik, "CARD_ISSUED")
    new = take_in(office, nik, "damaged", fields={"address": "JL BARU 2"})
    office.approve(new)
    fields = office.document(new).fields or {}

    assert ("BUDI CONTOH", "JL BARU 2") == (fields["name"], fields["address"])


def test_a_damaged_card_is_handed_in_before_the_new_one_goes_out(office: Office) -> None:
    old, nik = holder(office)
    old_serial = str(office.document(old).serial)
    new = take_in(office, nik, "damaged")
    serial = printed(office, new)
    early = refused(office, lambda: hand_over(office, new, serial))
    with saving(office) as received:
        give_old_card(office, new, old_serial)
    hand_over(office, new, serial)

    assert Reason.OLD_CARD_MISSING == early
    assert ["surrendered_card.received"] == received.topics
    assert "handed_over" == office.document(new).stage
    again = refused(office, lambda: give_old_card(office, new, old_serial))
    assert Reason.WRONG_STATE == again


def test_the_old_card_of_another_person_is_not_taken(office: Office) -> None:
    _, nik = holder(office)
    other, _ = holder(office)
    new = take_in(office, nik, "damaged")

    reason = refused(office, lambda: give_old_card(office, new, office.document(other).serial))

    assert Reason.NOT_THIS_PERSON == reason


def test_the_new_card_is_not_taken_as_its_own_old_one(office: Office) -> None:
    _, nik = holder(office)
    new = take_in(office, nik, "damaged")
    serial = printed(office, new)

    assert Reason.NOT_THIS_PERSON == refused(office, lambda: give_old_card(office, new, serial))


def test_an_old_card_that_was_issued_elsewhere_is_taken_with_any_number(office: Office) -> None:
    new = take_in(
        office,
        office.nik(),
        "damaged",
        fields={"name": "ANI UMPAMA", "birth_date": "1990-08-17", "sex": "P"},
    )
    serial = printed(office, new)
    give_old_card(office, new, "99990001")
    hand_over(office, new, serial)

    assert "handed_over" == office.document(new).stage


@pytest.mark.parametrize(
    ("cause", "changes", "reason"),
    [
        ("lost", {"letter": " "}, Reason.NO_POLICE_LETTER),
        ("changed", {"home": "3671"}, Reason.NOT_HOME_OFFICE),
        ("first", {}, Reason.BAD_CAUSE),
        ("damaged", {"kind": "none"}, Reason.NOT_FOUND),
    ],
)
def test_what_no_counter_takes_in(
    office: Office, cause: str, changes: dict[str, Any], reason: Reason
) -> None:
    _, nik = holder(office)
    values: dict[str, Any] = {"kind": KTP_EL, "letter": "", "fields": {}}
    asked = Application(office=CURUG, cause=cause, nik=nik, **{**values, **changes})
    order = office.order(office.staff.enroller)

    assert reason == refused(office, lambda: taking_in.take_in(office.centre, order, asked))


@pytest.mark.parametrize("born", ["", "junk", "1990-02-30", "2999-01-01", "1890-01-01"])
def test_a_person_not_known_here_needs_name_birthday_and_sex(office: Office, born: str) -> None:
    fields = {"name": "ANI UMPAMA", "birth_date": born, "sex": "P"}

    assert Reason.LACKING == refused(
        office, lambda: take_in(office, office.nik(), "damaged", fields=fields)
    )


def test_one_application_of_a_person_at_a_time(office: Office) -> None:
    _, nik = holder(office)
    take_in(office, nik, "lost")
    again: Callable[[], StreamId] = lambda: take_in(office, nik, "damaged")  # noqa: E731

    assert Reason.APPLICATION_OPEN == refused(office, again)


def test_who_took_it_in_does_not_approve_it(office: Office) -> None:
    _, nik = holder(office)
    new = take_in(office, nik, "lost")
    approver = office.post(office.staff.enroller, Role.APPROVER)

    assert Reason.SAME_PERSON == refused(office, lambda: office.approve(new, approver))
