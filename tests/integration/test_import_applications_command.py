"""`terbit import applications`: the stable form of its report."""

import subprocess
from pathlib import Path

from terbit.demo.children import terbit
from tests.integration.test_command_line import answer
from tests.unit.importing.application_lists import TEMPLATE


def test_applications_are_imported_by_the_same_form(tmp_path: Path) -> None:
    place, path = str(tmp_path / "terbit"), tmp_path / "applications.csv"
    made = terbit("init", "--dir", place, "--office", "3603")
    subprocess.run(made, check=True, capture_output=True)
    template = TEMPLATE.read_text("utf-8-sig")
    rows = template.replace("Kartu keluarga;3603170508909003", "SIM;3603170508909003")
    path.write_text(rows, "utf-8-sig")
    words = ("import", "applications", str(path), "--office", "3603", "--dir", place)
    first = answer("import-report", *words)
    again = answer("import-report", *words)

    assert (3, 2, 0) == (first["rows"], first["imported"], first["duplicates"])
    assert (3, 0, 2) == (again["rows"], again["imported"], again["duplicates"])
    expected = [(4, "Berkas", "papers_unknown")]
    assert expected == [(row["line"], row["column"], row["code"]) for row in first["rejected"]]
    assert first["rejected"] == again["rejected"]


def test_names_and_numbers_of_persons_stand_nowhere_in_the_event_database(tmp_path: Path) -> None:
    place = tmp_path / "terbit"
    start = terbit("init", "--dir", str(place), "--office", "3603")
    subprocess.run(start, check=True, capture_output=True)
    words = ("import", "applications", str(TEMPLATE), "--office", "3603", "--dir", str(place))
    taken = answer("import-report", *words)["imported"]
    stored = b"".join(path.read_bytes() for path in place.glob("events.sqlite*"))

    assert 3 == taken
    assert b"document.requested" in stored
    for text in (b"ANI CONTOH", b"3603175011249001", b"3603-LU-15112024-0017", b"3603171211240001"):
        assert text not in stored
