"""Flows 14.4 to 14.6 and 14.10: leases that two people break, and looks at the centre."""

from functools import partial

from application import approving, revoking, settling
from domain.event import Person, StreamId
from domain.people.state import Role
from domain.refusal import Reason
from domain.stations import facts as f
from tests.support.gone import (
    FIRST,
    SECOND,
    box_of,
    break_lease,
    causes,
    leased,
    look,
    settle,
    started,
)
from tests.support.office import Office
from tests.support.saving import refused, saving

# ---- 14.4: a lease is broken by two people


def test_a_broken_lease_is_over_and_the_job_waits_at_its_old_place(ready: Office) -> None:
    job = leased(ready)
    with saving(ready) as broken:
        break_lease(ready, job)
    waits = ready.job(job).status
    ready.lease(job, ready.box)

    assert (["print_job.lease_broken"], []) == (broken.topics, broken.claims)
    assert ("pending", "leased", 2) == (waits, ready.job(job).status, len(ready.job(job).leases))


def test_who_may_not_break_a_lease_and_which_is_none(ready: Office) -> None:
    job, waiting = leased(ready), ready.approve(ready.complete())
    approver, head = ready.staff.approver, ready.staff.head
    same = ready.post(approver, Role.HEAD)

    def asked(who: Person, second: Person | None, what: StreamId = job) -> Reason:
        order = ready.order(who, second)
        return refused(ready, lambda: revoking.break_lease(ready.centre, order, what, "silent"))

    assert [
        Reason.SAME_PERSON,
        Reason.SAME_PERSON,
        Reason.NO_LIVE_POSTING,
        Reason.NO_LIVE_POSTING,
        Reason.LEASE_NOT_LIVE,
    ] == [
        asked(approver, None),
        asked(approver, same),
        asked(approver, ready.staff.operator),
        asked(ready.staff.counter, head),
        asked(approver, head, waiting),
    ]
    assert Reason.NO_REASON == refused(ready, partial(break_lease, ready, job, "because"))


def test_a_marked_cancel_is_carried_out_when_the_lease_is_broken(ready: Office) -> None:
    job = leased(ready)
    document = StreamId(ready.job(job).document)
    order = ready.order(ready.staff.approver)
    approving.send_back(ready.centre, order, document, "incomplete", "lain", "salah")
    with saving(ready) as broken:
        break_lease(ready, job)

    assert ["print_job.lease_broken", "print_job.cancelled", "document.returned"] == broken.topics
    assert "incomplete" == ready.document(document).stage


def test_what_was_begun_is_of_unknown_outcome_and_nobody_leases_it(ready: Office) -> None:
    job = started(ready)
    break_lease(ready, job)

    assert "unknown" == ready.job(job).status
    assert Reason.OUTCOME_UNKNOWN == refused(ready, partial(ready.lease, job, ready.box))
    assert "unsettled" == box_of(ready).spot(FIRST).place


# ---- 14.5, 14.6: the station comes back


def test_an_outcome_that_comes_late_counts_while_nobody_has_looked(ready: Office) -> None:
    good, bad, whole = started(ready), started(ready), started(ready)
    for job in (good, bad, whole):
        break_lease(ready, job)
    ready.journal.printed(good)
    ready.journal.post(
        f.AttemptSpoiled(print_job=bad, attempt="1.1", method="scan", cause="damaged"),
        f.AttemptUntouched(print_job=whole, attempt="1.1", counters={"inserted": 1}),
    )

    assert ["printed", "awaiting_reprint", "pending"] == [
        ready.job(job).status for job in (good, bad, whole)
    ]
    assert ["printed", "spoiled", "at_station"] == [
        box_of(ready).spot(serial).place for serial in (FIRST, SECOND, "74120003")
    ]
    assert [] == causes(ready)


def test_one_lease_printed_after_all_calls_the_other_one_back(ready: Office) -> None:
    """Flow 14.6a."""
    job = leased(ready)
    break_lease(ready, job)
    ready.lease(job, ready.box)
    with saving(ready) as came:
        ready.journal.start(job, ready.box, FIRST)
        ready.journal.printed(job)

    assert {
        "print_job.attempt_started": 1,
        "print_job.cancel_requested": 1,
        "print_job.attempt_printed": 1,
        "document.printed": 1,
        "discrepancy.opened": 1,
        "blank_box.blank_taken": 1,
        "blank_box.blank_printed": 1,
    } == {topic: came.topics.count(topic) for topic in came.topics}
    assert ("printed", ["lease_ended"]) == (ready.job(job).status, causes(ready))
    with saving(ready) as back:
        ready.journal.post(f.LeaseSurrendered(print_job=job, lease=2, reason="cancelled"))
    assert ["print_job.lease_surrendered"] == back.topics
    assert ("printed", None) == (ready.job(job).status, ready.job(job).cancel)


