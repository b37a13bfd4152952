"""Starting the processes of a demo around a world that was made."""

from pathlib import Path

from application.database import open_sqlite
from application.registry.reader import LogReader
from terbit.demo.children import (
    Child,
    Emulated,
    Family,
    Printer,
    SheetPrinter,
    free_port,
    terbit,
    wait_for,
)
from terbit.demo.world import DINAS, PLACES, World
from terbit.settings import read_settings
from workers.relay.broker import EVENTS
from workers.relay.progress import Progress

STATION = """centre = "{centre}"
dir = "station"
page_port = {port}
bundle = 6
patience_seconds = 5
"""
PRINTER = """
[[printers]]
name = "{name}"
url = "{url}"
"""
KTP, CHILD_CARDS, SHEETS = "Kartu 1", "Kartu anak", "Kertas 1"
PAPER_PORTS = 8700


def start_family(world: World, family: Family, baud: int) -> tuple[str, dict[str, str]]:
    """The centre's address, and the address of each station's page."""
    port = free_port()
    words = terbit("serve", "--dir", str(world.folder), "--port", str(port))
    family.centre = Child.start("serve", words, world.folder)
    address = f"http://127.0.0.1:{port}"
    for office in PLACES:
        printer = Printer(folder=world.folder / office / "printer", baud=baud)
        family.printers[office] = printer
        printer.start()
    _start_others(world, family, baud)
    wait_for(lambda: "http://" in _log(family.centre), "the centre", family.centre)
    pages = {}
    for office in PLACES:
        pages[office] = _start_station(world, family, office, address)
    _start_relay(world, family)
    return address, pages


def _start_others(world: World, family: Family, baud: int) -> None:
    """At the dinas: child cards and sheets."""
    at = world.folder / DINAS
    family.child_cards = Printer(folder=at / "kia", baud=baud)
    family.sheets = SheetPrinter(folder=at / "kertas", port=free_port(PAPER_PORTS))
    family.child_cards.start()
    family.sheets.start()


def _start_relay(world: World, family: Family) -> None:
    """Only where Kafka is configured."""
    if not read_settings(world.folder).kafka_servers:
        return
    here = ("--dir", str(world.folder))
    made = Child.start("topics", terbit("relay", "topics", *here), world.folder)
    wait_for(lambda: made.process.poll() is not None, "the topics")
    if made.process.returncode != 0:
        made.require_alive()
    family.relay = Child.start("relay", terbit("relay", "run", *here), world.folder)
    wait_for(lambda: "relay runs" in _log(family.relay), "the relay", family.relay)


def wait_until_published(world: World, family: Family) -> None:
    """Every event of the day is with the broker."""
    if family.relay is None:
        return
    reader = LogReader(world.folder / "events.sqlite")
    progress = Progress(open_sqlite(world.folder / "relay.sqlite"))
    wait_for(lambda: progress.position(EVENTS) >= reader.last(), "the broker", family.relay)
    reader.close()


def _start_station(world: World, family: Family, office: str, address: str) -> str:
    folder = world.folder / office
    port = free_port(8099)
    config = folder / "station.toml"
    printers: list[tuple[str, Emulated | None]] = [(KTP, family.printers[office])]
    if office == DINAS:
        printers += [(CHILD_CARDS, family.child_cards), (SHEETS, family.sheets)]
    config.write_text(
        STATION.format(centre=address, port=port)
        + "".join(PRINTER.format(name=name, url=one.url) for name, one in printers if one)
    )
    code = world.station_codes[office]
    enrol = Child.start(
        "enrol", terbit("station", "enrol", "--config", str(config), "--code", code), folder
    )
    wait_for(lambda: enrol.process.poll() is not None, "the station's enrolment")
    if enrol.process.returncode != 0:
        enrol.require_alive()
    words = terbit("station", "--config", str(config))
    station = Child.start("station", words, folder)
    family.stations[office] = station
    wait_for(lambda: "page:" in _log(station), "the station", station)
    return f"http://127.0.0.1:{port}"


def _log(child: Child | None) -> str:
    return child.log.read_text(errors="replace") if child is not None else ""


def folder_is_free(folder: Path) -> bool:
    """A demo never writes over anything."""
    return not folder.exists() or not any(folder.iterdir())
