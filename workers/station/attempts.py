"""The attempts of one printer: which is open, what it is called, and what is not known of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import structlog

from domain.stations import facts as f
from printers.errors import ConditionError, OutcomeUnknown, PrinterError
from workers.station.journal import Journal
from workers.station.store import Row, Store

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped:
    """Why the printer takes nothing now; nothing was taken."""

    conditions: tuple[str, ...]

    @classmethod
    def by(cls, error: PrinterError) -> Self:
        """The printer's own words where it gave some."""
        if isinstance(error, ConditionError):
            return cls(conditions=tuple(str(condition) for condition in error.conditions))
        return cls(conditions=(type(error).__name__,))


class Recovery(StrEnum):
    """What became of an attempt without outcome, when the printer was asked."""

    TOLD = "told"
    """It is in the journal: settled by proof, or unknown and waiting for a look."""
    SILENT = "silent"
    UNDER_WAY = "under_way"
    """The printer still has the job: whatever a person sees now is not the end of it."""


class Attempts:
    """Shared by the printers of cards and of paper."""

    def __init__(self, printer: str, store: Store, journal: Journal) -> None:
        self._printer = printer
        self._store = store
        self._journal = journal

    def open_attempt(self) -> Row | None:
        """A start without an outcome, or one that waits for a person's look."""
        return self._store.one(
            "SELECT * FROM attempts WHERE printer=? AND state IN ('open','unknown')", self._printer
        )

    def next_name(self, lease: Row) -> str:
        """`lease.n`: two stations cannot give one name twice."""
        row = self._store.one(
            "SELECT COUNT(*) AS n FROM attempts WHERE print_job=? AND attempt LIKE ?",
            lease["print_job"],
            f"{lease['lease']}.%",
        )
        return f"{lease['lease']}.{1 + (0 if row is None else int(row['n']))}"

    def doubt(self, lease: Row, attempt: str, doubt: OutcomeUnknown) -> None:
        """The attempt stays open: what the printer shows next decides what is written."""
        log.warning("outcome_unknown", printer=self._printer, reason=str(doubt.reason))
        self._store.run(
            "UPDATE attempts SET words=? WHERE print_job=? AND attempt=?",
            f"{doubt.reason}: {doubt.last_words}"[:200],
            lease["print_job"],
            attempt,
        )

    def give_up(self, fact: f.AttemptUnknown, proposal: str | None) -> None:
        """Nobody can say: the attempt is unknown and this printer waits."""
        with self._store.transaction():
            self._journal.append(fact)
            if proposal is not None:
                self._store.run(
                    "UPDATE attempts SET proposal=? WHERE print_job=? AND attempt=?",
                    proposal,
                    fact.print_job,
                    fact.attempt,
                )
