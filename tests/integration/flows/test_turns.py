"""Flow 17: who is served when blanks are few: by class, by age, and before the turn by two."""

from typing import Any

import pytest

from application import approving, publishing_policy, taking_in
from application.publishing_policy import Policy
from application.taking_in import Application
from domain.documents.events import Fields
from domain.documents.kinds import KINDS, KTP_EL
from domain.event import Person, StreamId
from domain.refusal import Reason
from projections.people import queries as people
from projections.queue_board import queries as queue
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office
from tests.support.saving import refused, saving

TODAY = "2026-11-25"
ALL = (DINAS, CURUG, KELAPA_DUA)


def publish(office: Office, *classes: tuple[str, bool], **changes: Any) -> None:
    values: dict[str, Any] = {
        "effective_from": TODAY,
        "letter": "470/7/2026",
        "classes": [{"kind": KTP_EL, "cause": c, "served": served} for c, served in classes],
        "undo_seconds": 0,
        "witnesses": 2,
    }
    order = office.order(office.staff.head)
    publishing_policy.publish(office.centre, order, ALL, Policy(**{**values, **changes}))


def first_card(office: Office) -> StreamId:
    """Complete a second later than the one before."""
    office.clock.advance(seconds=1)
    return office.approve(office.complete())


def lost_card(office: Office) -> StreamId:
    office.clock.advance(seconds=1)
    fields: Fields = {"name": "ANI UMPAMA", "birth_date": "1990-08-17", "sex": "P"}
    asked = Application(
        office=CURUG,
        kind=KTP_EL,
        cause="lost",
        nik=office.nik(),
        fields=fields,
        letter="LK/1",
        papers=["family_card"],
    )
    order = office.order(office.staff.enroller)
    return office.approve(StreamId(taking_in.take_in(office.centre, order, asked)["document"]))


def in_turn(office: Office, most: int = 10) -> list[str]:
    """What the station would be granted."""
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        policy = people.policy(connection, CURUG, TODAY)
        asking = queue.Asking(
            office=CURUG,
            station=office.station,
            now="2026-11-26",
            kinds=KINDS,
            classes=policy["classes"] if policy else (),
        )
        return queue.next_pending(connection, asking, most)


def jump(office: Office, job: StreamId, second: Person | None, reason: str = "sakit keras") -> None:
    order = office.order(office.staff.head, second)
    approving.jump(office.centre, order, job, reason)


def test_classes_come_before_age_and_age_before_ids(office: Office) -> None:
    first, lost, second = first_card(office), lost_card(office), first_card(office)
    by_age = in_turn(office)
    publish(office, ("lost", True), ("first", True))
    by_class = in_turn(office)

    assert [first, lost, second] == by_age
    assert [lost, first, second] == by_class


def test_a_class_that_is_not_served_waits_and_says_so(office: Office) -> None:
    box = office.open_box()
    office.journal.open_shift()
    first, lost = first_card(office), lost_card(office)
    publish(office, ("lost", False))
    waiting = in_turn(office)
    with office.installation.views.connect() as connection:
        row = queue.job(connection, lost) or {}
        policies = people.classes(connection, TODAY)
        scene = queue.Waiting(
            now="2026-11-26", blanks=frozenset({(CURUG, "ktp_el")}), policies=policies
        )
        said = queue.ipp(row, scene)

    assert [first] == waiting
    assert (4, ["not-in-turn"]) == said
    assert Reason.NOT_IN_TURN == refused(office, lambda: office.lease(lost, box))
    publish(office)
    assert [first, lost] == in_turn(office)
    office.lease(lost, box)


def test_a_policy_begins_on_its_day(office: Office) -> None:
    lost = lost_card(office)
    publish(office, ("lost", False), effective_from="2026-12-01")

    assert [lost] == in_turn(office)
    with office.installation.views.connect() as connection:
        assert people.policy(connection, CURUG, TODAY) is None
        assert people.policy(connection, CURUG, "2026-12-01") is not None


def test_the_undo_window_is_the_policys(office: Office) -> None:
    publish(office, undo_seconds=60)
    job = first_card(office)

    assert office.job(job).not_before.startswith("2026-11-25T03:01:01")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"letter": ""}, Reason.NO_LETTER),
        ({"effective_from": "2026-11-24"}, Reason.STARTS_IN_PAST),
        ({"undo_seconds": 601}, Reason.BAD_POLICY),
        ({"witnesses": -1}, Reason.BAD_POLICY),
        ({"classes": [{"kind": "x", "cause": "first", "served": True}]}, Reason.BAD_POLICY),
    ],
)
def test_what_is_no_policy(office: Office, changes: dict[str, Any], reason: Reason) -> None:
    assert reason == refused(office, lambda: publish(office, **changes))


def test_a_class_is_named_once(office: Office) -> None:
    twice = (("lost", True), ("lost", False))

    assert Reason.BAD_POLICY == refused(office, lambda: publish(office, *twice))


def test_two_people_put_a_job_before_all_others(office: Office) -> None:
    first, second = first_card(office), first_card(office)
    publish(office, ("lost", True), ("first", True))
    lost = lost_card(office)
    with saving(office) as saved:
        jump(office, second, office.staff.approver)

    assert ["print_job.reprioritised"] == saved.topics
    assert [second, lost, first] == in_turn(office)


def test_nobody_jumps_alone_or_without_a_reason_or_after_the_lease(office: Office) -> None:
    box = office.open_box()
    office.journal.open_shift()
    job = first_card(office)
    approver = office.staff.approver

    assert Reason.SAME_PERSON == refused(office, lambda: jump(office, job, None))
    assert Reason.SAME_PERSON == refused(office, lambda: jump(office, job, office.staff.head))
    assert Reason.NO_REASON == refused(office, lambda: jump(office, job, approver, " "))
    office.lease(job, box)
    assert Reason.AT_STATION == refused(office, lambda: jump(office, job, approver))
