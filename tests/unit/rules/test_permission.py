"""Every cell of act x role x posting x state of the thing, against a table written by hand."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from domain.documents.kinds import KTP_EL
from domain.documents.situation import ON_CARDS, ON_PAPER, PAIRS, situation
from domain.documents.state import Document, Stage, Transit
from domain.people.permission import Act, judge
from domain.people.state import At, Posting, Role
from domain.people.things import NOTHING, Thing
from domain.printing.state import Attempt, CancelMark, Lease, Outcome, PrintJob
from domain.refusal import Reason

# E enroller, V verifier, A approver, O operator, S store, C counter, H head, U auditor, D admin.
LETTERS = dict(zip("EVAOSCHUD", Role, strict=True))
MAY = {
    "import": "ED",
    "take_in": "E",
    "take_old_card": "C",
    "complete": "EV",
    "approve": "A",
    "undo": "A",
    "return": "AV",
    "reject": "A",
    "cancel": "A",
    "hold": "AHV",
    "route": "H",
    "jump": "HA",
    "publish_policy": "H",
    "lease": "O",
    "break_lease": "AH",
    "look": "OH",
    "settle": "AH",
    "reprint": "AH",
    "reprint_sheet": "AHO",
    "hand_over": "C",
    "call": "C",
    "send_cards": "C",
    "take_cards": "C",
    "inspect": "C",
    "withdraw": "A",
    "withdraw_uncollected": "AH",
    "absent": "CA",
    "receive_box": "S",
    "dispatch_box": "S",
    "accept_box": "S",
    "open_box": "S",
    "take_back_box": "SH",
    "take_stock": "S",
    "receive_supply": "S",
    "mount_supply": "SO",
    "close_shift": "OH",
    "freeze": "H",
    "record_outage": "HO",
    "explain": "EVAOSCHD",
    "close_discrepancy": "HU",
    "erase": "DH",
    "read_history": "UH",
    "read_figures": "UH",
    "set_targets": "DH",
    "maintain": "D",
    "revoke_station": "DH",
    "break_glass": "EVAOSCH",
}
ONLY_AT_THE_DINAS = {
    "publish_policy", "freeze", "erase", "set_targets", "maintain", "revoke_station",
}  # fmt: skip
STATES = (
    "incomplete", "complete", "window", "pending", "held", "leased", "printing", "unknown",
    "awaiting_reprint", "printed", "unwanted", "in_transit", "handed_over", "rejected", "withdrawn",
)  # fmt: skip
# i incomplete, c complete, w in the undo window, p pending, h held, l leased, g printing,
# u unknown, r awaiting reprint, d printed, x printed and unwanted, t on the way, o handed over,
# j rejected, z withdrawn.
WHERE = dict(zip("icwphlgurdxtojz", STATES, strict=True))
POSSIBLE = {
    "complete": "ic",
    "approve": "c",
    "undo": "w",
    "hold": "wph",
    "route": "wph",
    "jump": "wph",
    "call": "wph",
    "return": "cwphlgr",
    "reject": "icwphlgr",
    "cancel": "wphlgr",
    "reprint": "r",
    "hand_over": "dx",
    "inspect": "dx",
    "send_cards": "dx",
    "take_cards": "t",
    "absent": "dxt",
    "withdraw": "x",
    "withdraw_uncollected": "dx",
    "reprint_sheet": "",
}
TODAY = At(day="2026-11-25", now="2026-11-25T03:00:00.000Z")
PLACE = "360317"
LIVE = Posting(
    staff="s",
    person="p",
    role="",
    office=PLACE,
    valid_from="2026-01-01",
    valid_until="2026-12-31",
    letter="800/1",
)
GLASS = replace(LIVE, break_glass=True, valid_from="2026-11-25")
POSTINGS: dict[str, tuple[Posting | None, bool]] = {
    "here": (LIVE, True),
    "dinas": (replace(LIVE, office="3603"), True),
    "elsewhere": (replace(LIVE, office="360328"), False),
    "another dinas": (replace(LIVE, office="3671"), False),
    "not begun": (replace(LIVE, valid_from="2026-11-26"), False),
    "its last day": (replace(LIVE, valid_until="2026-11-25"), True),
    "past": (replace(LIVE, valid_until="2026-11-24"), False),
    "ended": (replace(LIVE, ended=True), False),
    "glass": (replace(GLASS, valid_until="2026-11-25T03:00:00.001Z"), True),
    "glass, over": (replace(GLASS, valid_until="2026-11-25T02:59:59.999Z"), False),
    "none": (None, False),
}


def thing(state: str, *persons: str) -> Thing:
    played = {part: frozenset(persons) for part in ("enroller", "finder", "sender")}
    return Thing(state=state, possible=ON_CARDS, pairs=PAIRS, persons=played)


def cells() -> Iterator[tuple[str, Role, str, str, str]]:
    """act, role, posting, state, whose hands: nobody's, another's, the actor's own."""
    yield from product(MAY, Role, POSTINGS, STATES, ("nobody", "another", "own"))


