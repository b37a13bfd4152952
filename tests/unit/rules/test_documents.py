"""Decisions on documents: one test per rule and reason."""

from dataclasses import replace
from typing import Any

import pytest

from domain.documents import decide
from domain.documents import events as e
from domain.documents.commands import ApproveDocument, FailInspection, HandOver
from domain.refusal import Reason
from tests.unit.rules.given import by, given, refuses, then

REQUESTED = e.Requested(
    by=by("recorder"),
    kind="ktp_el",
    cause="first",
    office="360317",
    receipt="CTK-1",
    old_card="never_had",
    nik="3603170403089001",
    fields={"name": "BUDI CONTOH"},
    enrolment="e" * 32,
    enroller="recorder",
)
COMPLETED = e.Completed(
    by=by("recorder"),
    digest="d1",
    template="ktp_el-1",
    salt="s",
    fields={"name": "BUDI CONTOH", "marital_status": "BELUM KAWIN"},
    not_before="2026-11-25",
)
APPROVED = e.Approved(by=by("approver"), digest="d1", template="ktp_el-1", print_job="j1")
PRINTED = e.Printed(
    by=by("operator"), print_job="j1", attempt="1.1", payload_digest="p", serial="7"
)
HANDED = e.HandedOver(
    by=by("counter"), serial="7", entitlement="self", old_card="never_had", collector={}
)

COMPLETE = given(REQUESTED, COMPLETED)
IN_APPROVAL = given(REQUESTED, COMPLETED, APPROVED)
IN_DRAWER = given(REQUESTED, COMPLETED, APPROVED, PRINTED)
WITH_HOLDER = given(REQUESTED, COMPLETED, APPROVED, PRINTED, HANDED)
APPROVE = ApproveDocument(
    by=by("approver"),
    digest="d1",
    print_job="j1",
    today="2026-11-25",
    status_word="PRINT_READY_RECORD",
)


def test_an_approval_keeps_what_was_seen() -> None:
    """On the 17th birthday itself it may be."""
    (approved,) = then("document.approved", when=lambda: decide.approve(COMPLETE, APPROVE))

    assert APPROVED == approved


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"digest": "d0"}, Reason.DIGEST_DIFFERS),
        ({"by": by("recorder")}, Reason.SAME_PERSON),
        ({"today": "2026-11-24"}, Reason.BEFORE_17),
        ({"status_word": "CARD_PRINTED"}, Reason.STATUS_SUPERSEDED),
        ({"status_word": None}, Reason.STATUS_SUPERSEDED),
        ({"problems": ("x",)}, Reason.NOT_RENDERABLE),
    ],
)
def test_an_approval_is_refused_for_its_one_reason(changes: dict[str, Any], reason: Reason) -> None:
    refuses(reason, lambda: decide.approve(COMPLETE, replace(APPROVE, **changes)))


def test_before_17_names_the_day_and_not_renderable_names_the_problems() -> None:
    young = refuses(
        Reason.BEFORE_17, lambda: decide.approve(COMPLETE, replace(APPROVE, today="2026-11-24"))
    )
    faint = refuses(
        Reason.NOT_RENDERABLE,
        lambda: decide.approve(COMPLETE, replace(APPROVE, problems=("huruf", "panjang"))),
    )

    assert ({"until": "2026-11-25"}, {"problems": "huruf; panjang"}) == (young, faint)


def test_who_corrected_the_fields_does_not_approve_them() -> None:
    corrected = given(REQUESTED, COMPLETED, replace(COMPLETED, by=by("clerk"), digest="d2"))

    refuses(
        Reason.SAME_PERSON,
        lambda: decide.approve(corrected, replace(APPROVE, by=by("clerk"), digest="d2")),
    )


def test_a_person_nobody_knows_equals_nobody() -> None:
    """Two unknown persons are no reason to say they are one."""
    unknown = given(replace(REQUESTED, enroller=None), replace(COMPLETED, by=by(None)))

    then(
        "document.approved",
        when=lambda: decide.approve(unknown, replace(APPROVE, by=by(None))),
    )


def test_earlier_than_17_only_with_the_marriage_proved() -> None:
    """Flow 2.2b."""
    early = replace(COMPLETED, not_before=None)
    said = replace(early, fields={"marital_status": "CERAI MATI"})
    married = replace(early, fields={"marital_status": "CERAI MATI", "marriage_proof": "474/1"})

    refuses(Reason.NO_MARRIAGE_PROOF, lambda: decide.complete_again(COMPLETE, early))
    refuses(Reason.NO_MARRIAGE_PROOF, lambda: decide.complete_again(COMPLETE, said))
    then("document.completed", when=lambda: decide.complete_again(COMPLETE, married))
    then("document.completed", when=lambda: decide.complete_again(COMPLETE, COMPLETED))


def test_completing_again_keeps_the_place_in_the_queue_and_a_return_does_not() -> None:
    """complete_since is the age that the queue orders by."""
    later = by("clerk", recorded_at="2026-11-30T03:00:00.000Z")
    returned = e.Returned(by=by("approver"), code="data", reason="r")
    again = given(REQUESTED, COMPLETED, replace(COMPLETED, by=later))
    after_return = given(REQUESTED, COMPLETED, returned, replace(COMPLETED, by=later))

    assert COMPLETED.by.recorded_at == again.complete_since
    assert later.recorded_at == after_return.complete_since


