"""Starting the processes of a demo around a world that was made."""

from pathlib import Path

from terbit.demo.children import Child, Family, Printer, free_port, terbit, wait_for
from terbit.demo.world import PLACES, World

STATION = """centre = "{centre}"
dir = "station"
page_port = {port}
bundle = 6
patience_seconds = 5

[[printers]]
name = "Kartu 1"
url = "serial://{link}?baud=115200"
"""


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
    wait_for(lambda: "http://" in _log(family.centre), "the centre", family.centre)
    pages = {}
    for office in PLACES:
        pages[office] = _start_station(world, family, office, address)
    return address, pages


def _start_station(world: World, family: Family, office: str, address: str) -> str:
    folder = world.folder / office
    port = free_port(8099)
    config = folder / "station.toml"
    printer = family.printers[office]
    config.write_text(STATION.format(centre=address, port=port, link=printer.link))
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
