"""Units for systemd: it finds nothing wrong with them, and they start what exists."""

import configparser
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.command_lines import wrong_with

FOLDER = Path(__file__).parents[3] / "deploy" / "systemd"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
SERVICES = [path for path in UNITS if path.suffix == ".service"]
PROGRAM = "/opt/terbit/.venv/bin/terbit"
MOST_EXPOSED = 20
"""Tenths of systemd's own scale from 0 to 10; the defaults get 9.6."""
LONGEST_CARD_S = 120


def by_name(path: Path) -> str:
    return path.name


def test_there_is_one_for_each_process() -> None:
    assert [
        "terbit-backup.service",
        "terbit-backup.timer",
        "terbit-relay.service",
        "terbit-station@.service",
        "terbit.service",
    ] == sorted(path.name for path in UNITS)


def words_of(path: Path, section: str) -> dict[str, str]:
    """The last value of each name; enough here."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    parser.read(path)
    return dict(parser[section])


@pytest.mark.parametrize("unit", UNITS, ids=by_name)
def test_systemd_warns_of_nothing(unit: Path, tmp_path: Path) -> None:
    """The program itself is not installed in /opt here: a file that exists stands for it."""
    for path in UNITS:
        text = path.read_text()
        (tmp_path / path.name).write_text(text.replace(PROGRAM, "/bin/true"))
    place = tmp_path / unit.name.replace("@.", "@curug-1.")
    if place.name != unit.name:
        shutil.copy(tmp_path / unit.name, place)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(place)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_a_unit_with_a_wrong_name_in_it_is_found(tmp_path: Path) -> None:
    """The mutant: what is not known is only warned of, so warnings count."""
    wrong = tmp_path / "wrong.service"
    wrong.write_text("[Service]\nExecStart=/bin/true\nProtectEverything=yes\n")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ProtectEverything" in done.stderr


@pytest.mark.parametrize("unit", SERVICES, ids=by_name)
def test_a_service_is_shut_in(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("unit", SERVICES, ids=by_name)
def test_it_starts_a_command_that_exists(unit: Path) -> None:
    line = words_of(unit, "Service")["ExecStart"]

    assert line.startswith(PROGRAM + " ")
    assert "" == wrong_with(line)


@pytest.mark.parametrize("unit", UNITS, ids=by_name)
def test_its_page_is_there(unit: Path) -> None:
    page = words_of(unit, "Unit")["Documentation"].removeprefix("file:/opt/terbit/")

    assert (FOLDER.parents[1] / page).is_file()


def test_a_station_finishes_its_card_and_never_gives_up() -> None:
    unit = FOLDER / "terbit-station@.service"
    service = words_of(unit, "Service")

    assert int(service["TimeoutStopSec"]) > LONGEST_CARD_S
    assert "0" == words_of(unit, "Unit")["StartLimitIntervalSec"]
    assert ("notify", "on-failure") == (service["Type"], service["Restart"])


def test_a_command_that_is_not_there_is_found() -> None:
    """The mutant of the checks above and of those of the pages."""
    assert "terbit has no server" == wrong_with("terbit server --dir x")
    assert "terbit serve has no --folder" == wrong_with("terbit serve --folder=x")
    assert "terbit project has no mend" == wrong_with("/opt/bin/terbit project mend")
    assert "" == wrong_with("terbit project check stock --json")


def in_root(root: Path, *words: str) -> None:
    """As systemd does at start, in a root of its own."""
    subprocess.run([words[0], f"--root={root}", *words[1:]], check=True, capture_output=True)


def test_old_keys_go_by_the_backup_itself_a_week_beyond_a_newer_one() -> None:
    line = words_of(FOLDER / "terbit-backup.service", "Service")["ExecStart"].split()

    assert ["--keep-keys", "7"] == line[line.index("--keep-keys") :]
    assert "--dated" in line


def test_accounts_and_folders_are_made_and_no_clock_removes_keys(tmp_path: Path) -> None:
    """Their newest may be the only ones; data go after three months, and what is newer stays."""
    (tmp_path / "etc").mkdir()
    kept = str(FOLDER / "terbit.tmpfiles")
    in_root(tmp_path, "systemd-sysusers", str(FOLDER / "terbit.sysusers"))
    in_root(tmp_path, "systemd-tmpfiles", "--create", kept)
    data, keys = tmp_path / "var/backups/terbit", tmp_path / "var/backups/terbit-keys"
    modes = [folder.stat().st_mode & 0o777 for folder in (data, keys)]
    ages = {"1": 6, "2": 8, "3": 100}
    now = datetime.now(UTC).timestamp()  # noqa: TID251 - systemd-tmpfiles has no other clock
    for place in (data, keys):
        for name, days in ages.items():
            (place / name / "part").mkdir(parents=True)
            (place / name / "part" / "manifest.json").touch()
            for path in (place / name / "part" / "manifest.json", place / name / "part"):
                os.utime(path, (now - days * 86_400,) * 2)
            os.utime(place / name, (now - days * 86_400,) * 2)
    in_root(tmp_path, "systemd-tmpfiles", "--clean", kept)

    assert "terbit-station" in (tmp_path / "etc" / "passwd").read_text()
    assert [0o700, 0o700] == modes
    assert ["1", "2"] == sorted(path.parts[-3] for path in data.rglob("*.json"))
    assert ["1", "2", "3"] == sorted(path.parts[-3] for path in keys.rglob("*.json"))
