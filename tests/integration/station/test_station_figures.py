"""The figures of the day and the way of a job, by the station's own journal."""

from pathlib import Path
from typing import Any

from application.station_link.desk import DayFigures, PrinterView, ReadBack
from domain.stations import facts as f
from tests.support.workbench import PIN, STAFF, Bench, bench, lease
from workers.station.tracking import stage


def _day(at: Bench, *letters: str) -> None:
    at.centre.wanted["leases"] = [lease(letter) for letter in letters]
    at.hear()
    at.desk.open_shift(STAFF, PIN)


def _spoil(at: Bench) -> str:
    """One card of which nobody knows; the operator saw it spoiled. Its print job."""
    at.printer.loses_sight = True
    at.turn()
    at.printer.loses_sight = False
    attempt = at.printers[0].open_attempt()
    assert attempt is not None
    at.printers[0].give_up(attempt, "printer_silent")
    at.desk.look("Kartu 1", "spoiled", attempt["serial"], "damaged")
    return str(attempt["print_job"])


def _told(at: Bench, attempts: list[dict[str, str | None]]) -> None:
    """The centre has heard everything, and says what is not settled."""
    last = at.journal.last_seq()
    at.centre.wanted |= {"reported": last, "covered": 0, "attempts": attempts}
    at.hear()


def _printer(at: Bench) -> PrinterView:
    return at.desk.view().printers[0]


def test_what_was_printed_today_is_counted_with_the_centre_gone(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1", "2")
        before = at.desk.view().figures
        at.centre.gone = True
        at.turn()
        at.turn()

        assert DayFigures() == before
        assert DayFigures(printed=2) == at.desk.view().figures


def test_a_new_day_begins_with_its_shift_whatever_was_printed_before(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1", "2")
        at.turn()
        at.clock.advance(days=1)
        before_the_shift = at.desk.view().figures
        at.desk.open_shift(STAFF, PIN)
        at.turn()

        assert DayFigures() == before_the_shift
        assert DayFigures(printed=1) == at.desk.view().figures


def test_a_second_operator_of_the_day_and_a_restart_begin_nothing_anew(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1", "2")
        at.turn()
        at.desk.open_shift(STAFF, PIN)
        at.turn()
        again = type(at.desk)(at.started_again())

        assert DayFigures(printed=2) == at.desk.view().figures == again.view().figures


def test_a_card_in_doubt_is_neither_printed_nor_spoiled_until_it_is_settled(
    tmp_path: Path,
) -> None:
    """The centre's word ends the doubt; until it has heard of the look there is no such word."""
    with bench(tmp_path) as at:
        _day(at, "1")
        job = _spoil(at)
        unheard = at.desk.view().figures
        doubt: dict[str, str | None] = {"print_job": job, "attempt": "1.1", "status": "unknown"}
        _told(at, [doubt])
        heard = at.desk.view().figures
        _told(at, [])

        assert [DayFigures(doubtful=1)] * 2 == [unheard, heard]
        assert DayFigures(spoiled=1) == at.desk.view().figures


def test_a_card_that_waits_for_a_look_is_in_doubt_on_any_day(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1")
        at.printer.loses_sight = True
        at.turn()
        attempt = at.printers[0].open_attempt()
        assert attempt is not None
        at.printers[0].give_up(attempt, "printer_silent")
        at.clock.advance(days=1)

        assert DayFigures(doubtful=1) == at.desk.view().figures


def test_a_jam_that_an_operator_saw_spoiled_counts_at_once(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1")
        at.printer.loses_sight = True
        at.turn()
        at.store.run("UPDATE attempts SET words='card-jam: CARD JAM'")
        jammed = at.desk.view().figures
        at.desk.look("Kartu 1", "spoiled", "74120001", "print_failed")

        assert (DayFigures(doubtful=1), DayFigures(spoiled=1)) == (jammed, at.desk.view().figures)


def test_a_look_at_paper_is_its_outcome(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1", "2", "3")
        for letter, seen in (("1", "good"), ("2", "spoiled"), ("3", "untouched")):
            at.journal.append(_sheet(letter * 32))
            at.journal.append(
                f.AttemptSeen(print_job=letter * 32, attempt="1.1", seen=seen, method=f.LOOK)
            )

        assert DayFigures(printed=1, spoiled=1) == at.desk.view().figures


def test_a_card_in_the_printer_is_a_stage_and_what_was_read_back_is_told(tmp_path: Path) -> None:
    """Differences, not readings of a lifetime; nothing where the printer did not answer."""
    with bench(tmp_path) as at:
        _day(at, "1")
        at.printer.loses_sight = True
        at.turn()
        inside = _printer(at)
        attempt = at.printers[0].open_attempt()
        assert attempt is not None
        fact: dict[str, Any] = {"print_job": attempt["print_job"], "attempt": "1.1"}
        at.journal.append(f.AttemptUnknown(**fact, reason="printer_silent"))
        silent = _printer(at)
        counters = {"inserted": 1, "panels": 0}
        at.journal.append(
            f.AttemptUnknown(**fact, reason="no_outcome", counters=counters, card_position="inside")
        )

        assert ("started", None) == (inside.stage, inside.read_back)
        assert ("started", None) == (silent.stage, silent.read_back)
        assert ReadBack(cards=1, faces=0, position="inside") == _printer(at).read_back


def test_a_sheet_is_sent_until_the_printer_gives_its_job_a_number(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _day(at, "1")
        at.journal.append(_sheet("1" * 32))
        stages = []
        for device in (None, '{"job_id": null}', '{"job_id": 7}'):
            at.store.run("UPDATE attempts SET device=?", device)
            (row,) = at.store.all("SELECT * FROM attempts")
            stages.append(stage(row))

        assert ["sent", "sent", "accepted"] == stages


def _sheet(print_job: str) -> f.AttemptStarted:
    return f.AttemptStarted(
        print_job=print_job, lease=1, attempt="1.1", printer="Kertas 1", payload_digest=""
    )
