"""kill -9 of `terbit import applications` in the middle: again, and no bundle is half there."""

import json
import signal
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from terbit.demo.children import terbit
from tests.support.live import until
from tests.unit.importing.application_lists import table

BUNDLES = 300
KILLS = 3
BAD = range(0, BUNDLES, 50)
GOOD = 2 * (BUNDLES - len(BAD))


def _bundle(at: int) -> list[dict[str, str]]:
    """A birth certificate and a family card of one application; the second row may be bad."""
    start = {"No. Permohonan": f"P-{at}", "Layanan": "Kelahiran"}
    deed = {
        "Jenis": "Akta kelahiran",
        "Berkas": "Surat keterangan lahir, Buku nikah, Kartu keluarga",
        "Nomor akta": f"3603-LU-12112024-{at:04}",
        "Nama": "ANI CONTOH",
        "Tempat lahir": "TANGERANG",
        "Tanggal lahir": "10-11-2024",
        "Jenis kelamin": "P",
        "Nama ibu": "SITI UMPAMA",
    }
    card = {
        "Jenis": "KK",
        "Sebab": "dijual" if at in BAD else "perubahan data",
        "Berkas": "Kartu keluarga lama, Bukti perubahan data",
        "Nomor KK": f"360317121124{at:04}",
        "Nama kepala keluarga": "BUDI CONTOH",
        "Alamat": "JL CONTOH 1",
        "Nama anggota 1": "BUDI CONTOH",
    }
    return [{**start, **deed}, {**start, **card}]


def test_a_killed_import_of_applications_is_finished_by_the_next(tmp_path: Path) -> None:
    path, place = tmp_path / "permohonan.csv", tmp_path / "terbit"
    path.write_text(table(*[row for at in range(BUNDLES) for row in _bundle(at)]))
    subprocess.run(terbit("init", "--dir", str(place), "--office", "3603"), check=True)
    words = ("import", "applications", str(path), "--office", "3603", "--dir", str(place))

    left = [0]
    for _ in range(KILLS):
        left.append(_killed_after_some(place, words, left[-1]))
        assert {2} == _documents_of_each(place), "half a bundle"
    report, again = _report(words), _report(words)

    # The fault must have fired: each kill left something, and none left everything.
    assert sorted(set(left)) == left
    assert left[-1] < GOOD
    assert (2 * BUNDLES, GOOD - left[-1], left[-1]) == _sums(report)
    assert (2 * BUNDLES, 0, GOOD) == _sums(again)
    assert report["rejected"] == again["rejected"]
    assert 2 * len(BAD) == len(report["rejected"])
    assert GOOD == _count(place, "requested") == _count(place, "completed")
    assert {2} == _documents_of_each(place)


def _killed_after_some(place: Path, words: tuple[str, ...], before: int) -> int:
    """Documents in the registry after a kill that came when more than before were there."""
    process = subprocess.Popen(terbit(*words), stdout=subprocess.DEVNULL)
    try:
        until(lambda: _count(place, "requested") > before, "the import to take some")
    finally:
        process.kill()
        ended = process.wait()

    assert ended == -signal.SIGKILL, "the import was over before the kill"

    return _count(place, "requested")


def _report(words: tuple[str, ...]) -> dict[str, Any]:
    done = subprocess.run(terbit(*words, "--json"), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _sums(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["rows"], report["imported"], report["duplicates"]


def _count(place: Path, event: str) -> int:
    """Counted in the log itself, beside whoever writes it."""
    return len(_streams(place, event))


def _streams(place: Path, event: str) -> list[bytes]:
    with closing(sqlite3.connect(f"file:{place / 'events.sqlite'}?mode=ro", uri=True)) as log:
        query = "SELECT state FROM stored_events WHERE topic LIKE ?"
        return [row[0] for row in log.execute(query, (f"document.{event}%",)).fetchall()]


def _documents_of_each(place: Path) -> set[int]:
    """How many documents the applications in the log have; the number stands in the event."""
    numbers = [json.loads(state)["source_ref"] for state in _streams(place, "requested")]
    return set(Counter(numbers).values())
