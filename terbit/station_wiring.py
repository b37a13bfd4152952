"""Joins one station: store, key, journal, link, drivers, page."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from printers.dialects.evolis.settings import Dialect
from printers.driver import CardDriver, PaperDriver, Transport
from printers.drivers.card import EvolisCardDriver
from printers.drivers.manual import Answer, ManualCardDriver
from printers.drivers.paper import IppPaperDriver, PaperPatience
from printers.page import CardImage
from printers.transports.http_post import open_http
from printers.transports.serial import open_serial
from terbit.errors import BadConfig
from terbit.station_settings import PrinterConfig, StationConfig
from terbit.system import SystemClock, SystemIdentifiers
from workers.station.daemon import Habits, Station
from workers.station.desk import Desk
from workers.station.journal import Journal
from workers.station.link import Link
from workers.station.printer import StationPrinter
from workers.station.printing import CardPrinter
from workers.station.sheets import PaperPrinter
from workers.station.store import Store

OpenLine = Callable[[str], Transport]


@dataclass(frozen=True, kw_only=True)
class Wired:
    station: Station
    desk: Desk
    link: Link
    store: Store
    drivers: dict[str, CardDriver | PaperDriver]


def wire(config: StationConfig, open_line: OpenLine = open_serial) -> Wired:
    """Nothing is opened yet but the store. `open_line` opens the URL of a printer."""
    config.dir.mkdir(parents=True, exist_ok=True)
    clock, identifiers = SystemClock(), SystemIdentifiers()
    key = own_key(config.dir / "station.key")
    store = Store(config.dir / "station.sqlite")
    journal = Journal(store, key, clock, boot=identifiers.new())
    link = Link(config.centre, store.meta("station"), key, clock, identifiers)
    patience = PaperPatience(silence_s=config.patience_seconds)
    drivers = {p.name: driver_of(p, open_line, patience) for p in config.printers}
    station = Station(
        store=store,
        journal=journal,
        link=link,
        printers=[_printer(name, drivers[name], store, journal) for name in drivers],
        clock=clock,
        identifiers=identifiers,
        habits=Habits(bundle=config.bundle, patience_seconds=config.patience_seconds),
    )
    return Wired(station=station, desk=Desk(station), link=link, store=store, drivers=drivers)


def own_key(path: Path) -> Ed25519PrivateKey:
    """Made here, never leaves this machine. Raises BadConfig for a file that holds no key."""
    if path.exists():
        try:
            return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
        except ValueError as error:
            cure = "put its copy back, or enrol the station anew in an empty folder"
            raise BadConfig(f"{path}: holds no key; {cure}") from error
    key = Ed25519PrivateKey.generate()
    _write_whole(path, key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    return key


def _write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, whenever the power goes; for its owner's eyes only."""
    scratch = path.with_name(path.name + ".new")
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _printer(
    name: str, driver: CardDriver | PaperDriver, store: Store, journal: Journal
) -> StationPrinter:
    if isinstance(driver, IppPaperDriver):
        return PaperPrinter(name, driver, store, journal)
    return CardPrinter(name, cast("CardDriver", driver), store, journal)


def driver_of(
    printer: PrinterConfig, open_line: OpenLine, patience: PaperPatience | None = None
) -> CardDriver | PaperDriver:
    """Raises BadConfig for a URL that no driver speaks."""
    if printer.url.startswith("ipp://"):
        uri = printer.url
        return IppPaperDriver(uri, lambda: open_http(uri), patience)
    if printer.url.startswith("manual:"):
        return ManualCardDriver(printer.name, _ask_nobody)
    if printer.url.startswith(("serial://", "socket://")):
        url = printer.url
        return EvolisCardDriver(lambda: open_line(url), Dialect())
    raise BadConfig(f"printer {printer.name}: no driver for {printer.url}")


def _ask_nobody(_image: CardImage) -> Answer:
    """The person answers by a look on the station's page."""
    return Answer.UNSURE
