"""Old keys go once newer ones are whole; never before, and never the newest."""

import resource
import shutil
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from application.backing_up.errors import NotWhole
from application.backing_up.expiring import expire_keys
from terbit.demo.children import terbit
from tests.support.commands import answer, run
from tests.support.copying import copied
from tests.support.office import Office

OLD, OLDER, NEW = "20261101T200000Z", "20261026T200000Z", "20261109T200000Z"
WEEK_AGO = datetime(2026, 11, 2, 20, tzinfo=UTC)
LONG_AGO = "20200101T200000Z"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in `terbit`, one of its backups in `b`."""
    made = tmp_path_factory.mktemp("office")
    office = Office(made / "terbit")
    copied(office, made / "b")
    office.close()
    return made


@pytest.fixture
def disk(folder: Path, tmp_path: Path) -> Path:
    """Three dated copies of the keys, and what else lies there."""
    for name in (OLDER, OLD, NEW, "drill"):
        shutil.copytree(folder / "b" / "keys", tmp_path / name / "keys")
    return tmp_path


def whole(disk: Path) -> set[str]:
    return {path.parts[-3] for path in disk.glob("*/keys/manifest.json")}


def test_those_older_than_the_moment_go_with_their_folders(disk: Path) -> None:
    gone = expire_keys(disk, NEW, WEEK_AGO)

    assert [disk / OLDER / "keys", disk / OLD / "keys"] == gone
    assert {NEW, "drill"} == {path.name for path in disk.iterdir()}


def test_one_of_that_very_moment_stays(disk: Path) -> None:
    expire_keys(disk, NEW, datetime(2026, 11, 1, 20, tzinfo=UTC))

    assert {OLD, NEW, "drill"} == whole(disk)


def test_the_newest_stays_whatever_the_clock_says(disk: Path) -> None:
    expire_keys(disk, NEW, datetime(2036, 1, 1, tzinfo=UTC))

    assert {NEW, "drill"} == whole(disk)


def test_while_the_newest_is_not_whole_nothing_goes(disk: Path) -> None:
    (disk / NEW / "keys" / "manifest.json").unlink()
    with pytest.raises(NotWhole):
        expire_keys(disk, NEW, WEEK_AGO)

    assert {OLDER, OLD, "drill"} == whole(disk)


def test_what_is_half_written_holds_keys_too_and_goes(disk: Path) -> None:
    (disk / OLD / "keys" / "manifest.json").unlink()
    expire_keys(disk, NEW, WEEK_AGO)

    assert not (disk / OLD).exists()


def test_data_beside_old_keys_stay(disk: Path) -> None:
    (disk / OLD / "data").mkdir()
    expire_keys(disk, NEW, WEEK_AGO)

    assert [disk / OLD / "data"] == list((disk / OLD).iterdir())


def test_keys_of_another_installation_stay(disk: Path) -> None:
    run("init", "--dir", str(disk / "other"), "--office", "3603")
    run("backup", "--dir", str(disk / "other"), "--to", str(disk / "o"))
    shutil.rmtree(disk / OLD / "keys")
    shutil.move(disk / "o" / "keys", disk / OLD / "keys")
    expire_keys(disk, NEW, WEEK_AGO)

    assert {OLD, NEW, "drill"} == whole(disk)


# ---- as the timer runs it


@pytest.fixture
def words(folder: Path, tmp_path: Path) -> list[str]:
    """The backup of a disk that has one copy of the keys, of years ago."""
    shutil.copytree(folder / "b" / "keys", tmp_path / "keys" / LONG_AGO / "keys")
    made = ["backup", "--dir", str(folder / "terbit"), "--to", str(tmp_path / "data")]
    return [*made, "--keys-to", str(tmp_path / "keys"), "--dated", "--keep-keys", "7"]


def test_a_backup_that_is_whole_ends_the_time_of_the_last(words: list[str], tmp_path: Path) -> None:
    made = answer("backup", *words)
    (kept,) = (tmp_path / "keys").iterdir()

    assert [str(tmp_path / "keys" / LONG_AGO / "keys")] == made["expired"]
    assert str(kept / "keys") == made["parts"][1]["folder"]
    assert (kept / "keys" / "manifest.json").is_file()


def test_a_backup_that_fails_takes_nothing(words: list[str], tmp_path: Path) -> None:
    """A limit on the size of one file stands for a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))

    made = subprocess.run(
        terbit(*words), capture_output=True, text=True, check=False, preexec_fn=limit
    )

    assert made.returncode in (1, 3), made.stderr
    assert {LONG_AGO} == whole(tmp_path / "keys")


def test_without_the_option_old_keys_stay(words: list[str], tmp_path: Path) -> None:
    made = answer("backup", *words[:-2])

    assert [] == made["expired"]
    assert 2 == len(whole(tmp_path / "keys"))


def test_a_person_at_the_console_is_told_what_went(words: list[str], tmp_path: Path) -> None:
    assert f"removed: {tmp_path / 'keys' / LONG_AGO / 'keys'}" in run(*words).stdout


def test_keys_that_cannot_be_removed_are_one_line_and_the_backup_stands(
    words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "keys" / LONG_AGO / "keys").rename(tmp_path / "elsewhere")
    (tmp_path / "keys" / LONG_AGO / "keys").symlink_to(tmp_path / "elsewhere")
    made = run(*words)

    assert (1, "") == (made.returncode, made.stdout)
    assert ["terbit: backup made, but older keys are left"] == [
        line.partition(":")[0] + ":" + line.split(":")[1] for line in made.stderr.splitlines()
    ]
    assert 2 == len(whole(tmp_path / "keys"))


@pytest.mark.parametrize("more", [["--keep-keys", "7"], ["--dated", "--keep-keys", "0"]])
def test_what_cannot_be_asked_is_one_line(words: list[str], more: list[str]) -> None:
    made = run(*words[:-3], *more)

    assert (2, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
