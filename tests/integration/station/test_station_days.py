"""The station's day is its office's day by its own clock: the centre may be gone for days."""

from collections.abc import Callable
from pathlib import Path

import pytest

from application.station_link.desk import Refusal
from application.station_link.forms import OperatorForm
from tests.support.workbench import (
    BOX,
    PIN,
    STAFF,
    TODAY,
    Bench,
    bench,
    lease,
    operator,
)

DANI, EKA = operator("2026-12-31"), operator("2026-12-31") | {"staff": "e" * 32}


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


@pytest.mark.parametrize(
    "operators",
    [[], [EKA], [DANI | {"posting": "f" * 32}], [operator("2026-11-24")]],
    ids=["nobody", "another", "another posting", "ended yesterday"],
)
def test_a_shift_ends_with_the_posting_of_its_operator(
    tmp_path: Path, operators: list[OperatorForm]
) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1"), lease("2")]
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        open_while_posted = at.desk.view().shift_open
        at.centre.wanted |= {"operators": operators, "waiting": 5}
        at.hear()
        at.turn()
        refusals = [
            str(_refused(act))
            for act in (lambda: at.desk.count(BOX, 4), lambda: at.desk.surrender("closing"))
        ]

        assert (True, False) == (open_while_posted, at.desk.view().shift_open)
        assert (0, []) == (at.printer.cards, at.centre.asked)
        assert [True, True] == [said.startswith("Buka giliran dahulu") for said in refusals]
        assert ["shift_opened"] == at.kinds()
        assert 2 == len(at.leases())


def _refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def test_the_card_in_the_printer_is_finished_after_the_posting_and_the_next_operator_goes_on(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1"), lease("2")]
        at.hear()
        at.desk.open_shift(STAFF, PIN)

        def posting_ends() -> None:
            at.centre.wanted |= {"operators": [EKA], "leases": [lease("2")]}
            at.hear()

        at.printer.during = posting_ends
        at.turn()
        at.printer.during = None
        at.turn()
        finished = at.printer.cards
        at.desk.open_shift(EKA["staff"], PIN)
        at.turn()

        assert (1, 2) == (finished, at.printer.cards)
        acting = [(entry["kind"], entry["operator"]) for entry in at.entries()]
        of_a_card = ("attempt_started", "attempt_printed")
        assert [
            *((kind, STAFF) for kind in ("shift_opened", *of_a_card)),
            *((kind, EKA["staff"]) for kind in ("shift_opened", *of_a_card)),
        ] == acting


def test_offline_the_posting_goes_on_by_the_last_word_of_the_centre(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, TODAY)
        at.desk.open_shift(STAFF, PIN)
        at.turn()

        assert 1 == at.printer.cards


def test_nothing_is_given_back_in_the_name_of_one_who_left_days_ago(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        _heard(at, "2026-12-31")
        at.desk.open_shift(STAFF, PIN)
        at.clock.advance(days=2)
        said = str(_refused(lambda: at.desk.surrender("closing")))
        at.desk.open_shift(STAFF, PIN)

        assert "Buka giliran dahulu, supaya tercatat siapa yang mengembalikan tugas." == said
        assert ["shift_opened"] * 2 == at.kinds()
        assert 1 == at.desk.surrender("closing")
        assert "closing" == at.entries()[-1]["body"]["reason"]


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