@pytest.mark.parametrize("reason", ["", "  "])
def test_returning_rejecting_and_failing_need_a_reason(reason: str) -> None:
    who = by("approver")
    refuses(Reason.NO_REASON, lambda: decide.return_to_counter(COMPLETE, who, "data", reason))
    refuses(Reason.NO_REASON, lambda: decide.reject(COMPLETE, who, "data", reason))
    command = FailInspection(by=by("counter"), serial="7", cause="print_failed", reason=reason)
    refuses(Reason.NO_REASON, lambda: decide.fail_inspection(IN_DRAWER, command))


def test_the_card_scanned_is_the_card_printed() -> None:
    """Flows 1.7, 7.6, 10.1: and the refusal says which it is."""
    over = HandOver(by=by("counter"), serial="8", entitlement="self")
    fail = FailInspection(by=by("counter"), serial=None, cause="print_failed", reason="r")
    for when in (
        lambda: decide.hand_over(IN_DRAWER, over),
        lambda: decide.fail_inspection(IN_DRAWER, fail),
        lambda: decide.withdraw(IN_DRAWER, by("approver"), "cancelled", "8", "8"),
    ):
        assert {"expected": "7"} == refuses(Reason.SERIAL_DIFFERS, when)


@pytest.mark.parametrize(
    ("entitlement", "collector", "may"),
    [
        ("self", {}, True),
        ("family", {"name": "A", "relation": "ibu"}, True),
        ("family", {"name": "A"}, False),
        ("proxy", {"name": "A", "letter": "l"}, True),
        ("proxy", {"name": "A", "letter": ""}, False),
        ("neighbour", {"name": "A", "letter": "l"}, False),
    ],
)
def test_a_card_goes_to_who_is_entitled(
    entitlement: str, collector: dict[str, str], *, may: bool
) -> None:
    command = HandOver(by=by("counter"), serial="7", entitlement=entitlement, collector=collector)
    if may:
        then("document.handed_over", when=lambda: decide.hand_over(IN_DRAWER, command))
    else:
        refuses(Reason.NOT_ENTITLED, lambda: decide.hand_over(IN_DRAWER, command))


def test_the_old_card_comes_in_before_the_new_one_goes_out() -> None:
    waiting = given(replace(REQUESTED, old_card="hand_in"), COMPLETED, APPROVED, PRINTED)
    command = HandOver(by=by("counter"), serial="7", entitlement="self")

    refuses(Reason.OLD_CARD_MISSING, lambda: decide.hand_over(waiting, command))


def test_what_is_not_an_arrow_is_the_wrong_state() -> None:
    over = HandOver(by=by("counter"), serial="7", entitlement="self")
    fail = FailInspection(by=by("counter"), serial="7", cause="print_failed", reason="r")
    who = by("approver")
    wrong = [
        lambda: decide.approve(None, APPROVE),
        lambda: decide.approve(given(REQUESTED), APPROVE),
        lambda: decide.approve(IN_APPROVAL, APPROVE),
        lambda: decide.complete_again(IN_APPROVAL, COMPLETED),
        lambda: decide.undo_approval(COMPLETE, who, "undo"),
        lambda: decide.undo_approval(IN_DRAWER, who, "undo"),
        lambda: decide.return_to_counter(IN_DRAWER, who, "c", "r"),
        lambda: decide.reject(IN_DRAWER, who, "c", "r"),
        lambda: decide.hand_over(IN_APPROVAL, over),
        lambda: decide.hand_over(WITH_HOLDER, over),
        lambda: decide.fail_inspection(IN_APPROVAL, fail),
        lambda: decide.fail_inspection(WITH_HOLDER, fail),
        lambda: decide.withdraw(IN_APPROVAL, who, "cancelled", "7", "7"),
        lambda: decide.withdraw(WITH_HOLDER, who, "cancelled", "7", "7"),
    ]
    for when in wrong:
        refuses(Reason.WRONG_STATE, when)


def test_only_the_card_of_the_approved_job_makes_a_document_printed() -> None:
    other = replace(PRINTED, print_job="j0")

    assert [PRINTED] == decide.absorb_printed(IN_APPROVAL, PRINTED)
    assert [] == decide.absorb_printed(IN_APPROVAL, other)
    assert [] == decide.absorb_printed(IN_DRAWER, PRINTED)
    assert [] == decide.absorb_printed(COMPLETE, PRINTED)
    assert [] == decide.absorb_printed(None, PRINTED)


def test_an_absent_card_withdraws_only_the_document_that_waits_for_it() -> None:
    absent = e.Withdrawn(by=by("second"), cause="absent", serial="7")

    assert [absent] == decide.absorb_absent(IN_APPROVAL, absent, "j1")
    assert [] == decide.absorb_absent(IN_APPROVAL, absent, "j0")
    assert [] == decide.absorb_absent(IN_DRAWER, absent, "j1")
