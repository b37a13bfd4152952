"""Buttons and guard agree: each act on a document in each state by each posting, rehearsed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from application import administering, approving, completing, handing_over, revoking, settling
from application.administering import Grant
from application.deciding import Centre, Order, stamp
from domain.documents.situation import situation
from domain.event import Person, StreamId
from domain.people.permission import Act, judge
from domain.people.state import At, Posting, Role
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office

JUDGED = {
    Reason.NO_LIVE_POSTING,
    Reason.NOT_DELEGATED,
    Reason.SAME_PERSON,
    Reason.WRONG_STATE,
    Reason.OUTCOME_UNKNOWN,
    Reason.AT_STATION,
    Reason.NO_KEY,
    Reason.LEASE_NOT_LIVE,
    Reason.WINDOW_OVER,
}
Do = Callable[[Centre, Order, StreamId, StreamId, str], Any]

ACTS: dict[Act, Do] = {
    Act.COMPLETE: lambda c, o, doc, _job, _digest: completing.complete_again(
        c, o, doc, {"name": "BUDI"}
    ),
    Act.APPROVE: lambda c, o, doc, _job, digest: approving.approve(c, o, doc, digest),
    Act.UNDO: lambda c, o, doc, _job, _digest: approving.undo(c, o, doc),
    Act.RETURN: lambda c, o, doc, _job, _digest: approving.send_back(
        c, o, doc, "incomplete", "lain", "x"
    ),
    Act.REJECT: lambda c, o, doc, _job, _digest: approving.send_back(
        c, o, doc, "rejected", "lain", "x"
    ),
    Act.CANCEL: lambda c, o, doc, _job, _digest: approving.send_back(
        c, o, doc, "complete", "lain", "x"
    ),
    Act.HOLD: lambda c, o, _doc, job, _digest: approving.hold(c, o, job, "data", "x"),
    Act.ROUTE: lambda c, o, _doc, job, _digest: approving.route(c, o, job, CURUG, None, "x"),
    Act.JUMP: lambda c, o, _doc, job, _digest: approving.jump(c, o, job, "x"),
    Act.BREAK_LEASE: lambda c, o, _doc, job, _digest: revoking.break_lease(c, o, job, "silent"),
    Act.REPRINT: lambda c, o, _doc, job, _digest: settling.authorise_reprint(c, o, job, "x"),
    Act.HAND_OVER: lambda c, o, doc, _job, _digest: handing_over.hand_over(
        c, o, doc, _serial(c, doc), "self", {}
    ),
    Act.INSPECT: lambda c, o, doc, _job, _digest: settling.fail_inspection(
        c, o, doc, _serial(c, doc), "damaged", "x"
    ),
    Act.WITHDRAW: lambda c, o, doc, _job, _digest: settling.withdraw(c, o, doc, _serial(c, doc)),
    Act.ABSENT: lambda c, o, doc, _job, _digest: settling.printed_card_absent(c, o, doc),
}
ON_THE_JOB = {Act.HOLD, Act.ROUTE, Act.JUMP, Act.BREAK_LEASE, Act.REPRINT}
BY_TWO = {Act.JUMP, Act.BREAK_LEASE, Act.ABSENT}


def _serial(centre: Centre, document: StreamId) -> str | None:
    return str(centre.registry.load(document).state.serial)


class Rehearsal:
    """A registry that saves nothing; a command was never given before."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        self.claiming = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)

    def record(self, *_args: Any, **_options: Any) -> int:
        return 0

    def answer(self, _command_id: str) -> None:
        return None

    def claim_owner(self, kind: str, key: str) -> str | None:
        return str(self._registry.claiming.claim_owner(kind, key) or "") or None