def expected(act: str, role: Role, posting: str, state: str, hands: str) -> Reason | None:
    held, live = POSTINGS[posting]
    if not live or held is None or role not in {LETTERS[letter] for letter in MAY[act]}:
        return Reason.NO_LIVE_POSTING
    if act == "break_glass" and held.break_glass:
        return Reason.NO_LIVE_POSTING
    if act in ONLY_AT_THE_DINAS and held.office != "3603":
        return Reason.NOT_DELEGATED
    if act in POSSIBLE and state not in {WHERE[letter] for letter in POSSIBLE[act]}:
        if state == "unknown":
            return Reason.OUTCOME_UNKNOWN
        return Reason.AT_STATION if state in ("leased", "printing") else Reason.WRONG_STATE
    return (
        Reason.SAME_PERSON
        if hands == "own" and act in ("approve", "reprint", "take_cards")
        else None
    )


def test_every_cell_is_as_the_table_says() -> None:
    assert {act.value for act in Act} == set(MAY)
    hands = {"nobody": (), "another": ("q",), "own": ("p",)}
    wrong, number = [], 0
    for cell in cells():
        act, role, posting, state, whose = cell
        held = POSTINGS[posting][0]
        held = replace(held, role=role.value) if held else None
        found = judge(Act(act), held, PLACE, TODAY, thing(state, *hands[whose]))
        number += 1
        if (found.reason if found else None) is not expected(*cell):
            wrong.append((cell, found and found.reason))

    assert (number > 100_000, []) == (True, wrong[:5])


def test_a_refusal_for_want_of_a_posting_names_those_who_can_help() -> None:
    found = judge(Act.APPROVE, None, PLACE, TODAY)

    assert found is not None
    assert {"act": "approve", "office": PLACE, "roles": "approver"} == found.details


def test_a_finder_whom_nobody_knows_may_be_anybody() -> None:
    unknown = Thing(
        state="awaiting_reprint",
        possible=ON_CARDS,
        pairs=PAIRS,
        persons={"finder": frozenset({None})},
    )
    found = judge(Act.REPRINT, replace(LIVE, role="approver"), PLACE, TODAY, unknown)

    assert Reason.SAME_PERSON is (found and found.reason)


def test_on_paper_the_sheet_has_the_other_reprint() -> None:
    assert (frozenset(), frozenset({"awaiting_reprint"})) == (
        ON_PAPER["reprint"],
        ON_PAPER["reprint_sheet"],
    )


def document(**changes: Any) -> Document:
    values: dict[str, Any] = {
        "kind": KTP_EL,
        "cause": "first",
        "office": PLACE,
        "receipt": "R",
        "old_card": "never_had",
        "nik": None,
        "fields": None,
        "enrolment": None,
        "enroller": "e",
        "completers": frozenset({"v"}),
    }
    return Document(**{**values, **changes})


JOB = PrintJob(
    document="d",
    office=PLACE,
    kind=KTP_EL,
    cause="first",
    not_before="2026-11-25T03:00:00.000Z",
    complete_since="2026-11-24T03:00:00.000Z",
)
LEASE = Lease(number=1, station="s", operator="o", payload_digest="x")
SPOILED = Attempt(
    lease=1,
    station="s",
    printer="k",
    payload_digest="x",
    box="b",
    serial="1",
    outcome=Outcome.SPOILED,
    found_by="f",
)


@pytest.mark.parametrize(
    ("stage", "job", "now", "state"),
    [
        (Stage.INCOMPLETE, None, "05", "incomplete"),
        (Stage.APPROVED, JOB, "00", "pending"),
        (Stage.APPROVED, replace(JOB, not_before="2026-11-25T03:00:05.000Z"), "04", "window"),
        (Stage.APPROVED, replace(JOB, holds=frozenset({"x"})), "04", "held"),
        (Stage.APPROVED, replace(JOB, leases=(LEASE,)), "04", "leased"),
        (Stage.APPROVED, replace(JOB, attempts={"1.1": SPOILED}), "04", "awaiting_reprint"),
        (Stage.PRINTED, JOB, "04", "printed"),
        (
            Stage.PRINTED,
            replace(JOB, cancel=CancelMark(then="complete", reason="x", lease=1)),
            "04",
            "unwanted",
        ),
        (Stage.HANDED_OVER, JOB, "04", "handed_over"),
    ],
)
def test_a_document_stands_in_one_state(
    stage: Stage, job: PrintJob | None, now: str, state: str
) -> None:
    found = situation(document(stage=stage), job, f"2026-11-25T03:00:{now}.000Z")

    assert state == found.state
    assert {"e", "v"} == found.persons["enroller"]


@pytest.mark.parametrize("job", [None, JOB])
def test_what_is_on_the_way_is_so_whether_its_job_is_looked_at_or_not(job: PrintJob | None) -> None:
    way = Transit(slip="SJ", office=PLACE, to_office="360328", sender="s")
    found = situation(document(stage=Stage.PRINTED, transit=way), job, "2026-11-25T03:00:04.000Z")

    assert ("in_transit", frozenset({"s"})) == (found.state, found.persons["sender"])


def test_an_act_that_knows_no_thing_asks_for_none() -> None:
    assert judge(Act.TAKE_IN, replace(LIVE, role="enroller"), PLACE, TODAY, NOTHING) is None
