"""The station: brings itself in line with its assignment, prints what it holds, reports back.

Theory of operation
- One loop polls the assignment (long poll) and asks for leases; one posts the journal; one per
  printer prints. They meet only in the store. Each may fail and try again at any time.
- The centre may be gone for days: leases held are printed, entries wait in the outbox.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from application.deciding import stamp
from application.ports import Clock, Identifiers
from application.station_link.forms import AssignmentForm, LeaseForm
from domain.stations import facts as f
from workers.loop import Loop
from workers.station.journal import Journal
from workers.station.link import CentreGone, CentreRefused, Link
from workers.station.printing import CardPrinter
from workers.station.store import Row, Store

log = structlog.get_logger()

POLL_SECONDS = 20.0
RETRY_SECONDS = 2.0
EVIDENCE_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """How the station works: leases held per printer, and how long a silent printer is asked."""

    bundle: int = 4
    patience_seconds: float = 30.0


def is_jammed(attempt: Row) -> bool:
    """The printer said so itself: the card waits for the operator's scan."""
    return bool((attempt["words"] or "").startswith("card-jam"))


class Station:
    """The daemon. `start` and `stop` once; everything else happens in its loops."""

    def __init__(  # noqa: PLR0913 - the parts of a station, joined by wiring
        self,
        *,
        store: Store,
        journal: Journal,
        link: Link,
        printers: list[CardPrinter],
        clock: Clock,
        identifiers: Identifiers,
        habits: Habits,
    ) -> None:
        self.store = store
        self.journal = journal
        self.printers = {printer.name: printer for printer in printers}
        self.clock = clock
        self.connected = False
        self.heard_at: str | None = None
        self.trouble: dict[str, tuple[str, ...]] = {}
        self._asked_at: dict[str, float] = {}
        self._link = link
        self._identifiers = identifiers
        self._habits = habits
        self._etag = ""
        self._poll = Loop("assignment", self._poll_once, RETRY_SECONDS)
        self._post = Loop("journal", self._post_once, RETRY_SECONDS)
        self._print = {
            name: Loop(f"printer {name}", self._turn_of(printer), RETRY_SECONDS)
            for name, printer in self.printers.items()
        }

    def start(self) -> None:
        self.store.run("UPDATE leases SET state='granted' WHERE state='taken'")
        for loop in (self._post, self._poll, *self._print.values()):
            loop.start()

    def stop(self) -> None:
        """The card in the printer is finished; the rest waits in the store."""
        for loop in self._print.values():
            loop.stop()
        self._post_once()
        self._post.stop(RETRY_SECONDS)
        self._poll.stop(0)
        for printer in self.printers.values():
            printer.close()

    def wake(self) -> None:
        """Something was written to the journal or the store."""
        self._post.wake()
        for loop in self._print.values():
            loop.wake()

    @property
    def assignment(self) -> AssignmentForm | None:
        """The last one heard, also after a restart without the centre."""
        text = self.store.meta("assignment")
        return json.loads(text) if text else None

    @property
    def shift_open(self) -> bool:
        """A shift was opened here today; the centre may not know yet."""
        opened = self.store.meta("shift_date")
        wanted = self.assignment
        if wanted is None:
            return bool(opened)
        closed = wanted["shift_closed"] and opened == wanted["today"]
        return opened == wanted["today"] and not closed

    # ---- the link

    def _poll_once(self) -> float | None:
        if self._poll.stopping:
            return None
        beat = {
            "etag": self._etag,
            "wait": POLL_SECONDS if self._etag else 0,
            "last_seq": self.journal.last_seq(),
            "outbox": self.journal.last_seq() - self.journal.covered(),
            "printers": [self._beat(name) for name in self.printers],
        }
        try:
            found = self._link.assignment(beat)
            self.connected = True
            self.heard_at = stamp(self.clock.now())
            if found is not None:
                self._bring_in_line(found[0])
                self._etag = found[1]
            self._ask_for_leases()
        except (CentreGone, CentreRefused) as error:
            self.connected = isinstance(error, CentreRefused)
            log.warning("centre", error=type(error).__name__)
            return RETRY_SECONDS
        return 0.0

    def _beat(self, name: str) -> dict[str, Any]:
        attempt = self.printers[name].open_attempt()
        return {
            "printer": name,
            "conditions": list(self.trouble.get(name, ())),
            "attempt_state": attempt["state"] if attempt else None,
        }

    def _bring_in_line(self, wanted: AssignmentForm) -> None:
        """Level-triggered: whatever differs is made equal, however often it is said."""
        self.store.set_meta("assignment", json.dumps(wanted))
        self._take_stacks(wanted)
        held = {row["print_job"]: row for row in self.store.all("SELECT * FROM leases")}
        for lease in wanted["leases"]:
            mine = held.pop(lease["print_job"], None)
            if mine is None and not self._tried(lease):
                self._take_lease(lease)
            if lease["cancel"] is not None:
                self.surrender_lease(lease["print_job"], lease["lease"], "cancelled")
        for gone in held.values():
            # Ended at the centre; unless the grant is newer than this assignment.
            self.store.run(
                "DELETE FROM leases WHERE print_job=? AND state='granted' AND granted_at<=?",
                gone["print_job"],
                wanted["position"],
            )
        # Last: an entry says that it knew of a cancel only once the cancel was carried out here.
        self.journal.know(wanted["position"])
        self.wake()

    def _take_stacks(self, wanted: AssignmentForm) -> None:
        """Only when the centre has heard everything from here are its books newer than ours."""
        with self.store.transaction():
            if wanted["covered"] < self.journal.last_seq():
                return
            self.store.run("DELETE FROM stack")
            self.store.run("DELETE FROM boxes")
            for box in wanted["boxes"]:
                self.store.run("INSERT INTO boxes VALUES (?,?)", box["box"], box["printer"])
                for serial in box["serials"]:
                    self.store.run("INSERT INTO stack VALUES (?,?,0)", box["box"], serial)

    def _tried(self, lease: LeaseForm) -> bool:
        """An attempt under this lease was made here; the centre may not have heard its end."""
        found = self.store.one(
            "SELECT 1 FROM attempts WHERE print_job=? AND attempt LIKE ?",
            lease["print_job"],
            f"{lease['lease']}.%",
        )
        return found is not None

    def _take_lease(self, lease: LeaseForm) -> None:
        try:
            content = self._link.payload(lease["print_job"], lease["lease"])
        except CentreRefused:
            # Over by now, or erased: the next assignment says what is wanted.
            log.warning("lease_over", lease=lease["lease"])
            return
        self.store.run(
            "INSERT OR IGNORE INTO leases VALUES (?,?,?,?,?,?,'granted')",
            lease["print_job"],
            lease["lease"],
            lease["receipt"],
            lease["payload_digest"],
            content,
            lease["position"],
        )

    def _ask_for_leases(self) -> None:
        """Up to the bundle, never more than blanks; repeated under one id until answered."""
        assignment = self.assignment
        if assignment is None or not assignment["shift_open"] or not assignment["waiting"]:
            return
        for name, printer in self.printers.items():
            held = self.store.one("SELECT COUNT(*) AS n FROM leases")
            free = min(self._habits.bundle, printer.remaining()) - (held["n"] if held else 0)
            waits = printer.open_attempt()
            if free <= 0 or (waits is not None and waits["state"] == "unknown"):
                continue
            command = self.store.meta("lease_command") or self._identifiers.new()
            self.store.set_meta("lease_command", command)
            granted = self._link.leases(
                {
                    "command_id": command,
                    "operator": self.store.meta("operator"),
                    "posting": self.store.meta("posting"),
                    "printer": name,
                    "count": free,
                }
            )
            # Answered: a repeat from now on would only get these same, perhaps ended, leases.
            self.store.set_meta("lease_command", "")
            for lease in granted:
                if not self._tried(lease):
                    self._take_lease(lease)
            self.wake()

    def _post_once(self) -> float | None:
        while entries := self.journal.outbox():
            try:
                receipt = self._link.journal(entries)
            except (CentreGone, CentreRefused):
                self.connected = False
                return RETRY_SECONDS
            before = self.journal.covered()
            self.journal.receipt(receipt["covered"])
            if self.journal.covered() == before:
                break
        return None

    def surrender_lease(self, print_job: str, lease: int, reason: str) -> bool:
        """Only before its start: taken out of the printers' hands and journalled in one step."""
        with self.store.transaction():
            row = self.store.one(
                "SELECT 1 FROM leases WHERE print_job=? AND state='granted'", print_job
            )
            if row is None:
                return False
            self.journal.append(f.LeaseSurrendered(print_job=print_job, lease=lease, reason=reason))
        self._post.wake()
        return True

    # ---- the printers

    def _turn_of(self, printer: CardPrinter) -> Callable[[], float | None]:
        def turn() -> float | None:
            return self._turn(printer)

        return turn

    def _turn(self, printer: CardPrinter) -> float | None:
        attempt = printer.open_attempt()
        if attempt is not None:
            return self._wait_for_outcome(printer, attempt)
        lease = self._next_lease()
        if lease is None:
            return None
        try:
            stopped = printer.print_lease(lease)
        finally:
            self.store.run(
                "UPDATE leases SET state='granted' WHERE print_job=? AND state='taken'",
                lease["print_job"],
            )
        self.trouble[printer.name] = stopped.conditions if stopped else ()
        self._post.wake()
        self._poll.wake()
        return RETRY_SECONDS if stopped else 0.0

    def next_receipts(self) -> tuple[str, ...]:
        """What will be printed, in the order of `_next_lease`; not what a printer has in hand."""
        rows = self.store.all("SELECT receipt FROM leases WHERE state='granted' ORDER BY rowid")
        return tuple(row["receipt"] for row in rows)

    def _next_lease(self) -> Row | None:
        """The oldest lease that no printer has in hand."""
        if not self.shift_open or self.journal.is_behind():
            return None
        with self.store.transaction():
            lease = self.store.one(
                "SELECT * FROM leases WHERE state='granted' ORDER BY rowid LIMIT 1"
            )
            if lease is not None:
                self.store.run(
                    "UPDATE leases SET state='taken' WHERE print_job=?", lease["print_job"]
                )
        return lease

    def _wait_for_outcome(self, printer: CardPrinter, attempt: Row) -> float | None:
        """A start without an outcome: evidence first, then a person's look."""
        if attempt["state"] == "unknown" or is_jammed(attempt):
            return None
        key = f"{attempt['print_job']}.{attempt['attempt']}"
        since = self._asked_at.setdefault(key, self.clock.now().timestamp())
        if printer.recover(attempt) is None:
            if self.clock.now().timestamp() - since < self._habits.patience_seconds:
                return EVIDENCE_SECONDS
            printer.give_up(attempt, "printer_silent")
        self._post.wake()
        return 0.0
