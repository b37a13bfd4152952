"""Nothing printed twice without a recorded decision, however people and journals behave.

One office lives through many examples; each example is one application: an approver and a second
person who try everything at any moment, and a station whose entries arrive late, in any order and
again. A station that keeps the rules never prints twice; of one that breaks them it is said.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from application import approving, completing, settling, taking_facts
from application.granting_leases import Payloads
from application.taking_facts import SignedEntry
from domain.event import StreamId
from domain.printing.state import PrintJob
from domain.refusal import Refused
from domain.stations import facts as f
from domain.stock.state import Box
from domain.streams import EVENTS
from projections.queue_board.tables import jobs
from projections.rebuild import Rebuilder
from projections.stock.tables import boxes
from projections.views import VIEWS
from tests.support.office import Office

STEPS = st.lists(st.sampled_from(range(2520)), min_size=20, max_size=40)
"""Each number picks one of the acts that make a difference at its moment."""

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""The office lives on, so a smaller example is not the same example."""

LOOKS = {"good": "good", "bad": "spoiled", "none": "untouched", "absent": "absent"}


class NoPictures(Payloads):
    """Leases without rendering a card for each."""

    def payload(self, job_id: StreamId, job: PrintJob, lease: int) -> str:
        return f"{lease:064d}"


class Application:
    """One application from its completion on, and the station that works for it."""

    def __init__(self, office: Office, box: StreamId, *, keeps_rules: bool) -> None:
        self.office, self.box, self.keeps_rules = office, box, keeps_rules
        self.document = office.complete()
        self.jobs: list[StreamId] = []
        self.unsent: list[SignedEntry] = []
        self.sent: list[SignedEntry] = []
        self.lease: tuple[StreamId, int] | None = None
        self.attempt: str | None = None
        self.started: list[tuple[StreamId, str]] = []
        self.tries = 0
        self.unsure = False

    def step(self, number: int) -> str:
        possible = [*self._of_people(), *self._of_the_station(), *self._of_the_wire()]
        act = possible[number % len(possible)]
        self.do(act)
        return act

    def _of_people(self) -> list[str]:
        stage = self.office.document(self.document).stage
        known = [self.office.job(job) for job in self.jobs]
        acts = {
            "complete": ["approve"] * 3,
            "incomplete": ["correct"],
            "approved": ["undo", "complete", "incomplete", "hold", "jump"],
            "printed": ["inspect"],
        }.get(stage.value, [])
        if known and self.lease is None:
            acts = [*acts, *["lease"] * (8 if known[-1].status == "pending" else 1)]
        if any(tried.look for job in known for tried in job.attempts.values()):
            acts = [*acts, *["settle"] * 4]
        return [*acts, *["reprint"] * 4] if any(job.key for job in known) else acts

    def _of_the_station(self) -> list[str]:
        begins = ["start"] * 3 if self.attempt is None or not self.keeps_rules else []
        if self.lease is None:
            return [*begins, *["printed"] * 3] if self.jobs and not self.keeps_rules else []
        if self.attempt is None:
            return [*begins, "surrender"]
        looks = [*LOOKS, *["printed"] * 3]
        return looks if self.unsure else [*looks, "spoiled", "unknown", "unknown", "untouched"]

    def _of_the_wire(self) -> list[str]:
        return ["deliver"] * 4 + ["shuffle", "repeat"] if self.unsent else ["repeat"]

    def do(self, act: str) -> None:
        acts: dict[str, Callable[[], Any]] = {
            "approve": self._approve,
            "correct": self._correct,
            "lease": self._lease,
            "undo": lambda: approving.undo(self.office.centre, self._approver(), self.document),
            "complete": lambda: self._send_back("complete"),
            "incomplete": lambda: self._send_back("incomplete"),
            "hold": self._hold,
            "jump": self._jump,
            "settle": self._settle,
            "reprint": self._reprint,
            "inspect": self._inspect,
            "deliver": lambda: self._deliver(self.unsent),
            "shuffle": lambda: self._deliver(self.unsent[::-1]),
            "repeat": lambda: self._deliver([*self.sent[-3:], *self.unsent]),
        }
        try:
            acts.get(act, lambda: self._at_station(act))()
        except Refused:
            return

    # ---- people

    def _approver(self) -> Any:
        return self.office.order(self.office.staff.approver)

    def _second(self) -> Any:
        return self.office.order(self.office.staff.second)

    def _approve(self) -> None:
        self.jobs.append(self.office.approve(self.document))

    def _correct(self) -> None:
        completing.complete_again(
            self.office.centre,
            self.office.order(self.office.staff.enroller),
            self.document,
            {"address": "JL CONTOH 2"},
        )

    def _send_back(self, then: str) -> None:
        approving.send_back(
            self.office.centre, self._approver(), self.document, then, "lain", "salah"
        )

    def _hold(self) -> None:
        if self.jobs:
            approving.hold(self.office.centre, self._approver(), self.jobs[-1], "cek", "cek")
            approving.release(self.office.centre, self._approver(), self.jobs[-1], "cek")

    def _jump(self) -> None:
        order = self.office.order(self.office.staff.head, self.office.staff.approver)
        if self.jobs:
            approving.jump(self.office.centre, order, self.jobs[-1], "sakit")

    def _settle(self) -> None:
        for job in self.jobs:
            for name, tried in self.office.job(job).attempts.items():
                if tried.look is not None and tried.outcome == "unknown":
                    settling.settle(self.office.centre, self._second(), job, name, tried.look.seen)

    def _reprint(self) -> None:
        for job in self.jobs:
            if self.office.job(job).key is not None:
                settling.authorise_reprint(self.office.centre, self._second(), job, "rusak")

    def _inspect(self) -> None:
        settling.fail_inspection(
            self.office.centre,
            self.office.order(self.office.staff.counter),
            self.document,
            self.office.document(self.document).serial or "",
            "print_failed",
            "pudar",
        )

    # ---- the station

    def _lease(self) -> None:
        """One job at a time, as a printer has one slot."""
        if self.jobs and self.lease is None:
            job = self.jobs[-1]
            granted = self.office.lease(job, self.box)
            self.lease = (job, int(granted["lease"]))

    def _at_station(self, act: str) -> None:
        job, lease = self.lease or (self.jobs[-1], 1)
        if act == "start" and (self.attempt is None or not self.keeps_rules):
            self.tries += 1
            self.attempt = f"{lease}.{self.tries}"
            self.started.append((job, self.attempt))
            self._write(
                f.AttemptStarted(
                    print_job=job,
                    lease=lease,
                    attempt=self.attempt,
                    printer="Kartu 1",
                    payload_digest="d" * 64,
                    box=self.box,
                    expected_serial=self._top(),
                )
            )
        elif act == "surrender" and self.attempt is None:
            self._write(f.LeaseSurrendered(print_job=job, lease=lease, reason="x"))
            self.lease = None
        elif self.started and act not in ("start", "surrender"):
            # Who keeps the rules speaks of the card in the printer; others of any card there was.
            last = self.started[-1]
            self._ends(*(last if self.keeps_rules else self.started[self.tries % 2 - 1]), act)

    def _ends(self, job: StreamId, name: str, act: str) -> None:
        told: dict[str, f.Fact] = {
            "printed": f.AttemptPrinted(print_job=job, attempt=name, method="assumed"),
            "spoiled": f.AttemptSpoiled(
                print_job=job, attempt=name, method="scan", cause="print_failed"
            ),
            "unknown": f.AttemptUnknown(print_job=job, attempt=name, reason="no_outcome"),
            "untouched": f.AttemptUntouched(print_job=job, attempt=name, counters={}),
            **{
                look: f.AttemptSeen(print_job=job, attempt=name, seen=seen, method="scan")
                for look, seen in LOOKS.items()
            },
        }
        self._write(told[act])
        self.unsure = act == "unknown"
        if act == "untouched":
            self.attempt = None
        elif act != "unknown" and self.keeps_rules:
            self.lease = self.attempt = None

    def _top(self) -> str:
        """The station knows its own stack: blanks it used are not on it any more."""
        serials = self.office.centre.registry.load(self.box).state.with_the_body()
        used = {entry.text for entry in self.unsent}
        fresh = (serial for serial in serials if not any(serial in text for text in used))
        return str(next(fresh))

    # ---- the wire

    def _write(self, fact: f.Fact) -> None:
        self.unsent.append(self.office.journal.signed(self.office.journal.text(fact)))

    def _deliver(self, entries: list[SignedEntry]) -> None:
        taking_facts.take(self.office.centre, self.office.station, entries)
        self.sent, self.unsent = [*self.sent, *self.unsent], []


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with blanks enough for all examples."""
    office = Office(tmp_path_factory.mktemp("busy") / "terbit")
    office.payloads = NoPictures(office.centre)
    office.box = office.open_box(count=2_000)
    office.journal.open_shift()
    yield office
    office.close()


def live(office: Office, steps: Sequence[int | str], *, keeps_rules: bool) -> Application:
    assert office.box is not None
    told = Application(office, office.box, keeps_rules=keeps_rules)
    for step in steps:
        if isinstance(step, int):
            told.step(step)
        else:
            told.do(step)
    told.do("deliver")
    return told


def printed_since_a_decision(office: Office, told: Application, since: int) -> list[int]:
    """Cards said to be good after each approval or authorised reprint, in the order of the log."""
    counts = [0]
    for row in office.rows(since):
        if row.topic in ("document.approved", "print_job.reprint_authorised"):
            counts.append(0)
        if row.stream == told.document and row.topic == "document.printed":
            counts[-1] += 1
    return counts


def good_cards(office: Office, told: Application) -> Counter[str]:
    return Counter(
        {
            job: sum(1 for tried in office.job(job).attempts.values() if tried.outcome == "good")
            for job in told.jobs
        }
    )


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(STEPS)
def test_a_station_that_keeps_the_rules_prints_at_most_once(busy: Office, steps: list[int]) -> None:
    keeps_the_promise(busy, steps, keeps_rules=True)


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(STEPS)
def test_of_a_station_that_breaks_them_every_second_card_is_told(
    busy: Office, steps: list[int]
) -> None:
    """A card of a lease that had ended, or beside a good one: counted, and never in silence."""
    keeps_the_promise(busy, steps, keeps_rules=False)


@pytest.mark.parametrize(
    ("acts", "keeps_rules"),
    [
        (
            (
                "approve undo approve complete approve incomplete correct approve hold jump lease "
                "complete surrender deliver approve lease start printed deliver inspect reprint "
                "lease start spoiled deliver reprint lease start unknown deliver absent deliver "
                "settle"
            ),
            True,
        ),
        ("approve lease start untouched start unknown none shuffle settle repeat", True),
        ("approve lease start printed deliver start printed deliver repeat", False),
        ("approve lease start unknown bad deliver printed deliver settle", False),
    ],
)
def test_the_ways_that_chance_may_miss(busy: Office, acts: str, *, keeps_rules: bool) -> None:
    keeps_the_promise(busy, acts.split(), keeps_rules=keeps_rules)


def keeps_the_promise(office: Office, steps: Sequence[int | str], *, keeps_rules: bool) -> None:
    since = office.position()
    told = live(office, steps, keeps_rules=keeps_rules)
    again = sum(max(0, cards - 1) for cards in printed_since_a_decision(office, told, since))
    good, opened = good_cards(office, told), causes(office, since)
    twice = sum(max(0, cards - 1) for cards in good.values())

    if keeps_rules:
        assert (0, True) == (again, sum(good.values()) <= 1)
    assert office.journal.seq == office.journal.held()
    assert again <= opened["lease_ended"]
    assert twice <= opened["printed_twice"]
    the_views_agree(office)


def causes(office: Office, since: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in office.rows(since):
        if row.topic == "discrepancy.opened":
            state = office.centre.registry.load(StreamId(row.stream)).state
            found[state.cause] += 1
    return found


def the_views_agree(office: Office) -> None:
    """Status of every job, and what is left of the box, as the domain says."""
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        seen = {row.print_job: row.status for row in connection.execute(select(jobs))}
        stack = connection.execute(select(boxes).where(boxes.c.box == office.box)).one()
    said = {job: office.job(job).status.value for job in seen}
    assert office.box is not None
    box: Box = office.centre.registry.load(office.box).state

    assert said == seen
    assert (box.remaining(), box.next_serial()) == (stack.remaining, stack.next_serial)


def test_after_all_of_it_a_rebuild_equals_live(busy: Office) -> None:
    """Runs last: the log of every example above."""
    busy.installation.runner.run_once()
    views, log, keys = busy.installation.views, busy.installation.log, busy.centre.keys

    assert set() == NEEDED - {row.topic for row in busy.rows()}
    assert {"printed_twice", "late_success", "lease_ended"} <= set(causes(busy, 0))
    assert [True] * len(VIEWS) == [
        Rebuilder(views, log, keys).run(view, swap=False).equal for view in VIEWS
    ]


ELSEWHERE = {"print_job.routed", "print_job.called"}
"""Not of printing itself: other tests reach them."""
NEEDED = {topic for topic in EVENTS if topic.startswith("print_job.")} - ELSEWHERE | {
    "document.approval_undone",
    "document.returned",
    "document.inspection_failed",
    "document.withdrawn",
    "blank_box.blank_missing",
    "blank_box.blank_returned",
}
"""What the ways and examples together must have reached, else they proved little."""
