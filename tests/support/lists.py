"""A clerk at the import page: uploads lists, starts them, reads the reports."""

import csv
import io
from typing import Any

from domain.event import Person
from tests.integration.pages.conftest import Pages
from tests.support.live import until
from tests.support.office import DINAS
from tests.unit.importing.lists import HEAD, person


def list_of(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows, ""]).encode()


def persons(*numbers: int) -> bytes:
    return list_of(*(person(number) for number in numbers))


class Importer:
    """One person at `/impor`."""

    def __init__(self, pages: Pages, who: Person | None = None) -> None:
        self.pages = pages
        self.who = who or pages.office.staff.enroller

    def send(
        self,
        content: bytes,
        name: str = "daftar.csv",
        kind: str = "enrolments",
        office: str = DINAS,
        accept: str = "application/json",
    ) -> Any:
        return self.pages.browser(self.who).post(
            "/impor",
            data={"kind": kind, "office": office},
            files={"file": (name, content, "text/plain")},
            headers={"accept": accept},
        )

    def refused(self, content: bytes, status: int = 422, **named: str) -> dict[str, Any]:
        """The problem; nothing is kept of the file."""
        answer = self.send(content, **named)
        assert status == answer.status_code, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def job(self) -> Any:
        return self.pages.get(self.who, "/impor")["job"]

    def offered(self, content: bytes, **named: str) -> Any:
        """What the page shows of the list, before anything is taken."""
        answer = self.send(content, **named)
        assert 200 == answer.status_code, answer.text
        return self.job()

    def start(self) -> None:
        self.pages.done(self.who, "/impor/mulai", job=self.job()["id"])

    def put_away(self) -> None:
        self.pages.done(self.who, "/impor/selesai", job=self.job()["id"])

    def over(self) -> Any:
        until(lambda: not self.job()["busy"], "the import to end")
        return self.job()

    def taken(self, content: bytes, **named: str) -> Any:
        """The list as the page shows it when it is over."""
        self.offered(content, **named)
        self.start()
        return self.over()

    def download(self) -> bytes:
        answer = self.pages.browser(self.who).get("/impor/ditolak")
        assert 200 == answer.status_code, answer.text
        return bytes(answer.content)

    def bad_rows(self) -> list[dict[str, str]]:
        text = self.download().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def sums(job: Any) -> tuple[int, int, int, int]:
    """Rows, imported, known before, rejected."""
    told = job["report"]
    return told["rows"], told["imported"], told["duplicates"], told["rejected_rows"]
