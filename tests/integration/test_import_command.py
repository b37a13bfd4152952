"""`terbit import`: what a person at the console reads."""

import subprocess
from pathlib import Path

from terbit.demo.children import terbit


def test_a_list_refused_as_a_whole_is_one_indonesian_line(tmp_path: Path) -> None:
    path, place = tmp_path / "bulan.csv", str(tmp_path / "terbit")
    path.write_text("NIK;Nama;Tgl Lahir;JK\n3603121406569292;BUDI;06/14/1956;L\n")
    subprocess.run(
        terbit("init", "--dir", place, "--office", "3603"), check=True, capture_output=True
    )
    words = terbit("import", "enrolments", str(path), "--office", "3603", "--dir", place)
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("terbit: baris 2: Kolom tanggal ditulis dengan bulan di depan")
    assert 1 == done.stderr.count("\n")
