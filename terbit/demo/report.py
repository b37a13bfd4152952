"""What the day came to, by the books and by the printers' own records."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from domain.stock.places import Place
from projections.queue_board.tables import jobs
from projections.rebuild import Rebuilder
from projections.register.tables import documents, enrolments
from projections.stock import queries as stock
from projections.views import VIEWS
from terbit.demo.world import World
from terbit.settings import Settings
from terbit.wiring import Installation, open_installation


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What physically happened at one printer."""

    faces: dict[str, int]
    feeder: frozenset[str]
    left: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> "Truth":
        """From the emulator's record alone."""
        faces: dict[str, int] = {}
        feeder: set[str] = set()
        left: set[str] = set()
        for line in (folder / "out" / "record.jsonl").read_text().splitlines():
            happening: dict[str, Any] = json.loads(line)
            serial = str(happening.get("serial"))
            match happening["what"]:
                case "loaded" | "put_back":
                    feeder |= set(happening["serials"])
                    left -= set(happening["serials"])
                case "inserted":
                    feeder.discard(serial)
                case "printed_panel":
                    faces[serial] = faces.get(serial, 0) + 1
                case "ejected" | "cleared":
                    left.add(serial)
                case _:
                    pass
        return cls(faces=faces, feeder=frozenset(feeder), left=frozenset(left))

    def place(self, serial: str) -> str:
        if serial in self.feeder:
            return Place.AT_STATION
        return Place.PRINTED if self.faces.get(serial) == 2 else Place.SPOILED


def make_report(
    world: World, truths: dict[str, Truth], counts: dict[str, int], seconds: float
) -> dict[str, object]:
    """The JSON object of `terbit demo --once --json`."""
    installation = open_installation(Settings(dir=world.folder))
    installation.runner.run_once()
    with installation.views.connect() as connection:
        report = _figures(connection)
        strange = _strange(connection, truths, counts)
    report["unaccounted"] = [*strange, *_differing(installation)]
    report["events"] = installation.centre.registry.position()
    report["seconds"] = round(seconds, 1)
    installation.close()
    return report


def _figures(connection: Connection) -> dict[str, object]:
    by_stage = _grouped(connection, documents.c.stage)
    by_status = _grouped(connection, jobs.c.status)
    terms = {place.value: 0 for place in Place}
    for row in stock.by_office(connection):
        for place in Place:
            terms[place.value] += row[place.value]
    printed = terms[Place.PRINTED]
    return {
        "enrolments": connection.execute(select(func.count()).select_from(enrolments)).scalar_one(),
        "documents": by_stage,
        "cards_printed": printed,
        "sheets_printed": 0,
        "handed_over": by_stage.get("handed_over", 0),
        "spoiled": terms[Place.SPOILED],
        "unknown": by_status.get("unknown", 0),
        "blanks": terms,
    }


def _grouped(connection: Connection, column: Any) -> dict[str, int]:
    query = select(column, func.count()).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}


def _strange(connection: Connection, truths: dict[str, Truth], counts: dict[str, int]) -> list[str]:
    """Serials whose place by the books is not where the printer's record has them."""
    found = []
    for office, truth in truths.items():
        known = {row["serial"]: row["place"] for row in stock.serials(connection)}
        everything = truth.feeder | truth.left
        found += [s for s in sorted(everything) if known.get(s) != truth.place(s)]
        if counts.get(office) != len(truth.feeder):
            found.append(f"count:{office}")
    return found


def _differing(installation: Installation) -> list[str]:
    """Views that a rebuild from the log does not make again."""
    rebuilder = Rebuilder(installation.views, installation.log, installation.centre.keys)
    compared = [rebuilder.run(view, swap=False) for view in VIEWS]
    return [f"view:{one.view}" for one in compared if not one.equal]
