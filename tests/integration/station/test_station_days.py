"""The station's day is its office's day by its own clock: the centre may be gone for days."""

from pathlib import Path

import pytest

from application.station_link.desk import Refusal
from tests.support.workbench import PIN, STAFF, TODAY, Bench, bench, lease, operator


def _heard(at: Bench, valid_until: str) -> None:
    at.centre.wanted |= {"operators": [operator(valid_until)], "leases": [lease("1")]}
    at.hear()
    at.centre.gone = True


def test_a_shift_opened_offline_on_a_later_day_has_the_date_of_that_day(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, "2026-12-31")
        at.clock.advance(days=3)
        at.desk.open_shift(STAFF, PIN)
        at.turn()

        assert "2026-11-28" == at.entries()[0]["body"]["date"]
        assert "2026-11-28" == at.desk.view().today
        assert 1 == at.printer.cards


def test_an_operator_whose_posting_ended_while_offline_is_refused(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, TODAY)
        at.clock.advance(days=1)
        with pytest.raises(Refusal, match="berakhir") as refused:
            at.desk.open_shift(STAFF, PIN)

        assert f"Penugasan berakhir pada {TODAY}." == str(refused.value)
        assert [] == at.kinds()


def test_a_shift_of_yesterday_is_not_open_today_though_nobody_said_so(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, "2026-12-31")
        at.desk.open_shift(STAFF, PIN)
        open_on_its_day = at.station.shift_open
        at.clock.advance(hours=13, minutes=59)  # 23:59 in Jakarta, 16:59 UTC
        open_before_midnight = at.station.shift_open
        at.clock.advance(minutes=1)
        at.turn()

        assert open_on_its_day
        assert open_before_midnight
        assert not at.station.shift_open
        assert 0 == at.printer.cards


def test_a_shift_that_the_centre_closed_stays_closed(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        at.centre.wanted |= {"shift_open": False, "shift_closed": True}
        at.hear()

        assert not at.station.shift_open


def test_a_freeze_ends_no_lease_and_starts_no_card_until_it_is_lifted(tmp_path: Path) -> None:
    """Flow 15.2."""
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("j1")]
        at.centre.wanted["frozen_until"] = "2026-11-30T10:00:00.000Z"
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        at.turn()
        frozen = at.printer.cards
        at.centre.wanted["frozen_until"] = None
        at.hear()
        at.turn()

        assert (0, 1) == (frozen, at.printer.cards)


def test_a_freeze_that_nobody_lifted_in_time_stands_and_is_called_overdue(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["frozen_until"] = "2026-11-30T10:00:00.000Z"
        at.hear()
        ahead = at.desk.view()
        at.clock.advance(days=6)
        overdue = at.desk.view()

        assert (False, True) == (ahead.freeze_overdue, overdue.freeze_overdue)
        assert ahead.frozen_until == overdue.frozen_until


def test_a_clock_that_lost_its_time_does_not_go_behind_the_day_last_heard(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, "2026-12-31")
        at.clock.advance(days=-2000)

        assert TODAY == at.station.today
