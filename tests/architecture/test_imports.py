"""What import-linter cannot see: part of a library forbidden, and settings read by importing."""

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
ENVIRONMENT = {"environ", "getenv", "environb"}


def imported(path: Path) -> set[str]:
    """Full names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            found.add(node.module)
    return found


def test_the_domain_knows_itself_the_standard_library_and_at_most_the_librarys_domain() -> None:
    strange = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "domain").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in {"domain", *sys.stdlib_module_names}
        and name != "eventsourcing.domain"
    }

    assert set() == strange


def test_the_environment_is_read_by_terbit_alone_and_never_by_importing() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        if package != "terbit"
        for path in (ROOT / package).rglob("*.py")
        if _reads(ast.parse(path.read_text()))
    }
    at_import = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "terbit").rglob("*.py")
        for statement in ast.parse(path.read_text()).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef) and _reads(statement)
    }

    assert (set(), set()) == (readers, at_import)


def _reads(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT for node in ast.walk(tree)
    )
