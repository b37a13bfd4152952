"""`terbit backup` and `terbit restore` as a person at the console meets them."""

import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from application.backing_up.errors import NotWhole
from terbit.demo.children import terbit
from tests.support import copying
from tests.support.commands import answer, run
from tests.support.copying import lacking, put_back
from tests.support.live import until
from tests.support.office import Office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with one card, in `terbit`, and its backup, in `b`."""
    made = tmp_path_factory.mktemp("office")
    office = Office(made / "terbit")
    office.printed_card()
    office.close()
    (made / "terbit" / "terbit.toml").write_text("undo_seconds = 7\n")
    answer("backup", "backup", "--dir", str(made / "terbit"), "--to", str(made / "b"))
    return made


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    """A copy of the backup, to be spoiled."""
    return Path(shutil.copytree(folder / "b", tmp_path / "b"))


def refused(*words: str, code: int = 1) -> str:
    """The one line that a command said when it refused."""
    made = run(*words)
    assert (code, 1, "") == (made.returncode, len(made.stderr.strip().splitlines()), made.stdout)
    return made.stderr.strip()


def restoring(backup: Path, *more: str, code: int = 1) -> str:
    """What restore said; nothing stands in the new folder."""
    target = backup.parent / "new"
    said = refused("restore", "--from", str(backup), "--dir", str(target), *more, code=code)
    assert not target.exists()
    return said


@contextmanager
def saving_all_the_time(office: Office) -> Iterator[None]:
    over = Event()

    def work() -> None:
        while not over.is_set():
            office.complete()

    writer = Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def test_a_backup_while_somebody_saves_all_the_time(tmp_path: Path) -> None:
    """As it is used: another process, and no word to the one that works."""
    office = Office(tmp_path / "terbit", live=True)
    first = office.position()
    with saving_all_the_time(office):
        until(lambda: office.position() > first, "the first save")
        words = ("backup", "--dir", str(tmp_path / "terbit"), "--dated")
        made = [answer("backup", *words, "--to", str(tmp_path / f"b{n}")) for n in range(3)]
        last = made[-1]["position"]
        until(lambda: office.position() > last, "a save after the last backup")
    office.close()
    folders = [next((tmp_path / f"b{n}").iterdir()) for n in range(3)]
    target = str(tmp_path / "new")
    restored = answer("restore", "restore", "--from", str(folders[1]), "--dir", target)
    done, opened = put_back(folders[2], tmp_path / "newest")
    missing = lacking(opened)
    opened.close()

    positions = [one["position"] for one in made]
    assert first < positions[0] < positions[1] < positions[2]
    assert (positions[1], True) == (restored["position"], restored["compared"])
    assert (True, []) == (done.compared, missing)
    checked = answer("project-check", "project", "check", "--dir", target)
    assert all(view["equal"] for view in checked["views"])


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_changed_byte_is_found_in_every_file(folder: Path, tmp_path: Path) -> None:
    names = files(folder / "b")
    assert 8 == len(names), names
    for name in names:
        backup = Path(shutil.copytree(folder / "b", tmp_path / "b"))
        path = backup / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        with pytest.raises(NotWhole) as found:
            put_back(backup, tmp_path / "new")

        assert str(path) in str(found.value)
        assert not (tmp_path / "new").exists()
        shutil.rmtree(backup)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def swap(path: Path) -> None:
    shutil.copy(path.parent / "attachments.sqlite", path)


@pytest.mark.parametrize("spoil", [cut, swap, Path.unlink])
def test_a_file_cut_short_swapped_or_gone_is_named(
    backup: Path, spoil: Callable[[Path], object]
) -> None:
    path = backup / "data" / "events.sqlite"
    spoil(path)

    assert f"terbit: {path}: " in restoring(backup)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"format": 2}',
        b'{"format": 1, "files": {"../../etc/passwd": {"size": 1, "sha256": "00"}}}',
    ],
)
def test_a_manifest_that_is_none_is_named(backup: Path, text: bytes) -> None:
    (backup / "data" / "manifest.json").write_bytes(text)

    assert str(backup / "data" / "manifest.json") in restoring(backup)


def test_what_cannot_be_asked_is_one_line(folder: Path, tmp_path: Path) -> None:
    place, there = str(folder / "terbit"), str(folder / "b")
    refused("backup", "--dir", place, "--to", there, code=2)
    refused("backup", "--dir", str(tmp_path / "none"), "--to", str(tmp_path / "x"), code=2)
    refused("backup", "--dir", place, code=2)
    refused("restore", "--from", there, "--dir", place, code=2)
    refused("restore", "--from", str(tmp_path), "--dir", str(tmp_path / "x"), code=2)
    said = refused("backup", "--dir", place, "--to", "/proc/nobody", code=3)

    assert "/proc/nobody" in said
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("room", [8_192, 40_000, 300_000])
def test_a_full_disk_is_one_line_and_leaves_nothing(
    folder: Path, tmp_path: Path, room: int
) -> None:
    """A limit on the size of one file stands for it: the very calls that fail are the same."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    backup = folder / "b"
    for words in (
        ("backup", "--dir", str(folder / "terbit"), "--to", str(tmp_path / "x")),
        ("restore", "--from", str(backup), "--dir", str(tmp_path / "y")),
    ):
        made = subprocess.run(
            terbit(*words), capture_output=True, text=True, check=False, preexec_fn=limit
        )

        assert made.returncode in (1, 3), made.stderr
        assert 1 == len(made.stderr.strip().splitlines()), made.stderr
        assert not (tmp_path / "x").exists()
        assert not (tmp_path / "y").exists()


