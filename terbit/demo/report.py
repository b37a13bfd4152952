"""What the day came to, by the books and by the printers' own records."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from domain.documents.kinds import KINDS
from domain.stock.places import Place
from projections.queue_board.tables import jobs
from projections.rebuild import Rebuilder
from projections.register.tables import documents, enrolments
from projections.stock import queries as stock
from projections.views import VIEWS
from terbit.demo.children import Family
from terbit.demo.setup import CHILD_CARDS
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


@dataclass(frozen=True, kw_only=True)
class Others:
    """What happened to blanks without numbers, and which sheets lie in the tray."""

    child_cards: Truth
    sheets: dict[str, int]

    @classmethod
    def of(cls, family: Family) -> "Others":
        nothing = Truth(faces={}, feeder=frozenset(), left=frozenset())
        cards, paper = family.child_cards, family.sheets
        return cls(
            child_cards=Truth.of(cards.folder) if cards else nothing,
            sheets=sheets_of(paper.folder) if paper else {},
        )

    def places(self) -> dict[str, int]:
        """Child cards by place."""
        everything = self.child_cards.feeder | self.child_cards.left
        found = [self.child_cards.place(serial) for serial in everything]
        return {place: found.count(place) for place in set(found)}


def sheets_of(folder: Path) -> dict[str, int]:
    """Job -> sheets that came out of it whole, by the emulator's record alone."""
    lines = (folder / "out" / "record.jsonl").read_text().splitlines()
    happened = [json.loads(line) for line in lines]
    names = [each["job_name"] for each in happened if each["what"] == "printed"]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def make_report(
    world: World,
    truths: dict[str, Truth],
    others: Others,
    counts: dict[str, int],
    seconds: float,
) -> dict[str, object]:
    """The JSON object of `terbit demo --once --json`."""
    installation = open_installation(Settings(dir=world.folder))
    installation.runner.run_once()
    with installation.views.connect() as connection:
        report = _figures(connection)
        strange = [
            *_strange(connection, truths, counts),
            *_strange_child_cards(connection, others, counts),
            *_strange_sheets(connection, others),
        ]
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
    sheets = select(func.count()).select_from(documents).where(*_printed_on_paper())
    return {
        "enrolments": connection.execute(select(func.count()).select_from(enrolments)).scalar_one(),
        "documents": by_stage,
        "cards_printed": printed,
        "sheets_printed": connection.execute(sheets).scalar_one(),
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
    for printer, truth in truths.items():
        known = {row["serial"]: row["place"] for row in stock.serials(connection)}
        everything = truth.feeder | truth.left
        found += [s for s in sorted(everything) if known.get(s) != truth.place(s)]
        if counts.get(printer) != len(truth.feeder):
            found.append(f"count:{printer}")
    return found


def _strange_child_cards(
    connection: Connection, others: Others, counts: dict[str, int]
) -> list[str]:
    """By number: no blank of these has one."""
    by_books = {place.value: 0 for place in Place}
    for row in stock.by_office(connection, "kia"):
        for place in (Place.AT_STATION, Place.PRINTED, Place.SPOILED):
            by_books[place] += row[place.value]
    true = others.places()
    found = [
        f"kia:{place}:{by_books[place] - true.get(place, 0):+d}"
        for place in (Place.AT_STATION, Place.PRINTED, Place.SPOILED)
        if by_books[place] != true.get(place, 0)
    ]
    counted = [count for printer, count in counts.items() if printer.endswith(CHILD_CARDS)]
    return found if counted == [true.get(Place.AT_STATION, 0)] else [*found, "count:kia"]


def _strange_sheets(connection: Connection, others: Others) -> list[str]:
    """Every document on paper came out of one attempt, and of no other."""
    query = select(documents.c.receipt, documents.c.attempt).where(*_printed_on_paper())
    good = {f"{row.receipt} {row.attempt}" for row in connection.execute(query)}
    return [f"sheet:{job}" for job in sorted(good ^ set(others.sheets))]


def _printed_on_paper() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    on_paper = [kind.name for kind in KINDS.values() if not kind.is_card]
    return documents.c.kind.in_(on_paper), documents.c.stage.in_(("printed", "handed_over"))


def _differing(installation: Installation) -> list[str]:
    """Views that a rebuild from the log does not make again."""
    rebuilder = Rebuilder(installation.views, installation.log, installation.centre.keys)
    compared = [rebuilder.run(view, swap=False) for view in VIEWS]
    return [f"view:{one.view}" for one in compared if not one.equal]
