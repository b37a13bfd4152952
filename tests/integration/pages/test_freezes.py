"""`/pembekuan`: a head stops the work of the offices, everybody reads until when."""

from typing import Any

from domain.refusal import Reason
from tests.integration.pages.conftest import Pages

FORM = {
    "scope": ["print", "hand_over"],
    "until": "2026-11-30T17:00",
    "reason": "peralihan sistem pusat",
    "ordered_by": "470/1/2026",
    "notice": "Cetak berhenti sementara.",
}


def test_a_freeze_stands_on_every_page_until_it_is_lifted(pages: Pages) -> None:
    staff = pages.office.staff
    document = pages.office.complete()
    pages.done(staff.head, "/pembekuan", **FORM)
    standing = pages.get(staff.head, "/pembekuan")["frozen"]
    seen = pages.html(staff.approver, "/antrean")
    said = pages.refused(staff.approver, "/antrean/setujui", pick=[pages.picked(document)])
    pages.done(staff.head, "/pembekuan/cabut")
    pages.done(staff.approver, "/antrean/setujui", pick=[pages.picked(document)])

    assert 3 == len(standing)
    assert "30 Nov 17.00" == standing[0]["until"]
    assert "Persetujuan dan cetak, Penyerahan dibekukan sampai 30 Nov 17.00" in seen
    assert Reason.FROZEN == said
    assert "dibekukan" not in pages.html(staff.approver, "/antrean")
    assert "approved" == pages.office.document(document).stage


def test_an_end_that_is_past_or_no_scope_is_refused(pages: Pages) -> None:
    head = pages.office.staff.head

    assert Reason.UNTIL_PAST == pages.refused(
        head, "/pembekuan", **{**FORM, "until": "2026-11-01T08:00"}
    )
    assert Reason.BAD_SCOPE == pages.refused(head, "/pembekuan", **{**FORM, "scope": []})
    assert Reason.NOT_FROZEN == pages.refused(head, "/pembekuan/cabut")


def test_an_end_out_of_any_calendar_is_refused(pages: Pages) -> None:
    head = pages.office.staff.head
    for until in ("0001-01-01T00:00", "9999-12-31T23:59", "2026-11-30T17:00+07:00", "junk"):
        form: dict[str, Any] = {**FORM, "until": until}
        assert 422 == pages.post(head, "/pembekuan", **form).status_code


def test_nobody_else_sees_the_page(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.approver)

    assert 403 == browser.get("/pembekuan").status_code
