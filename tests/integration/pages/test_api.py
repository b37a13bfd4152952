"""The API for programs: described, idempotent, by keyset pages, refusals as problems."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import update
from starlette.testclient import TestClient

from domain.event import Person
from domain.people.state import Role
from projections.register.tables import documents
from tests.integration.flows.test_freezing import freeze
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG, KELAPA_DUA

KEPT = Path(__file__).parents[3] / "docs" / "schemas" / "openapi.json"


def client(pages: Pages, who: Person) -> TestClient:
    return pages.browser(who)


def post(pages: Pages, who: Person, path: str, key: str, body: Any = None) -> Any:
    return client(pages, who).post(f"/api/v1{path}", json=body, headers={"idempotency-key": key})


def test_the_description_is_the_one_that_is_kept(pages: Pages) -> None:
    """Whoever changes the API sees it here: `terbit schema openapi` writes the file anew."""
    found = pages.stranger().get("/api/v1/openapi.json").json()
    found.pop("servers")

    assert found["openapi"].startswith("3.1")
    assert json.loads(KEPT.read_text()) == found
    for path in found["paths"].values():
        for operation in path.values():
            assert {"401", "403", "409", "422"} <= set(operation["responses"])
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_a_command_with_the_same_key_is_done_once(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    body = {"digest": office.document(document).digest}
    approver = office.staff.approver
    path = f"/documents/{document}/approval"
    first = post(pages, approver, path, "satu-kunci", body)
    at = office.position()
    again = post(pages, approver, path, "satu-kunci", body)
    other = post(pages, office.staff.second, path, "satu-kunci", body)

    assert (200, first.json()) == (again.status_code, again.json())
    assert at == office.position()
    assert (409, "wrong_state") == (other.status_code, other.json()["reason"])
    assert "application/problem+json" == other.headers["content-type"]


def test_a_key_says_one_thing(pages: Pages) -> None:
    office = pages.office
    one, other = office.complete(), office.complete()
    digests = {stream: office.document(stream).digest for stream in (one, other)}
    approver = office.staff.approver
    post(pages, approver, f"/documents/{one}/approval", "satu-kunci", {"digest": digests[one]})
    again = post(
        pages, approver, f"/documents/{other}/approval", "satu-kunci", {"digest": digests[other]}
    )
    rejected = post(
        pages, approver, f"/documents/{one}/rejection", "satu-kunci", {"reason": "salah"}
    )

    assert [(422, "key_reused")] * 2 == [
        (answer.status_code, answer.json()["reason"]) for answer in (again, rejected)
    ]
    assert ("approved", "complete") == (office.document(one).stage, office.document(other).stage)


def test_pages_go_on_after_the_last_row_and_end(pages: Pages) -> None:
    office = pages.office
    made = {office.complete() for _ in range(5)}
    seen, after = [], ""
    for _ in range(4):
        answer = client(pages, office.staff.approver).get(
            "/api/v1/documents", params={"limit": 2, "sesudah": after}
        )
        seen += [row["document"] for row in answer.json()["items"]]
        after = answer.json()["next"]
        if not after:
            break

    assert (sorted(made), "") == (sorted(seen), after)


def test_what_was_never_complete_is_listed_to_the_end(pages: Pages) -> None:
    office = pages.office
    made = {office.complete() for _ in range(5)}
    pages.settle()
    with pages.house.views.begin() as connection:
        never = {"stage": "incomplete", "complete_since": None}
        connection.execute(update(documents).values(**never))
    seen, after = [], ""
    for _ in range(3):
        answer = client(pages, office.staff.approver).get(
            "/api/v1/documents", params={"stage": "incomplete", "limit": 2, "sesudah": after}
        )
        seen += [row["document"] for row in answer.json()["items"]]
        after = answer.json()["next"]

    assert (sorted(made), "") == (sorted(seen), after)


def test_jobs_are_listed_in_the_order_of_the_queue(pages: Pages) -> None:
    office = pages.office
    jobs = [office.approve(office.complete()) for _ in range(3)]
    browser = client(pages, office.staff.approver)
    first = browser.get("/api/v1/jobs", params={"limit": 2}).json()
    rest = browser.get("/api/v1/jobs", params={"limit": 2, "sesudah": first["next"]}).json()

    found = [*first["items"], *rest["items"]]
    assert sorted(jobs) == sorted(row["print_job"] for row in found)
    assert found == sorted(found, key=lambda row: (row["complete_since"], row["document"]))
    assert (4, ["job-hold-until-specified"]) == (
        first["items"][0]["state"],
        first["items"][0]["reasons"],
    )


def test_a_day_by_program_holds_returns_and_hands_over(pages: Pages) -> None:
    office = pages.office
    approver, counter = office.staff.approver, office.staff.counter
    card, serial = office.printed_card()
    job = office.approve(office.complete())
    held = post(pages, approver, f"/jobs/{job}/hold", "tahan-satu", {"hold": "cek", "reason": "x"})
    freed = post(pages, approver, f"/jobs/{job}/release", "lepas-satu", {"hold": "cek"})
    body = {"scanned": serial, "entitlement": "self"}
    handed = post(pages, counter, f"/documents/{card}/hand-over", "serah-satu", body)
    wrong = office.complete()
    back = post(pages, approver, f"/documents/{wrong}/return", "kembali-1", {"reason": "nama"})

    assert [200] * 4 == [answer.status_code for answer in (held, freed, handed, back)]
    assert ("handed_over", "incomplete") == (
        office.document(card).stage,
        office.document(wrong).stage,
    )


def test_nothing_of_other_places_is_told(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    stranger = office.hire("Nina Umpama", Role.APPROVER, KELAPA_DUA)
    browser = client(pages, stranger)

    assert [] == browser.get("/api/v1/documents").json()["items"]
    assert 404 == browser.get(f"/api/v1/documents/{document}").status_code
    assert 403 == browser.get("/api/v1/documents", params={"office": CURUG}).status_code
    assert 401 == pages.stranger().get("/api/v1/documents").status_code
    operator = client(pages, office.staff.operator)
    assert 403 == operator.get("/api/v1/stock").status_code
    assert 200 == client(pages, office.staff.store).get("/api/v1/stock").status_code


@pytest.mark.parametrize("path", ["/documents", "/jobs", "/offices"])
def test_no_nik_leaves_by_the_api(pages: Pages, path: str) -> None:
    office = pages.office
    document = office.complete()
    office.approve(office.complete())
    answer = client(pages, office.staff.approver).get(f"/api/v1{path}")

    assert str(office.document(document).nik) not in answer.text
    assert "BUDI CONTOH" not in answer.text


def test_a_program_tries_no_codes_through_either(pages: Pages) -> None:
    """The brake is on the document, whoever asks and from where."""
    office, counter = pages.office, pages.office.staff.counter
    card, serial = office.printed_card()
    answers = [
        post(
            pages,
            counter,
            f"/documents/{card}/hand-over",
            f"coba-{number}-lagi",
            {
                "scanned": serial,
                "entitlement": "proxy",
                "collector": {"name": "Budi Umpama", "code": f"2222-222{number}"},
            },
        )
        for number in range(2, 8)
    ]

    assert [409] * 5 + [429] == [answer.status_code for answer in answers]
    assert "too_many" == answers[-1].json()["reason"]


def test_a_key_that_another_begins_with_is_a_key_of_its_own(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    answers = []
    for key in ("pesanan-1.1", "pesanan-1"):
        document = office.complete()
        body = {"digest": office.document(document).digest}
        answers.append(post(pages, approver, f"/documents/{document}/approval", key, body))

    assert [200, 200] == [answer.status_code for answer in answers]


def test_a_job_says_what_it_waits_for(pages: Pages) -> None:
    """As the queue of the console does: a freeze is a reason, whatever blanks there are."""
    office, approver = pages.office, pages.office.staff.approver
    office.open_box()
    office.approve(office.complete())
    office.clock.advance(seconds=11)

    def reasons() -> list[str]:
        (row,) = client(pages, approver).get("/api/v1/jobs").json()["items"]
        return list(row["reasons"])

    before = reasons()
    freeze(office, "print")
    pages.settle()

    assert ["none"] == before
    assert before != reasons()
