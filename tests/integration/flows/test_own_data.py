"""Who wrote what is printed approves nothing of it; a status that is typed proves nothing."""

from typing import Any

import pytest

from application import completing
from application.completing import DRAWN
from application.deciding import Answer
from application.enrolling import Into, capture
from domain.documents.events import Fields
from domain.documents.kinds import BIRTH, KTP_EL
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from tests.integration.flows.test_freezing import freeze
from tests.support.office import CURUG, Office
from tests.support.papers import PAPERS, take_in

TWICE = 2
YOUNG = {
    "name": "BUDI CONTOH",
    "birth_place": "TANGERANG",
    "birth_date": "2010-03-04",
    "sex": "L",
    "address": "JL CONTOH 1",
    "rt": "001",
    "rw": "002",
    "religion": "ISLAM",
    "marital_status": "KAWIN",
}


def lost(office: Office, nik: str, **fields: Any) -> Answer:
    return take_in(office, KTP_EL, "lost", nik=nik, letter="LK/1", fields=fields)


def test_who_recorded_the_data_does_not_approve_the_card_that_shows_them(office: Office) -> None:
    """Taken in by a colleague with nothing typed: all that is printed is the recording."""
    both = office.hire("Gita Umpama", Role.ENROLLER)
    as_approver = office.post(both, Role.APPROVER)
    recording = office.recording()
    into = Into(office=CURUG, source="a.csv")
    list(capture(office.centre, office.order(both), into, [recording]))
    document = StreamId(lost(office, recording.nik)["document"])

    with pytest.raises(Refused) as refused:
        office.approve(document, as_approver)

    assert Reason.SAME_PERSON == refused.value.reason
    office.approve(document)


def test_a_status_typed_at_the_counter_makes_nobody_of_age(office: Office) -> None:
    """UU 24/2013 art. 63: the certificate stands beside it, or a recording says it."""
    nik = office.nik()
    with pytest.raises(Refused) as typed:
        lost(office, nik, **YOUNG)
    proved = lost(office, nik, **YOUNG, marriage_proof="3603-KW-2026-0001")
    grown = lost(office, office.nik(), **{**YOUNG, "birth_date": "2001-03-04"})

    assert Reason.NO_MARRIAGE_PROOF == typed.value.reason
    assert None is office.document(StreamId(proved["document"])).not_before
    office.approve(StreamId(grown["document"]))


def test_what_lacked_papers_is_completed_as_intake_and_corrected_as_change(office: Office) -> None:
    """Flows section 1: the first completion is intake."""
    deeds = [f"3603-LU-12112026-002{number}" for number in range(3)]
    *lacking, complete = (
        StreamId(take_in(office, BIRTH, papers=papers, fields={"deed_number": deed})["document"])
        for papers, deed in zip(([], [], PAPERS), deeds, strict=True)
    )
    shown: Fields = {"papers": " ".join(PAPERS)}

    def work(document: StreamId) -> None:
        order = office.order(office.staff.enroller)
        completing.complete_again(office.centre, order, document, shown)

    freeze(office, "change")
    work(lacking[0])
    with pytest.raises(Refused) as changed:
        work(complete)
    freeze(office, "intake")
    with pytest.raises(Refused) as first:
        work(lacking[1])

    assert [Reason.FROZEN] * 2 == [changed.value.reason, first.value.reason]
    assert "complete" == office.document(lacking[0]).stage


def test_a_receipt_number_that_is_taken_is_drawn_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision 8: nobody at the counter hears of it."""
    truly, first = office.identifiers.token, []

    def drawn_twice(size: int) -> bytes:
        drawn: bytes = truly(size)
        if size != DRAWN:
            return drawn
        first.append(drawn)
        return first[0] if len(first) <= TWICE else drawn

    monkeypatch.setattr(office.identifiers, "token", drawn_twice)
    receipts = {office.document(office.complete()).receipt for _one in range(2)}

    assert TWICE == len(receipts)
    assert TWICE + 1 == len(first)
