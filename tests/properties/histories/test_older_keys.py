"""Whatever was erased, and however old the keys are that are put back: it stays erased."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from application import erasing, handing_over
from domain.event import StreamId
from projections.register import queries as register
from terbit.copies import restore
from tests.support.copying import copied, parts_in, put_back, quiet
from tests.support.office import DINAS, Office

NAMES = ("ANI UMPAMA", "BAYU MISAL", "CICI CONTOH", "DEDI TELADAN")
STEPS = 9


@dataclass
class History:
    """Cards handed over, people erased and copies taken, in an order drawn by chance."""

    office: Office
    folder: Path
    draw: Random
    people: dict[str, tuple[StreamId, str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    known: list[set[str]] = field(default_factory=list)
    """Whose keys each copy has."""

    def run(self) -> None:
        for _ in range(3):
            self.card()
        for _ in range(STEPS):
            self.draw.choice((self.card, self.erase, self.copy))()
        self.copy()
        self.erase()
        self.copy()

    def card(self) -> None:
        left = [name for name in NAMES if name not in self.people]
        if left:
            name = self.draw.choice(left)
            document, serial = self.office.printed_card(name=name)
            order = self.office.order(self.office.staff.counter)
            handing_over.hand_over(self.office.centre, order, document, serial, "self", {})
            self.people[name] = (document, str(self.office.document(document).nik))

    def erase(self) -> None:
        there = sorted(set(self.people) - self.erased)
        if len(there) > 1:  # somebody stays, to be seen
            name = self.draw.choice(there)
            order = self.office.order(self.office.admin, self.office.staff.head)
            nik = self.people[name][1]
            erasing.erase(
                self.office.centre, order, office=DINAS, nik=nik, ground="UU 27", letter="471/9"
            )
            self.erased.add(name)

    def copy(self) -> None:
        copied(self.office, self.folder / str(len(self.known)))
        self.known.append(set(self.people) - self.erased)


@pytest.mark.parametrize("seed", range(3))
def test_no_copy_of_the_keys_brings_an_erased_person_back(
    office: Office, tmp_path: Path, seed: int
) -> None:
    print(f"seed {seed}")
    history = History(office, tmp_path, Random(seed))
    history.run()
    newest = tmp_path / str(len(history.known) - 1) / "data"
    shown = []
    for number, known in enumerate(history.known):
        parts = {**parts_in(tmp_path / str(number)), "data": newest}
        target = tmp_path / f"restored-{number}"
        restore(parts, target, quiet, other_keys=True)
        found = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
        for name in history.erased:
            document, nik = history.people[name]
            assert name.encode() not in found
            assert nik.encode() not in found
            assert document.encode() in found
        for name in known - history.erased:
            assert name.encode() in found
            shown.append(name)

    assert history.erased
    assert shown
    print(f"{len(history.known)} copies, {len(history.erased)} erased, {len(shown)} shown")


def test_the_newest_keys_show_whoever_is_left(office: Office, tmp_path: Path) -> None:
    history = History(office, tmp_path, Random(1))
    history.run()
    number = len(history.known) - 1
    done, restored = put_back(tmp_path / str(number), tmp_path / "new")
    with restored.views.connect() as connection:
        rows = {
            name: register.document(connection, document) or {}
            for name, (document, _) in history.people.items()
        }
    restored.close()

    assert done.compared
    assert {name: None if name in history.erased else name for name in rows} == {
        name: row["name"] for name, row in rows.items()
    }