def test_a_card_too_many_of_a_broken_lease_is_told_and_spoiled(ready: Office) -> None:
    """Flow 14.6b: lease 2 printed first; the card of lease 1 is one too many."""
    job = leased(ready)
    break_lease(ready, job)
    ready.lease(job, ready.box)
    ready.journal.start(job, ready.box, FIRST, attempt="2.1")
    ready.journal.printed(job, attempt="2.1")
    document = StreamId(ready.job(job).document)
    kept = ready.document(document).serial
    ready.journal.start(job, ready.box, SECOND)
    ready.journal.printed(job)

    assert ["lease_ended", "printed_twice"] == causes(ready)
    assert (FIRST, FIRST) == (kept, ready.document(document).serial)


# ---- 14.10: a look at the centre, where nobody waits for one at the station


def test_a_card_of_a_dead_station_is_looked_at_and_settled_at_the_centre(ready: Office) -> None:
    jobs = {seen: started(ready) for seen in ("good", "spoiled", "untouched", "absent")}
    serials = dict(zip(jobs, (FIRST, SECOND, "74120003", "74120004"), strict=True))
    for seen, job in jobs.items():
        break_lease(ready, job)
        look(ready, job, seen, None if seen == "absent" else serials[seen])
        settle(ready, job, seen)

    assert ["printed", "awaiting_reprint", "pending", "cancelled"] == [
        ready.job(job).status for job in jobs.values()
    ]
    assert ["printed", "spoiled", "at_station", "missing"] == [
        box_of(ready).spot(serial).place for serial in serials.values()
    ]


def test_whoever_looked_does_not_settle_and_a_live_lease_is_looked_at_there(ready: Office) -> None:
    job = started(ready)
    alive = refused(ready, partial(look, ready, job, "good", FIRST))
    ready.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="cut"))
    waits_there = refused(ready, partial(look, ready, job, "good", FIRST))
    break_lease(ready, job)
    no_number = refused(ready, partial(look, ready, job, "good", None))
    no_such = refused(ready, partial(look, ready, job, "good", FIRST, attempt="7.7"))
    strange = refused(ready, partial(look, ready, job, "nice", FIRST))
    unseen = refused(ready, partial(settle, ready, job, "good"))
    look(ready, job, "good", FIRST)
    itself = ready.post(ready.staff.operator, Role.HEAD)
    alone = refused(
        ready,
        lambda: settling.settle(ready.centre, ready.order(itself), job, "1.1", "good"),
    )

    assert [Reason.WRONG_STATE, Reason.AT_STATION] == [alive, waits_there]
    assert [Reason.BAD_SERIALS, Reason.WRONG_STATE, Reason.NOT_SEEN] == [
        no_number, no_such, strange,
    ]  # fmt: skip
    assert [Reason.NOT_SEEN, Reason.SAME_PERSON] == [unseen, alone]


def test_another_number_than_expected_is_told_and_the_right_blank_is_moved(ready: Office) -> None:
    job = started(ready)
    break_lease(ready, job)
    look(ready, job, "good", "74120050")
    settle(ready, job, "good")

    assert (["serial_differs"], "at_station", "printed") == (
        causes(ready),
        box_of(ready).spot(FIRST).place,
        box_of(ready).spot("74120050").place,
    )


# ---- what a start says whose lease is over


def test_a_start_that_comes_after_the_break_is_of_unknown_outcome_and_can_be_looked_at(
    ready: Office,
) -> None:
    """Its mini PC died before it could say more: nobody else will."""
    job = leased(ready)
    break_lease(ready, job)
    ready.journal.start(job, ready.box, FIRST)
    status = ready.job(job).status
    look(ready, job, "spoiled", FIRST)
    settle(ready, job, "spoiled")

    assert ("unknown", "awaiting_reprint") == (status, ready.job(job).status)
    assert "spoiled" == box_of(ready).spot(FIRST).place


def test_a_number_that_no_box_has_is_not_believed_at_the_centre(ready: Office) -> None:
    job = started(ready)
    break_lease(ready, job)

    assert Reason.BAD_SERIALS == refused(ready, partial(look, ready, job, "good", "99999999"))


def test_a_lease_in_vain_is_called_back_and_broken_whatever_the_other_printed(
    ready: Office,
) -> None:
    """Lease 2 tried and took nothing; lease 1 printed after all, and station 2 is dead too."""
    job = leased(ready)
    break_lease(ready, job)
    ready.lease(job, ready.box)
    ready.journal.start(job, ready.box, FIRST, attempt="2.1")
    ready.journal.post(f.AttemptUntouched(print_job=job, attempt="2.1", counters={"inserted": 1}))
    with saving(ready) as came:
        ready.journal.start(job, ready.box, FIRST)
    ready.journal.printed(job)
    printed = ready.job(job).status
    with saving(ready) as broken:
        break_lease(ready, job)

    assert "print_job.cancel_requested" in came.topics
    assert ("printed", ["print_job.lease_broken"]) == (printed, broken.topics)
    assert Reason.LEASE_NOT_LIVE == refused(ready, partial(break_lease, ready, job))
