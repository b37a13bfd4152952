"""Random days: every blank is in one place, and the identity holds at every step."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from domain.changes import Changes, Loaded
from domain.event import By, Event, Moving, StreamId
from domain.identity import stream_id
from domain.printing import decide as jobs
from domain.printing import events as e
from domain.printing import outcomes
from domain.printing.scene import Scene
from domain.printing.state import Outcome, PrintJob
from domain.refusal import Refused
from domain.stations import facts as f
from domain.stations.absorb import absorb
from domain.stock import decide as stock
from domain.stock.blanks import Blank, spoil
from domain.stock.decide import Arrived, OpenBox, ReceiveBox
from domain.stock.places import book_entries
from domain.stock.state import Box
from tests.support.books import DINAS, POINT, Books

STATION, OTHER = StreamId("a" * 32), StreamId("b" * 32)
STATIONS = st.sampled_from([STATION, OTHER])
SIZE = 6
ADDRESSED: Any = {"number": "n", "addressed_to": POINT, "letter": "l"}
KINDS = ("printed", "spoiled", "unknown", "untouched", "seen")


def by(person: str, second: str | None = None) -> By:
    at = "2026-11-25T03:00:00.000Z"
    return By(
        actor=person,
        actor_person=person,
        recorded_at=at,
        occurred_at=at,
        second={"staff": second, "person": second, "posting": None} if second else None,
    )


class Blanks(Books):
    """Real pure functions against what must always hold; refusals are fine, lies are not."""

    kind = "ktp_el"

    @initialize()
    def start(self) -> None:
        self.states: dict[StreamId, object] = {}
        self.log: list[Event] = []
        self.books: Counter[tuple[str, str]] = Counter()
        self.serials: dict[str, StreamId] = {}
        self.boxes: list[StreamId] = []
        self.jobs: list[StreamId] = []
        self.count = 0
        for _ in range(2):
            self._receive()
            self._queue()
        box, job = self.boxes[0], self.jobs[0]
        self.decision(box, lambda s: stock.dispatch(s, by("store"), **ADDRESSED))
        self.decision(
            box,
            lambda s: stock.accept(s, by("other"), POINT, Arrived(serials=self._left(box)), None),
        )
        self._open(box, STATION)
        self.decision(job, lambda s: jobs.lease(s, by("operator"), "approver", STATION, "p"))

    def _left(self, box: StreamId) -> list[str]:
        state = self.states[box]
        return list(state.with_the_body()) if isinstance(state, Box) else []

    def new(self, kind: str) -> StreamId:
        self.count += 1
        return stream_id(kind, str(self.count))

    def changes(self) -> Changes:
        return Changes(lambda stream: Loaded(state=self.states.get(stream), version=1))

    def save(self, changes: Changes) -> None:
        for stream, event in changes.events:
            self.states[stream] = changes.state(stream)
            self.log.append(event)
            if isinstance(event, Moving):
                for office, place, change in book_entries(event):
                    self.books[office, place] += change

    def scene(
        self, changes: Changes, job: StreamId | None, who: str, station: StreamId = STATION
    ) -> Scene:
        return Scene(
            by=replace(by(who), reporter=station),
            station=station,
            office=POINT,
            changes=changes,
            job=job,
            box_with=lambda _kind, serial: self.serials.get(serial),
        )

    def fact(self, fact: f.Fact, job: StreamId | None = None) -> None:
        """From the station that holds the newest lease; of no job, from the first station."""
        state = self.states.get(job) if job else None
        leases = state.leases if isinstance(state, PrintJob) else ()
        station = StreamId(leases[-1].station) if leases else STATION
        changes = self.changes()
        absorb(self.scene(changes, job, "operator", station), fact)
        self.save(changes)

    @precondition(lambda self: len(self.boxes) < 3)
    @rule()
    def receive(self) -> None:
        self._receive()

    def _receive(self) -> None:
        box, first = self.new("box"), 10_000_000 + 100 * len(self.boxes)
        serials = [[str(first), str(first + SIZE - 1)]]
        command = ReceiveBox(
            by=by("store", "second"),
            office=DINAS,
            kind="ktp_el",
            batch="b",
            version="5",
            funder="f",
            letter="l",
            stated=SIZE,
            serials=serials,
        )
        changes = self.changes()
        changes.add(box, stock.receive(None, command))
        self.save(changes)
        self.boxes.append(box)
        self.serials |= {str(first + n): box for n in range(SIZE)}

    def decision(self, stream: StreamId, make: Callable[[Any], Sequence[Event]]) -> None:
        changes = self.changes()
        try:
            changes.add(stream, make(changes.state(stream)))
        except Refused:
            return
        self.save(changes)

    @precondition(lambda self: self.boxes)
    @rule(data=st.data())
    def dispatch(self, data: st.DataObject) -> None:
        box = data.draw(st.sampled_from(self.boxes))
        self.decision(
            box,
            lambda state: stock.dispatch(state, by("store"), **ADDRESSED),
        )

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), missing=st.integers(0, 2), back=st.booleans())
    def accept(self, data: st.DataObject, missing: int, *, back: bool) -> None:
        box = data.draw(st.sampled_from(self.boxes))
        present = self._left(box)[missing:]
        office = DINAS if back else POINT
        self.decision(
            box, lambda s: stock.accept(s, by("other"), office, Arrived(serials=present), None)
        )

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), station=STATIONS)
    def open_box(self, data: st.DataObject, station: StreamId) -> None:
        self._open(data.draw(st.sampled_from(self.boxes)), station)

    def _open(self, box: StreamId, station: StreamId) -> None:
        command = OpenBox(
            by=by("store"),
            station=station,
            station_office=POINT,
            printer="k",
            printers=("k",),
            printer_has_box=False,
        )
        self.decision(box, lambda state: stock.open_box(state, command))

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), missing=st.integers(0, 2))
    def take_back(self, data: st.DataObject, missing: int) -> None:
        """Out of a printer that nobody waits for; later facts find its blanks on the shelf."""
        box = data.draw(st.sampled_from(self.boxes))
        there, who = self._there(box, missing), by("store", "second")
        self.decision(box, lambda s: stock.take_back(s, who, there, "d" * 32, in_use=False))

    def _there(self, box: StreamId, missing: int) -> Arrived:
        return Arrived(serials=self._left(box)[missing:])

    @precondition(lambda self: len(self.jobs) < 4)
    @rule()
    def queue(self) -> None:
        self._queue()

    def _queue(self) -> None:
        job = self.new("job")
        queued = e.Queued(
            by=by("approver"),
            document=self.new("document"),
            office=POINT,
            kind=self.kind,
            cause="first",
            not_before="",
            complete_since="",
        )
        self.decision(job, lambda _state: [queued])
        self.jobs.append(job)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), station=STATIONS)
    def lease(self, data: st.DataObject, station: StreamId) -> None:
        job = data.draw(st.sampled_from(self.jobs))
        self.decision(job, lambda s: jobs.lease(s, by("operator"), "approver", station, "p"))

    @precondition(lambda self: self.leased())
    @rule(data=st.data())
    def break_lease(self, data: st.DataObject) -> None:
        job, _state = data.draw(st.sampled_from(self.leased()))
        self.decision(job, lambda s: jobs.break_lease(s, by("approver", "head"), "silent"))

    def leased(self) -> list[tuple[StreamId, PrintJob]]:
        """Jobs that were ever given out."""
        known = [(job, self.states[job]) for job in self.jobs]
        return [(job, s) for job, s in known if isinstance(s, PrintJob) and s.leases]

    @precondition(lambda self: self.leased())
    @rule(data=st.data())
    def start_attempt(self, data: st.DataObject) -> None:
        """Of a live lease mostly; of an ended one too, and on any serial at all."""
        job, state = data.draw(st.sampled_from(self.leased()))
        lease = len(state.leases)
        expected = [serial for box in self.boxes for serial in self._left(box)[:1]]
        anything = st.sampled_from([*self.serials, "99999999"])
        serial = data.draw(st.sampled_from(expected or ["99999999"]) | anything)
        attempt = f"{lease}.{len(state.attempts) + 1}"
        self.fact(
            f.AttemptStarted(
                print_job=job,
                lease=lease,
                attempt=attempt,
                printer="k",
                payload_digest="p",
                expected_serial=serial,
            ),
            job,
        )

    def tried(self, *outcomes: Outcome) -> list[tuple[StreamId, str]]:
        """Every attempt there is in one of these outcomes."""
        known = [(job, self.states[job]) for job in self.jobs]
        return [
            (job, name)
            for job, state in known
            if isinstance(state, PrintJob)
            for name, attempt in state.attempts.items()
            if attempt.outcome in outcomes
        ]

    @precondition(lambda self: self.tried(*Outcome))
    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def outcome(self, data: st.DataObject, kind: str) -> None:
        """Of an attempt that waits for one; also of those that have one."""
        every = self.tried(*Outcome)
        waiting = self.tried(Outcome.OPEN, Outcome.UNKNOWN) or every
        job, name = data.draw(st.sampled_from(waiting) | st.sampled_from(every))
        serial = data.draw(st.none() | st.sampled_from([*self.serials, "99999999"]))
        seen = data.draw(st.sampled_from(sorted(f.SEEN)))
        told: dict[str, f.Fact] = {
            "printed": f.AttemptPrinted(
                print_job=job, attempt=name, method="scan", observed_serial=serial
            ),
            "spoiled": f.AttemptSpoiled(
                print_job=job,
                attempt=name,
                method="scan",
                cause="print_failed",
                observed_serial=serial,
            ),
            "unknown": f.AttemptUnknown(print_job=job, attempt=name, reason="r"),
            "untouched": f.AttemptUntouched(print_job=job, attempt=name, counters={}),
            "seen": f.AttemptSeen(
                print_job=job, attempt=name, seen=seen, method="scan", observed_serial=serial
            ),
        }
        self.fact(told[kind], job)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        """As application.settling does it, without the document."""
        job = data.draw(st.sampled_from(self.jobs))
        state = self.states[job]
        assert isinstance(state, PrintJob)
        looked = [n for n, a in state.attempts.items() if a.look and a.outcome is Outcome.UNKNOWN]
        if not looked:
            return
        name = data.draw(st.sampled_from(looked))
        tried = state.attempts[name]
        outcome = tried.look.seen if tried.look else ""
        changes = self.changes()
        changes.add(job, jobs.settle(state, by("second"), name, outcome))
        scene = self.scene(changes, job, "second", StreamId(tried.station))
        if outcome == "good":
            outcomes.good(scene, name, tried.serial)
        elif outcome == "spoiled":
            outcomes.spoil_blank(scene, name, tried.serial, "print_failed")
        elif outcome == "untouched":
            outcomes.return_blank(scene, name, tried.serial)
        self.save(changes)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def reprint(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(self.jobs))
        self.decision(job, lambda s: jobs.authorise_reprint(s, by("head"), "r"))

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def inspect(self, data: st.DataObject) -> None:
        """As application.settling does it: a good card that the counter finds unfit."""
        job = data.draw(st.sampled_from(self.jobs))
        state = self.states[job]
        assert isinstance(state, PrintJob)
        for name, tried in state.attempts.items():
            if tried.outcome is Outcome.GOOD and state.status == "printed" and tried.serial:
                changes = self.changes()
                _, spoiled = jobs.spoil_by_inspection(
                    state, by("counter"), name, "damaged", tried.serial
                )
                changes.add(job, spoiled)
                box = self.serials.get(tried.serial)
                known = changes.state(box) if box else None
                printed = isinstance(known, Box) and known.spot(tried.serial).place == "printed"
                if box and isinstance(known, Box) and printed:
                    blank = Blank(box=known, print_job=job, attempt=name, serial=tried.serial)
                    lost = spoil(blank, by("counter"), "damaged")
                    changes.add(box, [lost])
                self.save(changes)
                return

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), counted=st.integers(0, SIZE))
    def count_box(self, data: st.DataObject, counted: int) -> None:
        """A count moves nothing, equal or not."""
        box = data.draw(st.sampled_from(self.boxes))
        before = Counter(self.books)
        self.fact(f.BoxCounted(box=box, counted=counted, recount=False))

        assert before == self.books

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), kind=st.sampled_from(("scanned", "found", "spoiled", "handed_back")))
    def box_fact(self, data: st.DataObject, kind: str) -> None:
        """What an operator says of a box: true, mistaken, or of a box that is elsewhere."""
        box = data.draw(st.sampled_from(self.boxes))
        serial, whole = self._named(data), data.draw(st.booleans())
        present = [*self._left(box)[data.draw(st.integers(0, 2)) :], serial]
        told: dict[str, f.Fact] = {
            "scanned": f.BoxScanned(box=box, present=present),
            "found": f.BlankFound(box=box, usable=whole, serial=serial),
            "spoiled": f.BlankSpoiled(box=box, cause="damaged", serial=serial),
            "handed_back": f.BoxHandedBack(box=box, counted=data.draw(st.integers(0, SIZE))),
        }
        self.fact(told[kind])

    def _named(self, data: st.DataObject) -> str | None:
        return data.draw(st.sampled_from([*self.serials, "99999999"]))


Blanks.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestBlanks = Blanks.TestCase
