"""Real processes in one folder: centre, station, printer; a test in the role of the people."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import httpx2

from application import settling
from domain.event import StreamId
from domain.printing.state import Outcome, PrintJob
from projections.stations import queries as stations
from terbit.demo.children import Child, terbit
from tests.support.emulators import CardEmulator
from tests.support.live import free_port, until
from tests.support.office import CURUG, Office

FACES = 2
CONFIG = """centre = "http://127.0.0.1:{centre}"
dir = "station"
page_port = {page}
bundle = 3
patience_seconds = 10

[[printers]]
name = "Kartu 1"
url = "{url}"
"""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What physically became of a blank, by the emulator's own record."""

    faces: int
    ejections: int
    in_feeder: bool

    @property
    def laid_aside(self) -> bool:
        """Out of the feeder without being a good card."""
        return self.faces < FACES and not self.in_feeder


class Yard:
    """Children are killed and started again by name: serve, station, emulator."""

    def __init__(
        self, folder: Path, blanks: int, baud: int = 0, station_module: str = "terbit"
    ) -> None:
        self.folder = folder
        self.station_module = station_module
        self.office = Office(folder / "terbit", live=True)
        self.emulator = CardEmulator(folder / "printer", baud=baud)
        self.centre_port = free_port()
        self.serve: Child | None = None
        self.station: Child | None = None
        self.first = 74_120_001
        self.blanks = blanks
        self.jobs: list[StreamId] = []
        self._page = httpx2.Client(timeout=5, trust_env=False)

    # ---- processes

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _start(self) -> None:
        self.emulator.start()
        self.start_serve()
        self._wait_for_centre()
        self._enrol()
        self.box = self.office.open_box(str(self.first), self.blanks)
        self.emulator.control("load", serials=[str(self.first + n) for n in range(self.blanks)])
        self.start_station()
        until(lambda: self.keadaan()["operators"], "the assignment")
        operator = self.office.staff.operator.staff
        self.post("/giliran", {"staff": operator, "pin": "123456"})

    def start_serve(self) -> None:
        words = terbit(
            "serve", "--dir", str(self.folder / "terbit"), "--port", str(self.centre_port)
        )
        self.serve = Child.start("serve", words, self.folder)

    def start_station(self) -> None:
        config = str(self.folder / "station.toml")
        words = [sys.executable, "-m", self.station_module, "station", "--config", config]
        self.station = Child.start("station", words, self.folder)

    def kill(self, victim: str) -> None:
        """Kill -9, and switch on again at once."""
        if victim == "emulator":
            self.emulator.restart()
        elif victim == "serve" and self.serve is not None:
            self.serve.process.kill()
            self.serve.process.wait()
            self.start_serve()
        elif self.station is not None:
            self.station.process.kill()
            self.station.process.wait()
            self.start_station()

    def _stop(self) -> None:
        for child in (self.station, self.serve):
            if child is not None:
                child.stop()
        self._page.close()
        self.emulator.kill()
        self.office.close()

    def _wait_for_centre(self) -> None:
        address = f"http://127.0.0.1:{self.centre_port}/masuk"

        def answers() -> bool:
            try:
                return self._page.get(address).status_code < 500
            except httpx2.HTTPError:
                return False

        until(answers, "the centre")

    def _enrol(self) -> None:
        page = free_port()
        if page == self.centre_port:
            page += 1
        self.page = f"http://127.0.0.1:{page}"
        config = self.folder / "station.toml"
        config.write_text(CONFIG.format(centre=self.centre_port, page=page, url=self.emulator.url))
        admin = self.office.admin
        installation = self.office.installation
        detail = {
            "office": CURUG,
            "name": "Curug yard",
            "staff": admin.staff,
            "person": admin.person or "",
            "posting": admin.posting or "",
        }
        code = installation.codes.issue("station", detail, timedelta(minutes=5))
        words = terbit("station", "enrol", "--config", str(config), "--code", code)
        subprocess.run(words, check=True, capture_output=True)
        installation.accounts.add("dani", self.office.staff.operator.staff)
        installation.accounts.set_pin(self.office.staff.operator.staff, "123456")
        installation.runner.run_once()
        with installation.views.connect() as connection:
            rows = [r for r in stations.listed(connection) if r["name"] == "Curug yard"]
        self.office.station = StreamId(rows[0]["station"])

    # ---- people

    def approve(self, number: int) -> None:
        for _ in range(number):
            self.jobs.append(self.office.approve(self.office.complete()))

    def waiting(self) -> int:
        """Approved cards that are not printed yet."""
        return sum(1 for _, job in self.attempts()[-10:] if job.status != "printed")

    def works(self) -> bool:
        """The station answers and has heard from the centre since its start."""
        return bool(self.keadaan().get("connected"))

    def keadaan(self) -> dict[str, Any]:
        """What the station's page shows; empty while the station is down."""
        try:
            found: dict[str, Any] = self._page.get(f"{self.page}/keadaan").json()
        except (httpx2.HTTPError, ValueError):
            return {"operators": [], "printers": []}
        return found

    def post(self, path: str, form: dict[str, str]) -> int:
        headers = {"Accept": "application/json"}
        try:
            return self._page.post(self.page + path, data=form, headers=headers).status_code
        except httpx2.HTTPError:
            return 0

    def tend(self) -> None:
        """Operator and second person do what waits for them."""
        self._operator_looks()
        for job_id in self.jobs:
            job = self.office.job(job_id)
            for name, attempt in job.attempts.items():
                if attempt.outcome is Outcome.UNKNOWN and attempt.look is not None:
                    order = self.office.order(self.office.staff.second)
                    seen = attempt.look.seen
                    settling.settle(self.office.centre, order, job_id, name, seen)
            if self.office.job(job_id).status == "awaiting_reprint":
                order = self.office.order(self.office.staff.head)
                settling.authorise_reprint(self.office.centre, order, job_id, "kartu rusak")

    def _operator_looks(self) -> None:
        """Takes the card out, turns it over, scans it, says what is there.

        A clean card that has been inside is not trusted again: it counts as spoiled. (Put back
        on the stack, it would have to lie there in the very moment the books say so.)
        """
        for printer in self.keadaan()["printers"]:
            if printer["doing"] != "waiting_look":
                continue
            state = self.emulator.state()
            inside = [card["serial"] for card in state["inside"]]
            if inside or state["jammed"]:
                self.emulator.control("clear")
            serial = inside[0] if inside else printer["serial"]
            truth = self.truth()[serial]
            seen = "good" if truth.faces == FACES else "untouched" if truth.in_feeder else "spoiled"
            form = {"printer": printer["printer"], "seen": seen, "serial": serial, "cause": ""}
            self.post("/lihat", form)

    # ---- the oracle

    def truth(self) -> dict[str, Truth]:
        feeder = set(self.emulator.state()["feeder"])
        record = self.emulator.record()
        serials = [str(self.first + n) for n in range(self.blanks)]
        faces = dict.fromkeys(serials, 0)
        ejections = dict.fromkeys(serials, 0)
        for line in record:
            if line["what"] == "printed_panel":
                faces[line["serial"]] += 1
            elif line["what"] == "ejected":
                ejections[line["serial"]] += 1
        return {
            serial: Truth(
                faces=faces[serial], ejections=ejections[serial], in_feeder=serial in feeder
            )
            for serial in serials
        }

    def panels(self) -> int:
        """Faces printed so far, of all cards."""
        return sum(1 for line in self.emulator.record() if line["what"] == "printed_panel")

    def finished(self) -> bool:
        return all(self.office.job(job).status == "printed" for job in self.jobs)

    def attempts(self) -> list[tuple[StreamId, PrintJob]]:
        return [(job, self.office.job(job)) for job in self.jobs]
