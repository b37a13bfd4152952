"""One application lived by people and a station, in any order: each number picks the next act."""

from collections.abc import Callable
from typing import Any

from application import approving, completing, revoking, settling, taking_facts
from application.granting_leases import Payloads
from application.taking_facts import SignedEntry
from domain.event import StreamId
from domain.printing.state import PrintJob
from domain.refusal import Refused
from domain.stations import facts as f
from tests.support.office import Office

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
        if any(job.lease for job in known):
            acts = [*acts, "break"]
        if any(tried.outcome == "unknown" for job in known for tried in job.attempts.values()):
            acts = [*acts, *["see"] * 2]
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
            "break": self._break,
            "see": self._see,
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

    def _break(self) -> None:
        """A station that keeps the rules hears of it before it starts; a dead one never does."""
        staff = self.office.staff
        for job in self.jobs:
            if self.office.job(job).lease is not None:
                order = self.office.order(staff.head, staff.approver)
                revoking.break_lease(self.office.centre, order, job, "silent")
                self.lease = self.lease if self.attempt and self.keeps_rules else None

    def _see(self) -> None:
        for job in self.jobs:
            for name, tried in self.office.job(job).attempts.items():
                if tried.outcome == "unknown":
                    revoking.look(
                        self.office.centre,
                        self.office.order(self.office.staff.operator),
                        job=job,
                        attempt=name,
                        seen="good",
                        scanned=tried.serial,
                        cause=None,
                    )

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
