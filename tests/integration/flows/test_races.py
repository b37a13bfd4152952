"""A decision stands on all that it read: a save that came between makes it judge again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from application import closing_shifts, enrolling
from domain.event import Person
from domain.people.state import Role
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import Office


@pytest.fixture
def between(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Something else is saved after the next decision has judged, and before it is saved."""
    registry = office.centre.registry
    record = registry.record

    def arrange(other: Callable[[], Any]) -> None:
        def late(*args: Any, **kwargs: Any) -> int:
            monkeypatch.setattr(registry, "record", record)
            other()
            return record(*args, **kwargs)

        monkeypatch.setattr(registry, "record", late)

    return arrange


def why_not(act: Callable[[], object]) -> Reason:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.reason


def close(office: Office) -> object:
    return closing_shifts.close_shift(
        office.centre,
        office.order(office.staff.head),
        station=office.station,
        day="2026-11-25",
        open_jobs=(),
        reported=office.journal.held(),
    )


def test_the_word_of_the_centre_changes_while_an_approver_decides(
    office: Office, between: Callable[[Callable[[], Any]], None]
) -> None:
    recording = office.recording()
    office.capture(recording)
    office.observe(recording.nik)
    document = office.complete_of(recording.nik)
    office.clock.advance(seconds=5)
    between(lambda: office.observe(recording.nik, "CARD_ISSUED"))

    assert Reason.STATUS_SUPERSEDED == why_not(lambda: office.approve(document))
    assert "CARD_ISSUED" == enrolling.enrolments_of(office.centre, recording.nik)[-1][1].word


def test_a_shift_closes_while_a_lease_is_granted(
    office: Office, between: Callable[[Callable[[], Any]], None]
) -> None:
    box = office.open_box(count=2)
    office.journal.open_shift()
    office.journal.post(f.BoxCounted(box=box, counted=2, recount=False))
    job = office.approve(office.complete())
    between(lambda: close(office))

    assert Reason.NO_SHIFT == why_not(lambda: office.lease(job, box))


def test_a_card_starts_while_its_shift_is_closed(
    office: Office, between: Callable[[Callable[[], Any]], None]
) -> None:
    box = office.open_box(count=3)
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, box)
    office.journal.post(f.BoxCounted(box=box, counted=3, recount=False))
    between(lambda: office.journal.start(job, box, "74120001"))

    assert Reason.NOT_COUNTED == why_not(lambda: close(office))


def test_the_second_persons_posting_counts_as_the_first_persons(office: Office) -> None:
    """Both are judged: of two people whose second has no fitting posting, nothing is saved."""
    box = office.receive()
    nobody = Person(staff=office.hire("Tono Misal", Role.COUNTER).staff, person="p", posting=None)
    at = office.position()
    office.staff = replace(office.staff, store_second=nobody)

    said = why_not(lambda: office.receive("75120001", 1))

    assert Reason.NO_LIVE_POSTING == said
    assert (at, "shelved") == (office.position(), office.centre.registry.load(box).state.stage)
