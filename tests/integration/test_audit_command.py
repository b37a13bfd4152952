"""`terbit audit export` and `verify-export`: what the page exports, at the console."""

import json
from pathlib import Path
from zipfile import ZipFile

from tests.integration.test_command_line import answer, run
from tests.support.command_lines import wrong_with
from tests.support.office import CURUG, Office


def test_an_export_of_the_console_is_verified_by_its_own_command(tmp_path: Path) -> None:
    office = Office(tmp_path / "terbit")
    document, _ = office.printed_card(name="BUDI RAHASIA")
    nik = office.document(document).nik or ""
    last = office.position()
    office.close()
    words = ("--dir", str(tmp_path / "terbit"))
    for form in ("csv", "xlsx", "jsonl"):
        out = tmp_path / f"{form}.zip"
        made = answer(
            "audit-export", "audit", "export", "--format", form, "--out", str(out), *words
        )
        told = answer("audit-verify-export", "audit", "verify-export", str(out))

        assert (last, {"from": 1, "to": last}) == (made["count"], made["positions"])
        assert (True, []) == (told["whole"], told["problems"])
        assert made["manifest_sha256"] == told["manifest_sha256"]
        assert not out.with_name(f"{out.name}.part").exists()
    with ZipFile(tmp_path / "jsonl.zip") as archive:
        content = archive.read("events.jsonl").decode()
        manifest = archive.read("manifest.json")
    assert "BUDI RAHASIA" not in content
    assert nik not in content
    with ZipFile(tmp_path / "forged.zip", "w") as archive:
        archive.writestr("events.jsonl", content.replace("document.approved", "document.rejected"))
        archive.writestr("manifest.json", manifest)

    forged = run("audit", "verify-export", str(tmp_path / "forged.zip"))

    assert 1 == forged.returncode
    assert "events.jsonl differs from the manifest" in forged.stdout


def test_an_export_of_the_console_may_be_a_part(tmp_path: Path) -> None:
    office = Office(tmp_path / "terbit")
    office.printed_card()
    office.close()
    part = tmp_path / "part.zip"
    run("audit", "export", "--format", "jsonl", "--from", "20", "--to", "30", "--office", CURUG,
        "--out", str(part), "--dir", str(tmp_path / "terbit"))  # fmt: skip
    with ZipFile(part) as archive:
        rows = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    assert rows
    assert CURUG in {row["office"] for row in rows}
    assert {"blank_box.dispatched", "blank_box.accepted"} >= {
        row["topic"] for row in rows if row["office"] != CURUG
    }
    assert all(20 <= row["position"] <= 30 for row in rows)


def test_a_part_that_ends_before_it_begins_is_no_export(tmp_path: Path) -> None:
    out = tmp_path / "part.zip"
    ended = run("audit", "export", "--from", "9", "--to", "3", "--out", str(out))

    assert (2, "terbit: Invalid value: --from is after --to") == (
        ended.returncode,
        ended.stderr.strip(),
    )
    assert not out.exists()


def test_the_commands_of_the_how_to_are_these() -> None:
    page = Path(__file__).parents[2] / "docs" / "howto" / "audit.md"
    lines = [line for line in page.read_text().splitlines() if line.startswith("terbit ")]

    assert 2 == len(lines)
    assert [] == [wrong for line in lines if (wrong := wrong_with(line))]
