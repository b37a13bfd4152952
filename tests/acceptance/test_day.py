"""A whole office day by scripted clerks, and what the commands tell of it afterwards."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.support.broker import Kafka, kafka
from tests.support.commands import answer, run, run_to_files, valid
from workers.relay.broker import EVENTS

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
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
    records: list[Any]

    def ask(self, schema: str, *words: str) -> Row:
        return answer(schema, *words, "--dir", str(self.folder))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """With a broker beside it, as where Kafka is configured."""
    outside = tmp_path_factory.mktemp("day")
    with kafka(outside / "kafka") as broker, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERBIT_KAFKA_SERVERS", broker.servers)
        yield _day(outside, broker)


def _day(outside: Path, broker: Kafka) -> Day:
    folder = outside / "terbit"
    started = monotonic()
    code, out, err = run_to_files(
        outside, GIVE_UP, "demo", "--once", "--dir", str(folder), "--json"
    )
    seconds = monotonic() - started
    print(f"the whole day took {seconds:.1f} s")
    assert 0 == code, err
    report, records = valid("demo-day", out), broker.records(EVENTS)
    return Day(folder=folder, report=report, seconds=seconds, records=records)


def test_the_whole_day_takes_less_than_two_minutes(day: Day) -> None:
    assert day.seconds < LONGEST


def test_a_hundred_cards_are_printed_and_nothing_is_left_in_doubt(day: Day) -> None:
    report = day.report

    assert report["cards_printed"] >= 100
    assert report["sheets_printed"] >= 30
    assert 0 == report["unknown"]
    assert report["spoiled"] >= 2, "the jam and the power cut each cost a blank"
    assert [] == report["unaccounted"]


def test_every_blank_that_came_in_is_in_one_of_nine_places(day: Day) -> None:
    blanks = day.report["blanks"]
    elsewhere = sum(count for place, count in blanks.items() if place not in ENTRANCES)

    assert 11 == len(blanks)
    assert 450 == blanks["received"]
    assert blanks["received"] + blanks["transferred_in"] == elsewhere
    assert blanks["transferred_in"] == blanks["transferred_out"]


def test_documents_and_blanks_tell_the_same_day(day: Day) -> None:
    documents, report = day.report["documents"], day.report

    assert report["enrolments"] == 297, "three of 300 rows are bad"
    assert documents["handed_over"] == report["handed_over"] == 30
    printed = report["cards_printed"] + report["sheets_printed"]
    assert documents["printed"] + documents["handed_over"] == printed
    assert report["blanks"]["printed"] == report["cards_printed"]
    assert report["blanks"]["spoiled"] == report["spoiled"]


def test_every_event_of_the_day_is_with_the_broker_in_order(day: Day) -> None:
    """The oracle is the topic; sent twice is allowed, lost or out of order is not."""
    records = [json.loads(record.value) for record in day.records]
    positions = list(dict.fromkeys(record["position"] for record in records))

    assert positions == list(range(1, day.report["events"] + 1))


def test_ten_child_cards_came_from_a_box_without_numbers(day: Day) -> None:
    balances = day.ask("stock-show", "stock", "show")["balances"]
    (kia,) = [row for row in balances if row["kind"] == "kia"]

    assert (50, 10, 40) == (kia["received"], kia["printed"], kia["at_station"])


def test_a_sheet_whose_printer_lost_its_power_is_found_in_the_tray(day: Day) -> None:
    """The fault fired, a person looked, and the document is printed once."""
    record = day.folder / "3603" / "kertas" / "out" / "record.jsonl"
    happened = [json.loads(line) for line in record.read_text().splitlines()]
    printed = [line["job_name"] for line in happened if line["what"] == "printed"]

    assert 2 == sum(line["what"] == "power_on" for line in happened)
    assert day.report["sheets_printed"] == len(printed) == len(set(printed))


def test_every_read_model_is_rebuilt_equal(day: Day) -> None:
    views = day.ask("project-check", "project", "check")["views"]

    assert len(views) >= 6
    assert [] == [view["view"] for view in views if not view["equal"]]


def test_stock_by_office_adds_up_to_the_report(day: Day) -> None:
    balances = day.ask("stock-show", "stock", "show")["balances"]
    places = day.report["blanks"]

    assert places == {place: sum(row[place] for row in balances) for place in places}
    assert 4 == len(balances)


def test_stock_as_of_an_hour_of_the_day_is_what_it_was_then(day: Day) -> None:
    """A position and its recorded time give the same; the blanks of later cards are blank yet."""
    events = _events_of(day, _printed(day)[0]["receipt"])
    printed = next(event for event in events if event["topic"] == "document.printed")
    by_position = day.ask("stock-show", "stock", "show", "--as-of", str(printed["position"]))
    moment = printed["fields"]["recorded_at"]
    by_time = day.ask("stock-show", "stock", "show", "--as-of", moment)
    before = day.ask("stock-show", "stock", "show", "--as-of", "1")

    assert 450 == _sum(by_position, "received")
    assert 0 < _sum(by_position, "printed") <= day.report["cards_printed"]
    assert _sum(by_position, "printed") <= _sum(by_time, "printed")
    assert [] == before["balances"]


def test_the_queue_lists_what_was_printed_and_what_was_taken_back(day: Day) -> None:
    jobs = day.ask("queue-list", "queue", "list")["jobs"]
    words = {(job["status"], job["job_state"]) for job in jobs}
    undone = [job for job in jobs if job["status"] == "cancelled"]
    again = [job for job in jobs if job["attempt"] not in (None, "1.1")]

    assert {("printed", 9), ("cancelled", 7)} == words
    printed = day.report["cards_printed"] + day.report["sheets_printed"]
    assert printed == len(jobs) - len(undone)
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
