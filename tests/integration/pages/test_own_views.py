"""Saved filters of the queue, and the NIK that is shown to who asks."""

import pytest
from structlog.testing import capture_logs

from application.registry.decoder import decode
from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG


def test_a_filter_is_kept_under_a_name_and_is_only_ones_own(pages: Pages) -> None:
    approver, other = pages.office.staff.approver, pages.office.staff.second
    form = {"name": "Curug tertahan", "tab": "tertahan", "tempat": CURUG}
    pages.done(approver, "/antrean/tampilan", **form)
    pages.done(approver, "/antrean/tampilan", **{**form, "tab": "setujui"})
    (kept,) = pages.get(approver, "/antrean")["views"]

    assert f"/antrean?tab=setujui&tempat={CURUG}" == kept["address"]
    assert [] == pages.get(other, "/antrean")["views"]
    pages.done(approver, "/antrean/tampilan/hapus", name="Curug tertahan")
    assert [] == pages.get(approver, "/antrean")["views"]


@pytest.mark.parametrize("tab", ["setujui&cari=x", "../serah", ""])
def test_a_kept_address_holds_nothing_but_filters(pages: Pages, tab: str) -> None:
    approver = pages.office.staff.approver

    assert "form" == pages.refused(approver, "/antrean/tampilan", name="x", tab=tab)


def test_twelve_are_enough(pages: Pages) -> None:
    approver = pages.office.staff.approver
    for number in range(12):
        pages.done(approver, "/antrean/tampilan", name=f"t{number}", tab="setujui")

    assert "form" == pages.refused(approver, "/antrean/tampilan", name="lagi", tab="setujui")


def test_a_nik_is_shown_to_who_asks_once_and_the_asking_is_an_event(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    nik = str(office.document(document).nik)
    approver = office.staff.approver
    before = pages.html(approver, f"/antrean/{document}")
    with capture_logs() as logs:
        answer = pages.post(approver, f"/antrean/{document}/nik", headers={})
    after = pages.html(approver, f"/antrean/{document}")

    assert (False, True, False) == (nik in before, nik in answer.text, nik in after)
    (read,) = [row for row in office.rows() if row.topic == "staff.nik_revealed"]
    assert (approver.staff, document) == (read.stream, decode(read.topic, read.state)["document"])
    assert nik not in f"{logs}{read.state!r}"
    assert "dibuka untuk dibaca" in after
    assert "no-store" == answer.headers["cache-control"]


def test_a_nik_is_not_shown_to_who_works_elsewhere(pages: Pages) -> None:
    document = pages.office.complete()
    stranger = pages.office.hire("Nina Umpama", Role.APPROVER, "360328")
    counter = pages.office.staff.counter

    for who in (stranger, counter):
        assert "no_live_posting" == pages.refused(who, f"/antrean/{document}/nik")
