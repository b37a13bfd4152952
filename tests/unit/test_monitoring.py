"""Alerts and dashboard name only metrics that a process tells, and promtool agrees with them."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.scrapes import (
    fetched,
    names_of_all,
    names_off_the_stations,
    watched_station,
)

FOLDER = Path(__file__).parents[2] / "monitoring"
PROMTOOL = Path(__file__).parents[2] / ".venv" / "bin" / "promtool"
METRIC = re.compile(r"\bterbit_[a-z_]+")


def test_every_metric_that_an_alert_or_a_panel_names_exists(tmp_path: Path) -> None:
    named = set(METRIC.findall((FOLDER / "alerts.yml").read_text()))
    for panel in json.loads((FOLDER / "dashboard.json").read_text())["panels"]:
        named |= {name for target in panel["targets"] for name in METRIC.findall(target["expr"])}

    assert set() == named - names_of_all(tmp_path)
    assert len(named) > 10


def test_what_an_alert_asks_is_told_by_a_process_that_is_asked(tmp_path: Path) -> None:
    """The shipped scrape jobs are the centre and the relay: a station's loopback is its own."""
    named = set(METRIC.findall((FOLDER / "alerts.yml").read_text()))

    assert set() == named - names_off_the_stations(tmp_path)


def promtool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROMTOOL, *words], cwd=FOLDER, capture_output=True, text=True, check=False
    )


def test_promtool_takes_the_rules_and_every_alert_can_fire() -> None:
    """`make test` fetches it: a missing one fails here."""
    for words in (("check", "rules", "alerts.yml"), ("test", "rules", "alerts_test.yml")):
        done = promtool(*words)

        assert 0 == done.returncode, done.stdout + done.stderr


def test_promtool_finds_nothing_wrong_with_the_names() -> None:
    """Units, suffixes and help texts, as Prometheus wants them."""
    with watched_station() as port:
        scraped = fetched(port, "/metrics")[1]
    line = [str(PROMTOOL), "check", "metrics"]
    done = subprocess.run(line, input=scraped, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stdout + done.stderr)


def test_every_alert_is_tested() -> None:
    alerts = re.findall(r"alert: (\w+)", (FOLDER / "alerts.yml").read_text())
    tested = (FOLDER / "alerts_test.yml").read_text()

    assert [] == [alert for alert in alerts if alert not in tested]


@pytest.mark.parametrize("rules", ["groups: [{name: x, rules: [{alert: A, expr: 'sum('}]}]"])
def test_promtool_says_no_to_what_is_wrong(tmp_path: Path, rules: str) -> None:
    (tmp_path / "wrong.yml").write_text(rules)

    assert 0 != promtool("check", "rules", str(tmp_path / "wrong.yml")).returncode
