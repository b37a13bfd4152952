"""The wheel in a clean environment: nothing is missing that an editable install hides."""

import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from tests.support.live import until

ROOT = Path(__file__).parents[2]
HOUSE = (
    "domain",
    "application",
    "projections",
    "printers",
    "workers",
    "monitoring",
    "web",
    "terbit",
)
SERVED = ("/static/terbit.css", "/static/glyphs.svg", "/static/vendor/inter-latin.woff2")


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A clean environment with the wheel in it, used from a folder that is not the checkout."""

    home: Path
    cwd: Path

    def python(self, code: str) -> str:
        words = [str(self.home / "bin" / "python"), "-c", code]
        return subprocess.run(
            words, cwd=self.cwd, check=True, capture_output=True, text=True
        ).stdout

    def terbit(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.home / "bin" / "terbit"), *words],
            cwd=self.cwd,
            capture_output=True,
            text=True,
            check=False,
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


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """The dependencies are those of this environment; our own folders are the wheel's.

    A path that a .pth line appends is not searched for .pth files itself: the editable install
    of the checkout stays out of reach.
    """
    home, cwd = tmp_path_factory.mktemp("venv"), tmp_path_factory.mktemp("elsewhere")
    venv.create(home)
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    site = next((home / "lib").glob("python*/site-packages"))
    dependencies = Path(pytest.__file__).parents[1]
    (site / "dependencies.pth").write_text(f"import sys; sys.path.append({str(dependencies)!r})\n")
    return Elsewhere(home=home, cwd=cwd)


def test_the_wheel_holds_every_file_that_is_not_python(wheel: Path) -> None:
    """Templates, styles, fonts, glyphs: as many as the checkout has, and no tests."""
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in HOUSE
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }

    assert {".html", ".css", ".woff2", ".ttf"} <= {Path(name).suffix for name in wanted}
    assert set() == wanted - held
    assert set() == {name.split("/")[0] for name in held} - {*HOUSE, "terbit-0.1.0.dist-info"}


def test_each_folder_of_the_house_comes_from_the_wheel(elsewhere: Elsewhere) -> None:
    files = elsewhere.python(
        f"import {', '.join(HOUSE)}\nfor one in ({', '.join(HOUSE)}): print(one.__file__)"
    ).splitlines()

    assert len(HOUSE) == len(files)
    assert all(Path(file).is_relative_to(elsewhere.home) for file in files), files


def test_the_wheel_says_what_it_can_do(elsewhere: Elsewhere) -> None:
    said = elsewhere.terbit("--help")

    assert 0 == said.returncode, said.stderr
    assert {"init", "serve", "doctor", "demo"} <= set(said.stdout.split())


def test_an_installation_made_by_the_wheel_serves_its_pages(elsewhere: Elsewhere) -> None:
    """Made, examined, served: the sign-in page with the styles and the letters it names."""
    folder = elsewhere.cwd / "kantor"
    made = elsewhere.terbit("init", "--dir", str(folder), "--office", "3603")
    examined = elsewhere.terbit("doctor", "--dir", str(folder))

    assert (0, 0) == (made.returncode, examined.returncode), made.stderr + examined.stdout
    log = elsewhere.cwd / "serve.log"
    words = [str(elsewhere.home / "bin" / "terbit"), "serve", "--dir", str(folder), "--port", "0"]
    with log.open("wb") as out:
        serving = subprocess.Popen(words, cwd=elsewhere.cwd, stdout=out, stderr=out)
    try:
        until(lambda: "Terbit: http://" in log.read_text(), "the address")
        address = log.read_text().split("Terbit: ")[1].split()[0]
        with httpx2.Client(base_url=address, trust_env=False, timeout=20) as client:
            page = client.get("/masuk")
            codes = [client.get(path).status_code for path in SERVED]
    finally:
        serving.terminate()
        code = serving.wait(30)

    assert 200 == page.status_code
    assert "Kata sandi" in page.text
    assert [200] * len(SERVED) == codes
    assert 0 == code, log.read_text()
