"""What the centre takes back is not printed, whatever a printer has in hand at that moment."""

from pathlib import Path

import pytest

from domain.stations import facts as f
from tests.support.workbench import BOX, PIN, STAFF, Bench, bench, box, lease


def _ready(at: Bench) -> None:
    """One lease held, the shift open."""
    at.centre.wanted["leases"] = [lease("1")]
    at.hear()
    at.desk.open_shift(STAFF, PIN)


def test_a_cancel_that_arrives_while_the_printer_tries_is_carried_out_after_the_try(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        _ready(at)
        at.printer.cover_open = True
        knew = []

        def cancel_arrives() -> None:
            at.centre.wanted |= {"position": 60, "leases": [lease("1", "incomplete")]}
            at.hear()
            knew.append(at.store.meta("knew"))

        at.printer.during = cancel_arrives
        at.turn()
        at.printer.during = None
        at.printer.cover_open = False
        for _ in range(3):
            at.hear()
            at.turn()

        assert ["50"] == knew, "an entry may not say that it knew while the printer could start"
        assert "60" == at.store.meta("knew")
        assert 0 == at.printer.cards
        assert [] == at.leases()
        assert ["shift_opened", "lease_surrendered"] == at.kinds()


def test_a_lease_that_ended_while_the_printer_tried_is_dropped_after_the_try(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        _ready(at)
        at.printer.cover_open = True

        def end_arrives() -> None:
            at.centre.wanted |= {"position": 60, "leases": []}
            at.hear()

        at.printer.during = end_arrives
        at.turn()
        at.printer.during = None
        at.printer.cover_open = False
        at.turn()

        assert 0 == at.printer.cards
        assert [] == at.leases()
        assert ["shift_opened"] == at.kinds()


def test_a_card_started_before_the_cancel_was_heard_did_not_know_of_it(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _ready(at)

        def cancel_arrives() -> None:
            at.centre.wanted |= {"position": 60, "leases": [lease("1", "incomplete")]}
            at.hear()

        at.printer.during = cancel_arrives
        at.turn()

        assert 1 == at.printer.cards
        started = [entry for entry in at.entries() if entry["kind"] == "attempt_started"]
        assert [50] == [entry["knew"] for entry in started]
        assert "60" == at.store.meta("knew")


def test_a_cancelled_lease_that_was_never_here_is_given_back_once(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1", "incomplete")]
        at.hear()
        at.centre.wanted["waiting"] = 1
        at.hear()
        at.turn()

        assert ["lease_surrendered"] == at.kinds()


def test_a_lease_given_back_is_not_taken_again_before_the_centre_has_heard(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        _ready(at)
        assert 1 == at.desk.surrender("printer_down")
        at.centre.wanted["waiting"] = 1
        at.hear()
        at.turn()

        assert 0 == at.printer.cards
        assert ["shift_opened", "lease_surrendered"] == at.kinds()


@pytest.mark.parametrize(("status", "given_back"), [(410, 1), (404, 0)])
def test_a_lease_whose_payload_is_erased_is_given_back_and_an_ended_one_is_left(
    tmp_path: Path, status: int, given_back: int
) -> None:
    with bench(tmp_path) as at:
        at.centre.no_payload = status
        at.centre.wanted["leases"] = [lease("1")]
        at.hear()
        at.centre.wanted["waiting"] = 1
        at.hear()

        assert given_back * [("1" * 32, 1, "no_payload")] == [
            (entry["body"]["print_job"], entry["body"]["lease"], entry["body"]["reason"])
            for entry in at.entries()
        ]


def _old_copy(at: Bench) -> None:
    """Its journal ends at 1, and a lease is in it that was printed long ago."""
    _ready(at)
    at.journal.receipt(1)
    at.station = at.started_again()
    at.centre.wanted["reported"] = 20


def test_an_old_copy_of_the_store_prints_nothing_once_the_centre_tells(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _old_copy(at)
        at.turn()
        before_it_asked = at.printer.cards
        at.hear()
        at.turn()

        assert 0 == before_it_asked
        assert 0 == at.printer.cards
        assert at.desk.view().behind


def test_a_station_that_cannot_reach_the_centre_prints_what_it_holds_after_a_restart(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        _ready(at)
        at.station = at.started_again()
        at.centre.gone = True
        at.turn()
        before_it_asked = at.printer.cards
        at.hear()
        at.turn()

        assert 0 == before_it_asked
        assert 1 == at.printer.cards


def test_a_station_whose_entries_are_all_here_is_not_behind(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.journal.append(f.ShiftOpened(date="2026-11-25", printers=[]))
        at.centre.wanted["reported"] = 1
        at.hear()

        assert not at.journal.is_behind()


def test_two_printers_ask_for_as_many_leases_as_both_can_serve(tmp_path: Path) -> None:
    """Leases name no printer: those held fill the room of both, and are not counted twice."""
    with bench(tmp_path, "Kartu 1", "Kartu 2") as at:
        at.centre.wanted["boxes"] = [
            box(BOX, "Kartu 1", 74120001, 9),
            box("e" * 32, "Kartu 2", 74130001, 9),
        ]
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        at.centre.wanted |= {"leases": [lease(name) for name in "12345"], "waiting": 9}
        at.centre.granting = [lease(name) for name in "678"]
        at.hear()

        assert [3] == [asked["count"] for asked in at.centre.asked]
        assert 8 == len(at.leases())


def test_a_printer_that_the_centre_refuses_starves_no_other(tmp_path: Path) -> None:
    """One that was added to the file and is not commissioned yet."""
    with bench(tmp_path, "Baru", "Kartu 1") as at:
        at.centre.wanted["boxes"] = [
            box(BOX, "Baru", 74120001, 4),
            box("e" * 32, "Kartu 1", 74130001, 4),
        ]
        at.centre.refused = "Baru"
        at.centre.wanted["waiting"] = 5
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        at.centre.granting = [lease("1")]
        at.hear()

        assert {"Baru", "Kartu 1"} == {asked["printer"] for asked in at.centre.asked}
        assert ["1" * 32] == [row["print_job"] for row in at.leases()]
        assert "" == at.store.meta("lease_command")
