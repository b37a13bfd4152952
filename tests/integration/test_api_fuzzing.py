"""Twenty thousand requests made from the API's own description: never a fault of ours.

In this process, against real stores, signed in by each role in turn; half of the paths name
documents and jobs that are there. `TERBIT_FUZZ` sets how many (20,000 by hand, fewer here).
"""

import os
from collections import Counter
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.integration.pages.conftest import pages as _pages

pages = _pages
WRONG = schemathesis.GenerationMode.NEGATIVE
REQUESTS = int(os.environ.get("TERBIT_FUZZ", "1200"))
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture
def browsers(pages: Pages) -> list[TestClient]:
    office = pages.office
    staff = office.staff
    for _ in range(4):
        office.approve(office.complete())
    office.printed_card()
    office.complete()
    auditor = office.hire("Ari Umpama", Role.AUDITOR)
    people = (staff.approver, staff.counter, staff.head, staff.store, auditor)
    return [pages.browser(person) for person in people]


@pytest.mark.timeout(3_000)
def test_no_request_makes_the_api_fail_or_answer_what_it_does_not_describe(
    pages: Pages, browsers: list[TestClient]
) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", pages.app)
    operations: list[Any] = [cast("Any", found).ok() for found in schema.get_all_operations()]
    known = _known(browsers[0])
    answers: Counter[int] = Counter()
    each = max(1, REQUESTS // len(operations))
    for operation in operations:
        _fuzz(operation, browsers, known, answers, each)

    print(dict(answers))
    assert sum(answers.values()) >= REQUESTS * 0.8
    assert {200, 403, 404, 422} <= set(answers)
    assert not [status for status in answers if status >= 500]


def _known(browser: TestClient) -> list[str]:
    """Streams that are there."""
    rows: list[Any] = []
    for stage in ("complete", "approved", "printed"):
        rows += browser.get("/api/v1/documents", params={"stage": stage}).json()["items"]
    return [row["document"] for row in rows] + [
        row["print_job"] for row in rows if row["print_job"]
    ]


def _fuzz(
    operation: Any,
    browsers: list[TestClient],
    known: list[str],
    answers: Counter[int],
    each: int,
) -> None:
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy() | operation.as_strategy(generation_mode=WRONG),
        browser=st.sampled_from(browsers),
        there=st.none() | st.sampled_from(known),
    )
    def ask(case: Any, browser: TestClient, there: str | None) -> None:
        if there is not None and case.path_parameters:
            case.path_parameters = dict.fromkeys(case.path_parameters, there)
        case.cookies = {"terbit": str(browser.cookies.get("terbit"))}
        answer = case.call()
        answers[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    ask()