PAGE = (Path(__file__).parents[3] / "docs" / "runbook" / "backup-and-restore.md").read_text()


def test_the_backup_and_both_restores_of_the_runbook_work_as_they_are_typed(
    folder: Path, tmp_path: Path
) -> None:
    """The second of them takes the keys of an earlier backup."""
    typed = [line.split() for line in PAGE.split("## Drill")[0].splitlines()]
    backup, right, other = [line[1:] for line in typed if line[:1] == ["terbit"]]
    data, keys = tmp_path / "data", tmp_path / "keys"
    places = {"/var/backups/terbit-keys": str(keys), "/var/backups/terbit": str(data)}
    places["/var/lib/terbit"] = str(folder / "terbit")
    made = run(*with_places(backup, places)).returncode
    (moment,) = (path.name for path in data.iterdir())
    shutil.copytree(folder / "b" / "keys", keys / "20261120T200000Z" / "keys")
    places["20261126T200000Z"] = moment
    codes: list[int] = []
    for words in (right, other):
        places["/var/lib/terbit"] = str(tmp_path / f"new-{len(codes)}")
        codes.append(run(*with_places(words, places)).returncode)

    assert (0, [0, 0]) == (made, codes)
    assert "--other-keys" in other
    assert "--other-keys" not in right


def with_places(words: list[str], places: dict[str, str]) -> list[str]:
    for old, new in places.items():
        words = [word.replace(old, new, 1) for word in words]
    return words


def test_the_drill_of_the_runbook_works_as_it_is_typed(folder: Path, tmp_path: Path) -> None:
    block = PAGE.split("## Drill")[1].split("```console\n")[1].split("```")[0]
    places = {
        "/var/lib/terbit": str(folder / "terbit"),
        "/var/backups/terbit/drill": str(tmp_path / "d"),
    }
    for old, new in places.items():
        block = block.replace(f" {old}", f" {new}")
    codes = [run(*line.split()[1:]).returncode for line in block.splitlines()]

    assert [0, 0, 0, 0] == codes


def test_killed_at_any_step_it_leaves_nothing_that_looks_whole(
    folder: Path, tmp_path: Path
) -> None:
    place, killed = folder / "terbit", 0
    for step in (1, 3, 6, 9, 11):
        target = tmp_path / str(step)
        made = subprocess.run(
            [sys.executable, copying.__file__, str(place), str(target), str(step)],
            cwd=Path(__file__).parents[3],
            env={"PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            check=False,
        )
        assert -signal.SIGKILL == made.returncode, made.stderr
        killed += 1
        assert [] == list(target.rglob("manifest.json"))
        assert "no whole backup" in refused(
            "restore", "--from", str(target), "--dir", str(tmp_path / "new")
        )
        assert [] == [name for name in files(place) if "scratch" in name]

    assert 5 == killed
