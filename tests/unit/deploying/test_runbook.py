"""The runbook: a page for every alert, and no command in it that does not exist."""

import re
from pathlib import Path

import pytest
import yaml

from tests.support.command_lines import wrong_with

ROOT = Path(__file__).parents[3]
RUNBOOK = ROOT / "docs" / "runbook"
PAGES = sorted(RUNBOOK.glob("*.md"))
RULES = yaml.safe_load((ROOT / "monitoring" / "alerts.yml").read_text())["groups"][0]["rules"]
ALERTS = {rule["alert"]: rule for rule in RULES}
SPAN = re.compile(r"`(terbit [^`]+)`")
BLOCK = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+\.md)")
PARTS = ("What it means", "Look first", "Do", "Over when", "Who decides")


def by_name(page: Path) -> str:
    return page.stem


def commands_of(text: str) -> list[str]:
    blocks = [line.strip() for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in [*SPAN.findall(text), *blocks] if line.startswith("terbit ")]


def test_every_alert_names_its_page() -> None:
    for alert, rule in ALERTS.items():
        page = ROOT / rule["annotations"]["runbook"]

        assert page.is_file(), alert
        assert f"# {alert}\n" == page.read_text().splitlines(keepends=True)[0]


def test_the_index_has_every_page_and_every_alert() -> None:
    index = (RUNBOOK / "index.md").read_text()
    linked = set(LINK.findall(index))

    assert {page.name for page in PAGES} - {"index.md"} == linked
    for alert, rule in ALERTS.items():
        assert f"[{alert}]({Path(rule['annotations']['runbook']).name})" in index
    told = re.findall(r"^\| \[(\w+)\]", index, re.MULTILINE)
    assert set(ALERTS) == set(told)


def test_those_that_page_somebody_stand_first() -> None:
    told = re.findall(r"^\| \[(\w+)\]", (RUNBOOK / "index.md").read_text(), re.MULTILINE)
    paging = {alert for alert, rule in ALERTS.items() if rule["labels"]["severity"] == "page"}

    assert paging == set(told[: len(paging)])
    assert "The first four page somebody" in (RUNBOOK / "index.md").read_text()
    assert 4 == len(paging)


@pytest.mark.parametrize("alert", ALERTS)
def test_a_page_says_all_that_somebody_asks_at_night(alert: str) -> None:
    text = (ROOT / ALERTS[alert]["annotations"]["runbook"]).read_text()

    assert [] == [part for part in PARTS if f"**{part}" not in text]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=by_name)
def test_its_commands_and_their_options_exist(page: Path) -> None:
    assert [] == [wrong for line in commands_of(page.read_text()) if (wrong := wrong_with(line))]


def test_commands_are_found_at_all() -> None:
    found = [line for page in PAGES for line in commands_of(page.read_text())]

    assert len(found) > 30
    assert any(line.startswith("terbit restore") for line in found)


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_its_links_lead_somewhere(page: Path) -> None:
    assert [] == [
        name for name in LINK.findall(page.read_text()) if not (page.parent / name).is_file()
    ]


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_the_units_and_files_it_names_are_there(page: Path) -> None:
    text = page.read_text()
    units = set(re.findall(r"\bterbit(?:-[a-z]+)?(?:@curug-1)?\.(?:timer|service)\b", text))
    units |= {
        f"{name}.service"
        for line in re.findall(r"`(?:systemctl|journalctl)[^`]*`", text)
        for name in re.findall(r"\bterbit(?:-[a-z]+)?(?:@curug-1)?(?![.\w/@-])", line)
    }
    files = set(re.findall(r"`((?:deploy|monitoring)/[\w./-]+)`", text))

    known = [ROOT / "deploy" / "systemd" / unit.replace("@curug-1", "@") for unit in units]
    assert [] == [path for path in [*known, *(ROOT / name for name in files)] if not path.exists()]
