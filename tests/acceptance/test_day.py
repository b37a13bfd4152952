"""A whole office day by scripted clerks, as a stranger would run it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from terbit.demo.children import terbit

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
SECONDS = 120
SOURCES = ("received", "transferred_in")


def run(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(terbit(*words), capture_output=True, check=False)


def answer(*words: str) -> dict[str, Any]:
    made = run(*words, "--json")
    found: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return found


@pytest.mark.timeout(400)
def test_one_day_leaves_nothing_unaccounted(tmp_path: Path) -> None:
    """A jam and a power cut in it; cards, counts, views and the printers' records agree."""
    folder = str(tmp_path / "day")
    made = run("demo", "--once", "--dir", folder, "--json")

    assert 0 == made.returncode, made.stderr[-2000:]
    day = json.loads(made.stdout.splitlines()[-1])
    jsonschema.validate(day, json.loads((SCHEMAS / "demo-day.json").read_text()))
    print(f"{day['cards_printed']} cards in {day['seconds']} s")
    blanks = day["blanks"]
    came = sum(blanks[name] for name in SOURCES)

    assert day["cards_printed"] >= 100
    assert day["spoiled"] >= 2, "the jam or the power cut did not happen"
    assert (0, 0, []) == (day["sheets_printed"], day["unknown"], day["unaccounted"])
    assert 400 == blanks["received"]
    assert came == sum(number for name, number in blanks.items() if name not in SOURCES)
    assert day["handed_over"] > 0
    assert day["seconds"] < SECONDS
    _look_back(folder)


def _look_back(folder: str) -> None:
    """What an auditor asks afterwards, from the same folder."""
    checked = answer("project", "check", "--dir", folder)
    stock = answer("stock", "show", "--dir", folder)
    printed = [
        job
        for job in answer("queue", "list", "--dir", folder)["jobs"]
        if job["status"] == "printed"
    ]
    told = answer("audit", "timeline", printed[0]["receipt"], "--dir", folder)
    topics = [event["topic"] for event in told["events"]]

    assert all(view["equal"] for view in checked["views"])
    assert {"3603", "360317", "360328"} == {row["office"] for row in stock["balances"]}
    order = ("document.approved", "print_job.attempt_started", "document.printed")
    assert sorted(order, key=topics.index) == list(order)
    assert 0 == run("doctor", "--dir", folder).returncode


def test_a_demo_never_writes_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    made = run("demo", "--dir", str(tmp_path))

    assert 2 == made.returncode
    assert b"Traceback" not in made.stderr
    assert ["mine"] == [path.name for path in tmp_path.iterdir()]
