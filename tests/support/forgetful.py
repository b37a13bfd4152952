"""A mutant of the station: it writes the start of a card down only together with its outcome."""

from domain.stations import facts as f
from terbit.__main__ import main
from workers.station.journal import Journal


def forget_starts() -> None:
    """What is not durable before the insert command is gone with the power."""
    append = Journal.append
    held: list[f.Fact] = []

    def append_late(journal: Journal, fact: f.Fact) -> int:
        held.append(fact)
        if isinstance(fact, f.AttemptStarted):
            return journal.last_seq()
        return [append(journal, held.pop(0)) for _ in tuple(held)][-1]

    Journal.append = append_late  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    forget_starts()
    main()
