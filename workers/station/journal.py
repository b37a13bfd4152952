"""The journal: every fact signed, chained and durable before anybody acts on it.

Rules
- `append` is one transaction: the entry, and what the station itself derives from it.
- An entry is kept until the centre's receipt covers it; nothing is ever changed in it.
"""

import json
from hashlib import sha256
from itertools import accumulate
from time import monotonic
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application.deciding import stamp
from application.ports import Clock
from application.station_link.forms import EntryForm
from application.station_link.signing import sign_text
from domain.stations import entry_text
from domain.stations import facts as f
from workers.station import stacks
from workers.station.store import Store

BATCH = 200
BATCH_BYTES = 2_000_000


class Journal:
    """Appends facts under the operator of the shift; tells the link what to send."""

    def __init__(self, store: Store, key: Ed25519PrivateKey, clock: Clock, boot: str) -> None:
        self._store = store
        self._key = key
        self._clock = clock
        self._boot = boot

    def append(self, fact: f.Fact) -> int:
        """Durable when it returns; the entry's station_seq."""
        with self._store.transaction():
            last = self._store.one("SELECT seq, text FROM entries ORDER BY seq DESC LIMIT 1")
            seq = 1 if last is None else last["seq"] + 1
            head = entry_text.Head(
                station=self._store.meta("station"),
                station_seq=seq,
                previous="" if last is None else sha256(last["text"].encode()).hexdigest(),
                knew=int(self._store.meta("knew", "0")),
                kind=fact.KIND,
                at=stamp(self._clock.now()),
                boot=self._boot,
                monotonic=int(monotonic() * 1000),
                operator=self._store.meta("operator") or None,
                posting=self._store.meta("posting") or None,
            )
            text = entry_text.write(head, fact)
            signature = sign_text(self._key, text)
            self._store.run("INSERT INTO entries VALUES (?,?,?)", seq, text, signature)
            self._derive(fact)
        return seq

    def outbox(self) -> list[EntryForm]:
        """The oldest entries that no receipt covers; at least one, and no more than fit a post."""
        rows = self._store.all(
            "SELECT text, signature FROM entries WHERE seq>? ORDER BY seq LIMIT ?",
            self.covered(),
            BATCH,
        )
        fitting = accumulate(len(row["text"].encode()) for row in rows)
        many = sum(1 for size in fitting if size <= BATCH_BYTES)
        return [
            {"text": row["text"], "signature": row["signature"]} for row in rows[: max(1, many)]
        ]

    def covered(self) -> int:
        return int(self._store.meta("covered", "0"))

    def last_seq(self) -> int:
        row = self._store.one("SELECT MAX(seq) AS seq FROM entries")
        return 0 if row is None or row["seq"] is None else int(row["seq"])

    def receipt(self, covered: int) -> None:
        with self._store.transaction():
            self.compare(covered)
            # Also downwards: a centre put back from its backup is told again what it has lost.
            if covered <= self.last_seq():
                self._store.set_meta("covered", str(covered))

    def compare(self, held: int) -> None:
        """With the entries that the centre holds: it cannot have more than were written here."""
        if held > self.last_seq():
            # This database is older than what was sent from it: nothing more is printed.
            self._store.set_meta("behind", "1")

    def has_surrendered(self, print_job: str, lease: int) -> bool:
        found = self._store.one(
            "SELECT 1 FROM entries WHERE json_extract(text,'$.kind')=? AND "
            "json_extract(text,'$.body.print_job')=? AND json_extract(text,'$.body.lease')=? "
            "ORDER BY seq DESC LIMIT 1",
            f.LeaseSurrendered.KIND,
            print_job,
            lease,
        )
        return found is not None

    def is_behind(self) -> bool:
        """The centre holds entries of this station that are not here: an old copy was put back."""
        return self._store.meta("behind") == "1"

    def counters(self, printer: str, counters: dict[str, int]) -> None:
        """What the printer counted last, as the operator left it."""
        self._store.run(
            "INSERT OR REPLACE INTO printers VALUES (?,?)", printer, json.dumps(counters)
        )

    def know(self, position: int) -> None:
        """The centre position of the assignment that this station has brought itself in line with.

        A receipt names a newer one, but says nothing of what happened up to it.
        """
        if position > int(self._store.meta("knew", "0")):
            self._store.set_meta("knew", str(position))

    def _derive(self, fact: f.Fact) -> None:
        match fact:
            case f.AttemptStarted():
                self._started(fact)
            case f.AttemptPrinted():
                self._end(fact, "printed")
                self._lease_over(fact.print_job)
            case f.AttemptSpoiled():
                self._end(fact, "spoiled")
                self._lease_over(fact.print_job)
            case f.AttemptUnknown():
                self._end(fact, "unknown")
            case f.AttemptSeen():
                self._end(fact, _after_the_look(fact))
                self._lease_over(fact.print_job)
            case f.AttemptUntouched():
                self._untouched(fact)
            case f.LeaseSurrendered():
                self._lease_over(fact.print_job)
            case f.BoxScanned() | f.BoxHandedBack() | f.BlankFound() | f.BlankSpoiled():
                stacks.derive(self._store, fact)
            case _:
                pass

    def _started(self, fact: f.AttemptStarted) -> None:
        lease = self._store.one("SELECT receipt FROM leases WHERE print_job=?", fact.print_job)
        self._store.run(
            "INSERT INTO attempts (attempt, print_job, printer, receipt, box, serial, counters, "
            "state) VALUES (?,?,?,?,?,?,?,'open')",
            fact.attempt,
            fact.print_job,
            fact.printer,
            lease["receipt"] if lease else "",
            fact.box,
            fact.expected_serial,
            json.dumps(fact.counters),
        )
        self._store.run(
            "UPDATE stack SET gone=1 WHERE box=? AND serial=?", fact.box, fact.expected_serial
        )
        if fact.expected_serial is None:
            self._store.run("UPDATE boxes SET remaining=remaining-1 WHERE box=?", fact.box)
        self._store.run("UPDATE leases SET state='started' WHERE print_job=?", fact.print_job)

    def _end(self, fact: Any, state: str) -> None:
        self._rebase(fact)
        self._store.run(
            "UPDATE attempts SET state=? WHERE print_job=? AND attempt=?",
            state,
            fact.print_job,
            fact.attempt,
        )
        counters = getattr(fact, "counters", None)
        if counters is not None:
            self._counted(fact, counters)

    def _rebase(self, fact: Any) -> None:
        """Another serial was seen than expected: the stack goes on behind the one seen."""
        observed = getattr(fact, "observed_serial", None)
        row = self._store.one(
            "SELECT box, serial FROM attempts WHERE print_job=? AND attempt=?",
            fact.print_job,
            fact.attempt,
        )
        if row is None or observed is None or observed == row["serial"]:
            return
        self._store.run(
            "UPDATE stack SET gone=0 WHERE box=? AND serial=?", row["box"], row["serial"]
        )
        self._store.run("UPDATE stack SET gone=1 WHERE serial=?", observed)
        self._store.run("INSERT OR REPLACE INTO marks VALUES (?,?)", row["box"], observed)

    def _counted(self, fact: Any, counters: dict[str, int]) -> None:
        row = self._store.one(
            "SELECT printer FROM attempts WHERE print_job=? AND attempt=?",
            fact.print_job,
            fact.attempt,
        )
        if row is not None:
            self._store.run(
                "INSERT OR REPLACE INTO printers VALUES (?,?)",
                row["printer"],
                json.dumps(counters),
            )

    def _untouched(self, fact: f.AttemptUntouched) -> None:
        """The same lease goes on with its next attempt; the blank is back on the stack."""
        self._end(fact, "untouched")
        self._store.run(
            "UPDATE stack SET gone=0 WHERE serial=(SELECT serial FROM attempts WHERE print_job=? "
            "AND attempt=?)",
            fact.print_job,
            fact.attempt,
        )
        self._store.run(
            "UPDATE boxes SET remaining=remaining+1 WHERE box=(SELECT box FROM attempts WHERE "
            "print_job=? AND attempt=? AND serial IS NULL)",
            fact.print_job,
            fact.attempt,
        )
        self._store.run("UPDATE leases SET state='granted' WHERE print_job=?", fact.print_job)

    def _lease_over(self, print_job: str) -> None:
        # The payload goes with its lease: no personal data stays at the station.
        self._store.run("DELETE FROM leases WHERE print_job=?", print_job)


def _after_the_look(fact: f.AttemptSeen) -> str:
    """Of paper the look is the outcome; a card waits for a second person."""
    if fact.method != f.LOOK:
        return "seen"
    return "printed" if fact.seen == "good" else fact.seen
