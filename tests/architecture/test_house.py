"""The house itself: arrows, folders, names, sizes, imports without effect."""

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from domain.streams import EVENTS
from projections.history.sentences import SENTENCES
from projections.views import VIEWS

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
LINTED = CONFIG["tool"]["importlinter"]["root_packages"]
NOT_SHIPPED = {"tests", "benchmarks"}
BANNED = {"utils", "util", "common", "helpers", "core", "services", "lib", "models", "misc"}
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


def limit(path: Path) -> int:
    parts = path.relative_to(ROOT).parts
    return 250 if parts[0] == "domain" or parts[:2] == ("printers", "dialects") else 400


def test_the_arrows_hold() -> None:
    made = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == made.returncode, made.stdout


def test_every_folder_of_code_is_shipped_and_linted() -> None:
    """import-linter would keep silent about a new folder."""
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_SHIPPED

    assert folders == set(PACKAGES) == set(LINTED)


@pytest.mark.parametrize("name", PACKAGES)
def test_each_name_is_ours(name: str) -> None:
    """Another wheel with a folder of this name would be imported in our place."""
    found = Path(str(importlib.import_module(name).__file__)).resolve()

    assert found.is_relative_to(ROOT)


def test_no_test_folder_shadows_a_package() -> None:
    folders = {path.name for path in (ROOT / "tests").rglob("*") if path.is_dir()}

    assert set() == folders & set(PACKAGES)


def test_no_file_is_long() -> None:
    everything = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in everything
        if (lines := len(path.read_text().splitlines())) > limit(path)
    }

    assert {} == long


def test_no_folder_or_module_is_a_drawer() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}

    assert set() == names & BANNED


def test_inits_hold_a_sentence_and_no_code() -> None:
    coded = []
    for path in MODULES:
        if path.name != "__init__.py":
            continue
        body = ast.parse(path.read_text()).body
        only = len(body) == 1 and isinstance(body[0], ast.Expr)
        if not only:
            coded.append(str(path.relative_to(ROOT)))

    assert [] == coded


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if ast.get_docstring(ast.parse(path.read_text())) is None
    ]

    assert [] == silent


def test_importing_anything_has_no_effect(tmp_path: Path) -> None:
    """No file, no thread, no socket: all modules imported in an empty folder."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in MODULES
        if path.stem not in ("__init__", "__main__")
    ]
    program = (
        "import importlib, os, sys, threading\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "assert os.listdir('.') == [], os.listdir('.')\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (0, "") == (made.returncode, made.stderr)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_event_is_handled_or_ignored_by_every_view(view: object) -> None:
    handled, ignored = set(view.handlers), set(view.ignored)  # type: ignore[attr-defined]

    assert set(EVENTS) == handled | ignored
    assert set() == handled & ignored


def test_every_event_has_its_sentence() -> None:
    assert set(EVENTS) == set(SENTENCES)


def test_wiring_happens_in_one_package() -> None:
    """Only terbit makes a Registry, Keys or an engine."""
    made = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.parts[len(ROOT.parts)] != "terbit"
        and any(word in path.read_text() for word in (" Registry(", " Keys(", "open_sqlite("))
        and path.name not in ("database.py", "application.py", "keys.py")
    ]

    assert [] == made
