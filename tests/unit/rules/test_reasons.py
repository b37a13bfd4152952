"""Every reason to refuse is given by some rule, and every cause of a mismatch by some fact."""

import ast
from pathlib import Path

from application.deciding import _CLAIMS
from domain.discrepancies.state import CAUSES
from domain.refusal import Reason

ROOT = Path(__file__).parents[3]
FOLDERS = ("domain", "application", "web")


def trees() -> list[ast.AST]:
    files = [path for name in FOLDERS for path in (ROOT / name).rglob("*.py")]
    given = [path for path in files if path.name not in ("refusal.py", "problems.py")]
    return [ast.parse(path.read_text()) for path in given]


def test_no_reason_is_a_dead_letter() -> None:
    used = {
        node.attr
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Reason"
    }

    assert {reason.name for reason in Reason} == used & {reason.name for reason in Reason}


def test_every_claim_that_can_stand_in_the_way_has_a_reason() -> None:
    assert {"serial", "application", "live_card", "printer", "station_code"} <= set(_CLAIMS)
    assert {"live_posting", "frozen"} <= set(_CLAIMS)


def test_every_cause_is_opened_somewhere_and_every_one_opened_is_listed() -> None:
    texts = {
        node.value
        for path in [*(ROOT / "domain").rglob("*.py"), *(ROOT / "application").rglob("*.py")]
        if path != ROOT / "domain/discrepancies/state.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert CAUSES == CAUSES & texts
    assert set() == _opened() - CAUSES


def _opened() -> set[str]:
    """The causes named in calls of discrepancy()."""
    found = set()
    for path in [*(ROOT / "domain").rglob("*.py"), *(ROOT / "application").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "discrepancy"
            if named and isinstance(node, ast.Call) and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    return found
