"""The leases at the station: taken in, handed to one printer at a time, given back."""

from collections.abc import Collection

import structlog

from application.station_link.forms import AssignmentForm, LeaseForm
from domain.documents.kinds import KTP_EL
from domain.stations import facts as f
from workers.station.journal import Journal
from workers.station.link import CentreRefused, Link
from workers.station.store import Row, Store

log = structlog.get_logger()
ERASED = 410


class Leases:
    """Level-triggered: whatever differs from the assignment is made equal, however often."""

    def __init__(self, store: Store, journal: Journal, link: Link) -> None:
        self._store = store
        self._journal = journal
        self._link = link

    def carry_out(self, wanted: AssignmentForm) -> None:
        """Give back what is cancelled and drop what has ended.

        A lease that a printer has in hand waits until it is put back. Till then no entry may say
        that the station knew: the printer may still start it.
        """
        with self._store.transaction():
            if self._journal.is_behind():
                return
            held = {
                (row["print_job"], row["lease"]): row
                for row in self._store.all("SELECT * FROM leases")
            }
            in_hand = False
            for lease in wanted["leases"]:
                mine = held.pop((lease["print_job"], lease["lease"]), None)
                if lease["cancel"] is None:
                    continue
                in_hand |= mine is not None and mine["state"] == "taken"
                if mine is None and not self._is_over(lease):
                    self._give_back(lease, "cancelled")
                self.surrender(lease["print_job"], lease["lease"], "cancelled")
            for gone in held.values():
                # Ended at the centre; unless the grant is newer than this assignment.
                if gone["granted_at"] <= wanted["position"]:
                    in_hand |= gone["state"] == "taken"
                    self._drop(gone)
            if not in_hand:
                self._journal.know(wanted["position"])

    def take_in(self, leases: list[LeaseForm]) -> None:
        """What is granted and not here yet, unless its end is already in the journal."""
        for lease in leases:
            held = self._store.one("SELECT 1 FROM leases WHERE print_job=?", lease["print_job"])
            if held is None and lease["cancel"] is None and not self._is_over(lease):
                self._fetch(lease)

    def _fetch(self, lease: LeaseForm) -> None:
        try:
            content = self._link.payload(lease["print_job"], lease["lease"])
        except CentreRefused as refused:
            log.warning("lease_over", lease=lease["lease"])
            if refused.status == ERASED:
                # Live at the centre, but nothing to print: without this it would live for ever.
                self._give_back(lease, "no_payload")
            return
        self._store.run(
            "INSERT OR IGNORE INTO leases (print_job, lease, receipt, payload_digest, payload, "
            "granted_at, state, kind) VALUES (?,?,?,?,?,?,'granted',?)",
            lease["print_job"],
            lease["lease"],
            lease["receipt"],
            lease["payload_digest"],
            content,
            lease["position"],
            lease.get("kind", KTP_EL),
        )

    def hand_out(self, kinds: Collection[str]) -> Row | None:
        """The oldest lease of these kinds that no printer has in hand."""
        with self._store.transaction():
            lease = self._store.one(
                f"SELECT * FROM leases WHERE state='granted' AND kind IN ({_marks(kinds)}) "  # noqa: S608 - question marks only
                "ORDER BY rowid LIMIT 1",
                *kinds,
            )
            if lease is not None:
                self._store.run(
                    "UPDATE leases SET state='taken' WHERE print_job=?", lease["print_job"]
                )
        return lease

    def put_back(self, print_job: str) -> None:
        """Out of the printer's hand; a lease that was started stays with its attempt."""
        self._store.run(
            "UPDATE leases SET state='granted' WHERE print_job=? AND state='taken'", print_job
        )

    def put_all_back(self) -> None:
        """After a restart no printer has anything in hand."""
        self._store.run("UPDATE leases SET state='granted' WHERE state='taken'")

    def surrender(self, print_job: str, lease: int, reason: str) -> bool:
        """Only before its start: taken out of the printers' hands and journalled in one step."""
        with self._store.transaction():
            row = self._store.one(
                "SELECT 1 FROM leases WHERE print_job=? AND lease=? AND state='granted'",
                print_job,
                lease,
            )
            if row is not None:
                fact = f.LeaseSurrendered(print_job=print_job, lease=lease, reason=reason)
                self._journal.append(fact)
        return row is not None

    def forget_all(self) -> None:
        """Of a revoked station: nothing of a person stays in what may leave the house."""
        # What a printer still has is asked about by it first: see `recover`.
        self._store.run(
            "UPDATE leases SET payload=x'' WHERE state='started' AND print_job NOT IN "
            "(SELECT print_job FROM attempts WHERE state='open')"
        )

    def receipts(self) -> tuple[str, ...]:
        """What will be printed, in the order of `hand_out`; not what a printer has in hand."""
        rows = self._store.all("SELECT receipt FROM leases WHERE state='granted' ORDER BY rowid")
        return tuple(row["receipt"] for row in rows)

    def count(self, kinds: Collection[str]) -> int:
        row = self._store.one(
            f"SELECT COUNT(*) AS n FROM leases WHERE kind IN ({_marks(kinds)})",  # noqa: S608 - as above
            *kinds,
        )
        return 0 if row is None else int(row["n"])

    def _give_back(self, lease: LeaseForm, reason: str) -> None:
        self._journal.append(
            f.LeaseSurrendered(print_job=lease["print_job"], lease=lease["lease"], reason=reason)
        )

    def _drop(self, gone: Row) -> None:
        self._store.run(
            "DELETE FROM leases WHERE print_job=? AND lease=? AND state='granted'",
            gone["print_job"],
            gone["lease"],
        )

    def _is_over(self, lease: LeaseForm) -> bool:
        """Tried or given back here; the centre may not have heard it yet."""
        tried = self._store.one(
            "SELECT 1 FROM attempts WHERE print_job=? AND attempt LIKE ?",
            lease["print_job"],
            f"{lease['lease']}.%",
        )
        if tried is not None:
            return True
        return self._journal.has_surrendered(lease["print_job"], lease["lease"])


def _marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))
