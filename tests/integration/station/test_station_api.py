"""The API takes what any station may send: junk gets a sentence, and nothing else breaks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from application import administering, stocking
from application.station_link.signing import signed_headers
from domain.documents.kinds import PAPER
from domain.stations import facts as f
from domain.stock.decide import Arrived
from terbit.wiring import make_house
from tests.support.office import CURUG, Office
from web.app import create_app
from web.house import House
from web.station_api.bounded import LARGEST_BODY

PREFIX = "/api/v1/station"


@dataclass
class Caller:
    """The station of the office, signing what it sends."""

    office: Office
    house: House
    client: TestClient
    _sent: int = 0

    def post(self, path: str, body: bytes) -> Any:
        self._sent += 1
        headers = signed_headers(
            self.office.key,
            station=self.office.station,
            method="POST",
            path=PREFIX + path,
            body=body,
            created=int(self.office.clock.now().timestamp()),
            nonce=f"nonce-{self._sent}",
        )
        headers["Content-Type"] = "application/json"
        return self.client.post(PREFIX + path, content=body, headers=headers)

    def entries(self, *texts: str) -> Any:
        signed = [self.office.journal.signed(text) for text in texts]
        body = [{"text": entry.text, "signature": entry.signature} for entry in signed]
        return self.post("/journal", json.dumps(body).encode())


@pytest.fixture
def caller(office: Office) -> Iterator[Caller]:
    house, projector = make_house(office.installation)
    projector.start()
    client = TestClient(create_app(house), follow_redirects=False, raise_server_exceptions=False)
    assert house.settle_views(office.position())
    yield Caller(office, house, client)
    client.close()
    assert projector.stop(10)


@pytest.mark.parametrize(
    "beat",
    [
        '{"wait": NaN}',
        '{"wait": Infinity}',
        '{"wait": 1e400}',
        '{"last_seq": 99999999999999999999999999}',
        '{"outbox": -1}',
        '{"printers": [{"a": Infinity}]}',
        '{"printers": [{"printer": "Kartu 1", "conditions": 7}]}',
        '{"printers": [{"printer": "Kartu 1", "conditions": [{"x": NaN}]}]}',
        '{"printers": [{"printer": "Kartu 1", "attempt_state": "?"}]}',
        '{"printers": [{"printer": {"a": [1]}, "conditions": []}]}',
        '{"printers": [{"printer": "\\ud800", "conditions": []}]}',
    ],
)
def test_a_heartbeat_of_junk_is_refused_and_is_not_kept(caller: Caller, beat: str) -> None:
    answer = caller.post("/assignment", beat.encode())

    assert 422 == answer.status_code
    assert ["title", "reason", "detail", "errors"] == list(answer.json())
    assert "application/problem+json" == answer.headers["content-type"]
    assert {} == caller.house.heartbeats


def test_a_refusal_does_not_repeat_what_was_sent(caller: Caller) -> None:
    answer = caller.post("/assignment", b'{"outbox": "NIK 3603170101900001"}')
    long = caller.post("/assignment", b'{"etag": "3603170101900001' + b"x" * 64 + b'"}')

    assert [422, 422] == [answer.status_code, long.status_code]
    assert "3603170101900001" not in answer.text + long.text


def test_a_heartbeat_as_the_daemon_sends_it_is_kept(caller: Caller) -> None:
    printer = {"printer": "Kartu 1", "conditions": ["cover-open"], "attempt_state": None}
    answer = caller.post("/assignment", json.dumps({"wait": 0, "printers": [printer]}).encode())

    assert 200 == answer.status_code
    assert [printer] == caller.house.heartbeats[caller.office.station]["printers"]
    assert "Asia/Jakarta" == answer.json()["timezone"]
    assert 0 == answer.json()["reported"]


def test_one_entry_of_any_length_does_not_keep_back_those_behind_it(caller: Caller) -> None:
    journal = caller.office.journal
    long = journal.text(f.ShiftOpened(date="2026-11-25", printers=[{"printer": "x" * 30_000}]))
    after = journal.text(f.BoxCounted(box="0" * 32, counted=1, recount=False))
    answer = caller.entries(long, after)

    assert 200 == answer.status_code
    assert 2 == answer.json()["covered"]


def test_a_body_of_more_than_8_mb_is_refused_at_once(caller: Caller) -> None:
    fits = caller.post("/journal", b" " * (LARGEST_BODY - 2) + b"[]")
    too_large = caller.post("/journal", b" " * (LARGEST_BODY - 1) + b"[]")

    assert [200, 413] == [fits.status_code, too_large.status_code]


def test_leases_reach_as_far_as_the_blanks_of_all_printers_of_the_station(
    caller: Caller,
) -> None:
    """A lease names no printer: those held are served by the other printer's blanks too."""
    office = caller.office
    office.open_box("74120001", 2)
    _open_at(office, "74130001", 2, "Kartu 2")
    office.journal.open_shift()
    for _ in range(6):
        office.approve(office.complete())
    office.clock.advance(seconds=11)

    granted = [len(_ask(caller, printer)) for printer in ("Kartu 1", "Kartu 2", "Kartu 1")]

    assert [2, 2, 0] == granted


def test_blanks_that_once_went_into_a_printer_of_paper_serve_no_lease(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = caller.office
    office.open_box("74120001", 2)
    with monkeypatch.context() as before:  # it was not refused
        before.setattr("application.stocking.CARD", PAPER)
        _open_at(office, "74130001", 2, "Kertas 1", driver="ipp")
    office.journal.open_shift()
    for _ in range(6):
        office.approve(office.complete())
    office.clock.advance(seconds=11)

    granted = [len(_ask(caller, "Kartu 1")) for _ in range(2)]

    assert [2, 0] == granted


def _open_at(office: Office, first: str, count: int, printer: str, driver: str = "evolis") -> None:
    administering.commission_printer(
        office.centre,
        office.order(office.admin),
        station=office.station,
        printer=printer,
        driver=driver,
        model="Primacy",
        serial=first,
    )
    box = office.receive(first, count)
    stocking.dispatch(office.centre, office.order(office.staff.store), box, CURUG, "471/3/DKC")
    serials = [f"{int(first) + n:08d}" for n in range(count)]
    who = office.order(office.staff.store_curug)
    stocking.accept(office.centre, who, box, CURUG, Arrived(serials=serials))
    who = office.order(office.staff.store_curug)
    stocking.open_at_printer(office.centre, who, box, office.station, printer)


def _ask(caller: Caller, printer: str) -> list[Any]:
    office = caller.office
    assert caller.house.settle_views(office.position())
    who = office.staff.operator
    asked = {
        "command_id": f"perintah-{office.position()}",
        "operator": who.staff,
        "posting": who.posting,
        "printer": printer,
        "count": 4,
    }
    answer = caller.post("/leases", json.dumps(asked).encode())
    assert 200 == answer.status_code, answer.text
    assert caller.house.settle_views(office.position())
    granted: list[Any] = answer.json()
    return granted
