"""The tables of the model, copied here as text, against the code."""

from typing import Any

import pytest

from domain.documents.state import TRANSITIONS
from domain.event import By
from domain.people.permission import WHO_MAY, Act, covers, judge
from domain.people.state import At, Posting, Role
from domain.printing import events as e
from domain.printing.evolve import evolve
from domain.printing.state import PrintJob
from domain.refusal import Reason

DOCUMENT = """
-: requested > incomplete
incomplete: completed > complete, rejected > rejected
complete: completed > complete, returned > incomplete, rejected > rejected, approved > approved
approved: approval_undone > complete, returned > incomplete, rejected > rejected, printed > printed, withdrawn > withdrawn
printed: inspection_failed > approved, handed_over > handed_over, withdrawn > withdrawn, sent > printed, arrived > printed
handed_over: withdrawn > withdrawn
"""  # noqa: E501 - as the model has it

BY = By(actor="a", recorded_at="2026-11-25T03:00:00.000Z", occurred_at="2026-11-25T03:00:00.000Z")
QUEUED = e.Queued(
    by=BY,
    document="d",
    office="3603",
    kind="ktp_el",
    cause="first",
    not_before="",
    complete_since="",
)
LEASED = e.Leased(by=BY, lease=1, station="s", operator="o", payload_digest="p")
STARTED = e.AttemptStarted(by=BY, attempt="1.1", lease=1, printer="k", payload_digest="p")
PRINTED = e.AttemptPrinted(by=BY, attempt="1.1", method="assumed")
SPOILED = e.AttemptSpoiled(
    by=BY, attempt="1.1", method="scan", cause="print_failed", found_by="station"
)
UNKNOWN = e.AttemptUnknown(by=BY, attempt="1.1", reason="r")
SEEN = e.AttemptSeen(by=BY, attempt="1.1", seen="good", method="scan")
HELD = e.Held(by=BY, hold="h", reason="r")
AUTHORISED = e.ReprintAuthorised(by=BY, attempt="1.1", reason="r")
CANCEL = e.CancelRequested(by=BY, lease=1, then="complete", reason="r")
CANCELLED = e.Cancelled(by=BY, cause="undo")
SURRENDERED = e.LeaseSurrendered(by=BY, lease=1, reason="r")
BROKEN = e.LeaseBroken(by=BY, lease=1, reason="silent")


def settled(outcome: str, by: str = "two_people") -> e.AttemptSettled:
    return e.AttemptSettled(by=BY, attempt="1.1", outcome=outcome, settled_by=by)


JOBS: list[tuple[list[e.JobEvent], str]] = [
    ([QUEUED], "pending"),
    ([QUEUED, HELD], "held"),
    ([QUEUED, HELD, e.Released(by=BY, hold="h")], "pending"),
    ([QUEUED, CANCELLED], "cancelled"),
    ([QUEUED, LEASED], "leased"),
    ([QUEUED, LEASED, SURRENDERED], "pending"),
    ([QUEUED, LEASED, BROKEN], "pending"),
    ([QUEUED, HELD, LEASED, BROKEN], "held"),
    ([QUEUED, LEASED, STARTED, BROKEN], "unknown"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, BROKEN], "unknown"),
    ([QUEUED, LEASED, STARTED, BROKEN, PRINTED], "printed"),
    ([QUEUED, LEASED, STARTED, BROKEN, settled("untouched", "counters")], "pending"),
    ([QUEUED, LEASED, STARTED, BROKEN, SEEN, settled("spoiled")], "awaiting_reprint"),
    ([QUEUED, LEASED, CANCEL], "leased"),
    ([QUEUED, LEASED, STARTED], "printing"),
    ([QUEUED, LEASED, STARTED, CANCEL], "printing"),
    ([QUEUED, LEASED, STARTED, PRINTED], "printed"),
    ([QUEUED, LEASED, STARTED, SPOILED], "awaiting_reprint"),
    ([QUEUED, LEASED, STARTED, SPOILED, AUTHORISED], "pending"),
    ([QUEUED, LEASED, STARTED, SPOILED, CANCELLED], "cancelled"),
    ([QUEUED, LEASED, STARTED, UNKNOWN], "unknown"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, SEEN], "unknown"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, PRINTED], "printed"),
    ([QUEUED, LEASED, STARTED, settled("untouched", "counters")], "leased"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, SEEN, settled("good")], "printed"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, SEEN, settled("spoiled")], "awaiting_reprint"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, SEEN, settled("untouched")], "pending"),
    ([QUEUED, LEASED, STARTED, UNKNOWN, SEEN, settled("absent"), CANCELLED], "cancelled"),
    ([QUEUED, LEASED, STARTED, PRINTED, SPOILED], "awaiting_reprint"),
]


def test_the_documents_arrows_are_those_of_the_model() -> None:
    stated = set()
    for line in DOCUMENT.strip().splitlines():
        before, _, arrows = line.partition(": ")
        for arrow in arrows.split(", "):
            event, after = arrow.split(" > ")
            stated.add((None if before == "-" else before, f"document.{event}", after))
    coded = {
        (None if stage is None else stage.value, event.TOPIC, after.value)
        for (stage, event), after in TRANSITIONS.items()
    }

    assert stated == coded


@pytest.mark.parametrize(("events", "status"), JOBS)
def test_a_jobs_status_follows_from_its_parts(events: list[e.JobEvent], status: str) -> None:
    job: PrintJob | None = None
    for event in events:
        job = evolve(job, event)

    assert job is not None
    assert status == job.status


def posting(**changes: str) -> Posting:
    values: dict[str, Any] = {
        "staff": "s",
        "person": "p",
        "role": "approver",
        "office": "360317",
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        "letter": "l",
    }
    return Posting(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "office", "today", "expected"),
    [
        ({}, "360317", "2026-06-01", True),
        ({}, "360328", "2026-06-01", False),
        ({}, "3603", "2026-06-01", False),
        ({"office": "3603"}, "360317", "2026-06-01", True),
        ({"office": "3603"}, "3604", "2026-06-01", False),
        ({"role": "counter"}, "360317", "2026-06-01", False),
        ({}, "360317", "2026-12-31", True),
        ({}, "360317", "2027-01-01", False),
        ({}, "360317", "2025-12-31", False),
    ],
)
def test_a_posting_is_role_place_and_period(
    changes: dict[str, str], office: str, today: str, *, expected: bool
) -> None:
    at = At(day=today, now=f"{today}T03:00:00.000Z")

    assert expected is (judge(Act.APPROVE, posting(**changes), office, at) is None)


def test_every_act_has_somebody_and_admins_hold_no_business_right() -> None:
    assert set(Act) == set(WHO_MAY)
    theirs = {act for act, roles in WHO_MAY.items() if Role.ADMIN in roles}

    assert theirs == {
        Act.IMPORT, Act.EXPLAIN, Act.MAINTAIN, Act.ERASE, Act.SET_TARGETS, Act.REVOKE_STATION,
    }  # fmt: skip


def test_a_dinas_covers_its_points_and_no_other_kabupaten() -> None:
    assert covers("3603", "360317")
    assert not covers("3603", "367401")
    assert not covers("360317", "3603")


def test_reasons_are_words_a_program_can_keep() -> None:
    assert all(reason.value == reason.name.lower() for reason in Reason)
