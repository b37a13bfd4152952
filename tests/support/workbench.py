"""A station's daemon turned by hand: a real store and journal, a centre and a printer in memory."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application.rendering.payload import CardPayload, encode_payload
from application.station_link.forms import (
    AssignmentForm,
    BoxForm,
    EntryForm,
    LeaseForm,
    LeaseRequest,
    OperatorForm,
    ReceiptForm,
)
from printers.driver import PointOfNoReturn, Printed
from printers.errors import ConditionError, Doubt, OutcomeUnknown
from printers.page import PLANE_BYTES, CardImage
from printers.status import Condition, Counters, Evidence, Identity, PrinterStatus
from tests.support.fakes import FakeClock, FakeIdentifiers
from workers.station.daemon import Habits, Station
from workers.station.desk import Desk
from workers.station.journal import Journal
from workers.station.link import CentreGone, CentreRefused, Link
from workers.station.printing import CardPrinter
from workers.station.store import Row, Store

STATION, STAFF, POSTING, BOX = "a" * 32, "b" * 32, "c" * 32, "d" * 32
PIN = "123456"
TODAY = "2026-11-25"
IMAGE = CardImage(front_k=bytes(PLANE_BYTES))
PAYLOAD = encode_payload(CardPayload(template="ktp_el", nonce=bytes(16), image=IMAGE))


class MemoryCentre(Link):
    """Says what the test wants said; `gone` is a cable pulled out."""

    def __init__(self) -> None:
        self.wanted: AssignmentForm = {
            "station": STATION,
            "name": "Curug 1",
            "office": "360317",
            "office_name": "Curug",
            "timezone": "Asia/Jakarta",
            "today": TODAY,
            "position": 50,
            "reported": 0,
            "covered": 0,
            "shift_open": True,
            "shift_closed": False,
            "waiting": 0,
            "undo_until": None,
            "leases": [],
            "attempts": [],
            "boxes": [box(BOX, "Kartu 1", 74120001, 4)],
            "operators": [operator("2030-12-31")],
        }
        self.gone = False
        self.no_payload = 0
        self.refused = ""
        self.asked: list[LeaseRequest] = []
        self.granting: list[LeaseForm] = []

    def assignment(self, beat: dict[str, Any]) -> tuple[AssignmentForm, str] | None:
        self._answer()
        etag = sha256(json.dumps({**self.wanted, "position": 0}).encode()).hexdigest()
        found: AssignmentForm = json.loads(json.dumps(self.wanted))
        return None if etag == beat["etag"] else (found, etag)

    def payload(self, print_job: str, lease: int) -> bytes:
        self._answer()
        if self.no_payload:
            raise CentreRefused(status=self.no_payload, reason="")
        return PAYLOAD

    def leases(self, asked: LeaseRequest) -> list[LeaseForm]:
        self._answer()
        self.asked.append(asked)
        if asked["printer"] == self.refused:
            raise CentreRefused(status=409, reason="no_blanks")
        granted, self.granting = self.granting, []
        return granted

    def journal(self, entries: list[EntryForm]) -> ReceiptForm:
        self._answer()
        last = json.loads(entries[-1]["text"])["station_seq"]
        return {"covered": last, "position": 99}

    def close(self) -> None:
        pass

    def _answer(self) -> None:
        if self.gone:
            raise CentreGone("no answer")


@dataclass
class MemoryPrinter:
    """Refuses with its cover open; `during` happens while it tries."""

    cover_open: bool = False
    loses_sight: bool = False
    during: Callable[[], object] | None = None
    cards: int = 0

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def identity(self) -> Identity:
        return Identity(model="Memory", serial="1")

    def status(self) -> PrinterStatus:
        raise AssertionError("no station test asks for the status alone")

    def counters(self) -> Counters | None:
        return Counters(inserted=self.cards, panels=self.cards)

    def print(self, image: CardImage, on_point_of_no_return: PointOfNoReturn) -> Printed:
        assert IMAGE == image
        if self.during is not None:
            self.during()
        if self.cover_open:
            raise ConditionError((Condition.COVER_OPEN,))
        on_point_of_no_return(self.counters())
        self.cards += 1
        if self.loses_sight:
            raise OutcomeUnknown(Doubt.TIMED_OUT, "")
        return Printed(counters=self.counters())

    def after_restart(self, before: Counters | None, *, sides: int) -> Evidence:
        raise AssertionError("no station test restarts this printer")


@dataclass
class Bench:
    """One printer unless more are named. `hear` and `turn` are one turn of each loop."""

    store: Store
    names: tuple[str, ...] = ("Kartu 1",)
    clock: FakeClock = field(default_factory=FakeClock)
    centre: MemoryCentre = field(default_factory=MemoryCentre)
    printer: MemoryPrinter = field(default_factory=MemoryPrinter)

    def __post_init__(self) -> None:
        self.store.set_meta("station", STATION)
        self.journal = Journal(self.store, Ed25519PrivateKey.generate(), self.clock, "boot")
        self.printers = [
            CardPrinter(name, self.printer, self.store, self.journal) for name in self.names
        ]
        self.station = self.started_again()
        self.desk = Desk(self.station)

    def started_again(self) -> Station:
        """A new run of the program over the same store."""
        return Station(
            store=self.store,
            journal=self.journal,
            link=self.centre,
            printers=self.printers,
            clock=self.clock,
            identifiers=FakeIdentifiers(),
            habits=Habits(),
        )

    def hear(self) -> None:
        self.station._poll_once()

    def turn(self) -> None:
        self.station._turn(self.printers[0])

    def leases(self) -> list[Row]:
        return self.store.all("SELECT * FROM leases")

    def kinds(self) -> list[str]:
        return [entry["kind"] for entry in self.entries()]

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(row["text"]) for row in self.store.all("SELECT text FROM entries")]


@contextmanager
def bench(folder: Path, *names: str) -> Iterator[Bench]:
    store = Store(folder / "station.sqlite")
    try:
        yield Bench(store, names or ("Kartu 1",))
    finally:
        store.close()


def lease(letter: str, cancel: str | None = None) -> LeaseForm:
    return {
        "print_job": letter * 32,
        "lease": 1,
        "receipt": f"CTK-{letter}",
        "payload_digest": sha256(PAYLOAD).hexdigest(),
        "cancel": cancel,
        "position": 0,
    }


def box(name: str, printer: str, first: int, count: int) -> BoxForm:
    serials = [str(first + n) for n in range(count)]
    return {"box": name, "printer": printer, "kind": "ktp_el", "serials": serials}


def operator(valid_until: str) -> OperatorForm:
    return {
        "staff": STAFF,
        "person": "p",
        "posting": POSTING,
        "name": "Dani Model",
        "pin": PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN),
        "valid_until": valid_until,
    }
