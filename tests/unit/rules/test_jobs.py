"""Decisions on print jobs: one test per rule and reason."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.printing import decide
from domain.printing import events as e
from domain.refusal import Reason
from tests.unit.rules.given import NOW, by, given, refuses, then

QUEUED = e.Queued(
    by=by("approver"),
    document="d",
    office="360317",
    kind="ktp_el",
    cause="first",
    not_before=NOW,
    complete_since=NOW,
)
LEASED = e.Leased(by=by("operator"), lease=1, station="s", operator="operator", payload_digest="p")
STARTED = e.AttemptStarted(
    by=by("operator"), attempt="1.1", lease=1, printer="k", payload_digest="p", expected_serial="7"
)
PRINTED = e.AttemptPrinted(by=by("operator"), attempt="1.1", method="assumed")
SPOILED = e.AttemptSpoiled(
    by=by("operator"), attempt="1.1", method="scan", cause="print_failed", found_by="station"
)
UNKNOWN = e.AttemptUnknown(by=by("operator"), attempt="1.1", reason="no_outcome")
SEEN = e.AttemptSeen(by=by("operator"), attempt="1.1", seen="good", method="scan")
HELD = e.Held(by=by("head"), hold="data", reason="r")
BEFORE = by("approver", recorded_at="2026-11-25T02:59:59.999Z")

PENDING = given(QUEUED)
AT_STATION = given(QUEUED, LEASED)
PRINTING = given(QUEUED, LEASED, STARTED)
DONE = given(QUEUED, LEASED, STARTED, PRINTED)
DOUBTFUL = given(QUEUED, LEASED, STARTED, UNKNOWN)
LOOKED_AT = given(QUEUED, LEASED, STARTED, UNKNOWN, SEEN)
KEYED = given(QUEUED, LEASED, STARTED, SPOILED)
CANCELLED = given(QUEUED, e.Cancelled(by=by("approver"), cause="undo"))


def lease(
    job: object, who: str = "operator", station: str = "s", at: str = NOW
) -> list[e.JobEvent]:
    return decide.lease(job, by(who, recorded_at=at), "approver", station, "p")  # type: ignore[arg-type]


def test_leases_are_counted_up_in_the_job() -> None:
    surrendered = e.LeaseSurrendered(by=by("operator"), lease=1, reason="r")
    (first,) = then("print_job.leased", when=lambda: lease(PENDING))
    (second,) = then("print_job.leased", when=lambda: lease(given(QUEUED, LEASED, surrendered)))

    assert (LEASED, replace(LEASED, lease=2)) == (first, second)


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (lambda: lease(None), Reason.NOT_FOUND),
        (lambda: lease(PENDING, at=BEFORE.recorded_at), Reason.TOO_EARLY),
        (lambda: lease(PENDING, who="approver"), Reason.SAME_PERSON),
        (
            lambda: lease(
                given(QUEUED, e.Routed(by=by("head"), office="360317", reason="r", station="t"))
            ),
            Reason.NOT_IN_TURN,
        ),
        (lambda: lease(AT_STATION), Reason.AT_STATION),
        (lambda: lease(PRINTING), Reason.AT_STATION),
        (lambda: lease(DOUBTFUL), Reason.OUTCOME_UNKNOWN),
        (lambda: lease(DONE), Reason.WRONG_STATE),
        (lambda: lease(KEYED), Reason.WRONG_STATE),
        (lambda: lease(given(QUEUED, HELD)), Reason.WRONG_STATE),
        (lambda: lease(CANCELLED), Reason.WRONG_STATE),
    ],
)
def test_a_lease_is_refused_for_its_one_reason(when: Callable[[], object], reason: Reason) -> None:
    """Nothing printed, in doubt, spoiled without its key, held or over is ever given out."""
    refuses(reason, when)


def test_undo_ends_with_the_window_to_the_millisecond() -> None:
    refuses(Reason.WINDOW_OVER, lambda: decide.undo(PENDING, by("approver")))
    refuses(Reason.AT_STATION, lambda: decide.undo(AT_STATION, BEFORE))
    refuses(Reason.WRONG_STATE, lambda: decide.undo(CANCELLED, BEFORE))
    (undone,) = then("print_job.cancelled", when=lambda: decide.undo(PENDING, BEFORE))

    assert e.Cancelled(by=BEFORE, cause="undo") == undone


def test_holds_are_a_set_and_each_is_released_by_its_code() -> None:
    who = by("head")
    held = given(QUEUED, HELD)

    assert [] == decide.hold(held, who, "data", "again")
    then("print_job.held", when=lambda: decide.hold(held, who, "photo", "r"))
    then("print_job.released", when=lambda: decide.release(held, who, "data"))
    refuses(Reason.NO_SUCH_HOLD, lambda: decide.release(held, who, "photo"))
    refuses(Reason.NO_REASON, lambda: decide.hold(PENDING, who, " ", "r"))
    refuses(Reason.NOT_FOUND, lambda: decide.hold(None, who, "data", "r"))
    both = given(QUEUED, HELD, replace(HELD, hold="photo"), e.Released(by=who, hold="data"))

    assert "held" == both.status


def test_after_the_lease_nobody_holds_or_routes() -> None:
    who = by("head")
    refuses(Reason.AT_STATION, lambda: decide.hold(AT_STATION, who, "data", "r"))
    refuses(Reason.AT_STATION, lambda: decide.route(PRINTING, who, "360328", None, "r"))
    refuses(Reason.OUTCOME_UNKNOWN, lambda: decide.route(DOUBTFUL, who, "360328", None, "r"))
    refuses(Reason.WRONG_STATE, lambda: decide.hold(DONE, who, "data", "r"))


@pytest.mark.parametrize(
    ("then_", "cause"),
    [("complete", "cancelled"), ("incomplete", "returned"), ("rejected", "rejected")],
)
def test_a_cancel_is_carried_out_before_the_lease_and_a_mark_after_it(
    then_: str, cause: str
) -> None:
    who = by("approver")
    (at_once,) = decide.cancel(PENDING, who, then_, "r")
    (mark,) = decide.cancel(AT_STATION, who, then_, "r")
    (reprint,) = decide.cancel(KEYED, who, then_, "r")

    assert e.Cancelled(by=who, cause=cause, reason="r") == at_once == reprint
    assert e.CancelRequested(by=who, lease=1, then=then_, reason="r") == mark


def test_a_cancel_is_refused_in_doubt_after_the_card_and_without_a_reason() -> None:
    who = by("approver")
    refuses(Reason.OUTCOME_UNKNOWN, lambda: decide.cancel(DOUBTFUL, who, "complete", "r"))
    refuses(Reason.OUTCOME_UNKNOWN, lambda: decide.cancel(LOOKED_AT, who, "complete", "r"))
    refuses(Reason.WRONG_STATE, lambda: decide.cancel(DONE, who, "complete", "r"))
    refuses(Reason.WRONG_STATE, lambda: decide.cancel(CANCELLED, who, "complete", "r"))
    refuses(Reason.NO_REASON, lambda: decide.cancel(PENDING, who, "complete", " "))
    refuses(Reason.NOT_FOUND, lambda: decide.cancel(None, who, "complete", "r"))


def test_settling_needs_a_look_the_same_word_and_another_person() -> None:
    second = by("second")
    refuses(Reason.NOT_SEEN, lambda: decide.settle(DOUBTFUL, second, "1.1", "good"))
    refuses(Reason.NOT_AS_SEEN, lambda: decide.settle(LOOKED_AT, second, "1.1", "spoiled"))
    refuses(Reason.SAME_PERSON, lambda: decide.settle(LOOKED_AT, by("operator"), "1.1", "good"))
    refuses(Reason.SAME_PERSON, lambda: decide.settle(LOOKED_AT, by(None), "1.1", "good"))
    refuses(Reason.WRONG_STATE, lambda: decide.settle(LOOKED_AT, second, "9.9", "good"))
    refuses(Reason.WRONG_STATE, lambda: decide.settle(DONE, second, "1.1", "good"))
    (settled,) = decide.settle(LOOKED_AT, second, "1.1", "good")

    assert (
        e.AttemptSettled(
            by=second, attempt="1.1", outcome="good", settled_by="two_people", serial="7"
        )
        == settled
    )


def test_an_absent_card_ends_the_job_unless_another_card_is_good() -> None:
    absent = replace(SEEN, seen="absent")
    late = replace(STARTED, attempt="2.1", lease=2)
    good = replace(PRINTED, attempt="2.1")
    alone = given(QUEUED, LEASED, STARTED, UNKNOWN, absent)
    beside = given(QUEUED, LEASED, STARTED, UNKNOWN, absent, late, good)
    second = by("second")

    then(
        "print_job.attempt_settled",
        "print_job.cancelled",
        when=lambda: decide.settle(alone, second, "1.1", "absent"),
    )
    then(
        "print_job.attempt_settled",
        when=lambda: decide.settle(beside, second, "1.1", "absent"),
    )


def test_a_spoiled_attempt_is_the_key_and_is_used_once() -> None:
    head = by("head")
    (used,) = decide.authorise_reprint(KEYED, head, "r")

    assert e.ReprintAuthorised(by=head, attempt="1.1", reason="r") == used
    after = given(QUEUED, LEASED, STARTED, SPOILED, used)
    refuses(Reason.NO_KEY, lambda: decide.authorise_reprint(after, head, "r"))
    refuses(Reason.NO_KEY, lambda: decide.authorise_reprint(DONE, head, "r"))
    refuses(Reason.NO_KEY, lambda: decide.authorise_reprint(PENDING, head, "r"))
    refuses(Reason.SAME_PERSON, lambda: decide.authorise_reprint(KEYED, by("operator"), "r"))
    refuses(Reason.NO_REASON, lambda: decide.authorise_reprint(KEYED, head, ""))
    refuses(Reason.NOT_FOUND, lambda: decide.authorise_reprint(None, head, "r"))


def test_who_saw_it_spoiled_is_its_finder_when_two_people_settled_it() -> None:
    looked = replace(SEEN, seen="spoiled")
    (settled,) = decide.settle(
        given(QUEUED, LEASED, STARTED, UNKNOWN, looked), by("second"), "1.1", "spoiled"
    )
    keyed = given(QUEUED, LEASED, STARTED, UNKNOWN, looked, settled)

    refuses(Reason.SAME_PERSON, lambda: decide.authorise_reprint(keyed, by("operator"), "r"))
    then(
        "print_job.reprint_authorised",
        when=lambda: decide.authorise_reprint(keyed, by("second"), "r"),
    )


def test_a_key_waits_while_another_attempt_is_open_or_in_doubt() -> None:
    """No second card may be let out while there may be one already."""
    open_too = given(
        QUEUED,
        LEASED,
        STARTED,
        e.LeaseBroken(by=by("head"), lease=1, reason="silent"),
        replace(LEASED, lease=2),
        replace(STARTED, attempt="2.1", lease=2),
        SPOILED,
    )
    doubt_too = given(
        QUEUED,
        LEASED,
        STARTED,
        SPOILED,
        replace(STARTED, attempt="1.2"),
        replace(UNKNOWN, attempt="1.2"),
    )
    head = by("head")

    refuses(Reason.AT_STATION, lambda: decide.authorise_reprint(open_too, head, "r"))
    refuses(Reason.OUTCOME_UNKNOWN, lambda: decide.authorise_reprint(doubt_too, head, "r"))


def test_an_inspection_spoils_a_printed_card_only() -> None:
    who = by("counter")
    attempt, (spoiled,) = decide.spoil_by_inspection(DONE, who, "1.1", "damaged", "7")

    assert ("s", "inspection") == (attempt.station, getattr(spoiled, "found_by", None))
    refuses(
        Reason.WRONG_STATE, lambda: decide.spoil_by_inspection(KEYED, who, "1.1", "damaged", "7")
    )
    refuses(
        Reason.AT_STATION,
        lambda: decide.spoil_by_inspection(PRINTING, who, "1.1", "damaged", "7"),
    )
