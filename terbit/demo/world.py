"""Kab. Tangerang to try: the dinas and two kecamatan points, staff, blanks, people."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from application import administering, stocking
from application.administering import Grant
from application.deciding import Order, at_office, office_day
from domain.event import Person, StreamId
from domain.people.state import Role
from projections.people import queries as people
from terbit.commands.importing import import_enrolments, import_statuses
from terbit.commands.init import create, first_administrator
from terbit.demo.people import write_files
from terbit.settings import Settings
from terbit.wiring import Installation

DINAS = "3603"
SEAT = "TIGARAKSA"
POINTS = ("360317", "360328")
PLACES = (DINAS, *POINTS)
PEOPLE = 300
BOXES = 4
BLANKS = 100
CHILD_BLANKS = 50
FIRST_SERIAL = 74_120_001
PIN = "123456"
CODE_VALID = timedelta(hours=1)

STAFF = (
    ("rina", "Rina Contoh", Role.APPROVER, DINAS),
    ("lina", "Lina Teladan", Role.COUNTER, DINAS),
    ("eko", "Eko Andai", Role.STORE, DINAS),
    ("ari", "Ari Misal", Role.AUDITOR, DINAS),
    ("wati", "Wati Umpama", Role.APPROVER, DINAS),
    ("nia", "Nia Contoh", Role.ENROLLER, DINAS),
    ("hadi", "Hadi Peraga", Role.HEAD, DINAS),
    ("tono", "Tono Model", Role.STORE, DINAS),
    ("yuni", "Yuni Percobaan", Role.STORE, POINTS[0]),
    ("bima", "Bima Contoh", Role.STORE, POINTS[1]),
    ("dani", "Dani Umpama", Role.OPERATOR, DINAS),
    ("sari", "Sari Andai", Role.OPERATOR, POINTS[0]),
    ("joko", "Joko Misal", Role.OPERATOR, POINTS[1]),
)
Tell = Callable[[str], None]
SHOWN = ("rina", "lina", "eko", "ari")


@dataclass
class World:
    """What was made, for clerks and for the report."""

    folder: Path
    password: str
    persons: dict[str, Person] = field(default_factory=dict)
    boxes: list[StreamId] = field(default_factory=list)
    child_boxes: list[StreamId] = field(default_factory=list)
    station_codes: dict[str, str] = field(default_factory=dict)
    rejected: int = 0


def make_world(folder: Path, undo_seconds: int, tell: Tell) -> World:
    """A new installation in an empty folder, ready for `terbit serve`."""
    folder.mkdir(parents=True, exist_ok=True)
    config = f"undo_seconds = {undo_seconds}\nexample_data = true\noffice = '{DINAS}'\n"
    (folder / "terbit.toml").write_text(config)
    installation = create(Settings(dir=folder))
    password = installation.centre.identifiers.new()[:12]
    world = World(folder=folder, password=password)
    tell("petugas dan tempat")
    admin = _administrator(installation)
    _places(installation, admin)
    _staff(installation, world, admin)
    _station_codes(installation, world, admin)
    tell("300 orang dari berkas")
    _people(installation, world)
    tell("blangko")
    _blanks(installation, world)
    installation.close()
    return world


def _order(installation: Installation, who: Person, second: Person | None = None) -> Order:
    return Order(command_id=installation.centre.identifiers.new(), who=who, second=second)


def _administrator(installation: Installation) -> Person:
    first_administrator(installation, DINAS, "Ratna Contoh", "3603010101700001")
    installation.runner.run_once()
    staff = installation.accounts.staff_of_login("admin")
    installation.accounts.set_password(str(staff), installation.centre.identifiers.new())
    with installation.views.connect() as connection:
        at = at_office(installation.centre, DINAS)
        posting = people.postings_of(connection, str(staff), at)[0]
    return Person(staff=str(staff), person=posting["person"], posting=posting["posting"])


def _places(installation: Installation, admin: Person) -> None:
    centre = installation.centre
    for code in POINTS:
        order = _order(installation, admin)
        name = centre.regions.name(code)
        administering.open_office(centre, order, code, name, "kecamatan", "Asia/Jakarta")


def _staff(installation: Installation, world: World, admin: Person) -> None:
    centre = installation.centre
    today = _today(installation)
    for number, (login, name, role, office) in enumerate(STAFF):
        nik = f"36030101018{number + 10:05d}"
        made = administering.register_staff(
            centre, _order(installation, admin), office=DINAS, nik=nik, name=name
        )
        grant = Grant(
            staff=made["staff"],
            role=role.value,
            office=office,
            valid_from=today,
            valid_until=f"{today[:4]}-12-31",
            letter="800/12/BKPSDM",
        )
        posting = administering.grant_posting(centre, _order(installation, admin), grant)
        installation.accounts.add(login, made["staff"])
        installation.accounts.set_password(made["staff"], world.password)
        if role is Role.OPERATOR:
            installation.accounts.set_pin(made["staff"], PIN)
        world.persons[login] = Person(
            staff=made["staff"], person=made["person"], posting=posting["posting"]
        )


def _station_codes(installation: Installation, world: World, admin: Person) -> None:
    for office in PLACES:
        detail = {
            "office": office,
            "name": f"{_name(installation, office)} 1",
            "staff": admin.staff,
            "person": admin.person or "",
            "posting": admin.posting or "",
        }
        world.station_codes[office] = installation.codes.issue("station", detail, CODE_VALID)


def _people(installation: Installation, world: World) -> None:
    day = date.fromisoformat(_today(installation))
    share = PEOPLE // len(PLACES)
    for office in PLACES:
        district = SEAT if office == DINAS else _name(installation, office)
        files = write_files(world.folder, office, district, share, day)
        report = import_enrolments(installation, files.recordings, office)
        world.rejected += len({problem.line for problem in report.rejected})
        import_statuses(installation, files.statuses, office)


def _blanks(installation: Installation, world: World) -> None:
    """Four boxes of 100 at the dinas, two of them on their way to the points; 50 for children."""
    centre = installation.centre
    store, second = world.persons["eko"], world.persons["tono"]
    for number in range(BOXES):
        first = FIRST_SERIAL + number * 1000
        answer = stocking.receive(
            centre,
            _order(installation, store, second),
            office=DINAS,
            kind="ktp_el",
            batch="2026-11",
            version="5",
            funder="APBN",
            letter=f"471.13/{number + 1}/DKC",
            stated=BLANKS,
            serials=[[str(first), str(first + BLANKS - 1)]],
        )
        world.boxes.append(StreamId(answer["box"]))
    answer = stocking.receive(
        centre,
        _order(installation, store, second),
        office=DINAS,
        kind="kia",
        batch="KIA-2026",
        version="",
        funder="APBD",
        letter="471.13/8/DKC",
        stated=CHILD_BLANKS,
        serials=[],
        counted=CHILD_BLANKS,
    )
    world.child_boxes.append(StreamId(answer["box"]))
    for box, office in zip(world.boxes[1:3], POINTS, strict=True):
        order = _order(installation, store)
        stocking.dispatch(centre, order, box, office, "471.13/9/DKC")
    installation.runner.run_once()


def _name(installation: Installation, office: str) -> str:
    return "Dinas" if office == DINAS else installation.centre.regions.name(office)


def _today(installation: Installation) -> str:
    return office_day(installation.centre, DINAS)
