"""The compose file, held against the program: there is no container engine to run it on here."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from terbit.settings import Settings
from tests.support.command_lines import wrong_with

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if "build" in one}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
EXACT = re.compile(r":v?\d+\.\d+\.\d+(-[a-z-]+)?$")


def test_it_says_that_it_was_not_run() -> None:
    for name in ("compose.yaml", "Dockerfile"):
        assert re.search(r"Not yet (run|built) under", (DEPLOY / name).read_text()), name


@pytest.mark.parametrize("name", OURS)
def test_its_commands_exist(name: str) -> None:
    line = " ".join(["terbit", *OURS[name]["command"]])

    assert "" == wrong_with(line)


def test_the_commands_of_its_head_exist() -> None:
    head = (DEPLOY / "compose.yaml").read_text().split("name: terbit")[0]
    run = re.findall(r"docker compose run --rm (\S+) ?(.*)", head)
    executed = re.findall(r"docker compose exec (\S+) (.*)", head)

    assert ["web", "backup", "relay"] == [service for service, _ in [*run, *executed]]
    assert "" == wrong_with(f"terbit {run[0][1]}")
    assert ["--keep-keys", "7"] == OURS["backup"]["command"][-2:]
    assert "" == wrong_with(executed[0][1])


def test_every_variable_of_ours_is_a_setting() -> None:
    known = {f"TERBIT_{name}".upper() for name in Settings.model_fields}
    named = {variable for one in OURS.values() for variable in one.get("environment", {})}
    in_image = set(re.findall(r"\b(TERBIT_[A-Z_]+)=", DOCKERFILE))

    assert set() == (named | in_image) - known
    assert len(named) > 4


def test_the_example_of_variables_is_what_is_asked_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "compose.yaml").read_text()))
    given = set(re.findall(r"^(\w+)=.", (DEPLOY / ".env.example").read_text(), re.MULTILINE))

    assert asked == given


def test_every_image_has_an_exact_tag() -> None:
    images = [one["image"] for one in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)

    assert [] == [image for image in images if not EXACT.search(image)]
    assert len(images) >= 8


def test_every_mount_is_a_volume_or_a_file_that_is_there() -> None:
    mounts = [mount.split(":") for one in SERVICES.values() for mount in one["volumes"]]
    files = [source for source, *_ in mounts if source.startswith(".")]
    named = {source for source, *_ in mounts if not source.startswith(".")}

    assert [] == [name for name in files if not (DEPLOY / name).is_file()]
    assert set(COMPOSE["volumes"]) == named
    assert all(mount[-1] == "ro" for mount in mounts if mount[0].startswith("."))


def test_all_that_stays_up_is_asked_whether_it_is_well() -> None:
    up = {name for name, one in SERVICES.items() if "profiles" not in one}

    assert {"web", "relay", "kafka", "prometheus", "grafana"} == up
    assert [] == [name for name in up if "healthcheck" not in SERVICES[name]]
    waited = {name for one in SERVICES.values() for name in one.get("depends_on", {})}
    assert waited <= up


def test_the_ports_that_are_asked_are_those_that_answer() -> None:
    """Each in the network of web, where loopback is one."""
    told = {int(one["environment"]["TERBIT_METRICS_PORT"]) for one in (OURS["web"], OURS["relay"])}
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    targets = [
        target
        for job in scraped["scrape_configs"]
        for static in job["static_configs"]
        for target in static["targets"]
    ]

    assert {f"127.0.0.1:{port}" for port in told} == set(targets)
    for name in ("relay", "prometheus"):
        assert "service:web" == SERVICES[name]["network_mode"]
    for name in ("web", "relay"):
        port = OURS[name]["environment"]["TERBIT_METRICS_PORT"]
        assert f"127.0.0.1:{port}/" in OURS[name]["healthcheck"]["test"][-1]


def test_promtool_takes_its_configuration(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "prometheus" / "prometheus.yml", tmp_path)
    shutil.copy(ROOT / "monitoring" / "alerts.yml", tmp_path)
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "promtool", "check", "config", tmp_path / "prometheus.yml"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr


def test_alerts_go_to_an_alertmanager_on_loopback() -> None:
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    targets = [
        target
        for one in config["alerting"]["alertmanagers"]
        for static in one["static_configs"]
        for target in static["targets"]
    ]

    assert ["127.0.0.1:9093"] == targets
    for page in ("installing.md", "index.md"):
        assert "Alertmanager" in (ROOT / "docs" / "runbook" / page).read_text(), page


def test_an_alert_on_a_process_that_is_gone_names_its_job() -> None:
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
    jobs = {job["job_name"] for job in config["scrape_configs"]}
    rules = (ROOT / "monitoring" / "alerts.yml").read_text()

    assert jobs == set(re.findall(r'up\{job="([^"]+)"\} == 0', rules))


def test_grafana_finds_the_dashboard_and_where_its_figures_are() -> None:
    mounts = dict(mount.split(":")[:2] for mount in SERVICES["grafana"]["volumes"])
    provider = yaml.safe_load((DEPLOY / "grafana" / "dashboards.yml").read_text())["providers"][0]
    source = yaml.safe_load((DEPLOY / "grafana" / "datasource.yml").read_text())["datasources"][0]
    board = json.loads((ROOT / "monitoring" / "dashboard.json").read_text())
    home = SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]

    assert home == mounts["../monitoring/dashboard.json"]
    assert home.startswith(provider["options"]["path"] + "/")
    assert "http://web:9090" == source["url"]
    assert source["type"] == board["templating"]["list"][0]["query"]


def test_the_image_gets_every_package_and_starts_what_exists() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = [word for line in copied for word in line.split()]
    packages = re.search(
        r"^packages = (\[.*\])$", (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    kept = (ROOT / ".dockerignore").read_text().split()
    started = json.loads(re.findall(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)[0])

    assert packages is not None
    assert set(json.loads(packages[1])) <= set(sources)
    assert [] == [name for name in sources if not (ROOT / name).exists()]
    assert [] == [name for name in sources if f"!{name}" not in kept]
    assert "" == wrong_with(" ".join(["terbit", *started]))
