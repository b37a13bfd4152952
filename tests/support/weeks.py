"""Days of work at random, with nights, freezes and a station that tells the time of each thing."""

from datetime import timedelta
from functools import partial
from random import Random

from application import approving, freezing, handing_over, settling, taking_facts
from application.deciding import stamp
from application.freezing import FreezeOrder
from domain.documents.state import Document
from domain.event import StreamId
from domain.refusal import Reason, Refused
from domain.stations import facts as f
from domain.stations.state import shift_id
from tests.properties.histories.test_views import print_one
from tests.support.office import CURUG, DINAS, Office

ACTS = (
    *("take", "take", "take", "approve", "approve", "approve", "print", "print", "print", "print"),
    *("give", "give", "fail", "back", "freeze", "resume", "resume"),
)
HOURS = (0, 0, 0, 0, 0, 0, 0, 0, 2, 15)
STEPS = 180
STANDS_STILL = (Reason.FROZEN, Reason.NOT_FROZEN)


def random_weeks(office: Office, seed: int, steps: int = STEPS) -> None:
    """What is refused (a freeze stands, nothing is there) is simply not done."""
    draw = Random(seed)
    office.journal.post = partial(_told_now, office)  # type: ignore[method-assign]
    box = office.open_box()
    _open_shift(office)
    waiting: list[StreamId] = []
    jobs: list[StreamId] = []
    for _ in range(steps):
        office.clock.advance(hours=draw.choice(HOURS), minutes=draw.randrange(40))
        _open_shift(office)
        try:
            _act(office, draw, box, waiting, jobs)
        except Refused as refused:
            if refused.reason not in STANDS_STILL:
                raise


def _act(
    office: Office, draw: Random, box: StreamId, waiting: list[StreamId], jobs: list[StreamId]
) -> None:
    act = draw.choice(ACTS)
    if act == "take":
        waiting.append(office.complete())
    elif act == "approve" and waiting:
        jobs.append(office.approve(waiting[0]))
        waiting.pop(0)
    elif act == "print" and jobs:
        print_one(office, draw, jobs[0], box)
        jobs.pop(0)
    elif act == "back" and waiting:
        order = office.order(office.staff.approver)
        approving.send_back(office.centre, order, waiting.pop(), "incomplete", "lain", "salah")
    elif act == "freeze":
        _freeze(office, draw)
    elif act == "resume":
        freezing.resume(office.centre, office.order(office.staff.head), [DINAS, CURUG], {})
    elif act in ("give", "fail"):
        _give_or_fail(office, act)


def _freeze(office: Office, draw: Random) -> None:
    order, codes = office.order(office.staff.head), [draw.choice((DINAS, CURUG))]
    until = stamp(office.clock.now() + timedelta(days=1))
    scope = draw.choice((["print"], ["print", "change"], ["hand_over"]))
    asked = FreezeOrder(scope=scope, until=until, reason="r", ordered_by="o", notice="n")
    freezing.freeze(office.centre, order, codes, asked)


def _give_or_fail(office: Office, act: str) -> None:
    found = next((row for row in _documents(office) if row[1].stage == "printed"), None)
    if found is None:
        return
    stream, document = found
    order = office.order(office.staff.counter)
    if act == "give":
        handing_over.hand_over(office.centre, order, stream, document.serial, "self", {})
    else:
        settling.fail_inspection(office.centre, order, stream, document.serial, "damaged", "r")


def _documents(office: Office) -> list[tuple[StreamId, Document]]:
    asked = [row.stream for row in office.rows() if row.topic == "document.requested"]
    return [(StreamId(stream), office.document(StreamId(stream))) for stream in asked]


def _open_shift(office: Office) -> None:
    day = (office.clock.now() + timedelta(hours=7)).date().isoformat()
    if office.centre.registry.load(shift_id(office.station, day)).state is None:
        office.journal.post(f.ShiftOpened(date=day, printers=[]))


def _told_now(office: Office, *facts: f.Fact) -> taking_facts.Receipt:
    journal, now = office.journal, stamp(office.clock.now())
    entries = [journal.signed(journal.text(fact, at=now)) for fact in facts]
    return taking_facts.take(office.centre, office.station, entries)
