"""Every Python snippet of the docs runs, and every make target they name exists."""

import re
from pathlib import Path

import pytest

from terbit.settings import read_settings
from terbit.station_settings import read_station_config

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
TOML = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"`make ([a-z]+)")
WITH_SNIPPETS = [page for page in PAGES if SNIPPET.search(page.read_text())]


@pytest.mark.parametrize("page", WITH_SNIPPETS, ids=lambda page: page.name)
def test_the_snippets_of_a_page_run(page: Path) -> None:
    """In order, in one namespace, as a reader would type them."""
    namespace: dict[str, object] = {"__name__": "snippet"}
    for snippet in SNIPPET.findall(page.read_text()):
        exec(compile(snippet, str(page), "exec"), namespace)  # noqa: S102 - our own docs

    assert len(namespace) > 1


def test_the_how_tos_have_snippets() -> None:
    names = {page.name for page in WITH_SNIPPETS}

    assert {"add-an-event.md", "add-a-read-model.md", "add-a-printer.md"} <= names


def test_every_make_target_in_the_docs_exists() -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for page in PAGES for target in TARGET.findall(page.read_text())}

    assert set() == named - known


def test_the_settings_that_the_readme_shows_are_read(tmp_path: Path) -> None:
    """Its two TOML blocks, as files: of an installation and of a station."""
    blocks = re.findall(
        r"^```toml\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL
    )
    installation, station = blocks
    (tmp_path / "terbit.toml").write_text(installation)
    (tmp_path / "station.toml").write_text(station)

    settings = read_settings(tmp_path)
    config = read_station_config(tmp_path / "station.toml")

    assert (10, {"Primacy": ["4.8"]}) == (settings.undo_seconds, settings.blank_versions)
    assert "serial:///dev/ttyUSB0?baud=115200" == config.printers[0].url
