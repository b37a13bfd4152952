"""A centre in a folder with its pages, and clients that are signed in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.testclient import TestClient

from domain.event import Person, StreamId
from domain.stations import facts as f
from terbit.wiring import make_house
from tests.support.memory_desk import MemoryDesk
from tests.support.office import Office
from web.app import create_app
from web.house import House
from web.station_page.app import create_station_app

PASSWORD = "kata-sandi-panjang"  # noqa: S105 - of invented people
JSON = {"accept": "application/json"}


@dataclass
class Pages:
    """The application under test, and one browser per person."""

    office: Office
    house: House
    app: Any
    browsers: dict[str, TestClient] = field(default_factory=dict)
    _sent: int = 0

    def stranger(self) -> TestClient:
        return TestClient(self.app, follow_redirects=False)

    def login_of(self, who: Person) -> str:
        """An account for the person, made at the first use."""
        login = f"petugas-{who.staff[:8]}"
        if self.house.accounts.staff_of_login(login) is None:
            self.house.accounts.add(login, who.staff)
            self.house.accounts.set_password(who.staff, PASSWORD)
        return login

    def browser(self, who: Person) -> TestClient:
        """Signed in as the person, under the posting that `who` names."""
        self.settle()
        key = f"{who.staff}:{who.posting}"
        if key not in self.browsers:
            client = self.stranger()
            form = {"login": self.login_of(who), "password": PASSWORD, "posting": who.posting}
            assert 303 == client.post("/masuk", data=form).status_code
            self.browsers[key] = client
        return self.browsers[key]

    def leave(self) -> None:
        """Everyone goes home: whoever comes next signs in anew."""
        for client in self.browsers.values():
            client.close()
        self.browsers.clear()

    def settle(self) -> None:
        assert self.house.settle_views(self.office.position())

    def get(self, who: Person, path: str) -> Any:
        answer = self.browser(who).get(path, headers=JSON)
        assert 200 == answer.status_code, answer.text
        return answer.json()

    def html(self, who: Person, path: str) -> str:
        answer = self.browser(who).get(path)
        assert 200 == answer.status_code, answer.text
        return answer.text

    def found(self, who: Person, to: str, q: str, **filters: str) -> str:
        """The address that a search leads to."""
        answer = self.browser(who).post("/cari", data={"to": to, "q": q, **filters})
        assert 303 == answer.status_code, answer.text
        return str(answer.headers["location"])

    def post(self, who: Person, path: str, headers: dict[str, str] = JSON, **form: Any) -> Any:
        """The response; each call is a new command unless it names one."""
        self._sent += 1
        data = {"command_id": f"perintah-{self._sent}", **form}
        return self.browser(who).post(path, data=data, headers=headers)

    def done(self, who: Person, path: str, **form: Any) -> Any:
        answer = self.post(who, path, **form)
        assert 200 == answer.status_code, answer.text
        return answer.json()

    def refused(self, who: Person, path: str, **form: Any) -> str:
        """The reason of a refusal."""
        answer = self.post(who, path, **form)
        assert answer.status_code in (403, 404, 409, 422), answer.text
        told = answer.json()
        return str(told["reason"] if "reason" in told else told["refused"][0]["reason"])

    def picked(self, document: StreamId) -> str:
        return f"{document}:{self.office.document(document).digest}"

    def unknown_card(self, seen: str | None = None) -> tuple[StreamId, str]:
        """A job whose card nobody is sure of, perhaps looked at by the operator."""
        office = self.office
        if office.box is None:
            office.box = office.open_box()
            office.journal.open_shift()
        job = office.approve(office.complete())
        office.lease(job, office.box)
        serial = office.centre.registry.load(office.box).state.next_serial()
        office.journal.start(job, office.box, serial)
        office.journal.post(
            f.AttemptUnknown(
                print_job=job,
                attempt="1.1",
                reason="no-answer",
                counters={"inserted": 2, "panels": 3},
                card_position="head",
            )
        )
        if seen:
            office.journal.post(
                f.AttemptSeen(
                    print_job=job,
                    attempt="1.1",
                    seen=seen,
                    observed_serial=None if seen == "absent" else serial,
                    method="scan",
                    cause="print_failed" if seen == "spoiled" else None,
                )
            )
        return job, serial


@pytest.fixture
def client(desk: MemoryDesk) -> TestClient:
    """A browser at the page of a station."""
    return TestClient(create_station_app(desk), follow_redirects=False)


@pytest.fixture
def pages(office: Office) -> Iterator[Pages]:
    house, projector = make_house(office.installation)
    projector.start()
    made = Pages(office, house, create_app(house))
    yield made
    made.leave()
    assert projector.stop(10)
