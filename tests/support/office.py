"""An office in a folder: real stores, real use cases, a clock that stands still."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application import administering, approving, enrolling, granting_leases, stocking, taking_facts
from application.administering import Grant
from application.deciding import Answer, Order
from application.enrolling import Into
from application.granting_leases import Payloads
from application.importing.recording import Recording
from application.importing.statuses import Observation
from application.registry.reader import LogReader
from application.station_link.signing import public_text, sign_text
from application.taking_facts import Receipt, SignedEntry
from domain.documents.state import Document
from domain.event import Person, StreamId
from domain.people.state import Role
from domain.printing.state import PrintJob
from domain.stations import entry_text
from domain.stations import facts as f
from domain.stations.state import journal_id
from domain.stock.decide import Arrived
from terbit.commands.init import create
from terbit.settings import Settings
from terbit.system import SystemClock, SystemIdentifiers
from terbit.wiring import Installation, open_installation
from tests.support.fakes import FakeClock, FakeIdentifiers

DINAS, CURUG, KELAPA_DUA = "3603", "360317", "360328"
BORN_2008 = date(2008, 3, 4)
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def nik_of(name: str) -> str:
    """An invented NIK of a staff member."""
    return f"36030101018{sum(name.encode()):05d}"


@dataclass
class Staff:
    """People of the office, each with a posting of their role."""

    admin: Person
    enroller: Person
    approver: Person
    second: Person
    head: Person
    operator: Person
    counter: Person
    store: Person
    store_second: Person
    store_curug: Person


class Office:
    """Kab. Tangerang with Curug: staff, one station with one printer, no blanks yet."""

    def __init__(self, folder: Path, *, live: bool = False) -> None:
        """`live`: real clock and ids, and no undo window, for tests with real processes."""
        self.clock: Any = SystemClock() if live else FakeClock()
        self.identifiers: Any = SystemIdentifiers() if live else FakeIdentifiers()
        settings = Settings(dir=folder, office=DINAS, undo_seconds=0 if live else 10)
        create(settings).close()
        self.installation: Installation = open_installation(settings, self.clock, self.identifiers)
        # Each test signs people in: the real cost was a third of the time of page tests.
        if not live:
            self.installation.accounts.hasher = QUICK
        self.centre = self.installation.centre
        self.payloads = Payloads(self.centre)
        self.key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
        self.staff = self._people()
        self.station = self._station()
        self.journal = StationJournal(self)
        self._niks = 0
        self.box: StreamId | None = None

    # ---- making the office

    def order(self, who: Person, second: Person | None = None) -> Order:
        return Order(command_id=self.identifiers.new(), who=who, second=second)

    def _people(self) -> Staff:
        setup = Person(staff="system")
        administering.open_office(
            self.centre, self.order(setup), DINAS, "Kab. Tangerang", "dinas", "Asia/Jakarta"
        )
        made = administering.first_administrator(
            self.centre,
            self.order(setup),
            office=DINAS,
            nik="3603010101700001",
            name="Ratna Contoh",
            valid_until="2099-12-31",
        )
        self.admin = Person(staff=made["staff"], person=made["person"], posting=made["posting"])
        for code, name in ((CURUG, "Curug"), (KELAPA_DUA, "Kelapa Dua")):
            administering.open_office(
                self.centre, self.order(self.admin), code, name, "kecamatan", "Asia/Jakarta"
            )
        return Staff(
            admin=self.admin,
            enroller=self.hire("Sari Umpama", Role.ENROLLER),
            approver=self.hire("Rina Contoh", Role.APPROVER),
            second=self.hire("Wati Misal", Role.APPROVER),
            head=self.hire("Hadi Peraga", Role.HEAD),
            operator=self.hire("Dani Model", Role.OPERATOR),
            counter=self.hire("Lina Teladan", Role.COUNTER),
            store=self.hire("Eko Andai", Role.STORE),
            store_second=self.hire("Tono Umpama", Role.STORE),
            store_curug=self.hire("Yuni Model", Role.STORE, CURUG),
        )

    def hire(
        self,
        name: str,
        role: Role,
        office: str = DINAS,
        nik: str | None = None,
        until: str = "2099-12-31",
    ) -> Person:
        """An account with a posting; the same `nik` is the same person."""
        own = nik or nik_of(name)
        made = administering.register_staff(
            self.centre, self.order(self.admin), office=DINAS, nik=own, name=name
        )
        return self.post(Person(staff=made["staff"], person=made["person"]), role, office, until)

    def post(
        self, who: Person, role: Role, office: str = DINAS, until: str = "2099-12-31"
    ) -> Person:
        grant = Grant(
            staff=who.staff,
            role=role.value,
            office=office,
            valid_from="2026-01-01",
            valid_until=until,
            letter="800/12/BKPSDM",
        )
        made = administering.grant_posting(self.centre, self.order(self.admin), grant)
        return Person(staff=who.staff, person=who.person, posting=made["posting"])

    def _station(self) -> StreamId:
        made = administering.enrol_station(
            self.centre,
            self.order(self.admin),
            office=CURUG,
            name="Curug 1",
            public_key=public_text(self.key),
            code="AAAA-BBBB",
        )
        station = StreamId(made["station"])
        administering.commission_printer(
            self.centre,
            self.order(self.admin),
            station=station,
            printer="Kartu 1",
            driver="evolis",
            model="Primacy",
            serial="S1",
        )
        return station

    # ---- a day's work, one call each

    def nik(self, born: date = BORN_2008) -> str:
        self._niks += 1
        return f"360317{born:%d%m%y}{(9000 + self._niks) % 10_000:04d}"

    def recording(self, **changes: Any) -> Recording:
        born = changes.get("birth_date", BORN_2008)
        values: dict[str, Any] = {
            "line": 2,
            "nik": self.nik(born),
            "name": "BUDI CONTOH",
            "birth_date": born,
            "birth_place": "TANGERANG",
            "sex": "L",
            "religion": "ISLAM",
            "marital_status": "BELUM KAWIN",
            "address": "JL CONTOH 1",
            "rt": "001",
            "rw": "002",
            "village": "CONTOHAN",
            "district": "CURUG",
        }
        return Recording(**{**values, **changes})

    def capture(self, *recordings: Recording, office: str = CURUG) -> int:
        into = Into(office=office, source="daftar.csv")
        order = self.order(self.staff.enroller)
        return sum(enrolling.capture(self.centre, order, into, recordings))

    def observe(
        self, nik: str, status: str = "PRINT_READY_RECORD", seen_at: datetime | None = None
    ) -> list[str]:
        into = Into(office=CURUG, source="pusat.csv")
        row = Observation(line=2, nik=nik, status=status, seen_at=seen_at, source=None)
        order = self.order(self.staff.enroller)
        chunks = enrolling.observe(self.centre, order, into, [row])
        return [observed.outcome for chunk in chunks for observed in chunk]

    def complete(self, **changes: Any) -> StreamId:
        """A recording with its PRINT_READY_RECORD: the document it opened."""
        recording = self.recording(**changes)
        self.capture(recording)
        self.observe(recording.nik)
        return self.complete_of(recording.nik)

    def complete_of(self, nik: str) -> StreamId:
        """The document that a person's recording opened."""
        return StreamId(enrolling.enrolments_of(self.centre, nik)[-1][1].document or "")

    def printed_card(self, **changes: Any) -> tuple[StreamId, str]:
        """A document printed on the next blank of a box at the station."""
        if self.box is None:
            self.box = self.open_box()
            self.journal.open_shift()
        document = self.complete(**changes)
        job = self.approve(document)
        self.lease(job, self.box)
        serial = self.centre.registry.load(self.box).state.next_serial()
        self.journal.start(job, self.box, serial)
        self.journal.printed(job)
        return document, serial

    def card_in_spite_of_a_cancel(self) -> tuple[StreamId, str]:
        """Flow 7.5b: the station had started before it knew."""
        if self.box is None:
            self.box = self.open_box()
            self.journal.open_shift()
        document = self.complete()
        job = self.approve(document)
        self.lease(job, self.box)
        self.journal.knew = self.position()
        order = self.order(self.staff.approver)
        approving.send_back(self.centre, order, document, "complete", "lain", "salah")
        serial = self.centre.registry.load(self.box).state.next_serial()
        self.journal.start(job, self.box, serial)
        self.journal.printed(job)
        return document, serial

    def document(self, stream: StreamId) -> Document:
        found = self.centre.registry.load(stream).state
        assert isinstance(found, Document)
        return found

    def job(self, stream: str) -> PrintJob:
        found = self.centre.registry.load(StreamId(stream)).state
        assert isinstance(found, PrintJob)
        return found

    def approve(self, document: StreamId, who: Person | None = None) -> StreamId:
        digest = self.document(document).digest or ""
        order = self.order(who or self.staff.approver)
        return StreamId(approving.approve(self.centre, order, document, digest)["print_job"])

    def receive(self, first: str = "74120001", count: int = 100, **changes: Any) -> StreamId:
        last = f"{int(first) + count - 1:08d}"
        note: dict[str, Any] = {
            "office": DINAS,
            "kind": "ktp_el",
            "batch": "2026-B1",
            "version": "5",
            "funder": "APBN",
            "letter": "471/1/DKC",
            "stated": count,
            "serials": [[first, last]],
        }
        order = self.order(self.staff.store, self.staff.store_second)
        answer = stocking.receive(self.centre, order, **{**note, **changes})
        return StreamId(answer["box"])

    def open_box(self, first: str = "74120001", count: int = 100) -> StreamId:
        """Received at the dinas, sent to Curug, accepted, opened at the printer."""
        box = self.receive(first, count)
        stocking.dispatch(self.centre, self.order(self.staff.store), box, CURUG, "471/2/DKC")
        serials = [f"{int(first) + n:08d}" for n in range(count)]
        who = self.order(self.staff.store_curug)
        stocking.accept(self.centre, who, box, CURUG, Arrived(serials=serials))
        stocking.open_at_printer(
            self.centre, self.order(self.staff.store_curug), box, self.station, "Kartu 1"
        )
        return box

    def lease(self, job: StreamId, box: StreamId | None, who: Person | None = None) -> Answer:
        self.clock.advance(seconds=11)
        return granting_leases.lease(
            self.centre,
            self.payloads,
            self.order(who or self.staff.operator),
            job=job,
            station=self.station,
            box=box,
            outstanding=0,
        )

    # ---- reading back

    def topics(self, since: int = 0) -> list[str]:
        """Wire names after a position, journal entries left out, as flows write them."""
        return [row.topic for row in self.rows(since) if row.topic != "station_journal.recorded"]

    def position(self) -> int:
        return self.centre.registry.position()

    def rows(self, since: int = 0) -> list[Any]:
        """Stored rows after a position."""
        reader = LogReader(self.installation.log)
        rows = reader.page(since)
        reader.close()
        return rows

    def close(self) -> None:
        self.installation.close()


