"""Every Python snippet of the docs runs, and every make target they name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
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
