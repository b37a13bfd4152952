"""A returned application is corrected at the counter and approved again."""

from typing import Any

import pytest

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


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "2008-02-31"},
        {"birth_date": "0001-01-01"},
        {"birth_date": "9990-01-01"},
        {"birth_date": "2026-11-26"},
        {"birth_date": "1262304000"},
        {"birth_date": "20080304"},
        {"name": "BUDI\x00CONTOH"},
        {"address": "JL CONTOH\n2"},
        {"religion": "ISLAM\x1b"},
        {"name": "BUDI \u202eHTOTNOC"},
    ],
)
def test_what_no_card_can_say_is_refused_before_anything_is_saved(
    pages: Pages, wrong: dict[str, str]
) -> None:
    staff, document = pages.office.staff, pages.office.complete()
    at = pages.office.position()

    answer = pages.post(
        staff.enroller, "/antrean/lengkapi", document=document, **{**FIELDS, **wrong}
    )

    assert 422 == answer.status_code
    assert at == pages.office.position()
