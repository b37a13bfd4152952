"""A copy taken while the office works: whole, and nobody who was erased comes back."""

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from application import erasing, handing_over
from application.backing_up import taking
from domain.event import StreamId
from projections.register import queries as register
from terbit.settings import Settings
from terbit.wiring import open_installation
from tests.support.copying import copied, lacking, parts_in, put_back
from tests.support.live import until
from tests.support.office import CURUG, DINAS, Office

STEPS = ("events.sqlite", "attachments.sqlite", "keys.sqlite", "access.sqlite", "log")


def erase(office: Office, nik: str) -> None:
    order = office.order(office.admin, office.staff.head)
    erasing.erase(office.centre, order, office=DINAS, nik=nik, ground="UU 27", letter="471/9")


def holder(office: Office, name: str) -> tuple[StreamId, str]:
    """A person with a card handed over, and the NIK."""
    document, serial = office.printed_card(name=name)
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, document, serial, "self", {})
    return document, str(office.document(document).nik)


class Busy:
    """Prints a card while a step of the backup is under way, once for each step."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.steps: list[str] = []

    def __call__(self, what: str, _done: int, _of: int) -> None:
        if what in STEPS and what not in self.steps:
            self.steps.append(what)
            self._office.printed_card()


def test_a_restored_copy_is_what_the_office_was(office: Office, tmp_path: Path) -> None:
    document, _ = office.printed_card(name="ANI UMPAMA")
    made = copied(office, tmp_path / "b")
    done, restored = put_back(tmp_path / "b", tmp_path / "new")
    with restored.views.connect() as connection:
        found = register.search(connection, [CURUG], "ANI UMPAMA")
    progress = restored.runner.progress()
    restored.close()

    assert (made, True, 0) == (done.manifest, done.compared, done.erased)
    assert office.position() == made.position
    assert [document] == [row["document"] for row in found]
    assert {made.position} == {at.position for at in progress}
    assert {None} == {at.stopped for at in progress}


def test_what_an_event_needs_is_there_however_much_is_saved_meanwhile(
    office: Office, tmp_path: Path
) -> None:
    office.printed_card()
    busy = Busy(office)
    made = copied(office, tmp_path / "b", busy)
    done, restored = put_back(tmp_path / "b", tmp_path / "new")
    missing = lacking(restored)
    restored.close()

    assert list(STEPS) == busy.steps
    assert office.position() > made.position
    assert (True, []) == (done.compared, missing)


def test_another_order_would_lack_keys_and_payloads(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant: the check above can see."""
    office.printed_card()
    monkeypatch.setattr(taking.databases, "__defaults__", (tuple(reversed(taking.ORDER)),))
    copied(office, tmp_path / "b", Busy(office))
    _, restored = put_back(tmp_path / "b", tmp_path / "new")
    missing = set(lacking(restored))
    restored.close()

    assert "payload" in missing
    assert "key of document.approved" in missing or "key of enrolment.captured" in missing


def test_a_database_nobody_has_heard_of_is_copied_too(office: Office, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "terbit" / "later.sqlite") as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    (tmp_path / "terbit" / "terbit.toml").write_text("undo_seconds = 7\n")
    made = copied(office, tmp_path / "b")
    _, restored = put_back(tmp_path / "b", tmp_path / "new")
    restored.close()

    assert "later.sqlite" in made.files
    assert 7 == restored.settings.undo_seconds
    assert not list((tmp_path / "b").rglob("views*"))
    assert not list((tmp_path / "b").rglob("session.key"))


def test_only_the_owner_can_read_any_of_it(office: Office, tmp_path: Path) -> None:
    copied(office, tmp_path / "b")
    everything = [tmp_path / "b", *(tmp_path / "b").rglob("*")]

    assert len(everything) > 8
    assert not [path for path in everything if path.stat().st_mode & 0o077]


# ---- erased


@pytest.mark.parametrize("when", ["before", *STEPS[:3]])
def test_a_copy_of_the_keys_never_holds_those_of_an_erased_person(
    office: Office, tmp_path: Path, when: str
) -> None:
    """Also when the erasure is ordered while the copy is made."""
    document, nik = holder(office, "ANI UMPAMA")
    threads: list[Thread] = []
    before = office.position()

    def order_at(what: str, _done: int = 0, _of: int = 0) -> None:
        if what == when and not threads:
            # On its own: to empty the log of the keys it waits until they are copied.
            threads.append(Thread(target=erase, args=(office, nik)))
            threads[0].start()
            until(lambda: office.position() > before, "the order")

    order_at("before")
    copied(office, tmp_path / "b", order_at)
    threads[0].join()
    with sqlite3.connect(tmp_path / "b" / "keys" / "keys.sqlite") as database:
        query = "SELECT wrapped FROM data_keys WHERE stream=?"
        found = database.execute(query, (document,)).fetchall()
    database.close()

    assert [(None,)] == found


def test_newer_events_with_older_keys_show_nothing_of_an_erased_person(
    office: Office, tmp_path: Path
) -> None:
    document, nik = holder(office, "ANI UMPAMA")
    other, _ = holder(office, "BAYU MISAL")
    copied(office, tmp_path / "old")
    erase(office, nik)
    copied(office, tmp_path / "new")
    (tmp_path / "new" / "keys").rename(tmp_path / "unused")
    (tmp_path / "old" / "keys").rename(tmp_path / "new" / "keys")

    done, restored = put_back(tmp_path / "new", tmp_path / "restored")
    with restored.views.connect() as connection:
        gone = register.document(connection, document) or {}
        stays = register.document(connection, other) or {}
    state = restored.centre.registry.load(document).state
    kept = restored.centre.registry.load(other).state
    restored.close()

    assert (False, 3) == (done.compared, done.erased)
    assert (None, None, "handed_over") == (gone["name"], gone["nik"], gone["stage"])
    assert (None, None) == (state.nik, state.fields)
    assert ("BAYU MISAL", "BAYU MISAL") == (stays["name"], kept.fields["name"])
    bytes_of = b"".join(path.read_bytes() for path in (tmp_path / "restored").glob("*.sqlite*"))
    assert b"BAYU MISAL" in bytes_of
    assert b"ANI UMPAMA" not in bytes_of
    assert nik.encode() not in bytes_of


# ---- a view that had stopped


def test_an_office_whose_view_has_stopped_is_copied_and_stops_there_again(
    office: Office, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "terbit" / "events.sqlite") as log:
        log.execute("UPDATE stored_events SET state=X'00' WHERE topic='station.enrolled'")
    log.close()
    made = copied(office, tmp_path / "b")
    done, restored = put_back(tmp_path / "b", tmp_path / "new")
    restored.runner.run_once()
    stopped = [at.view for at in restored.runner.progress() if at.stopped]
    restored.close()

    assert done.compared
    assert "stations" in stopped
    assert stopped == [view for view, digest in made.state.views.items() if digest is None]


def test_the_restored_installation_has_its_own_login_secret(office: Office, tmp_path: Path) -> None:
    copied(office, tmp_path / "b")
    _, restored = put_back(tmp_path / "b", tmp_path / "new")
    restored.close()
    old, new = (tmp_path / at / "secrets" / "session.key" for at in ("terbit", "new"))

    assert old.read_bytes() != new.read_bytes()
    assert parts_in(tmp_path / "b")["keys"].is_dir()
    open_installation(Settings(dir=tmp_path / "new")).close()