@dataclass
class StationJournal:
    """What a station would report: entries chained as the daemon chains them."""

    office: Office
    seq: int = 0
    previous: str = ""
    texts: list[str] = field(default_factory=list)
    knew: int | None = None
    """The last position it heard of; None: all that there is."""

    def text(self, fact: f.Fact, **changes: Any) -> str:
        operator = self.office.staff.operator
        values: dict[str, Any] = {
            "station": self.office.station,
            "station_seq": self.seq + 1,
            "previous": self.previous,
            "knew": self.office.position() if self.knew is None else self.knew,
            "kind": fact.KIND,
            "at": "2026-11-25T03:00:00.000Z",
            "boot": "b",
            "monotonic": 1,
            "operator": operator.staff,
            "posting": operator.posting,
        }
        text = entry_text.write(entry_text.Head(**{**values, **changes}), fact)
        self.seq += 1
        self.previous = sha256(text.encode()).hexdigest()
        self.texts.append(text)
        return text

    def post(self, *facts: f.Fact) -> Receipt:
        entries = [self.signed(self.text(fact)) for fact in facts]
        return taking_facts.take(self.office.centre, self.office.station, entries)

    def signed(self, text: str) -> SignedEntry:
        return SignedEntry(text=text, signature=sign_text(self.office.key, text))

    def open_shift(self) -> Receipt:
        return self.post(f.ShiftOpened(date="2026-11-25", printers=[]))

    def start(
        self,
        job: StreamId,
        box: StreamId | None,
        serial: str | None,
        attempt: str = "1.1",
        **changes: Any,
    ) -> Receipt:
        number = int(attempt.split(".", maxsplit=1)[0])
        lease = self.office.job(job).lease_numbered(number)
        fact = f.AttemptStarted(
            print_job=job,
            lease=number,
            attempt=attempt,
            printer="Kartu 1",
            payload_digest=lease.payload_digest if lease else "d" * 64,
            box=box,
            expected_serial=serial,
            counters={"inserted": 1, "panels": 2},
        )
        return self.post(replace(fact, **changes))

    def printed(self, job: StreamId, attempt: str = "1.1", serial: str | None = None) -> Receipt:
        return self.post(
            f.AttemptPrinted(
                print_job=job, attempt=attempt, method="assumed", observed_serial=serial
            )
        )

    def held(self) -> int:
        """How many entries the centre holds."""
        journal = self.office.centre.registry.load(journal_id(self.office.station)).state
        return 0 if journal is None else int(journal.covered)
