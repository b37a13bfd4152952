"""A returned application is corrected at the counter and approved again."""

from typing import Any

from tests.integration.pages.conftest import Pages

FIELDS: dict[str, Any] = {
    "name": "budi contoh teladan",
    "birth_place": "TANGERANG",
    "birth_date": "2008-03-04",
    "sex": "L",
    "address": "JL CONTOH 2",
    "rt": "001",
    "rw": "002",
    "religion": "ISLAM",
    "marital_status": "BELUM KAWIN",
}


def test_a_returned_application_is_corrected_and_approved(pages: Pages) -> None:
    staff, document = pages.office.staff, pages.office.complete()
    pages.done(staff.approver, "/antrean/kembalikan", pick=[document], reason="nama kurang")
    shown = pages.get(staff.enroller, f"/antrean/{document}")["correct"]

    pages.done(staff.enroller, "/antrean/lengkapi", document=document, **FIELDS)
    digest = pages.office.document(document).digest
    pages.done(staff.approver, "/antrean/setujui", pick=[f"{document}:{digest}"])

    assert "BUDI CONTOH" == next(f["value"] for f in shown if f["name"] == "name")
    assert "BUDI CONTOH TELADAN" == (pages.office.document(document).fields or {})["name"]
    assert "approved" == pages.office.document(document).stage


def test_only_those_who_take_in_may_correct(pages: Pages) -> None:
    staff, document = pages.office.staff, pages.office.complete()

    reason = pages.refused(staff.approver, "/antrean/lengkapi", document=document, **FIELDS)

    assert "no_live_posting" == reason
    assert pages.get(staff.approver, f"/antrean/{document}")["correct"] is None


def test_a_day_that_is_none_is_refused_before_anything_is_saved(pages: Pages) -> None:
    staff, document = pages.office.staff, pages.office.complete()
    at = pages.office.position()

    answer = pages.post(
        staff.enroller,
        "/antrean/lengkapi",
        document=document,
        **{**FIELDS, "birth_date": "2008-02-31"},
    )

    assert 422 == answer.status_code
    assert at == pages.office.position()
