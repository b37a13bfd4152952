"""A name and a NIK that stand out go the whole way, and appear in no log, metric or address."""

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from structlog.testing import capture_logs

from domain.people.state import Role
from monitoring.centre import Sources, register_centre
from tests.integration.pages.conftest import JSON, Pages
from tests.integration.pages.conftest import pages as _pages
from tests.support.office import KELAPA_DUA
from web.app import doors

pages = _pages
NAME = "KANARIWATI ZULAIKHA"
"""Of the person whose document goes the whole way."""


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Every line of either kind of log."""
    caplog.set_level(logging.DEBUG)
    lines: list[str] = []
    with capture_logs() as logs:
        yield lines
        lines += [str(one) for one in logs]
    lines += [record.getMessage() for record in caplog.records]


def journey(pages: Pages) -> tuple[str, str, list[Any]]:
    """Taken in, refused, approved, printed, sent, taken, asked for, handed over."""
    office = pages.office
    staff = office.staff
    there = office.hire("Nina Umpama", Role.COUNTER, KELAPA_DUA)
    card, serial = office.printed_card(name=NAME)
    nik = str(office.document(card).nik)
    answers = [
        pages.post(staff.approver, "/antrean/setujui", pick=[f"{card}:{'0' * 64}"]),
        pages.post(staff.approver, f"/antrean/{card}/nik"),
        pages.post(staff.counter, "/serah", document=card, serial="74129999", entitlement="self"),
        pages.browser(staff.counter).post("/cari", data={"to": "/serah", "q": nik}),
        pages.browser(staff.counter).post("/cari", data={"to": "/serah", "q": NAME}),
        pages.browser(staff.approver).get("/api/v1/documents", params={"stage": "printed"}),
        pages.browser(staff.approver).post(
            f"/api/v1/documents/{card}/approval", json={"digest": nik}, headers={}
        ),
    ]
    sent = pages.post(staff.counter, "/serah/kiriman", pick=[card], to_office=KELAPA_DUA)
    slip = sent.json()["slip"]
    answers += [
        sent,
        pages.post(there, f"/serah/kiriman/{slip}", office=KELAPA_DUA, scanned=serial),
        pages.post(there, "/serah", document=card, serial=serial, entitlement="self"),
    ]
    return card, nik, answers


def test_no_log_address_or_refusal_names_the_person(pages: Pages, told: list[str]) -> None:
    card, nik, answers = journey(pages)
    addresses = [str(one.headers.get("location", "")) for one in answers]
    addresses += [str(one.request.url) for one in answers]
    errors = [one.text for one in answers if one.status_code >= 400]

    assert "handed_over" == pages.office.document(card).stage  # type: ignore[arg-type]
    assert errors
    for kind, texts in {"address": addresses, "error": errors, "log": told}.items():
        found = [unquote(text)[:200] for text in texts if _names(unquote(text), nik)]
        assert [] == found, kind


def _names(text: str, nik: str) -> bool:
    return nik in text or any(part in text.upper() for part in NAME.split())


def test_metrics_know_no_person(pages: Pages) -> None:
    _, nik, _ = journey(pages)
    pages.settle()
    registry = CollectorRegistry()
    sources = Sources(
        views=pages.house.views,
        runner=pages.house.runner,
        log=pages.house.log,
        now=pages.office.clock.now,
        heard=dict,
    )
    register_centre(registry, sources)
    text = generate_latest(registry).decode()

    assert "terbit_print_jobs" in text
    assert not _names(text, nik)
    assert not re.search(r"\d{16}", text)


def test_every_page_that_a_person_can_open_masks_the_nik(pages: Pages) -> None:
    """All pages without a parameter, by a person of every role."""
    _, nik, _ = journey(pages)
    office = pages.office
    paths = [door.split()[1] for door in doors() if door.startswith("GET ") and "{" not in door]
    staff = [office.hire(f"{role} Umpama", role) for role in Role]
    seen = [
        (path, who.staff)
        for who in staff
        for path in paths
        if path != "/kabar" and nik in pages.browser(who).get(path, headers=JSON).text
    ]

    assert len(paths) > 25
    assert [] == seen
