"""The station: brings itself in line with its assignment, prints what it holds, reports back.

Theory of operation
- One loop polls the assignment (long poll) and asks for leases; one posts the journal; one per
  printer prints. They meet only in the store. Each may fail and try again at any time.
- The centre may be gone for days: leases held are printed, entries wait in the outbox.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from application.deciding import stamp
from application.ports import Clock, Identifiers
from application.station_link.forms import AssignmentForm, LeaseRequest
from workers.loop import Loop
from workers.station import stacks
from workers.station.attempts import Recovery
from workers.station.journal import Journal
from workers.station.leases import Leases
from workers.station.link import CentreGone, CentreRefused, Link
from workers.station.printer import StationPrinter
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
        printers: Sequence[StationPrinter],
        clock: Clock,
        identifiers: Identifiers,
        habits: Habits,
    ) -> None:
        self.store = store
        self.journal = journal
        self.leases = Leases(store, journal, link)
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
        self._has_asked = False
        self._poll = Loop("assignment", self._poll_once, RETRY_SECONDS)
        self._post = Loop("journal", self._post_once, RETRY_SECONDS)
        self._print = {
            name: Loop(f"printer {name}", self._turn_of(printer), RETRY_SECONDS)
            for name, printer in self.printers.items()
        }

    def start(self) -> None:
        self.leases.put_all_back()
        for loop in (self._post, self._poll, *self._print.values()):
            loop.start()

    def stop(self) -> None:
        """The card in the printer is finished; the rest waits in the store."""
        for printer in self.printers.values():
            printer.stop()
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
    def today(self) -> str:
        """By the station's own clock, for the centre may be gone for days; empty before it spoke.

        Never before the day last heard: a mini PC may wake without its time.
        """
        wanted = self.assignment
        if wanted is None:
            return ""
        zone = ZoneInfo(wanted.get("timezone", "UTC"))
        return max(wanted["today"], self.clock.now().astimezone(zone).date().isoformat())

    @property
    def shift_open(self) -> bool:
        """A shift was opened here today; the centre may not know yet.

        It ends with the posting of its operator: nothing more is begun in that name.
        """
        wanted = self.assignment
        if wanted is None:
            return False
        opened = self.store.meta("shift_date")
        closed = wanted["shift_closed"] and opened == wanted["today"]
        return opened == self.today and not closed and self._operator_is_posted(wanted)

    def _operator_is_posted(self, wanted: AssignmentForm) -> bool:
        """By the last assignment heard, whose days go on while the centre is gone."""
        acting = (self.store.meta("operator"), self.store.meta("posting"))
        return any(
            (one["staff"], one["posting"]) == acting and one["valid_until"] >= self.today
            for one in wanted["operators"]
        )

    @property
    def revoked(self) -> bool:
        """For ever: two people at the centre said so."""
        wanted = self.assignment
        return wanted is not None and wanted.get("revoked", False)

    @property
    def frozen_until(self) -> str | None:
        """Printing stands still by order: leases stay, none is started (flow 15.2)."""
        wanted = self.assignment
        return None if wanted is None else wanted.get("frozen_until")

    @property
    def freeze_overdue(self) -> bool:
        """It should have ended, by the station's clock, and nobody has lifted it."""
        until = self.frozen_until
        return until is not None and until <= stamp(self.clock.now())

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
            if self.revoked:
                self.leases.forget_all()
            self._ask_for_leases()
        except (CentreGone, CentreRefused) as error:
            self.connected = isinstance(error, CentreRefused)
            log.warning("centre", error=type(error).__name__)
            return RETRY_SECONDS
        finally:
            self._asked()
        return 0.0

    def _asked(self) -> None:
        """From now on cards are printed: an old copy of the store has had its chance to be told."""
        if not self._has_asked:
            self._has_asked = True
            self.wake()

    def _beat(self, name: str) -> dict[str, Any]:
        attempt = self.printers[name].open_attempt()
        return {
            "printer": name,
            "conditions": list(self.conditions_of(name)),
            "attempt_state": attempt["state"] if attempt else None,
        }

    def conditions_of(self, name: str) -> tuple[str, ...]:
        """What stands in a printer's way: of a job that it has, else of the next one."""
        return self.printers[name].conditions or self.trouble.get(name, ())

    def _bring_in_line(self, wanted: AssignmentForm) -> None:
        """Level-triggered: whatever differs is made equal, however often it is said."""
        self.journal.compare(wanted.get("reported", wanted["covered"]))
        self.store.set_meta("assignment", json.dumps(wanted))
        self._take_stacks(wanted)
        self._carry_out()
        self.leases.take_in(wanted["leases"])
        self.wake()

    def _carry_out(self) -> None:
        """Cancels and ends of the last assignment heard, also those that had to wait."""
        wanted = self.assignment
        if wanted is not None:
            self.leases.carry_out(wanted)
            self._post.wake()

    def _take_stacks(self, wanted: AssignmentForm) -> None:
        """Only when the centre has heard everything from here are its books newer than ours."""
        with self.store.transaction():
            if wanted["covered"] < self.journal.last_seq():
                return
            self.store.run("DELETE FROM stack")
            self.store.run("DELETE FROM boxes")
            for box in wanted["boxes"]:
                self.store.run(
                    "INSERT INTO boxes (box, printer, kind, remaining, label) VALUES (?,?,?,?,?)",
                    box["box"],
                    box["printer"],
                    box["kind"],
                    box.get("remaining"),
                    box.get("label"),
                )
                lie = ((stacks.HERE, box["serials"]), (stacks.MISSING, box.get("missing", [])))
                for place, serials in lie:
                    for serial in serials:
                        self.store.run(
                            "INSERT INTO stack VALUES (?,?,?)", box["box"], serial, place
                        )

    def _ask_for_leases(self) -> None:
        """Up to the bundle, never more than blanks; repeated under one id until answered."""
        assignment = self.assignment
        if assignment is None or not assignment["shift_open"] or not assignment["waiting"]:
            return
        if not self.shift_open or self.frozen_until is not None:
            return
        for name, printer in self.printers.items():
            free = self._room(printer)
            if free > 0:
                self._ask_for(name, free)

    def _ask_for(self, name: str, free: int) -> None:
        """A refusal is this printer's own: the others are asked for all the same."""
        command = self.store.meta("lease_command") or self._identifiers.new()
        self.store.set_meta("lease_command", command)
        asked: LeaseRequest = {
            "command_id": command,
            "operator": self.store.meta("operator"),
            "posting": self.store.meta("posting"),
            "printer": name,
            "count": free,
        }
        try:
            granted = self._link.leases(asked)
        except CentreRefused as refused:
            log.warning("no_leases", printer=name, reason=refused.reason)
            granted = []
        # Answered: a repeat from now on would only get these same, perhaps ended, leases.
        self.store.set_meta("lease_command", "")
        self.leases.take_in(granted)
        self.wake()

    def _room(self, printer: StationPrinter) -> int:
        """How many more leases it can serve: those held serve every printer of such kinds."""
        kinds = printer.kinds()
        others = sum(
            self._room_at(other)
            for other in self.printers.values()
            if other is not printer and other.kinds() & kinds
        )
        return self._room_at(printer) - max(0, self.leases.count(kinds) - others)

    def _room_at(self, printer: StationPrinter) -> int:
        """No room where a card waits for a look."""
        waits = printer.open_attempt()
        if waits is not None and waits["state"] == "unknown":
            return 0
        return min(self._habits.bundle, printer.remaining())

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
        """Only before its start."""
        given = self.leases.surrender(print_job, lease, reason)
        self._post.wake()
        return given

    # ---- the printers

    def _turn_of(self, printer: StationPrinter) -> Callable[[], float | None]:
        def turn() -> float | None:
            return self._turn(printer)

        return turn

    def _turn(self, printer: StationPrinter) -> float | None:
        attempt = printer.open_attempt()
        if attempt is not None:
            return self._wait_for_outcome(printer, attempt)
        lease = self._next_lease(printer)
        if lease is None:
            return None
        try:
            stopped = printer.print_lease(lease)
        finally:
            self.leases.put_back(lease["print_job"])
            self._carry_out()
        self.trouble[printer.name] = stopped.conditions if stopped else ()
        self._post.wake()
        self._poll.wake()
        return RETRY_SECONDS if stopped else 0.0

    def _next_lease(self, printer: StationPrinter) -> Row | None:
        """One step: a cancelled lease never gets back into a printer's hand."""
        with self.store.transaction():
            self._carry_out()
            if not self._has_asked or not self.shift_open or self.journal.is_behind():
                return None
            if self.frozen_until is not None:
                return None
            return self.leases.hand_out(printer.kinds())

    def _wait_for_outcome(self, printer: StationPrinter, attempt: Row) -> float | None:
        """A start without an outcome: evidence first, then a person's look."""
        if attempt["state"] == "unknown" or is_jammed(attempt):
            return None
        key = f"{attempt['print_job']}.{attempt['attempt']}"
        since = self._asked_at.setdefault(key, self.clock.now().timestamp())
        found = printer.recover(attempt)
        if found is Recovery.UNDER_WAY:
            # However long it takes: the job would come out behind whatever was said of it.
            self._asked_at.pop(key, None)
            return EVIDENCE_SECONDS
        if found is Recovery.SILENT:
            if self.clock.now().timestamp() - since < self._habits.patience_seconds:
                return EVIDENCE_SECONDS
            printer.give_up(attempt, "printer_silent")
        self._post.wake()
        return 0.0
