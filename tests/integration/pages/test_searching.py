"""`/cari`: a NIK that somebody typed is in the page, and in no address."""

from typing import Any

import pytest
from sqlalchemy.event import listens_for

from domain.people.state import Role
from projections.register import queries as register
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG


def test_a_sealed_search_opens_for_nobody_else(pages: Pages) -> None:
    staff = pages.office.staff
    document, _ = pages.office.printed_card()
    nik = str(pages.office.document(document).nik)
    address = pages.found(staff.counter, "/serah", nik)

    mine = pages.get(staff.counter, address)
    others = pages.get(pages.office.hire("Sari Contoh", Role.COUNTER), address)

    assert nik not in address
    assert (nik, document) == (mine["q"], mine["found"]["document"])
    assert ("", None) == (others["q"], others["found"])


@pytest.mark.parametrize("token", ["", "x", "%%%", "QUJD", "A" * 600])
def test_what_is_no_search_finds_nothing(pages: Pages, token: str) -> None:
    assert "" == pages.get(pages.office.staff.counter, f"/serah?cari={token}")["q"]


def test_a_search_leads_to_pages_of_this_house_only(pages: Pages) -> None:
    counter = pages.browser(pages.office.staff.counter)

    answer = counter.post("/cari", data={"to": "https://example.org", "q": "a"})

    assert 422 == answer.status_code
    assert "/serah" == pages.found(pages.office.staff.counter, "/serah", "  ")


def test_the_longest_name_can_be_searched(pages: Pages) -> None:
    counter = pages.office.staff.counter
    text = "\N{LATIN CAPITAL LETTER E WITH ACUTE}" * 80

    assert text == pages.get(counter, pages.found(counter, "/serah", text))["q"]


def test_several_that_fit_are_offered_those_that_wait_here_first(pages: Pages) -> None:
    """A holder has more than one document; the oldest of them is mostly over."""
    office, counter = pages.office, pages.office.staff.counter
    over, serial = office.printed_card(name="SITI CONTOH")
    pages.done(counter, "/serah", document=over, serial=serial, entitlement="self")
    young = office.complete(name="SITI MISAL")
    waits, other = office.printed_card(name="SITI UMPAMA")

    shown = pages.get(counter, pages.found(counter, "/serah", "SITI"))
    html = pages.html(counter, pages.found(counter, "/serah", "SITI"))
    scanned = pages.get(counter, pages.found(counter, "/serah", other))

    assert None is shown["found"]
    assert [waits, young, over] == [one["document"] for one in shown["hits"]]
    assert "3 dokumen cocok, pilih satu" in html
    assert f'href="/serah?dokumen={waits}"' in html
    assert (waits, []) == (scanned["found"]["document"], scanned["hits"])


def test_a_number_is_found_by_its_index(pages: Pages) -> None:
    """At each scan all documents of an office would be read otherwise."""
    with pages.house.views.connect() as connection:
        asked: list[str] = []

        @listens_for(connection, "before_cursor_execute")
        def keep(*told: Any) -> None:
            asked.append(told[2])

        office = pages.office
        document, serial = office.printed_card()
        pages.settle()
        (row,) = register.search(connection, [CURUG], serial)
        (query,) = [one for one in asked if "register_documents" in one]
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}", tuple("x" for _mark in range(query.count("?")))
        )
        steps = " ".join(str(step[3]) for step in plan)

    assert document == row["document"]
    assert "register_serial" in steps
    assert "register_stage" not in steps