def documents(office: Office) -> dict[str, StreamId]:
    """One document in each state there is, known from its own words."""
    box = office.box = office.open_box()
    office.journal.open_shift()
    found: dict[str, StreamId] = {}
    jobs: dict[str, StreamId] = {}
    for name in ("pending", "held", "leased", "printing", "unknown", "awaiting_reprint"):
        found[name] = office.complete()
        jobs[name] = office.approve(found[name])
    order = office.order(office.staff.head)
    approving.hold(office.centre, order, jobs["held"], "data", "x")
    for name in ("printing", "unknown", "awaiting_reprint", "leased"):
        office.lease(jobs[name], box)
        serial = office.centre.registry.load(box).state.next_serial()
        if name != "leased":
            office.journal.start(jobs[name], box, serial)
    spoiled = f.AttemptSpoiled(
        print_job=jobs["awaiting_reprint"],
        attempt="1.1",
        observed_serial="74120003",
        method="scan",
        cause="damaged",
    )
    unknown = f.AttemptUnknown(print_job=jobs["unknown"], attempt="1.1", reason="cut")
    office.journal.post(spoiled, unknown)
    found["printed"], _ = office.printed_card()
    found["unwanted"], _ = office.card_in_spite_of_a_cancel()
    found["handed_over"], serial = office.printed_card()
    handing_over.hand_over(
        office.centre,
        office.order(office.staff.counter),
        found["handed_over"],
        serial,
        "self",
        {},
    )
    found["withdrawn"], _ = office.printed_card()
    counter, second = office.staff.counter, office.hire("Nina Misal", Role.COUNTER)
    settling.printed_card_absent(office.centre, office.order(counter, second), found["withdrawn"])
    for name, then in (("incomplete", "incomplete"), ("rejected", "rejected")):
        found[name] = office.complete()
        order = office.order(office.staff.approver)
        approving.send_back(office.centre, order, found[name], then, "lain", "x")
    found["complete"] = office.complete()
    found["window"] = office.complete()
    office.approve(found["window"])
    return found


def people(office: Office) -> Iterator[tuple[str, Person]]:
    """Of each role: at the dinas, at the place, at another, past, ended; and who took it in."""
    for role in Role:
        for place in (DINAS, CURUG, KELAPA_DUA):
            yield f"{role} {place}", office.hire(f"{role} {place}", role, place)
        yield f"{role} of the enroller", office.post(office.staff.enroller, role)
        past = office.hire(f"{role} past", role)
        yield f"{role} past", _granted(office, past, role, "2026-11-01")
        ended = office.hire(f"{role} ended", role)
        order = office.order(office.admin)
        stream = StreamId(str(ended.posting))
        administering.end_posting(office.centre, order, stream, "mutasi")
        yield f"{role} ended", ended


def _granted(office: Office, who: Person, role: Role, until: str) -> Person:
    grant = Grant(
        staff=who.staff,
        role=role.value,
        office=DINAS,
        valid_from="2026-01-01",
        valid_until=until,
        letter="800/12",
    )
    made = administering.grant_posting(office.centre, office.order(office.admin), grant)
    return replace(who, posting=made["posting"])


def rehearsed(centre: Centre, order: Order, act: Act, document: StreamId) -> Reason | None:
    found = centre.registry.load(document).state
    job = StreamId(found.print_job or "")
    try:
        ACTS[act](centre, order, document, job, found.digest or "")
    except Refused as refused:
        return refused.reason
    return None


def test_what_a_button_promises_the_guard_keeps(office: Office) -> None:
    stages = documents(office)
    registry: Any = Rehearsal(office.centre.registry)
    centre = replace(office.centre, registry=registry)
    before = office.position()
    head = office.staff.head
    second = {Act.JUMP: head, Act.BREAK_LEASE: head, Act.ABSENT: office.staff.counter}
    wrong, number = [], 0
    staff = list(people(office))
    before = office.position()
    for (state, document), act, (called, who) in product(stages.items(), ACTS, staff):
        found = office.document(document)
        if act in ON_THE_JOB and found.print_job is None:
            continue
        job = office.job(found.print_job) if found.print_job else None
        now = stamp(office.clock.now())
        thing = situation(found, job, now)
        posting = office.centre.registry.load(StreamId(str(who.posting))).state
        assert isinstance(posting, Posting)
        at = At(day="2026-11-25", now=now)
        promised = judge(act, posting, CURUG, at, thing)
        order = office.order(who, second.get(act) if act in BY_TWO else None)
        kept = rehearsed(centre, order, act, document)
        number += 1
        assert state == thing.state
        said = promised.reason if promised else None
        agrees = kept is said if promised else kept not in JUDGED
        if not agrees and not (kept is Reason.SAME_PERSON and act in BY_TWO):
            wrong.append((state, act.value, called, said, kept))

    assert (before, number > 5_000, []) == (office.position(), True, wrong[:10])
