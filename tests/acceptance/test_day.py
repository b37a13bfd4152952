"""A whole office day by scripted clerks, and what the commands tell of it afterwards."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.support.commands import answer, run, run_to_files, valid

LONGEST = 120.0
GIVE_UP = 240.0
ENTRANCES = ("received", "transferred_in")
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Day:
    """The folder of a day that is over, its report, and how long the command ran."""

    folder: Path
    report: Row
    seconds: float

    def ask(self, schema: str, *words: str) -> Row:
        return answer(schema, *words, "--dir", str(self.folder))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    outside = tmp_path_factory.mktemp("day")
    folder = outside / "terbit"
    started = monotonic()
    code, out, err = run_to_files(
        outside, GIVE_UP, "demo", "--once", "--dir", str(folder), "--json"
    )
    seconds = monotonic() - started
    print(f"the whole day took {seconds:.1f} s")
    assert 0 == code, err
    return Day(folder=folder, report=valid("demo-day", out), seconds=seconds)


def test_the_whole_day_takes_less_than_two_minutes(day: Day) -> None:
    assert day.seconds < LONGEST


def test_a_hundred_cards_are_printed_and_nothing_is_left_in_doubt(day: Day) -> None:
    report = day.report

    assert report["cards_printed"] >= 100
    assert 0 == report["sheets_printed"]
    assert 0 == report["unknown"]
    assert report["spoiled"] >= 2, "the jam and the power cut each cost a blank"
    assert [] == report["unaccounted"]


def test_every_blank_that_came_in_is_in_one_of_nine_places(day: Day) -> None:
    blanks = day.report["blanks"]
    elsewhere = sum(count for place, count in blanks.items() if place not in ENTRANCES)

    assert 11 == len(blanks)
    assert 400 == blanks["received"]
    assert blanks["received"] + blanks["transferred_in"] == elsewhere
    assert blanks["transferred_in"] == blanks["transferred_out"]


def test_documents_and_blanks_tell_the_same_day(day: Day) -> None:
    documents, report = day.report["documents"], day.report

    assert report["enrolments"] == 297, "three of 300 rows are bad"
    assert documents["handed_over"] == report["handed_over"] == 30
    assert documents["printed"] + documents["handed_over"] == report["cards_printed"]
    assert report["blanks"]["printed"] == report["cards_printed"]
    assert report["blanks"]["spoiled"] == report["spoiled"]


def test_every_read_model_is_rebuilt_equal(day: Day) -> None:
    views = day.ask("project-check", "project", "check")["views"]

    assert len(views) >= 6
    assert [] == [view["view"] for view in views if not view["equal"]]


def test_stock_by_office_adds_up_to_the_report(day: Day) -> None:
    balances = day.ask("stock-show", "stock", "show")["balances"]
    places = day.report["blanks"]

    assert places == {place: sum(row[place] for row in balances) for place in places}
    assert 3 == len(balances)


def test_stock_as_of_an_hour_of_the_day_is_what_it_was_then(day: Day) -> None:
    """A position and its recorded time give the same; the blanks of later cards are blank yet."""
    events = _events_of(day, _printed(day)[0]["receipt"])
    printed = next(event for event in events if event["topic"] == "document.printed")
    by_position = day.ask("stock-show", "stock", "show", "--as-of", str(printed["position"]))
    moment = printed["fields"]["recorded_at"]
    by_time = day.ask("stock-show", "stock", "show", "--as-of", moment)
    before = day.ask("stock-show", "stock", "show", "--as-of", "1")

    assert 400 == _sum(by_position, "received")
    assert 0 < _sum(by_position, "printed") <= day.report["cards_printed"]
    assert _sum(by_position, "printed") <= _sum(by_time, "printed")
    assert [] == before["balances"]


def test_the_queue_lists_what_was_printed_and_what_was_taken_back(day: Day) -> None:
    jobs = day.ask("queue-list", "queue", "list")["jobs"]
    words = {(job["status"], job["job_state"]) for job in jobs}
    undone = [job for job in jobs if job["status"] == "cancelled"]
    again = [job for job in jobs if job["attempt"] not in (None, "1.1")]

    assert {("printed", 9), ("cancelled", 7)} == words
    assert day.report["cards_printed"] == len(jobs) - len(undone)
    assert 2 == len(undone)
    assert day.report["spoiled"] == len(again), "each spoiled blank led to one reprint"


def test_the_timeline_of_a_card_tells_how_it_went(day: Day) -> None:
    """From approval to hand-over in order, asked for by the receipt number."""
    events = _events_of(day, _handed_over(day))
    topics = [event["topic"] for event in events]
    wanted = [
        "document.approved",
        "print_job.queued",
        "print_job.attempt_started",
        "document.printed",
        "document.handed_over",
    ]

    assert wanted == [topic for topic in topics if topic in wanted]
    assert [event["position"] for event in events] == sorted(e["position"] for e in events)
    assert all(event["sentence"] for event in events)


def test_the_timeline_of_a_spoiled_blank_begins_with_its_box_and_ends_spoiled(day: Day) -> None:
    for serial in _spoiled(day):
        events = _events_of(day, serial)
        sentences = [event["sentence"] for event in events]

        assert "Kotak diterima" in sentences[0]
        assert any("dimulai" in sentence for sentence in sentences)
        assert "rusak" in sentences[-1]


def test_the_doctor_finds_nothing_wrong_with_a_folder_after_its_day(day: Day) -> None:
    checks = day.ask("doctor", "doctor")["checks"]

    assert [] == [check for check in checks if not check["ok"]]
    assert {"disk", "master key", "database events.sqlite"} <= {check["name"] for check in checks}


def test_a_demo_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    note = tmp_path / "catatan.txt"
    note.write_text("milik orang lain")

    made = run("demo", "--once", "--dir", str(tmp_path))

    assert 2 == made.returncode
    assert "not empty" in made.stderr
    assert 1 == len(made.stderr.strip().splitlines())
    assert ([note], "milik orang lain") == (list(tmp_path.iterdir()), note.read_text())


def _sum(found: Row, term: str) -> int:
    return sum(row[term] for row in found["balances"])


def _events_of(day: Day, subject: str) -> list[Row]:
    found: list[Row] = day.ask("audit-timeline", "audit", "timeline", subject)["events"]
    return found


def _printed(day: Day) -> list[Row]:
    jobs: list[Row] = day.ask("queue-list", "queue", "list", "--status", "printed")["jobs"]
    return jobs


def _handed_over(day: Day) -> str:
    """The receipt of a card that somebody has: one of those that were printed first."""
    receipts: Sequence[str] = [job["receipt"] for job in _printed(day)]
    return next(
        receipt
        for receipt in receipts
        if any(event["topic"] == "document.handed_over" for event in _events_of(day, receipt))
    )


def _spoiled(day: Day) -> list[str]:
    """The blanks of the jam and the power cut, by the printers' own records."""
    found = []
    for record in sorted(day.folder.glob("*/printer/out/record.jsonl")):
        lines = [json.loads(line) for line in record.read_text().splitlines()]
        found += [line["serial"] for line in lines if line["what"] == "cleared"]
    assert 2 == len(found)
    return found
