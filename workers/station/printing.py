"""One card: the start is durable before the insert command, the outcome is never a guess."""

import json
from collections.abc import Callable
from dataclasses import asdict
from threading import Lock
from typing import cast

from application.rendering.payload import decode_payload
from domain.documents.kinds import CARD, KINDS
from domain.stations import facts as f
from printers.driver import CardDriver
from printers.errors import NothingTaken, OutcomeUnknown, PrinterError
from printers.status import Counters, Evidence, Proposal
from workers.station.attempts import Attempts, Recovery, Stopped
from workers.station.journal import Journal
from workers.station.store import Row, Store


class CardPrinter:
    """One printer of the station with its driver.

    The line belongs to whoever holds `_line`: its own thread while it prints or asks for
    evidence; the page only when the printer is idle.
    """

    medium = CARD

    def __init__(self, name: str, driver: CardDriver, store: Store, journal: Journal) -> None:
        self.name = name
        self._driver = driver
        self._store = store
        self._journal = journal
        self._attempts = Attempts(name, store, journal)
        self._line = Lock()

    def kinds(self) -> frozenset[str]:
        on_top = self.next_blank()
        row = self._store.one("SELECT kind FROM boxes WHERE box=?", on_top[0]) if on_top else None
        blank = row["kind"] if row else None
        return frozenset(kind.name for kind in KINDS.values() if blank and kind.blank_kind == blank)

    def open_attempt(self) -> Row | None:
        return self._attempts.open_attempt()

    def next_blank(self) -> tuple[str, str | None] | None:
        """`(box, serial)` on top of the stack; of a counted box without a serial."""
        # Behind the last one seen out of order; what it left behind comes last.
        row = self._store.one(
            "SELECT s.box, s.serial FROM stack s JOIN boxes b ON b.box=s.box "
            "LEFT JOIN marks m ON m.box=s.box WHERE b.printer=? AND s.gone=0 "
            "ORDER BY s.serial<=COALESCE(m.serial,''), s.serial LIMIT 1",
            self.name,
        )
        if row is None:
            row = self._store.one(
                "SELECT box, NULL AS serial FROM boxes WHERE printer=? AND remaining>0", self.name
            )
        return None if row is None else (row["box"], row["serial"])

    def remaining(self) -> int:
        row = self._store.one(
            "SELECT (SELECT COUNT(*) FROM stack s JOIN boxes b ON b.box=s.box "
            "WHERE b.printer=?1 AND s.gone=0) + "
            "(SELECT COALESCE(SUM(remaining),0) FROM boxes WHERE printer=?1) AS n",
            self.name,
        )
        return 0 if row is None else int(row["n"])

    def last_counters(self) -> dict[str, int] | None:
        row = self._store.one("SELECT counters FROM printers WHERE printer=?", self.name)
        text = "null" if row is None else row["counters"] or "null"
        return cast("dict[str, int] | None", json.loads(text))

    def counters_now(self) -> dict[str, int] | None:
        """None when nobody counts, the printer does not answer, or a card is under way."""
        if not self._line.acquire(blocking=False):
            return None
        try:
            return _plain(self._driver.counters())
        except PrinterError:
            return None
        finally:
            self._line.release()

    def print_lease(self, lease: Row) -> Stopped | None:
        """Print the leased job on the next blank."""
        on_top = self.next_blank()
        if on_top is None:
            return Stopped(conditions=("media-empty",))
        image = decode_payload(lease["payload"]).image
        attempt = self._attempts.next_name(lease)
        try:
            with self._line:
                done = self._driver.print(image, self._starter(lease, attempt, *on_top))
        except NothingTaken as proof:
            return self._nothing_taken(lease, attempt, proof)
        except OutcomeUnknown as doubt:
            self._attempts.doubt(lease, attempt, doubt)
            return None
        except PrinterError as error:
            return Stopped.by(error)
        self._journal.append(
            f.AttemptPrinted(
                print_job=lease["print_job"],
                attempt=attempt,
                method="assumed",
                counters=_plain(done.counters),
            )
        )
        return None

    @property
    def conditions(self) -> tuple[str, ...]:
        """A card's way is short: what is in it is told when it ends."""
        return ()

    def is_over(self, attempt: Row) -> bool:  # noqa: ARG002 - of cards a second person decides
        return True

    def stop(self) -> None:
        """The card in the printer is finished."""

    def recover(self, attempt: Row) -> Recovery:
        """Equal counters settle it; everything else waits for a look."""
        before = json.loads(attempt["counters"]) if attempt["counters"] else None
        counters = Counters(**before) if before else None
        try:
            lease = self._store.one(
                "SELECT payload FROM leases WHERE print_job=?", attempt["print_job"]
            )
            with self._line:
                evidence = self._driver.after_restart(counters, sides=_sides(lease))
        except PrinterError:
            return Recovery.SILENT
        if evidence.proposal is Proposal.UNTOUCHED and evidence.counters is not None:
            self._journal.append(
                f.AttemptUntouched(
                    print_job=attempt["print_job"],
                    attempt=attempt["attempt"],
                    counters=asdict(evidence.counters),
                )
            )
        else:
            self.give_up(attempt, "no_outcome", evidence)
        return Recovery.TOLD

    def give_up(self, attempt: Row, reason: str, evidence: Evidence | None = None) -> None:
        fact = f.AttemptUnknown(
            print_job=attempt["print_job"],
            attempt=attempt["attempt"],
            reason=reason,
            counters=_plain(evidence.counters) if evidence else None,
            card_position=str(evidence.position) if evidence else None,
        )
        proposal = evidence.proposal if evidence else None
        self._attempts.give_up(fact, str(proposal) if proposal else None)

    def close(self) -> None:
        self._driver.close()

    def _starter(
        self, lease: Row, attempt: str, box: str, serial: str | None
    ) -> Callable[[Counters | None], None]:
        """The driver calls it with the counters and sends nothing until it returns."""

        def note(counters: Counters | None) -> None:
            self._journal.append(
                f.AttemptStarted(
                    print_job=lease["print_job"],
                    lease=lease["lease"],
                    attempt=attempt,
                    printer=self.name,
                    payload_digest=lease["payload_digest"],
                    box=box,
                    expected_serial=serial,
                    counters=_plain(counters),
                    counters_before=self.last_counters(),
                )
            )

        return note

    def _nothing_taken(self, lease: Row, attempt: str, proof: NothingTaken) -> Stopped:
        """Proved by equal counters; without counters the attempt waits for a look."""
        if self.open_attempt() is not None and proof.counters is not None:
            self._journal.append(
                f.AttemptUntouched(
                    print_job=lease["print_job"],
                    attempt=attempt,
                    counters=asdict(proof.counters),
                )
            )
        return Stopped.by(proof)


def _plain(counters: Counters | None) -> dict[str, int] | None:
    return None if counters is None else asdict(counters)


def _sides(lease: Row | None) -> int:
    return 2 if lease is None else decode_payload(lease["payload"]).image.sides
