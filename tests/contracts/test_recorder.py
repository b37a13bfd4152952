"""The recorder: the library's own contract, and ours: claims, commands, all or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid5

import pytest
from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.sqlite import SQLiteDatastore
from eventsourcing.tests.persistence import ApplicationRecorderTestCase

from application.errors import AlreadyDone, ClaimTaken, Conflict
from application.registry.claims import Claim
from application.registry.recorder import ClaimingRecorder
from domain.changes import Changes
from domain.event import By, StreamId
from domain.offices.events import Opened
from tests.support.office import Office

SPACE = UUID(int=3)


class TestLibrarysContract(ApplicationRecorderTestCase):
    """Run as the library runs it for its own SQLite recorder."""

    EXPECT_CONTIGUOUS_NOTIFICATION_IDS = True

    def create_recorder(self) -> ApplicationRecorder:
        self.folder = TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        return recorder(Path(self.folder.name))

    def test_concurrent_throughput(self) -> None:
        """A timing loop of the library, not a contract."""


def recorder(folder: Path) -> ClaimingRecorder:
    made = ClaimingRecorder(SQLiteDatastore(str(folder / "events.sqlite"), lock_timeout=30))
    made.create_table()
    return made


def stored(name: str, version: int = 1) -> StoredEvent:
    return StoredEvent(uuid5(SPACE, name), version, "office.opened", b"{}")


def take(key: str, owner: str = "o") -> Claim:
    return Claim(act="take", kind="serial", key=key, owner=owner)


def test_a_claim_is_taken_once_and_the_loser_stores_nothing(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    made.insert_events([stored("a")], claims=[take("1", "a")])

    with pytest.raises(ClaimTaken) as taken:
        made.insert_events([stored("b")], claims=[take("2"), take("1")])

    assert "a" == taken.value.owner
    assert [] == made.select_events(uuid5(SPACE, "b"))
    assert made.claim_owner("serial", "2") is None


def test_required_claims_are_judged_in_the_same_transaction(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    present = Claim(act="present", kind="live_posting", key="p")
    absent = Claim(act="absent", kind="serial", key="1")
    made.insert_events([stored("a")], claims=[absent, take("1")])

    for claim in (present, absent):
        with pytest.raises(ClaimTaken):
            made.insert_events([stored("b")], claims=[claim])

    assert [] == made.select_events(uuid5(SPACE, "b"))


def test_only_its_owner_releases_a_claim(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    made.insert_events([stored("a")], claims=[take("1", "a")])
    made.insert_events(
        [stored("b")], claims=[Claim(act="release", kind="serial", key="1", owner="b")]
    )
    kept = made.claim_owner("serial", "1")
    made.insert_events(
        [stored("c")], claims=[Claim(act="release", kind="serial", key="1", owner="a")]
    )

    assert ("a", None) == (kept, made.claim_owner("serial", "1"))


def test_a_repeated_command_gets_the_first_answer_and_stores_nothing(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    made.insert_events([stored("a")], command=("c1", {"n": 1}))

    with pytest.raises(AlreadyDone) as done:
        made.insert_events([stored("b")], command=("c1", {"n": 2}))

    assert '{"n": 1, "position": 1}' == done.value.answer
    assert [] == made.select_events(uuid5(SPACE, "b"))


def test_of_many_threads_with_one_claim_exactly_one_wins(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    gate, won, lost = Barrier(8), [], []

    def race(number: int) -> None:
        gate.wait()
        try:
            made.insert_events([stored(f"r{number}")], claims=[take("1", str(number))])
            won.append(number)
        except ClaimTaken:
            lost.append(number)

    threads = [Thread(target=race, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert (1, 7) == (len(won), len(lost))
    assert str(won[0]) == made.claim_owner("serial", "1")
    assert 1 == made.max_notification_id()


def test_sqlite_runs_with_full_and_less_is_refused(tmp_path: Path) -> None:
    made = recorder(tmp_path)
    made.assert_full()
    mutant = recorder(tmp_path)
    with mutant.datastore.transaction(commit=False) as c:
        c.execute("ROLLBACK")
        c.execute("PRAGMA synchronous=NORMAL")
        c.execute("BEGIN")

    with pytest.raises(RuntimeError, match="FULL"):
        mutant.assert_full()


def test_a_lost_race_for_a_version_is_a_conflict_and_stores_nothing(office: Office) -> None:
    by = By(actor="a", recorded_at="x", occurred_at="x")
    opened = Opened(by=by, code="1", name="n", type="dinas", timezone="Asia/Jakarta")
    stream, other = StreamId("1" * 32), StreamId("2" * 32)

    def changes() -> Any:
        made = Changes(office.centre.registry.load)
        made.add(stream, [opened])
        return made

    first, second = changes(), changes()
    second.add(other, [opened])
    office.centre.registry.record(first)

    with pytest.raises(Conflict):
        office.centre.registry.record(second)

    assert office.centre.registry.load(other).state is None
