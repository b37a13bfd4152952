"""The same identity for boxes whose blanks have no numbers: by number, whatever is reported."""

from collections import Counter
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from domain.event import StreamId
from domain.printing import decide as jobs
from domain.printing.state import Outcome, PrintJob
from domain.stations import facts as f
from domain.stock import decide as stock
from domain.stock.blanks import spoil
from domain.stock.decide import Arrived, ReceiveBox
from domain.stock.places import HOLDINGS
from domain.stock.state import Box
from tests.properties.histories.test_identity import Blanks, by
from tests.support.books import DINAS, POINT

FEW = 2
"""Blanks in a box: histories must come to its end."""
HERE = frozenset(HOLDINGS) - {"transferred_out"}


class CountedBlanks(Blanks):
    """The rules of `Blanks`, for child cards: a blank is known by its attempt alone."""

    kind = "kia"

    def _receive(self) -> None:
        box = self.new("box")
        command = ReceiveBox(
            by=by("store", "second"),
            office=DINAS,
            kind=self.kind,
            batch="b",
            version="",
            funder="f",
            letter="l",
            stated=FEW,
            serials=[],
            counted=FEW,
        )
        changes = self.changes()
        changes.add(box, stock.receive(None, command))
        self.save(changes)
        self.boxes.append(box)

    @initialize()
    def start(self) -> None:
        super().start()
        box = self.boxes[0]
        # The whole of it is accepted and opened: what `Blanks` does by serials.
        whole = Arrived(counted=FEW)
        self.decision(box, lambda s: stock.accept(s, by("other"), POINT, whole, None))
        self._open(box, StreamId("a" * 32))

    @precondition(lambda self: self.boxes)
    @rule(data=st.data(), missing=st.integers(-1, 2), back=st.booleans())
    def accept(self, data: st.DataObject, missing: int, *, back: bool) -> None:
        box = data.draw(st.sampled_from(self.boxes))
        came = self._there(box, missing)
        office = DINAS if back else POINT
        self.decision(box, lambda s: stock.accept(s, by("other"), office, came, None))

    def _named(self, data: st.DataObject) -> str | None:
        return data.draw(st.none() | st.just("99999999"))

    def _there(self, box: StreamId, missing: int) -> Arrived:
        state = self.states[box]
        assert isinstance(state, Box)
        return Arrived(counted=state.remaining() - missing)

    @precondition(lambda self: self.leased())
    @rule(data=st.data())
    def start_attempt(self, data: st.DataObject) -> None:
        """On any box at all, also on one that is elsewhere, empty or unknown."""
        job, state = data.draw(st.sampled_from(self.leased()))
        lease = len(state.leases)
        box = data.draw(st.sampled_from(self.boxes) | st.just("f" * 32) | st.none())
        self.fact(
            f.AttemptStarted(
                print_job=job,
                lease=lease,
                attempt=f"{lease}.{len(state.attempts) + 1}",
                printer="k",
                payload_digest="p",
                box=box,
            ),
            job,
        )

    @precondition(lambda self: self.tried(*Outcome))
    @rule(data=st.data(), kind=st.sampled_from(("printed", "spoiled", "unknown", "untouched")))
    def outcome(self, data: st.DataObject, kind: str) -> None:
        every = self.tried(*Outcome)
        waiting = self.tried(Outcome.OPEN, Outcome.UNKNOWN) or every
        job, name = data.draw(st.sampled_from(waiting) | st.sampled_from(every))
        told: dict[str, f.Fact] = {
            "printed": f.AttemptPrinted(
                print_job=job, attempt=name, method="code", observed_serial=data.draw(TEXTS)
            ),
            "spoiled": f.AttemptSpoiled(
                print_job=job, attempt=name, method="code", cause="print_failed"
            ),
            "unknown": f.AttemptUnknown(print_job=job, attempt=name, reason="r"),
            "untouched": f.AttemptUntouched(print_job=job, attempt=name, counters={}),
        }
        self.fact(told[kind], job)

    @precondition(lambda self: self.tried(Outcome.OPEN, Outcome.UNKNOWN))
    @rule(data=st.data(), seen=st.sampled_from(sorted(f.SEEN)))
    def look(self, data: st.DataObject, seen: str) -> None:
        job, name = data.draw(st.sampled_from(self.tried(Outcome.OPEN, Outcome.UNKNOWN)))
        self.fact(f.AttemptSeen(print_job=job, attempt=name, seen=seen, method="code"), job)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def inspect(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(self.jobs))
        state = self.states[job]
        assert isinstance(state, PrintJob)
        good = [name for name, tried in state.attempts.items() if tried.outcome is Outcome.GOOD]
        if not good or state.status != "printed":
            return
        changes = self.changes()
        _, spoiled = jobs.spoil_by_inspection(state, by("counter"), good[0], "damaged", None)
        changes.add(job, spoiled)
        found = self.scene(changes, job, "counter").blank(good[0], None)
        if found and found[1].is_of_the_attempt and found[1].spot.place == "printed":
            changes.add(found[0], [spoil(found[1], by("counter"), "damaged")])
        self.save(changes)

    @invariant()
    def the_boxes_agree_with_the_books(self) -> None:
        """What each box says of its own blanks, by number, as the fold without state says."""
        if not hasattr(self, "books"):
            return
        places: Counter[tuple[str, str]] = Counter()
        for stream in self.boxes:
            box: Any = self.states[stream]
            places[box.office, box.body] += box.remaining()
            for spot in box.elsewhere.values():
                places[spot.office, spot.place] += 1
            # Gone by number alone, in the books of whoever sent or had them: missing, spoiled by
            # hand, or found where their box was not.
            for place, offices in box.gone.items():
                assert min(offices.values()) >= 0
                places["", place] += sum(offices.values())
            assert box.fewer == sum(sum(offices.values()) for offices in box.gone.values())
            assert box.remaining() >= 0
            assert box.remaining() + len(box.elsewhere) + box.fewer == FEW
        held = {key: n for key, n in self.books.items() if key[1] in HERE}
        by_place: Counter[str] = Counter()
        for (_, place), number in held.items():
            by_place[place] += number
        told: Counter[str] = Counter()
        for (_, place), number in places.items():
            told[place] += number

        assert +told == +by_place


TEXTS = st.none() | st.sampled_from(["CTK-1", "12345678"])
CountedBlanks.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestCountedBlanks = CountedBlanks.TestCase
"""Random histories against what must always hold."""
