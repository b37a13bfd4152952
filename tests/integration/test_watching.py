"""`/metrics`, `/healthz` and `/readyz` as a watcher meets them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.support.commands import run
from tests.support.office import Office
from tests.support.scrapes import READING, fetched, samples, watched, watched_station


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def value(found: dict[str, list[Any]], name: str, **labels: str) -> float:
    fitting = [one for one in found[name] if labels.items() <= one.labels.items()]
    return float(fitting[0].value)


def test_a_card_is_counted_once_and_its_blank_stands_where_it_is(office: Office) -> None:
    with watched(office) as port:
        before = samples(port)
        office.printed_card()
        office.installation.runner.run_once()
        first, again = samples(port), samples(port)

    printed = {"kind": "ktp_el", "outcome": "printed"}
    assert "terbit_prints_total" not in before
    assert 1 == value(first, "terbit_prints_total", **printed)
    assert 1 == value(again, "terbit_prints_total", **printed)
    assert 1 == value(first, "terbit_blanks", office="360317", state="printed")
    assert 99 == value(first, "terbit_blanks", office="360317", state="at_station")
    assert {0.0} == {sample.value for sample in first["terbit_blanks_difference"]}
    assert 1 == value(first, "terbit_print_jobs", state="printed")
    assert 1 == value(first, "terbit_print_duration_seconds_count", kind="ktp_el")
    assert 1 == value(first, "terbit_station_connected")


def test_no_name_no_nik_and_no_id_stand_in_any_line(office: Office) -> None:
    document, _ = office.printed_card(name="ANI UMPAMA")
    office.installation.runner.run_once()
    with watched(office) as port:
        said = fetched(port, "/metrics")[1]

    for secret in (document, "UMPAMA", str(office.document(document).nik)):
        assert secret not in said


def test_a_books_that_do_not_add_up_is_seen(office: Office) -> None:
    office.open_box()
    office.installation.runner.run_once()
    with office.installation.views.begin() as connection:
        connection.execute(text("UPDATE stock_balances SET count=count-1 WHERE place='at_station'"))
    with watched(office) as port:
        assert 1 == value(samples(port), "terbit_blanks_difference", office="360317")


def test_it_is_ready_until_a_view_has_stopped(office: Office) -> None:
    office.installation.runner.run_once()
    with watched(office) as port:
        alive, ready = fetched(port, "/healthz"), fetched(port, "/readyz")
        with office.installation.views.begin() as connection:
            connection.execute(text("UPDATE tracking SET stopped='x' WHERE view='stock'"))
        stopped = fetched(port, "/readyz")
        none = fetched(port, "/")

    assert (200, {"alive": True}) == (alive[0], json.loads(alive[1]))
    assert (200, True) == (ready[0], json.loads(ready[1])["ready"])
    assert (503, "stock stopped") == (stopped[0], json.loads(stopped[1])["checks"]["views"])
    assert 404 == none[0]


def test_it_is_alive_but_not_ready_when_its_views_cannot_be_read(office: Office) -> None:
    with watched(office) as port:
        with office.installation.views.begin() as connection:
            connection.execute(text("DROP TABLE tracking"))
        alive, ready = fetched(port, "/healthz"), fetched(port, "/readyz")

    assert (200, 503) == (alive[0], ready[0])
    assert "OperationalError" == json.loads(ready[1])["checks"]["views"]


def test_a_station_tells_what_its_printers_do() -> None:
    with watched_station() as port:
        found = samples(port)
    with watched_station(replace(READING, behind=True)) as port:
        behind = samples(port)

    assert 7 == value(found, "terbit_printer_blanks", printer="Kartu 1")
    assert 1 == value(found, "terbit_printer_trouble", condition="media-empty")
    assert 3 == value(found, "terbit_station_journal_unsent")
    assert (0, 1) == (
        value(found, "terbit_station_behind"),
        value(behind, "terbit_station_behind"),
    )


def test_a_station_that_has_less_than_is_held_of_it_is_told_by_the_centre(office: Office) -> None:
    """Its database is an old copy: it said a number below what it had sent."""
    office.printed_card()
    office.installation.runner.run_once()
    with watched(office) as port:
        current = samples(port)
    with watched(office, last_seq=1) as port:
        old = samples(port)
        office.clock.advance(minutes=2)
        silent = samples(port)

    assert 0 == value(current, "terbit_station_lost_entries")
    assert office.journal.seq - 1 == value(old, "terbit_station_lost_entries") > 0
    assert "terbit_station_lost_entries" not in silent


def test_a_station_that_holds_more_than_it_has_sent_is_not_behind(office: Office) -> None:
    office.installation.runner.run_once()
    with watched(office, last_seq=office.journal.seq + 5) as port:
        assert 0 == value(samples(port), "terbit_station_lost_entries")


def test_a_port_that_cannot_be_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "--dir", str(tmp_path), "--office", "3603")
    monkeypatch.setenv("TERBIT_METRICS_PORT", "70000")
    made = run("serve", "--dir", str(tmp_path))

    assert (2, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
