"""What the daemon and the page need of any printer at the station."""

from typing import Protocol

from workers.station.attempts import Recovery, Stopped
from workers.station.store import Row


class StationPrinter(Protocol):
    """Paper or cards; every act that matters is in the journal when it returns."""

    @property
    def name(self) -> str: ...

    @property
    def medium(self) -> str:
        """`card` or `paper`."""

    def kinds(self) -> frozenset[str]:
        """Kinds of document that it can print now; of cards, what its box has blanks for."""

    def open_attempt(self) -> Row | None:
        """A start without an outcome, or one that waits for a person's look."""

    def next_blank(self) -> tuple[str, str | None] | None:
        """`(box, serial)` on top of the stack; None without a blank, and for paper."""

    def remaining(self) -> int:
        """How many more it can print."""

    def last_counters(self) -> dict[str, int] | None: ...

    def counters_now(self) -> dict[str, int] | None:
        """None when nobody counts, or it does not answer."""

    def print_lease(self, lease: Row) -> Stopped | None:
        """None: the outcome is in the journal, or the start is and nobody can say yet."""

    @property
    def conditions(self) -> tuple[str, ...]:
        """What it waits for while it has a job, as far as it tells."""

    def recover(self, attempt: Row) -> Recovery:
        """Ask the printer about an attempt without outcome."""

    def is_over(self, attempt: Row) -> bool | None:
        """Nothing more can come of it; None: the printer does not answer.

        A job that is still there is cancelled, so that it is over when asked again.
        """

    def stop(self) -> None:
        """Wait for a job no longer; its outcome is asked for at the next start."""

    def give_up(self, attempt: Row, reason: str) -> None:
        """Nobody can say: the attempt is unknown and this printer waits."""

    def close(self) -> None: ...
