"""`terbit import targets`: the stable form of its report."""

import subprocess
from pathlib import Path

from terbit.demo.children import terbit
from tests.integration.test_command_line import answer

TEMPLATE = Path(__file__).parents[2] / "docs" / "templates" / "target.csv"


def test_targets_are_imported_by_the_same_form(tmp_path: Path) -> None:
    place, path = str(tmp_path / "terbit"), tmp_path / "target.csv"
    made = terbit("init", "--dir", place, "--office", "3603")
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(TEMPLATE.read_text().replace("154.055", "banyak"))
    words = ("import", "targets", str(path), "--office", "3603", "--dir", place)
    first = answer("import-report", *words)
    again = answer("import-report", *words)

    assert (4, 3, 0) == (first["rows"], first["imported"], first["duplicates"])
    assert (4, 0, 3) == (again["rows"], again["imported"], again["duplicates"])
    assert [(2, "Nilai", "not_a_count")] == [
        (row["line"], row["column"], row["code"]) for row in first["rejected"]
    ]
