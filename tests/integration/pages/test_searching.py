"""`/cari`: a NIK that somebody typed is in the page, and in no address."""

import pytest

from domain.people.state import Role
from tests.integration.pages.conftest import Pages


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
