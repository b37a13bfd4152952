"""A station that hears that it was revoked prints nothing more, connected or not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from application.station_link.desk import Refusal
from tests.support.workbench import BOX, PIN, STAFF, Bench, bench, lease

REVOKED = {
    "position": 60,
    "revoked": True,
    "shift_open": False,
    "leases": [],
    "boxes": [],
    "operators": [],
}


def ready(at: Bench) -> None:
    at.centre.wanted["leases"] = [lease("1"), lease("2")]
    at.hear()
    at.desk.open_shift(STAFF, PIN)


def revoked(at: Bench) -> None:
    at.centre.wanted |= REVOKED  # type: ignore[typeddict-item]
    at.hear()


def test_what_it_holds_is_dropped_with_what_was_to_be_printed(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        ready(at)
        before = len(at.leases())
        at.journal.receipt(at.journal.last_seq())
        at.centre.wanted["covered"] = at.journal.last_seq()
        revoked(at)
        at.turn()

        assert (2, []) == (before, at.leases())
        assert 0 == at.printer.cards
        assert [] == at.store.all("SELECT * FROM stack")
        assert "60" == at.store.meta("knew")


def test_it_stays_so_after_a_restart_without_the_centre(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        ready(at)
        revoked(at)
        at.centre.gone = True
        again = at.started_again()
        again._poll_once()

        assert (True, False) == (again.revoked, again.shift_open)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: desk.open_shift(STAFF, PIN),
        lambda desk: desk.look("Kartu 1", "good", "74120001", None),
        lambda desk: desk.count(BOX, 4),
        lambda desk: desk.surrender("closing"),
    ],
)
def test_who_says_something_there_is_told_that_it_counts_no_more(
    tmp_path: Path, act: Callable[[object], object]
) -> None:
    with bench(tmp_path) as at:
        ready(at)
        revoked(at)
        written = at.kinds()
        with pytest.raises(Refusal, match="Stasiun ini dicabut"):
            act(at.desk)

        assert (True, written) == (at.desk.view().revoked, at.kinds())


def test_nothing_of_a_person_stays_of_a_card_that_nobody_will_look_at_there(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        ready(at)
        at.printer.loses_sight = True
        at.turn()
        before = [bytes(row["payload"]) for row in at.leases()]
        revoked(at)
        still_asked = [bytes(row["payload"]) for row in at.leases()]
        attempt = at.printers[0].open_attempt()
        assert attempt is not None
        # The printer is asked about what it has first, and its payload says how many sides.
        at.printers[0].give_up(attempt, "printer_silent")
        at.hear()

        assert all(before)
        assert all(still_asked)
        assert [b""] == [bytes(row["payload"]) for row in at.leases()]
