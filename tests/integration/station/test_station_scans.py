"""What the operator scans goes into the journal for ever: only the number of a blank may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from application.station_link.desk import Refusal
from tests.support.workbench import PIN, STAFF, Bench, bench, lease

NIK = "3603170101900001"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Bench]:
    """A card of which nobody knows what became of it waits for a look."""
    with bench(tmp_path) as made:
        made.centre.wanted["leases"] = [lease("1")]
        made.hear()
        made.desk.open_shift(STAFF, PIN)
        made.printer.loses_sight = True
        made.turn()
        attempt = made.printers[0].open_attempt()
        assert attempt is not None
        made.printers[0].give_up(attempt, "printer_silent")
        yield made


def _look(at: Bench, serial: str) -> str:
    """The refusal, or nothing."""
    try:
        at.desk.look("Kartu 1", "spoiled", serial, "damaged")
    except Refusal as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("scanned", [NIK, "3603 1701 0190 0001", f" {NIK}\n"])
def test_a_nik_is_refused_however_often_and_never_gets_into_the_journal(
    at: Bench, scanned: str
) -> None:
    said = [_look(at, scanned), _look(at, scanned)]

    assert 2 * ["Ini NIK, bukan nomor blangko. Pindai nomor pada blangko."] == said
    assert "attempt_seen" not in at.kinds()
    assert NIK not in str(at.entries())


def test_a_number_unlike_all_blanks_here_is_taken_only_when_scanned_again(at: Bench) -> None:
    first, second = _look(at, "360317"), _look(at, "360317")

    assert "Nomor ini tidak seperti nomor blangko di sini. Pindai sekali lagi." == first
    assert "" == second
    assert "360317" == at.entries()[-1]["body"]["observed_serial"]


def test_two_different_odd_numbers_are_both_refused(at: Bench) -> None:
    said = [bool(_look(at, "360317")), bool(_look(at, "A74120001")), bool(_look(at, "360317"))]

    assert [True, True, True] == said
    assert "attempt_seen" not in at.kinds()


def test_another_blank_of_the_same_kind_is_taken_at_once(at: Bench) -> None:
    assert "" == _look(at, "7412 0003")
    assert "74120003" == at.entries()[-1]["body"]["observed_serial"]
