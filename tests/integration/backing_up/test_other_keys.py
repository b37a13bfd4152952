"""Keys of another backup: refused wherever they lie, unless asked for; then it says who is lost."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from application.backing_up.manifest import Manifest, read
from tests.support.commands import answer, run
from tests.support.copying import copied
from tests.support.office import Office


@dataclass(frozen=True, kw_only=True)
class Two:
    """Backups of one office; people came between the two, and one of those was of a card."""

    folder: Path
    old: Manifest
    new: Manifest

    def restoring(self, data: str, *more: str) -> list[str]:
        source, target = self.folder / data, self.folder / "restored"
        return ["restore", "--from", str(source), "--dir", str(target), *more]

    def keys(self, of: str) -> str:
        return str(self.folder / of / "keys")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folder = tmp_path_factory.mktemp("office")
    made = Office(folder / "terbit")
    made.complete(name="ANI UMPAMA")
    old = copied(made, folder / "old")
    made.clock.advance(days=6)
    made.complete(name="BAYU MISAL")
    new = copied(made, folder / "new")
    made.close()
    return Two(folder=folder, old=old, new=new)


@pytest.fixture
def two(office: Two, tmp_path: Path) -> Two:
    """Copies of them, to be mixed."""
    for name in ("old", "new"):
        shutil.copytree(office.folder / name, tmp_path / name)
    return Two(folder=tmp_path, old=office.old, new=office.new)


def refused(two: Two, *words: str) -> str:
    made = run(*words)
    assert (1, 1, "") == (made.returncode, len(made.stderr.strip().splitlines()), made.stdout)
    assert not (two.folder / "restored").exists()
    return made.stderr.strip()


def test_keys_on_another_disk_are_not_thereby_keys_of_another_backup(two: Two) -> None:
    said = refused(two, *two.restoring("new", "--keys", two.keys("old")))

    assert (
        f"terbit: {two.keys('old')}: keys of another backup, of {two.old.taken_at}, than "
        f"{two.folder / 'new' / 'data'}, of {two.new.taken_at}; "
        "to use them all the same: --other-keys"
    ) == said


def test_nor_are_they_beside_the_data(two: Two) -> None:
    shutil.rmtree(two.keys("new"))
    shutil.copytree(two.keys("old"), two.keys("new"))

    assert "keys of another backup" in refused(two, *two.restoring("new"))


def test_the_right_keys_on_another_disk_need_no_switch(two: Two) -> None:
    Path(two.keys("new")).rename(two.folder / "elsewhere")
    found = answer("restore", *two.restoring("new", "--keys", str(two.folder / "elsewhere")))

    assert two.new.backup == found["keys_backup"]
    assert (True, 0) == (found["compared"], found["without_key"])


def test_older_keys_that_are_asked_for_say_how_many_streams_are_lost(two: Two) -> None:
    """Of the one who came later: the recording, and the document."""
    words = two.restoring("new", "--keys", two.keys("old"), "--other-keys")
    found = answer("restore", *words)

    assert (two.new.backup, two.old.backup) == (found["backup"], found["keys_backup"])
    assert read(Path(two.keys("old")), "keys").taken_at == found["keys_taken_at"]
    assert (False, 2, 0) == (found["compared"], found["without_key"], found["erased"])


def test_a_person_at_the_console_is_told_it_too(two: Two) -> None:
    said = run(*two.restoring("new", "--keys", two.keys("old"), "--other-keys")).stdout

    assert f"Keys of another backup, of {read(Path(two.keys('old')), 'keys').taken_at}." in said
    assert "2 streams have no key" in said


def test_newer_keys_lose_nobody(two: Two) -> None:
    found = answer("restore", *two.restoring("old", "--keys", two.keys("new"), "--other-keys"))

    assert (False, 0) == (found["compared"], found["without_key"])


def test_keys_of_another_installation_are_none_whatever_is_asked(two: Two) -> None:
    other = two.folder / "other"
    run("init", "--dir", str(other), "--office", "3603")
    run("backup", "--dir", str(other), "--to", str(two.folder / "o"))
    said = refused(two, *two.restoring("new", "--keys", two.keys("o"), "--other-keys"))

    assert "keys of another installation" in said
