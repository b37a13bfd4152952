"""The wheel in a clean environment: nothing is missing that an editable install hides."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "application/rendering/fonts/",
    "web/templates/queue.html",
    "web/static/terbit.css",
    "web/static/vendor/",
    "web/station_page/templates/",
    "terbit/demo/day.py",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_what_is_not_python_too(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert [] == [needed for needed in NEEDED if not any(needed in name for name in names)]
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_terbit_runs_from_the_wheel_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are those of this environment; our own folders are the wheel's."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    site = next((home / "lib").glob("python*/site-packages"))
    ours = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    (site / "dependencies.pth").write_text(f"import sys; sys.path.append({str(ours)!r})\n")
    terbit = home / "bin" / "terbit"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [terbit, *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    place = subprocess.run(
        [python, "-c", "import domain, web; print(domain.__file__, web.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    made = run("init", "--dir", str(tmp_path / "t"), "--office", "3603")
    doctor = run("doctor", "--dir", str(tmp_path / "t"))

    assert all(Path(path).is_relative_to(home) for path in place)
    assert (0, 0) == (made.returncode, doctor.returncode), made.stderr + doctor.stdout
    assert 0 == run("--help").returncode
